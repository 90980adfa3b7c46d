"""For what a release is complete: blocks of recipients x suppliers x years."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

Exactness = Literal["exact", "rounded", "estimated"]
Side = Literal["recipient", "supplier"]
Grain = Literal["year", "window"]
Window = tuple[int, int]

FIRST_YEAR = 1950  # SIPRI's database begins with the deliveries of 1950


def other_side(side: Side) -> Side:
    """Return the side across: the supplier for the recipient."""
    return "supplier" if side == "recipient" else "recipient"


@dataclass(frozen=True)
class Block:
    """Recipients x suppliers x years for which a release holds every transfer.

    `recipients` or `suppliers` are None where the block holds all of them. At the grain
    ``window`` only the sum over all its years is exact; yearly values are estimates.
    """

    first_year: int
    last_year: int
    recipients: frozenset[str] | None = None
    suppliers: frozenset[str] | None = None
    exactness: Exactness = "exact"
    grain: Grain = "year"

    @property
    def is_whole(self) -> bool:
        """Whether it holds all recipients and all suppliers."""
        return self.recipients is None and self.suppliers is None

    def exactness_within(self, years: Window) -> Exactness:
        """Return how exact a sum over those of its years is that lie in a window."""
        whole = years[0] <= self.first_year and self.last_year <= years[1]
        return self.exactness if self.grain == "year" or whole else "estimated"

    def common(self, other: Block) -> Block | None:
        """Return what both blocks hold, or None where they have nothing in common."""
        first = max(self.first_year, other.first_year)
        last = min(self.last_year, other.last_year)
        recipients = _intersection(self.recipients, other.recipients)
        suppliers = _intersection(self.suppliers, other.suppliers)
        if first > last or frozenset() in (recipients, suppliers):
            return None
        return Block(first, last, recipients, suppliers)

    def describe(self) -> str:
        """Return what the block holds, as a phrase for people."""
        recipients = _described(self.recipients, "recipient")
        suppliers = _described(self.suppliers, "supplier")
        years = f"{self.first_year}-{self.last_year}".removesuffix(f"-{self.first_year}")
        if self.recipients is None:
            return f"{suppliers} with {recipients}, {years}"
        return f"{recipients} with {suppliers}, {years}"

    def holds_all_partners_of(self, side: Side, entity: str) -> bool:
        """Whether every partner of `entity` is inside, in the block's years."""
        own, across = self.recipients, self.suppliers
        if side == "supplier":
            own, across = across, own
        return across is None and (own is None or entity in own)


@dataclass(frozen=True)
class Coverage:
    """The blocks of a release. What lies outside them is not known to be complete."""

    blocks: tuple[Block, ...] = ()

    def years_of(self, side: Side, entity: str) -> list[int]:
        """Return the years for which every partner of `entity` is covered, sorted."""
        years: set[int] = set()
        for block in self.blocks:
            if block.holds_all_partners_of(side, entity):
                years.update(range(block.first_year, block.last_year + 1))
        return sorted(years)

    def holds(self, block: Block) -> bool:
        """Whether everything in `block` is inside one of these blocks."""
        return any(
            own.first_year <= block.first_year
            and block.last_year <= own.last_year
            and (own.recipients is None or block.recipients is not None)
            and (own.recipients is None or own.recipients >= (block.recipients or set()))
            and (own.suppliers is None or block.suppliers is not None)
            and (own.suppliers is None or own.suppliers >= (block.suppliers or set()))
            for own in self.blocks
        )

    def common(self, other: Coverage) -> Coverage:
        """Return what both hold; how exactly is left to each of them."""
        both = (mine.common(theirs) for mine in self.blocks for theirs in other.blocks)
        return Coverage.joined(block for block in both if block)

    def entities(self, side: Side) -> frozenset[str] | None:
        """Return those whose partners are covered in some year; None means all."""
        found: set[str] = set()
        for block in self.blocks:
            own, across = block.recipients, block.suppliers
            if side == "supplier":
                own, across = across, own
            if across is None:
                if own is None:
                    return None
                found |= own
        return frozenset(found)

    def exactness_of(self, side: Side, entity: str, years: Window) -> Exactness:
        """Return the least exact of the blocks behind a denominator."""
        return _least_exact(
            (block for block in self.blocks if block.holds_all_partners_of(side, entity)), years
        )

    @property
    def years_of_the_world(self) -> list[int]:
        """Years for which all recipients and all suppliers are covered, sorted."""
        years = {y for b in self.blocks if b.is_whole for y in range(b.first_year, b.last_year + 1)}
        return sorted(years)

    def exactness_of_the_world(self, years: Window) -> Exactness:
        """Return the least exact of the blocks that hold all recipients and all suppliers."""
        return _least_exact((block for block in self.blocks if block.is_whole), years)

    @property
    def all_years(self) -> set[int]:
        """Every year of every block."""
        return {y for b in self.blocks for y in range(b.first_year, b.last_year + 1)}

    @property
    def years(self) -> Window | None:
        """First and last year of all blocks, or None where there are none."""
        if not self.blocks:
            return None
        return min(b.first_year for b in self.blocks), max(b.last_year for b in self.blocks)

    @property
    def is_whole(self) -> bool:
        """Whether one block holds all recipients and all suppliers."""
        return any(block.is_whole for block in self.blocks)

    @property
    def is_by_deal(self) -> bool:
        """Whether some values of single years are only estimated, as in a register by deal."""
        return any(b.grain == "window" or b.exactness == "estimated" for b in self.blocks)

    @property
    def sole_reporter(self) -> tuple[Side, str] | None:
        """The side and the name of the one party that reports in all blocks, or None.

        Of such a source the partners of that party alone can be asked: it would have 100 per cent
        of all others.
        """
        for side in ("recipient", "supplier"):
            named = {getattr(block, f"{side}s") for block in self.blocks}
            across = {getattr(block, f"{other_side(side)}s") for block in self.blocks}
            (only, *more) = named or {None}
            if not more and only is not None and len(only) == 1 and across == {None}:
                return side, next(iter(only))
        return None

    @classmethod
    def joined(cls, blocks: Iterable[Block]) -> Coverage:
        """Return a coverage in which blocks that differ in one side alone are one.

        Blocks of yearly values whose years follow each other are one, too.
        """
        recipients: dict[tuple[Any, ...], list[Block]] = {}
        for block in dict.fromkeys(blocks):
            key = (block.first_year, block.last_year, block.suppliers, block.exactness, block.grain)
            recipients.setdefault(key, []).append(block)
        suppliers: dict[tuple[Any, ...], list[Block]] = {}
        for group in recipients.values():
            block = replace(group[0], recipients=_union(b.recipients for b in group))
            key = (
                block.first_year,
                block.last_year,
                block.recipients,
                block.exactness,
                block.grain,
            )
            suppliers.setdefault(key, []).append(block)
        return cls(
            _in_one_stretch(
                replace(group[0], suppliers=_union(b.suppliers for b in group))
                for group in suppliers.values()
            )
        )


def _in_one_stretch(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks in which years that follow each other are not parted."""
    stretches: dict[Block, list[Block]] = {}
    for block in sorted(blocks, key=lambda b: b.first_year):
        alike = stretches.setdefault(replace(block, first_year=0, last_year=0), [])
        before = alike[-1] if alike else None
        if before and block.grain == "year" and block.first_year <= before.last_year + 1:
            alike[-1] = replace(before, last_year=max(before.last_year, block.last_year))
        else:
            alike.append(block)
    return tuple(itertools.chain.from_iterable(stretches.values()))


def least_exact(found: Iterable[Exactness]) -> Exactness:
    """Return the least exact of some values; of none, exact."""
    order: tuple[Exactness, ...] = ("exact", "rounded", "estimated")
    return max(found, key=order.index, default="exact")


def _least_exact(blocks: Iterable[Block], years: Window) -> Exactness:
    return least_exact(
        {
            block.exactness_within(years)
            for block in blocks
            if block.first_year <= years[1] and block.last_year >= years[0]
        }
    )


def _described(names: frozenset[str] | None, noun: str) -> str:
    if names is None:
        return f"all {noun}s"
    return next(iter(names)) if len(names) == 1 else f"{len(names)} {noun}s"


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    union: frozenset[str] = frozenset()
    for one in sets:
        if one is None:
            return None
        union |= one
    return union


def _intersection(
    one: frozenset[str] | None, other: frozenset[str] | None
) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other
