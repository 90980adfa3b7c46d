"""A claim as a form takes it: who, whom, when, and what is stated; any of it alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from armstransfers.analysis import question as q
from armstransfers.claims.english.names import REGIONS
from armstransfers.claims.frames.text import require_readable
from armstransfers.claims.part import Kind, Of, Part
from armstransfers.claims.phrases import LONGEST_PHRASE, read
from armstransfers.claims.quantities.windows import find_years
from armstransfers.claims.stated import Stated
from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest
from armstransfers.core.windows import not_a_window, written_window
from armstransfers.reference import entities

Number = str | float | int
LONGEST_LIST = 1_000
"""Characters of the longest list of names that is read."""


@dataclass(frozen=True)
class Claim:
    """A structured claim.

    Numbers are given as they were printed: ``7.1``, ``"about 7.1 %"``, ``"almost two-thirds"``,
    ``"second-largest"``, ``"among the top three"``. Each brings its own tolerance.

    Parameters
    ----------
    supplier, recipient : str, optional
        In any spelling or language. Several, joined by ``+``, are added up.
    years : (int, int), int or str
        The window: ``(2011, 2020)``, ``2015`` or ``"2011-2020"``.
    of : {"imports", "exports", "world"}, optional
        Of the recipient's imports (the default), of the supplier's exports, or of the world's.
    share : optional
        Share of that total.
    rank : optional
        Rank among all suppliers of the recipient, or all recipients of the supplier.
    after, ahead_of : str, optional
        Who is larger, or smaller. Several are joined by ``+``.
    times, than : optional
        How many times as much as whom.
    change, base : optional
        Change of the volume against an earlier window.
    points : optional
        Change of the share, in percentage points, against that window.
    volume : optional
        Volume in million TIV.
    text : str, optional
        The sentence that the claim stands for.

    Raises
    ------
    BadRequest, UnknownEntity
        If something cannot be understood, or nothing is stated.

    Examples
    --------
    >>> claim = Claim("Belarus", "Azerbaijan", (2011, 2020), share=7.1, rank="second-largest")
    >>> [part.describe() for part in claim.parts]
    ['share, Belarus to Azerbaijan, of imports, 2011-2020, 7.1',
     'rank, Belarus to Azerbaijan, of imports, 2011-2020, second-largest']
    """

    supplier: str | None = None
    recipient: str | None = None
    years: Window | int | str | None = None
    of: Of | None = None
    share: Number | None = None
    rank: Number | None = None
    after: str | None = None
    ahead_of: str | None = None
    times: Number | None = None
    than: str | None = None
    change: Number | None = None
    base: Window | int | str | None = None
    points: Number | None = None
    volume: Number | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if not self.parts:
            raise BadRequest(
                "the claim states nothing; give a share, a rank, a comparison, a change or a volume."
            )
        for part in self.parts:
            if lacking := part.missing():
                raise BadRequest(f"a {part.noun} needs {' and '.join(lacking)}; name it.")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the claim, each to be judged by itself."""
        supplier, recipient = names(self.supplier), names(self.recipient)
        of = checked_of(self.of) or ("imports" if recipient or not supplier else "exports")
        years = window(self.years)
        base = window(self.base) or (q.before(years) if years else None)
        after, ahead = names(self.after), names(self.ahead_of)
        part = partial(Part, supplier=supplier, recipient=recipient, years=years, of=of)
        found: list[Part] = []

        def add(kind: Kind, stated: Stated | None, **more: Any) -> None:
            found.append(part(kind, stated=stated, **more))

        if self.share is not None:
            add("share", read("share", written(self.share)))
        if self.rank is not None:
            add("rank", read("rank", written(self.rank)))
        if after:
            add("comparison", _place(found, len(after)), others=after, way="after")
        if ahead:
            add("comparison", None, others=ahead, way="ahead")
        if self.times is not None:
            add("ratio", read("ratio", written(self.times)), others=names(self.than))
        if self.change is not None:
            add("change", read("change", written(self.change)), base=base)
        if self.points is not None:
            add("points", read("points", written(self.points)), base=base)
        if self.volume is not None:
            add("volume", read("volume", written(self.volume)))
        return tuple(found)


_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # that a window may name; which of them are held, data say


def names(text: str | None) -> tuple[str, ...]:
    """Return the entities that a text names, joined by plus signs or semicolons.

    Raises
    ------
    UnknownEntity
        If one of them is no entity or region.
    BadRequest
        If the text is longer than `LONGEST_LIST`.
    """
    require_readable(text or "", LONGEST_LIST, "a list of names")
    pieces = [piece.strip() for piece in re.split(r"[+;]", text or "")]
    return tuple(
        piece if piece in REGIONS else entities.find(piece).name for piece in pieces if piece
    )


def window(years: Window | int | str | None) -> Window | None:
    """Return the window that a pair, a year or a text means; None for nothing.

    Raises
    ------
    BadRequest
        If it is none.
    """
    if years is None or years == "":
        return None
    if not isinstance(years, str):
        return q.window(years)
    require_readable(years, LONGEST_PHRASE, "a window")
    plain = years.replace("\N{EN DASH}", "-").lower().strip()
    found = [one for one in find_years(plain) if one.sort == "window"]
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(plain))
    span = (found[0].window if whole else None) or written_window(plain)
    if not _FIRST_YEAR <= min(span) <= max(span) <= _LAST_YEAR:
        raise BadRequest(not_a_window(years))
    return q.window(span)


def checked_of(of: str | None) -> Of | None:
    """Return whose total is meant, checked.

    Raises
    ------
    BadRequest
        If it is none of the three.
    """
    if of is None or of == "":
        return None
    if of not in get_args(Of):
        raise BadRequest(f"{of!r} is not understood; write imports, exports or world.")
    return of  # type: ignore[return-value]  # it is one of them


def written(number: Number) -> str:
    """Return a number as it would be printed; a text stays as it is."""
    return number if isinstance(number, str) else f"{number}"


def _place(parts: list[Part], above: int) -> Stated | None:
    """Return the rank that says that nobody else is above, where the claim has it."""
    ranks = [part.stated for part in parts if part.kind == "rank" and part.stated]
    whole = [one for one in ranks if one.low == one.high == above + 1]
    return whole[0] if whole else None
