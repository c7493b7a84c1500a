"""The results as text: printed as they come, and as the page docs/benchmarks.md."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from benchmarks.machine import machine_lines
from benchmarks.results import Aim, Remark, Result, Series, Table, ratio, shown_time

_HEAD = """# Benchmarks

Made by `make bench` on {day}; do not edit. All figures of a table were taken in one run,
the contenders in turn (A B A B …), because the machine drifts by a factor of two: trust the ratios, which
are medians of paired rounds, before the milliseconds. “Limit” is the least the job can cost; peers are other
people's programs, each with its version.

{machine}

Repeat it:

```
make bench                                   all of it; the databases of a first run are kept
.venv/bin/python -m benchmarks --quick       W1 alone and fewer rounds; this page is left as it is
.venv/bin/python -m benchmarks --only search   one job: {jobs}
.venv/bin/python -m benchmarks --install-peers   what pip, npm and apt have of the peers
SOP_BENCH_WORD_FILES=FOLDER make bench       reads your own Word files too
```

W1 is ten years of one partnership (600 meetings, 40,000 points, 12,000 actions), W2 of twenty-five (15,000
meetings, 1,000,000 points, 300,000 actions), both made up (`benchmarks/workload/`).
"""
_AIMS = """## Ours and where we aim

“Scaled” is, roughly, the aim as this machine would have it, going by a peer that was measured when it was
set; met or missed goes by the aim as it stands.
"""


def page(results: Sequence[Result], *, jobs: Iterable[str], day: date, commit: str) -> str:
    """Return docs/benchmarks.md."""
    machine = "\n".join(f"- {line}" for line in machine_lines(commit))
    head = _HEAD.format(day=f"{day.day} {day:%B %Y}", machine=machine, jobs=", ".join(jobs))
    parts = [head, _AIMS, aims_text(results)]
    parts += [text_of(result) for result in results if not isinstance(result, Aim)]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def text_of(result: Result) -> str:
    """Return a result as Markdown, which is printed as it is."""
    if isinstance(result, Remark):
        return result.text
    if isinstance(result, Aim):
        return f"{'Met' if result.met else 'MISSED'}: {result.job}: {result.ours} (aim {result.aim})"
    missing = "".join(f"\n- {each}" for each in result.missing)
    return f"## {result.title}\n\n{result.about}\n\n{_table(_rows(result))}{missing}"


def aims_text(results: Iterable[Result]) -> str:
    aims = [result for result in results if isinstance(result, Aim)]
    rows = [(aim.job, aim.ours, aim.aim, "met" if aim.met else "**missed**", aim.scaled) for aim in aims]
    return _table([("Job", "Ours", "Aim", "", "Scaled"), *rows])


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    most = ("p99", "slowest") if table.tail else ("slowest",)
    yield ("", "version", "median", "fastest", *most, "× ours", "runs")
    for series in table.series:
        yield _row(series, table)


def _row(series: Series, table: Table) -> tuple[str, ...]:
    taken = series.taken
    tail = (shown_time(series.percentile(0.99)),) if table.tail else ()
    times = ratio(series, table.series[0])
    return (
        series.name,
        series.version,
        shown_time(series.median),
        shown_time(taken[0]),
        *tail,
        shown_time(taken[-1]),
        f"{times:.0f}" if times >= 100 else f"{times:#.2g}" if times < 10 else f"{times:.1f}",
        str(len(taken)),
    )


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows, the first of them headings, as a Markdown table with straight columns."""
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    lines = [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in listed
    ]
    lines.insert(1, f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    return "\n".join(lines)
