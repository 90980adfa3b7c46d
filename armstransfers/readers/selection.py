"""What a register was asked for on the source's site, as the lines above its table say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from armstransfers.core.coverage import FIRST_YEAR, Block, Grain
from armstransfers.core.errors import ReadError
from armstransfers.core.report import Skipped
from armstransfers.readers import text
from armstransfers.readers.part import File, Part
from armstransfers.reference import entities

_NEW_SITE = re.compile(
    r"^\W*+Transfers of major conventional arms from (?>(?P<suppliers>.+?) to )"
    r"(?P<recipients>.+?)(?:\n\s*+)?\. Deals with deliveries (?:or orders )?made for (?:the )?year range "
    r"'(?P<first>[^']*)' to '(?P<last>[^']*)'"
)
_OLD_SITE = re.compile(
    r"for buyer '(?P<recipients>[^']*+)' and seller\s++'(?P<suppliers>[^']*+)' "
    r"and the years from (?P<first>\S++) to (?P<last>\S++)"
)

_SENTENCE = "Transfers of major conventional arms from"
_PADDING = ' \t\r;,."'  # what a spreadsheet adds to a line
_MOSTLY = 0.5  # of the deliveries


@dataclass(frozen=True)
class Selection:
    """Suppliers, recipients and years that a file was asked for.

    Attributes
    ----------
    suppliers, recipients : frozenset of str or None
        Names of entities; None for all.
    first_year, last_year : int or None
        Years of delivery; None where they were left open.
    """

    suppliers: frozenset[str] | None
    recipients: frozenset[str] | None
    first_year: int | None
    last_year: int | None

    def blocks(self, edition: int | None, grain: Grain = "year") -> tuple[Block, ...]:
        """Return the block that the file covers; none where the edition is unknown."""
        if edition is None:
            return ()
        first = self.first_year or FIRST_YEAR
        # an edition ends with the deliveries of the year before it
        last = min(self.last_year or edition - 1, edition - 1)
        if first > last:
            return ()
        return (Block(first, last, self.recipients, self.suppliers, grain=grain),)

    def is_world(self, year: int) -> bool:
        """Whether all the world's deliveries of a year were asked for."""
        sides = self.suppliers is None and self.recipients is None
        return sides and (self.last_year is None or self.last_year >= year)

    def fits(self, transfers: pd.DataFrame, file: File) -> bool:
        """Whether these are the deliveries that were asked for.

        Where most are not, the lines above belong to another table, and say nothing of this one.

        Raises
        ------
        ReadError
            At the first of a few deliveries that were not: the file was edited or put together.
        """
        first, last = self.first_year or FIRST_YEAR, self.last_year or text.LATEST_YEAR
        wrong = ~transfers["year"].between(first, last)
        for column, chosen in (("supplier", self.suppliers), ("recipient", self.recipients)):
            if chosen is not None:
                wrong |= ~transfers[column].isin(chosen)
        if wrong.mean() > _MOSTLY:
            return False
        if wrong.any():
            raise ReadError(
                "the delivery is not among those that the first lines of the file speak of; "
                "download the file again.",
                file=file.name,
                line=int(transfers.loc[wrong, "line"].iloc[0]),
            )
        return True


def selection(preamble: str) -> Selection | None:
    """Return what the lines above a table say; None where they do not say it clearly.

    Words behind the site's own sentence may take something away: "(sample)", "Aircraft only".
    """
    match = _NEW_SITE.search(preamble)
    more = preamble[match.end() :].partition("\n")[0].strip(_PADDING) if match else ""
    if more or preamble.count(_SENTENCE) > 1:
        return None
    match = match or _OLD_SITE.search(preamble)
    if match is None:
        return None
    suppliers, recipients = _selected(match["suppliers"]), _selected(match["recipients"])
    years = [_limit(match[name]) for name in ("first", "last")]
    if frozenset() in (suppliers, recipients) or 0 in years:
        return None
    return Selection(suppliers, recipients, *years)


def dated(part: Part, preamble: str, grain: Grain = "year") -> Part:
    """Return a register with its day, edition and coverage, from the lines above it.

    Raises
    ------
    ReadError
        At the first delivery that is later than the download, or was not asked for.
    """
    transfers, file = part.transfers, part.file
    day = text.generated(preamble, file.name, file.first_line)
    if day:
        _check_not_later(transfers, day, file)
    asked = selection(preamble)
    edition = text.edition(
        day,
        int(transfers["year"].max()),
        is_world=bool(day and asked and asked.is_world(day.year - 1)),
    )
    if asked and not asked.fits(transfers, file):
        note = "the first lines speak of other deliveries than the table holds, and do not count"
        return replace(part, skipped=(*part.skipped, Skipped(file.name, note, file.first_line)))
    # what the earlier of two editions covers, the later one covers as well
    sure = text.editions_of(day)[0] if day and edition is None else edition
    blocks = asked.blocks(sure, grain) if asked else ()
    blocks = tuple(replace(block, exactness=part.exactness) for block in blocks)
    return replace(part, generated=day, edition=edition, blocks=blocks)


def _check_not_later(transfers: pd.DataFrame, day: date, file: File) -> None:
    wrong = transfers["year"] > day.year
    if wrong.any():
        raise ReadError(
            f"the delivery is later than the download in {day.year}; download the file again.",
            file=file.name,
            line=int(transfers.loc[wrong, "line"].iloc[0]),
        )


def _limit(year: str) -> int | None:
    """Return a year; None where it was left open; 0 where it is no year."""
    if text.is_year(year):
        return int(year)
    return None if year.strip().casefold() == "not specified" else 0


def _selected(names: str) -> frozenset[str] | None:
    """Return the entities that are named: None for all, nothing if one of them is unknown."""
    if names.strip().casefold() == "all countries":
        return None
    found = [entities.in_file(name) for name in names.split(",")]
    return frozenset(entity.name for entity in found if entity) if all(found) else frozenset()
