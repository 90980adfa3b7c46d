"""Several files of one edition become one release, and nothing in it is counted twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

import pandas as pd

from armstransfers.errors import ReadError
from armstransfers.readers.part import FAMILIES, Part
from armstransfers.release import (
    NO_DEALS,
    NO_MARGINS,
    NO_TRANSFERS,
    Block,
    Check,
    Coverage,
    Measure,
    Origin,
    Release,
    Report,
    Side,
    Skipped,
    SourceFile,
)

_HALF = 0.5  # a whole number stands for half a unit less to half a unit more
_NOISE = 1e-6  # sums of hundredths differ in their last bits
_Value = TypeVar("_Value")
_DYAD_YEAR = ["recipient", "supplier", "year"]
_FAMILY_OF = {
    "C2": FAMILIES[0],
    "B3": FAMILIES[0],
    "A1": FAMILIES[1],
    "C3": FAMILIES[2],
    "C4": FAMILIES[2],
    "C1": FAMILIES[3],
    "B1": FAMILIES[4],
    "B2": FAMILIES[4],
}
_KEYS = {
    FAMILIES[0]: ["deal", "year"],
    FAMILIES[1]: _DYAD_YEAR,
    FAMILIES[2]: _DYAD_YEAR,
    FAMILIES[3]: ["deal", "year"],
    FAMILIES[4]: ["deal", "year"],
}


def releases(parts: list[Part], skipped: tuple[Skipped, ...]) -> tuple[Release, ...]:
    """Return one release for each edition among `parts`, newest first.

    Raises
    ------
    ReadError
        If two files contradict each other.
    """
    editions: dict[int | None, list[Part]] = {}
    for part in parts:
        editions.setdefault(part.edition, []).append(part)
    newest_first = sorted(editions, key=lambda edition: edition or 0, reverse=True)
    found = [one for edition in newest_first for one in _of_edition(editions[edition])]
    _note(found, skipped)
    return tuple(found)


def _note(found: list[Release], skipped: tuple[Skipped, ...]) -> None:
    """Put files without data on the report of the release that they were meant for.

    It is SIPRI's old site that answers with pages instead of tables.
    """
    of_old_site = [release for release in found if release.origin.format == "A1"]
    meant = (of_old_site or found)[0]
    meant.report = replace(meant.report, skipped=(*skipped, *meant.report.skipped))


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
        If two of them contradict each other.
    """
    first = pieces[0]
    if len(pieces) == 1:
        return first
    _require_one_measure(piece.measure for piece in pieces)
    tables = [
        Numbered(piece.transfers.assign(line=range(len(piece.transfers))), piece.id)
        for piece in pieces
    ]
    transfers, doubled = _transfers(tables, _FAMILY_OF[first.origin.format])
    days = [day for piece in pieces for day in piece.origin.generated or ()]
    files = dict.fromkeys(file for piece in pieces for file in piece.origin.files)
    reports = [piece.report for piece in pieces]
    return Release(
        transfers,
        origin=replace(
            first.origin,
            generated=(min(days), max(days)) if days else None,
            files=tuple(files),
        ),
        measure=first.measure,
        coverage=Coverage.joined(block for piece in pieces for block in piece.coverage.blocks),
        margins=_margins([piece.margins for piece in pieces]),
        deals=pd.concat([piece.deals for piece in pieces], ignore_index=True).drop_duplicates(),
        report=Report(
            unknown_names=_merged(report.unknown_names for report in reports),
            renamed=_merged(report.renamed for report in reports),
            checks=tuple(dict.fromkeys(check for report in reports for check in report.checks)),
            skipped=tuple(dict.fromkeys(one for report in reports for one in report.skipped)),
            doubled=doubled,
        ),
    )


def _release(own: list[Part], checking: list[Part]) -> Release:
    parts = [*own, *checking]
    _require_one_measure(part.measure for part in parts)
    tables = [Numbered(part.transfers, part.file.name) for part in own]
    transfers, doubled = _transfers(tables, own[0].family)
    margins = _margins([part.margins for part in parts])
    blocks = [block for part in own for block in part.blocks]
    checks = [check for part in parts for check in part.checks]
    checks += [_against_other_family(transfers, p) for p in checking if len(p.transfers)]
    whole = margins[margins["group"] == ""]
    if len(transfers) and len(whole):
        for side in _sides(whole):
            totals = _PrintedTotals(transfers, whole, side, own[0].measure.precision)
            checks.append(totals.check(Coverage(tuple(blocks))))
            if any(len(part.margins) for part in own):
                blocks += totals.confirm(blocks)
    days = [part.generated for part in parts if part.generated]
    return Release(
        transfers,
        origin=Origin(
            edition=own[0].edition,
            generated=(min(days), max(days)) if days else None,
            format=own[0].format,
            files=tuple(
                SourceFile(p.file.name, hashlib.sha256(p.file.content).hexdigest()) for p in parts
            ),
        ),
        measure=own[0].measure,
        coverage=Coverage.joined(blocks),
        margins=margins,
        deals=_deals(parts),
        report=Report(
            unknown_names=_merged(part.names.unknown for part in parts),
            renamed=_merged(part.names.renamed for part in parts),
            checks=tuple(checks),
            skipped=tuple(one for part in parts for one in part.skipped),
            doubled=doubled,
        ),
    )


def _require_one_measure(measures: Iterable[Measure]) -> None:
    """Raise `ReadError` where values would be mixed that count different things."""
    kinds = dict.fromkeys(f"{m.name} ({m.unit}, by {m.basis})" for m in measures)
    if len(kinds) > 1:
        raise ReadError(
            f"{' and '.join(kinds)} count different things and cannot be put together; import "
            "them one by one."
        )


class Numbered(NamedTuple):
    """Transfers with a column ``line``, and the name of the file that the lines are in."""

    transfers: pd.DataFrame
    file: str


def _transfers(tables: list[Numbered], family: str) -> tuple[pd.DataFrame, int]:
    numbered = [t.transfers.assign(file=t.file) for t in tables if len(t.transfers)]
    if not numbered:
        return NO_TRANSFERS, 0
    rows = pd.concat([_with_text(frame) for frame in numbered], ignore_index=True)
    rows = _as_categories(rows, numbered[0])
    key = _KEYS[family]
    again = rows.duplicated(key, keep=False)
    if not again.any():
        return _without_place(rows), 0
    content = [column for column in rows if column not in ("line", "file")]
    suspects = rows[again]
    different = suspects.drop_duplicates(content)
    if different.duplicated(key).any():
        raise _contradiction(different, key)
    once = rows.drop_duplicates(content)
    return _without_place(once), len(rows) - len(once)


def _with_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose categories are text again, because only then can frames be joined."""
    categories = frame.select_dtypes("category").columns
    return frame.astype(dict.fromkeys(categories, "str"))


def _as_categories(rows: pd.DataFrame, like: pd.DataFrame) -> pd.DataFrame:
    categories = like.select_dtypes("category").columns
    return rows.astype(dict.fromkeys(categories, "category"))


def _without_place(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop(columns=["line", "file"], errors="ignore").reset_index(drop=True)


def _contradiction(different: pd.DataFrame, key: list[str]) -> ReadError:
    clashing = different[different.duplicated(key, keep=False)].sort_values(key, kind="stable")
    first, second = clashing.iloc[0], clashing.iloc[1]
    what = (
        f"deal {first['deal']} in {first['year']}"
        if "deal" in key
        else f"{first['supplier']} to {first['recipient']} in {first['year']}"
    )
    place = f"line {first['line']} of {first['file']}"
    return ReadError(
        f"{what} stands here and on {place} with other values; keep the right one of the two.",
        file=str(second["file"]),
        line=int(second["line"]),
    )


def _margins(tables: list[pd.DataFrame]) -> pd.DataFrame:
    frames = [table for table in tables if len(table)]
    if not frames:
        return NO_MARGINS
    once = pd.concat(frames, ignore_index=True).drop_duplicates()
    key = ["side", "entity", "group", "year"]
    again = once[once.duplicated(key, keep=False)].sort_values(key)
    if len(again):
        first = again.iloc[0]
        values = again["value"].iloc[:2].tolist()
        raise ReadError(
            f"two files print another total for {first['entity']} in {first['year']}: "
            f"{values[0]:g} and {values[1]:g}; leave one of them out."
        )
    return once.reset_index(drop=True)


def _deals(parts: list[Part]) -> pd.DataFrame:
    """Return the deals of all files, those of a file that is there twice once."""
    once = {hashlib.sha256(part.file.content).digest(): part for part in parts}
    frames = [part.deals for part in once.values() if len(part.deals)]
    return pd.concat(frames, ignore_index=True) if frames else NO_DEALS


def _sides(margins: pd.DataFrame) -> list[Side]:
    return list(margins["side"].unique())


def _against_other_family(transfers: pd.DataFrame, part: Part) -> Check:
    ours, theirs = (_dyad_years(frame) for frame in (transfers, part.transfers))
    difference = (ours.reindex(theirs.index).fillna(0) - theirs).abs()
    return _check(part.file.name, difference, pd.Series(_HALF, index=difference.index))


def _dyad_years(transfers: pd.DataFrame) -> pd.Series:
    return _with_text(transfers).groupby(_DYAD_YEAR)["value"].sum()


def _check(against: str, difference: pd.Series, slack: pd.Series) -> Check:
    outside = int((difference > slack + _NOISE).sum())
    largest = float(difference.max()) if len(difference) else 0.0
    return Check(against, len(difference), round(largest, 2), outside)


class _PrintedTotals:
    """Sums of transfers beside the totals that were printed for each entity and year."""

    def __init__(
        self, transfers: pd.DataFrame, margins: pd.DataFrame, side: Side, precision: float
    ) -> None:
        names = transfers[side].astype("str").rename("entity")
        sums = transfers.groupby([names, transfers["year"]])["value"].agg(["sum", "size"])
        printed = margins[margins["side"] == side].set_index(["entity", "year"])["value"]
        both = sums.join(printed, how="outer").fillna(0)
        cells = both["size"] if precision >= 1 else 0 * both["size"]
        self.side = side
        self.sums, self.printed = both["sum"], both["value"]
        self.difference = (self.sums - self.printed).abs()
        self.slack = _HALF * (1 + cells)

    def check(self, coverage: Coverage) -> Check:
        """Compare what `coverage` holds.

        Raises
        ------
        ReadError
            If a sum differs by more than rounding explains.
        """
        inside = self._inside(coverage)
        flow = "imports" if self.side == "recipient" else "exports"
        wrong = inside & (self.difference > self.slack + _NOISE)
        if wrong.any():
            entity, year = wrong.index[wrong][0]
            raise ReadError(
                f"the deliveries do not add up to the printed {flow} in {int(wrong.sum()):,} of "
                f"{int(inside.sum()):,} cells, as for {entity} in {year}: "
                f"{self.sums[entity, year]:g} and {self.printed[entity, year]:g}; one of the files "
                "is cut or of another state of the edition, so import them one by one."
            )
        against = f"the printed {flow} of each {self.side}"
        return _check(against, self.difference[inside], self.slack[inside])

    def confirm(self, blocks: list[Block]) -> list[Block]:
        """Return a block of all recipients and suppliers where the totals prove it complete.

        A set of tables by recipient does not say that it lacks none. The printed totals do:
        where every one of them is the sum of the tables, within rounding, none is missing.
        """
        tables = [block for block in blocks if block.recipients or block.suppliers]
        if not tables:
            return []
        first, last = max(b.first_year for b in tables), min(b.last_year for b in tables)
        years = self.difference.index.get_level_values("year")
        wrong = self.difference > self.slack + _NOISE
        if wrong[(years >= first) & (years <= last)].any():
            return []
        return [Block(first, last, exactness=tables[0].exactness)]

    def _inside(self, coverage: Coverage) -> pd.Series:
        entities = self.difference.index.get_level_values("entity").unique()
        held = {name: set(coverage.years_of(self.side, name)) for name in entities}
        cells = [year in held[name] for name, year in self.difference.index]
        return pd.Series(cells, index=self.difference.index, dtype=bool)


def _merged(mappings: Iterable[dict[str, _Value]]) -> dict[str, _Value]:
    merged: dict[str, _Value] = {}
    for mapping in mappings:
        merged.update(mapping)
    return merged
