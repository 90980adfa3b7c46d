"""What was found while a release was read: for people, and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from armstransfers.analysis import question as q
from armstransfers.core.report import Skipped
from armstransfers.core.screen import one_line
from armstransfers.model.release import Release
from armstransfers.wording import counted
from armstransfers.wording.set_aside import legible, what_was_left_out

_MOST_LINES = 50  # of one kind
_MOST_NAMES = 5  # unknown, that have a line each on a page


def as_dict(release: Release) -> dict[str, Any]:
    """Return the report on a release, as JSON can hold it."""
    day, years = release.generated, release.transfers["year"]
    return {
        "release": release.id,
        "recognised": release.origin.format,
        "edition": release.edition,
        "looks": release.looks or None,
        "generated": day.isoformat() if day else None,
        "rows": len(release.transfers),
        "years": [int(years.min()), int(years.max())] if len(years) else None,
        "measure": release.measure.name,
        "unit": release.measure.unit,
        "total": _total(release),
        "recipients": len(release.names("recipient")),
        "suppliers": len(release.names("supplier")),
        "margins": len(release.margins),
        "deals": len(release.deals),
        "files": len(release.origin.files),
        "doubled": release.report.doubled,
        "joined": list(release.origin.joined),
        "unknown_names": [
            {"name": name, "suggestions": list(close)}
            for name, close in release.report.unknown_names.items()
        ],
        "renamed": release.report.renamed,
        "checks": [vars(check) for check in release.report.checks],
        "wholeness": [{**vars(one), "words": one.words} for one in release.report.wholeness],
        "skipped": [vars(skipped) for skipped in release.report.skipped],
        "set_aside": [asdict(line) for line in release.report.set_aside],
    }


def _total(release: Release) -> float | None:
    """Return the sum of all values; None where they may not be added."""
    if not release.measure.additive:
        return None
    return round(float(release.transfers["value"].sum()), release.measure.decimals)


def as_lines(release: Release, *, on_page: bool = False) -> list[str]:
    """Return the report on a release as lines for people.

    The page *Your data* has a place of its own for lines that were set aside, and buttons where the
    command line has options.
    """
    facts, report = as_dict(release), release.report
    lines = [f"from {counted(facts['files'], 'file')}, holds {release.describe_content()}"]
    if facts["rows"]:
        measure = release.measure
        volume = f"{measure.name} in {measure.unit}, which is never added up"
        if facts["total"] is not None:
            volume = f"{facts['total']:,.{measure.decimals}f} {measure.unit}"
        parts = [
            counted(facts["rows"], "row"),
            q.words(tuple(facts["years"])),
            counted(facts["suppliers"], "supplier"),
            counted(facts["recipients"], "recipient"),
            volume,
        ]
        lines.append(", ".join(parts))
    if facts["margins"]:
        kept = ", kept as checks" if facts["rows"] else ""
        lines.append(f"{facts['margins']:,} totals without partners{kept}")
    if facts["deals"]:
        lines.append(f"{counted(facts['deals'], 'deal')}, for lists and never for shares")
    if report.checks:
        cells = sum(check.cells for check in report.checks)
        outside = sum(check.outside_rounding for check in report.checks)
        lines.append(f"{cells:,} printed totals compared, {outside} differ by more than rounding")
    lines += () if on_page else _set_aside(release)
    lines.extend(one.words for one in report.wholeness)
    if report.doubled:
        lines.append(f"{counted(report.doubled, 'record')} appeared more than once and count once")
    if release.origin.joined:
        lines.append(f"joined from {', '.join(release.origin.joined)}")
    if release.looks and not on_page:
        lines.append("if it is whole, import it with --covers all; nobody else can tell")
    if release.is_excerpt and not on_page:
        join = ", or import it with --join ID to add its rows to one that you name"
        lines.append(
            "joins no other release by itself: say with --covers what it holds completely"
            f"{join if release.measure.is_tiv else ''}"
        )
    notes = [
        _note(one, is_named=len(release.origin.files) > 1 or not on_page) for one in report.skipped
    ]
    names = [_unknown(name, close) for name, close in report.unknown_names.items()]
    if on_page:  # which shows the first alone, and counts the others
        return list(map(one_line, lines + notes + (_in_one(report.unknown_names) or names)))
    lines += [*_first(names, "unknown name"), *_first(notes, "note")]
    return list(map(one_line, lines))


def _first(lines: list[str], kind: str) -> Iterator[str]:
    """Yield the first lines of a kind, and how many more there are."""
    yield from lines[:_MOST_LINES]
    if more := len(lines[_MOST_LINES:]):
        yield f"and {counted(more, f'more {kind}')}; the report in JSON has all"


def _note(skipped: Skipped, *, is_named: bool) -> str:
    """Return a note, with the name of the file where there are others."""
    line = f"line {skipped.line}" if skipped.line else ""
    if not is_named:
        return f"{line}: {skipped.reason}" if line else skipped.reason
    return f"note: {', '.join(filter(None, (skipped.file, line)))}: {skipped.reason}"


def _unknown(name: str, close: tuple[str, ...]) -> str:
    hint = f" (did you mean {', '.join(close)}?)" if close else ""
    return f"unknown name, kept as it is: {name}{hint}"


def _in_one(unknown: Iterable[str]) -> list[str]:
    """Return one line for many unknown names, and none for few, which have a line each."""
    names = list(unknown)
    if len(names) <= _MOST_NAMES:
        return []
    more = len(names) - _MOST_NAMES
    return [
        f"{len(names):,} names that SIPRI does not have, kept as they are: "
        f"{', '.join(names[:_MOST_NAMES])} and {more:,} more"
    ]


def _set_aside(release: Release) -> Iterator[str]:
    """Yield how much was set aside, then each line with what is legible of it."""
    lines, measure = release.report.set_aside, release.measure
    if not lines:
        return
    yield what_was_left_out(lines, measure)
    for line in lines:
        yield f"left out: {line.file}, line {line.line} ({legible(line, measure)}): {line.reason}"
