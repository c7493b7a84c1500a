"""Working days in England: Monday to Friday, but for bank holidays."""

from datetime import date, timedelta


def working_day_after(on: date, days: int) -> date:
    """Return the working day that is `days` working days after `on`; `on` itself for none."""
    return _counted(on, days, timedelta(days=1))


def working_day_before(on: date, days: int) -> date:
    """Return the working day that is `days` working days before `on`; `on` itself for none."""
    return _counted(on, days, -timedelta(days=1))


def _counted(on: date, days: int, step: timedelta) -> date:
    import holidays  # what most starts never need

    england = holidays.country_holidays("GB", subdiv="ENG")
    found = on
    while days > 0:
        found += step
        days -= found.weekday() < 5 and found not in england
    return found
