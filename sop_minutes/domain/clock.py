"""How long an item takes, against its plan, in words."""


def clock_words(seconds: int, planned: int | None) -> str:
    """Return time spent as ``12:40``, and what was planned: ``18:10 / 15 min · 3 min over``."""
    minutes, rest = divmod(seconds, 60)
    spent = f"{minutes}:{rest:02d}"
    if planned is None:
        return spent
    over = seconds - 60 * planned
    said = "" if over <= 0 else f" · {over // 60} min over" if over >= 60 else " · just over"
    return f"{spent} / {planned} min{said}"
