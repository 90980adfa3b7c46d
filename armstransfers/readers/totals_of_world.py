"""A file held against the world's known totals, which tell its edition and how whole it is.

No two editions have the same total in any year, so totals that agree prove both. Totals that nearly
agree show that little is missing or was changed. All others show how much of the world a file holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from armstransfers.core.coverage import Block, Window
from armstransfers.core.errors import ReadError
from armstransfers.core.report import Skipped
from armstransfers.core.wholeness import Wholeness, runs
from armstransfers.readers.alike import edition_of
from armstransfers.readers.part import Part
from armstransfers.readers.text import editions_of
from armstransfers.reference.world_totals import WorldTotal, world_totals

_YEARLY = 0.1  # by how much the world's total of a year may differ between editions
_SPLIT = 0.3  # the same, where deals are split equally over their years
_IN_ALL = 0.03  # by how much the total of all years may
_PARTIES = 0.8  # of the recipients and of the suppliers that a year has
_NOISE = 0.006  # sums of hundredths
_OTHER_GRAIN = 2.0  # the hundredths of 60,000 deals and those of their deliveries
_BY_CHANCE = 3  # years in which printed whole numbers may agree by chance


@dataclass(frozen=True)
class _Held:
    """What a file holds of each year, and the years that it says it holds."""

    volumes: Mapping[int, float]
    years: frozenset[int]
    precision: float
    by_deal: bool

    @property
    def span(self) -> Window:
        return min(self.years), max(self.years)

    def volume(self, years: Iterable[int]) -> float:
        return sum(self.volumes.get(year, 0.0) for year in years)


@dataclass(frozen=True)
class _Compared:
    """The totals of one edition beside what a file holds: the years, and whether they agree."""

    edition: int
    agrees: dict[Window, bool]
    coarse: bool

    @property
    def agreeing(self) -> frozenset[int]:
        return _years_of(span for span, agrees in self.agrees.items() if agrees)

    @property
    def proves(self) -> bool:
        """Whether so many years agree that it cannot be chance."""
        enough = len(self.agreeing) > (_BY_CHANCE if self.coarse else 0)
        return enough and 2 * len(self.agreeing) >= len(_years_of(self.agrees))


def held_against_totals(part: Part) -> Part:
    """Return a part with its edition and what it holds of the world, as far as totals tell.

    A file that says it holds all recipients and suppliers covers only the years in which it does.
    One that does not say what it holds covers the years whose totals are the world's.

    Raises
    ------
    ReadError
        If its first lines give a day of another edition than its totals.
    """
    says_all = any(block.is_whole for block in part.blocks)
    if not part.measure.is_tiv:
        return part
    if part.blocks and not says_all:
        return part if part.edition or not part.generated else _told_by_rows(part, part.generated)
    held = _held(part)
    if not held.years:
        return part
    known = {edition: _compared(held, edition) for edition in _editions()}
    edition = _edition(part, known)
    found = _wholeness(part, held, edition, known)
    if found is None:
        return replace(part, edition=edition)
    return replace(
        part,
        edition=edition,
        wholeness=found,
        skipped=(*part.skipped, *_other_parties(part, held, edition)),
        blocks=_blocks(part, held, found) if len(part.transfers) else (),
    )


def _told_by_rows(part: Part, day: date) -> Part:
    """Return a part, of which the day leaves two editions, with the one that an extract tells."""
    found = edition_of(part)
    return replace(part, edition=found) if found in editions_of(day) else part


def _held(part: Part) -> _Held:
    by_deal = part.family == "register by deal"
    if not len(part.transfers):
        return _Held(part.world, frozenset(part.world), part.world_precision, by_deal)
    sums = part.transfers.groupby("year")["value"].sum()
    volumes = dict(zip(sums.index.to_list(), sums.to_list(), strict=True))
    said = ((block.first_year, block.last_year) for block in part.blocks)
    years = _years_of(said) or frozenset(volumes)
    return _Held(volumes, years, part.measure.precision, by_deal)


def _editions() -> list[int]:
    return sorted({one.edition for one in world_totals()})


def _compared(held: _Held, edition: int) -> _Compared:
    """Compare the totals of an edition; where two states of it are known, either may agree."""
    agrees: dict[Window, bool] = {}
    coarse = held.precision >= 1
    for total in _totals(held, edition):
        span = total.first_year, total.last_year
        if held.by_deal != (total.counted_from == "deals"):
            slack = _OTHER_GRAIN if total.last_year > total.first_year else _NOISE
        else:
            slack = _NOISE
        slack += sum(step / 2 for step in (held.precision, total.precision) if step >= 1)
        coarse |= total.precision >= 1
        ours = held.volume(range(span[0], span[1] + 1))
        agrees[span] = agrees.get(span, False) or abs(ours - total.value) <= slack
    return _Compared(edition, agrees, coarse)


def _totals(held: _Held, edition: int) -> Iterator[WorldTotal]:
    """Yield the totals that a file can be held against: for deals, that of all its years alone.

    That of several years counts where not each of them is known.
    """
    own = [one for one in world_totals() if one.edition == edition]
    yearly = [one for one in own if one.is_yearly and one.first_year in held.years]
    if not held.by_deal:
        yield from yearly
        if held.precision >= 1:  # sums of rounded values are less exact
            return
        known = {one.first_year for one in yearly}
        for one in own:
            years = set(range(one.first_year, one.last_year + 1))
            if years <= held.years and not years <= known:
                yield one
        return
    yield from (one for one in own if (one.first_year, one.last_year) == held.span)
    if len(yearly) == len(held.years) > 1:
        value = sum(one.value for one in yearly)
        yield replace(yearly[0], last_year=yearly[-1].last_year, value=value)


def _edition(part: Part, known: dict[int, _Compared]) -> int | None:
    """Return the edition that the first lines give, or the totals, or the rows of an extract."""
    proving = [one for one in known.values() if one.proves]
    if not proving:
        return part.edition if part.edition is not None else edition_of(part)
    best = max(proving, key=lambda one: len(one.agreeing))
    if part.edition in (None, best.edition):
        return best.edition
    if part.edition in known and known[part.edition].proves:
        return part.edition
    raise ReadError(
        f"its first lines tell of edition {part.edition}, and its totals are those of edition "
        f"{best.edition} in {len(best.agreeing)} years; restore the day of the download, or remove "
        "the lines above the table, which its totals replace.",
        file=part.file.name,
        line=part.file.first_line,
    )


def _wholeness(
    part: Part, held: _Held, edition: int | None, known: dict[int, _Compared]
) -> Wholeness | None:
    own = known.get(edition) if edition is not None else None
    totals = len(own.agrees) if own else 0
    agreeing = sum(own.agrees.values()) if own else 0
    if own and totals == agreeing and own.agreeing == held.years:
        return Wholeness(
            "proved", own.edition, True, bool(part.blocks), held.span, totals, agreeing, 100.0
        )
    beside = _reference(held, edition)
    if not beside:
        return None
    reference, years = beside[0].edition, [one.first_year for one in beside]
    world = sum(one.value for one in beside)
    # a table of totals claims nothing, so what differs is enough
    lacking = _lacking(part, held, beside) if len(part.transfers) else ()
    return Wholeness(
        verdict="part" if lacking else "near",
        edition=reference,
        is_own=edition == reference,
        says_all=bool(part.blocks),
        years=(min(years), max(years)),
        totals=totals,
        agreeing=agreeing,
        held=round(100 * held.volume(years) / world, 4),
        lacking=lacking,
        category=_only_category(part),
        differing=tuple(sorted(held.years & _years_of(own.agrees) - own.agreeing)) if own else (),
    )


def _reference(held: _Held, edition: int | None) -> list[WorldTotal]:
    """Return the yearly totals of the edition that has most years of a file, or is nearest to it."""
    by_edition = {
        known: [
            one
            for one in world_totals()
            if one.edition == known and one.is_yearly and one.first_year in held.years
        ]
        for known in _editions()
    }
    if edition in by_edition and 2 * len(by_edition[edition]) >= len(held.years):
        return by_edition[edition]

    def suits(known: int) -> tuple[int, float]:
        years = by_edition[known]
        away = sum(abs(held.volume([one.first_year]) - one.value) for one in years)
        return len(years), -(away if edition is None else abs(known - edition))

    return by_edition[max(by_edition, key=suits)] if by_edition else []


def _lacking(part: Part, held: _Held, world: list[WorldTotal]) -> tuple[int, ...]:
    """Return the years that do not hold about what the world's do."""
    years = [one.first_year for one in world]
    totals = np.array([one.value for one in world])
    ours = np.array([held.volume([year]) for year in years])
    wrong = np.abs(ours / totals - 1) > (_SPLIT if held.by_deal else _YEARLY)
    sides = ["recipient", "supplier"]
    theirs = np.array([[one.recipients, one.suppliers] for one in world])
    counted = part.transfers.groupby("year")[sides].nunique().reindex(years).fillna(0)
    wrong |= (counted.to_numpy() < _PARTIES * theirs).any(axis=1)
    rest = ~wrong
    if rest.any() and abs(ours[rest].sum() / totals[rest].sum() - 1) > _IN_ALL:
        wrong[:] = True
    if held.by_deal and wrong.any():  # its years are one window
        wrong[:] = True
    return tuple(year for year, lacks in zip(years, wrong, strict=True) if lacks)


def _other_parties(part: Part, held: _Held, edition: int | None) -> Iterator[Skipped]:
    """Yield a note where a table of each country's totals has more or fewer lines than its edition.

    A line of a small one is lost in the rounding of the totals.
    """
    each = part.margins[part.margins["group"] == ""]
    span = edition, *held.span
    for total in world_totals():
        if (total.edition, total.first_year, total.last_year) == span:
            for side, known in (("recipient", total.recipients), ("supplier", total.suppliers)):
                lines = each.loc[each["side"] == side, "entity"].nunique()
                if lines not in (0, known):
                    note = f"it has {lines} {side}s, and edition {edition} has {known}"
                    yield Skipped(part.file.name, note)
            return


def _only_category(part: Part) -> str:
    if "category" not in part.transfers:
        return ""
    there = part.transfers["category"].unique()
    return str(there[0]) if len(there) == 1 else ""


def _blocks(part: Part, held: _Held, found: Wholeness) -> tuple[Block, ...]:
    """Return what a part covers, as its totals show."""
    if not part.blocks:
        if found.verdict != "proved":
            return ()
        if held.by_deal:
            return (Block(*held.span, exactness=part.exactness, grain="window"),)
        return tuple(_within(Block(*held.span, exactness=part.exactness), held.years))
    if held.by_deal:
        return () if found.lacking else part.blocks
    kept = held.years.difference(found.lacking)
    return tuple(one for block in part.blocks for one in _within(block, kept))


def _within(block: Block, years: Iterable[int]) -> Iterator[Block]:
    """Yield the stretches of a block that lie in some years."""
    inside = [year for year in years if block.first_year <= year <= block.last_year]
    for first, last in runs(inside):
        yield replace(block, first_year=first, last_year=last)


def _years_of(spans: Iterable[Window]) -> frozenset[int]:
    return frozenset(year for first, last in spans for year in range(first, last + 1))
