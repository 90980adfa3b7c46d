"""Several files of one edition become one release, and nothing in it is counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pandas as pd

from armstransfers.core.coverage import Block, Coverage, Side
from armstransfers.core.errors import ReadError
from armstransfers.core.measure import Measure
from armstransfers.core.report import Report, Skipped
from armstransfers.model.release import NO_DEALS, Release
from armstransfers.readers.joining import Rows, join_margins, join_transfers
from armstransfers.readers.names import reported
from armstransfers.readers.part import FAMILIES, FAMILY_OF, KEYS, Part
from armstransfers.readers.totals import PrintedTotals, against_other_family

_Value = TypeVar("_Value")


def releases(parts: list[Part], skipped: tuple[Skipped, ...]) -> tuple[Release, ...]:
    """Return one release for each edition among `parts`, newest first.

    A file that does not say what it is complete for is a release of its own: its rows may lack
    what others hold, be of another day, or be counted already.

    Raises
    ------
    ReadError
        If two files contradict each other.
    """
    excerpts = {part.file.text: part for part in parts if part.is_excerpt}
    editions: dict[int | date | None, list[Part]] = {}
    for part in parts:
        if not part.is_excerpt:  # of unknown editions those of one day are alike
            editions.setdefault(part.edition or part.generated, []).append(part)
    found = [one for alike in editions.values() for one in _of_edition(alike)]
    found += [_release([part], []) for part in excerpts.values()]
    found.sort(key=lambda release: release.edition or 0, reverse=True)
    return tuple(_noted(found, skipped))


def _noted(found: list[Release], skipped: tuple[Skipped, ...]) -> list[Release]:
    """Return releases with files without data on the report of the release that they were meant for.

    It is SIPRI's old site that answers with pages instead of tables.
    """
    if not skipped:
        return found
    of_old_site = [release for release in found if release.origin.format == "A1"]
    meant = (of_old_site or found)[0]
    report = replace(meant.report, skipped=(*skipped, *meant.report.skipped))
    return [one.replaced(report=report) if one is meant else one for one in found]


def _of_edition(parts: list[Part]) -> list[Release]:
    """Return the releases of one edition: one, unless a family holds what the first does not.

    The files of another family are a check where the first family covers them. Where it does
    not they hold more data, and become a release of their own.
    """
    with_transfers = {part.family for part in parts if part.blocks or len(part.transfers)}
    family = next((f for f in FAMILIES if f in with_transfers), parts[0].family)
    own = [part for part in parts if part.family == family]
    others = [part for part in parts if part.family != family]
    covered = Coverage(tuple(block for part in own for block in part.blocks))
    more = [part for part in others if not all(covered.holds(block) for block in part.blocks)]
    checking = [part for part in others if part not in more]
    return [_release(own, checking), *(_of_edition(more) if more else [])]


def rejoined(pieces: Sequence[Release]) -> Release:
    """Return one release made of several of one edition and format, nothing counted twice.

    Raises
    ------
    ReadError
        If two of them contradict each other, or are not of one edition and format.
    """
    first = pieces[0]
    if len(pieces) == 1:
        return first
    measure = _one_measure(pieces, [block for piece in pieces for block in piece.coverage.blocks])
    _require_one_format(pieces)
    tables = [
        Rows(
            piece.transfers.assign(line=range(len(piece.transfers))),
            piece.id,
            piece.coverage.blocks,
        )
        for piece in pieces
    ]
    transfers, doubled = join_transfers(tables, KEYS[FAMILY_OF[first.origin.format]])
    days = [day for piece in pieces for day in piece.origin.generated or ()]
    files = dict.fromkeys(file for piece in pieces for file in piece.origin.files)
    reports = [piece.report for piece in pieces]
    return Release(
        transfers,
        origin=replace(
            first.origin,
            generated=(min(days), max(days)) if days else None,
            files=tuple(files),
            joined=tuple(dict.fromkeys(one for piece in pieces for one in _made_of(piece))),
        ),
        measure=measure,
        coverage=Coverage.joined(block for piece in pieces for block in piece.coverage.blocks),
        margins=join_margins([piece.margins for piece in pieces]),
        deals=_each_once([piece.deals for piece in pieces]),
        report=Report(
            unknown_names=_merged(report.unknown_names for report in reports),
            renamed=_merged(report.renamed for report in reports),
            checks=tuple(dict.fromkeys(check for report in reports for check in report.checks)),
            skipped=tuple(dict.fromkeys(one for report in reports for one in report.skipped)),
            set_aside=tuple(dict.fromkeys(one for report in reports for one in report.set_aside)),
            wholeness=tuple(dict.fromkeys(one for report in reports for one in report.wholeness)),
            doubled=doubled,
            unfinished=_latest(report.unfinished for report in reports),
        ),
    )


def _release(own: list[Part], checking: list[Part]) -> Release:
    parts = [*own, *checking]
    _require_one_measure(part.measure for part in parts)
    measure = _one_measure(own, [block for part in own for block in part.blocks])
    tables = [Rows(part.transfers, part.file.name, part.blocks) for part in own]
    transfers, doubled = join_transfers(tables, KEYS[own[0].family])
    margins = join_margins([part.margins for part in parts])
    blocks = [block for part in own for block in part.blocks]
    checks = [check for part in parts for check in part.checks]
    checks += [against_other_family(transfers, p) for p in checking if len(p.transfers)]
    whole = margins[margins["group"] == ""]
    if len(transfers) and len(whole):
        for side in _sides(whole):
            totals = PrintedTotals(transfers, whole, side, measure.precision)
            checks.append(totals.check(Coverage(tuple(blocks))))
            if any(len(part.margins) for part in own):
                blocks += totals.confirm(blocks)
    days = [part.generated for part in parts if part.generated]
    return Release(
        transfers,
        origin=replace(
            own[0].origin,
            edition=own[0].edition,
            generated=(min(days), max(days)) if days else None,
            format=own[0].format,
            files=tuple(dict.fromkeys(part.file.origin() for part in parts)),
        ),
        measure=measure,
        coverage=Coverage.joined(blocks),
        margins=margins,
        deals=_deals(parts),
        report=Report(
            unknown_names=reported(part.names for part in parts),
            renamed=_merged(part.names.renamed for part in parts),
            checks=tuple(checks),
            skipped=tuple(dict.fromkeys(one for part in parts for one in part.skipped)),
            set_aside=tuple(one for part in parts for one in part.set_aside),
            wholeness=tuple(part.wholeness for part in parts if part.wholeness),
            doubled=doubled,
            unfinished=_latest(part.unfinished for part in parts),
        ),
    )


def _latest(years: Iterable[int | None]) -> int | None:
    return max((year for year in years if year is not None), default=None)


def _made_of(piece: Release) -> tuple[str, ...]:
    return (*piece.origin.joined, piece.id)


def _require_one_format(pieces: Sequence[Release]) -> None:
    """Raise `ReadError` where rows of several databases, editions or formats would be mixed."""
    first = pieces[0]
    for piece in pieces[1:]:
        for what, one, other in (
            ("database", first.origin.title, piece.origin.title),
            ("edition", first.edition, piece.edition),
            ("format", first.origin.format, piece.origin.format),
        ):
            if one != other and not (what == "edition" and piece.is_excerpt and other is None):
                raise ReadError(
                    f"{first.id} is of {what} {one}, and {piece.id} of {what} {other or 'unknown'}; "
                    "only rows of one database, edition and format are joined."
                )


def _require_one_measure(measures: Iterable[Measure]) -> None:
    """Raise `ReadError` where values would be mixed that count different things."""
    kinds = dict.fromkeys(f"{m.name} ({m.unit}, by {m.basis})" for m in measures)
    if len(kinds) > 1:
        raise ReadError(
            f"{' and '.join(kinds)} count different things and cannot be put together; import "
            "them one by one."
        )


def _one_measure(held: Sequence[Part] | Sequence[Release], blocks: Sequence[Block]) -> Measure:
    """Return what the values of files or releases count together, to the finest step of them.

    Raises
    ------
    ReadError
        If they count different things, or some were rounded further than others: whoever adds them up
        could not tell by how much the sum is off.
    """
    measures = [one.measure for one in held]
    _require_one_measure(measures)
    finest = min(measures, key=lambda measure: measure.precision)
    coarsest = max(measures, key=lambda measure: measure.precision)
    rounded = any(block.exactness == "rounded" for block in blocks)
    if finest.precision < coarsest.precision and (finest.is_tiv or rounded):
        raise ReadError(
            f"values are rounded to {coarsest.precision:g} {coarsest.unit} in one of them, and to "
            f"{finest.precision:g} in another; import them one by one, or the rounded ones anew as they "
            "were downloaded."
        )
    return finest


def _deals(parts: list[Part]) -> pd.DataFrame:
    """Return the deals of all tables, those that stand in two of them once."""
    return _each_once([part.deals for part in parts])


def _each_once(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the deals of several tables; the second of two equal deals in one table stays."""
    frames = [table for table in tables if len(table)]
    if len(frames) < 2:
        return frames[0] if frames else NO_DEALS
    columns = list(NO_DEALS.columns)
    numbered = [
        frame.assign(which=frame.groupby(columns, dropna=False, sort=False).cumcount())
        for frame in frames
    ]
    once = pd.concat(numbered, ignore_index=True).drop_duplicates()
    return once[columns].reset_index(drop=True)


def _sides(margins: pd.DataFrame) -> list[Side]:
    return list(margins["side"].unique())


def _merged(mappings: Iterable[dict[str, _Value]]) -> dict[str, _Value]:
    merged: dict[str, _Value] = {}
    for mapping in mappings:
        merged.update(mapping)
    return merged
