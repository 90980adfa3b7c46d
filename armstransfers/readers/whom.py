"""Whom the names and codes of a table of another source mean.

A name is looked up as people write it. A code is looked up in one scheme, which the description
names or which alone explains a whole column: KOS is Kosovo to some and South Korea to others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from armstransfers.core.coverage import Side
from armstransfers.core.errors import ReadError, UnknownEntity
from armstransfers.readers.description import AGGREGATES, Description
from armstransfers.readers.names import Names, is_total, printable, without_footnote
from armstransfers.reference import entities
from armstransfers.reference.aggregates import is_aggregate
from armstransfers.reference.codes import SCHEMES, are_one, schemes_of

_CODE = re.compile(r"[A-Za-z]{2,3}|[0-9]{1,3}(\.0)?")
_DATED = ("cow", "gw")  # schemes in which codes are passed on from one state to the next
_ISO = {"iso2", "iso3"}
_NOBODY: dict[Side, str] = {
    "recipient": "unknown recipient(s)",
    "supplier": "unknown supplier(s)",
}
MOST_UNKNOWN = 0.25
"""The part of its names that a table may have of nobody. With more, the wrong column was taken or
one country has several spellings, and shares would be of pieces."""
FEW_UNKNOWN = 3  # so many may be in the shortest table


class Whom:
    """Finds the entities of a table by its description, and remembers what it met."""

    def __init__(self, description: Description, file: str) -> None:
        assert description.columns
        self.columns, self.file = description.columns, file
        self.given = {name.strip(): whom for name, whom in description.names.items()}
        self.names = Names(find=lambda name: self._found)
        self._found: entities.Entity | None = None
        self._known: set[str] = set()
        self._schemes: dict[Side, str] = {}

    def is_left_out(self, name: str) -> bool:
        """Whether rows of this name are left out as totals."""
        if name in self.columns.leave_out:
            return True
        return AGGREGATES in self.columns.leave_out and name not in self.given and is_sum(name)

    def require_single(self, name: str, line: int) -> None:
        """Raise `ReadError` for a sum of several countries, which would count beside them."""
        if name in self.given or not is_sum(name):
            return
        raise ReadError(
            f"{name[:40]!r} looks like a total of several countries, which would be counted beside "
            'them; leave such rows out with leave_out = "aggregates", or name it under '
            "'leave_out'; if it stands for nobody else in the table, say so under [names].",
            file=self.file,
            line=line,
        )

    def see(self, side: Side, names: Iterable[str]) -> None:
        """Settle the scheme of a column, from all names that stand in it.

        Raises
        ------
        ReadError
            If it holds codes that no one scheme explains, or that several explain differently.
        """
        self._schemes[side] = self.columns.scheme or self._seen(
            side, {name for name in names if name not in self.given}
        )

    def _seen(self, side: Side, names: set[str]) -> str:
        if not names or not all(map(_CODE.fullmatch, names)):
            return ""
        schemes = schemes_of(names)
        if schemes and are_one(schemes, names):
            return schemes[0]
        others = {name for name in names if entities.name_key(name) not in entities.spellings()}
        if not schemes and (not others or set(schemes_of(others) or "?") <= _ISO):
            return ""  # USA and UK are names, and FRA beside them is ISO's
        raise ReadError(
            f'{_doubt(names, schemes)}; say which codes they are, as scheme = "iso3" under '
            "[columns], and whom the others mean under [names].",
            file=self.file,
            column=getattr(self.columns, side) or None,
        )

    def entity(self, side: Side, name: str, year: int) -> str:
        """Return the name of the entity that is meant, or the name as it stands."""
        scheme = self._schemes.get(side, "")
        self._found = self._entity(side, name, year if scheme in _DATED else None, scheme)
        whom = self.names.entity(name)
        if self._found:
            self._known.add(whom)
        return whom

    def _entity(
        self, side: Side, name: str, year: int | None, scheme: str
    ) -> entities.Entity | None:
        given = self.given.get(name)
        try:
            if given is not None or side in self.columns.fixed:
                return entities.find(given or name)
            if scheme:
                return entities.find(name, scheme=scheme, year=year)
            return entities.find(without_footnote(name))
        except UnknownEntity:
            mark = self.columns.several
            if mark and mark in name:
                return entities.entities()[_NOBODY[side]]
            return None

    def known(self, side: Side, name: str, year: int) -> str:
        """Return the name of the entity that is meant, or nothing where nobody is."""
        scheme = self._schemes.get(side, "")
        found = self._entity(side, name, year if scheme in _DATED else None, scheme)
        return found.name if found else ""

    @property
    def too_many_unknown(self) -> str:
        """A note where too many of the names are nobody's for shares to be taken; else nothing."""
        unknown, known = len(self.names.unknown), len(self._known)
        if not are_too_many(unknown, known):
            return ""
        some = ", ".join(list(self.names.unknown)[:3])
        return (
            f"{unknown} of {unknown + known} names are of nobody that is known ({some}), so no "
            "shares are taken; check the columns, or say whom they mean under [names]"
        )


def are_too_many(unknown: int, known: int) -> bool:
    """Whether so many names are nobody's that shares would be of pieces."""
    return unknown > max(FEW_UNKNOWN, MOST_UNKNOWN * (unknown + known))


def is_sum(name: str) -> bool:
    """Whether a name, or a code of the World Bank, stands for several countries together."""
    return is_total(name) or is_aggregate(printable(name))


def _doubt(names: set[str], schemes: list[str]) -> str:
    """Return why a column of codes has no one reading."""
    if schemes:
        words = ", ".join(sorted(names)[:5])
        return f"codes such as {words} mean different countries in {' and '.join(schemes)}"
    unknown = {
        scheme: sorted(name for name in names if scheme not in schemes_of([name]))
        for scheme in SCHEMES
    }
    best = min(unknown, key=lambda scheme: len(unknown[scheme]))
    return (
        f"no one scheme has all of these codes: {best}, which has the most, has no "
        f"{', '.join(unknown[best][:5])}"
    )
