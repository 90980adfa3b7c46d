"""Whose partners, in which years: a question, and whether a release can answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import index
from typing import Any, SupportsIndex

from armstransfers import entities
from armstransfers.coverage import Side, Window, other_side
from armstransfers.errors import BadRequest, Refused, UnknownEntity
from armstransfers.measure import Measure, tiv
from armstransfers.release import Release

WHOLE_DATABASE = (
    "load the whole database: download the register by delivery year from SIPRI's site and run "
    "'armstransfers import FILE', or bring it on the page Your data"
)


_TIV = tiv(0.01)
_FIRST, _LAST = 1, 9999  # years that a question may name; which of them a release holds, it says


@dataclass(frozen=True)
class Question:
    """Whose partners are asked for.

    Attributes
    ----------
    side : {"recipient", "supplier"}
        Whether `entity` receives or supplies.
    entity : str
        Name of the entity.
    measure : Measure
        What its deliveries are counted in.
    """

    side: Side
    entity: str
    measure: Measure = _TIV

    @property
    def across(self) -> Side:
        """The side of the partners."""
        return other_side(self.side)

    @property
    def flow(self) -> str:
        """What its denominator is made of: imports or exports."""
        return "imports" if self.side == "recipient" else "exports"

    @property
    def keyword(self) -> dict[str, Any]:
        """The question as analyses take it, a keyword: ``shares(release, **asked.keyword, ...)``."""
        return {self.side: self.entity}


def question(release: Release, *, recipient: str | None, supplier: str | None) -> Question:
    """Return the question that names either a recipient or a supplier.

    Raises
    ------
    BadRequest
        If both or neither is named.
    UnknownEntity
        If nobody has this name, in the tables or in the release.
    """
    if (recipient is None) == (supplier is None):
        raise BadRequest("name either a recipient or a supplier, and not both.")
    side: Side = "recipient" if recipient is not None else "supplier"
    measure, selection = release.measure, release.origin.selection
    if selection:
        measure = replace(measure, goods=f"{measure.goods} ({selection})")
    return Question(side, _entity(release, side, recipient or supplier or ""), measure)


def _entity(release: Release, side: Side, name: str) -> str:
    try:
        return entities.find(name).name
    except UnknownEntity:
        if name in release.report.unknown_names and name in release.names(side):
            return name
        raise


def window(years: Window | int) -> Window:
    """Return first and last year of a window, given as a pair or as one year.

    Raises
    ------
    BadRequest
        If it is no such thing, or ends before it begins.
    """
    try:
        first, last = (
            index(year) for year in ((years, years) if isinstance(years, SupportsIndex) else years)
        )
    except (TypeError, ValueError) as error:
        raise BadRequest(
            f"a window is a year or a pair of years, such as (2011, 2020), and {years!r:.40} is neither."
        ) from error
    if not _FIRST <= min(first, last) <= max(first, last) <= _LAST:
        raise BadRequest(f"the years of a window lie between {_FIRST} and {_LAST}.")
    if first > last:
        raise BadRequest(f"the window {first}-{last} ends before it begins.")
    return first, last


def before(years: Window) -> Window:
    """Return the window of the same length just before another.

    Examples
    --------
    >>> before((2011, 2020))
    (2001, 2010)
    """
    return 2 * years[0] - years[1] - 1, years[0] - 1


def of_trailing(ends: Window, length: int) -> Window:
    """Return all years of the windows of a length that end in given years.

    Examples
    --------
    >>> of_trailing((2020, 2024), 5)
    (2016, 2024)
    """
    return ends[0] - length + 1, ends[1]


def two_windows(then: Window | int, now: Window | int) -> tuple[Window, Window]:
    """Return two windows, the earlier one first.

    Raises
    ------
    BadRequest
        If one of them ends before it begins, or they overlap.
    """
    then, now = window(then), window(now)
    if then[1] >= now[0]:
        raise BadRequest(
            f"the window {words(then)} must end before {words(now)} begins, or the same "
            "deliveries would count in both."
        )
    return then, now


def words(years: Window) -> str:
    """Return a window for people: ``2011-2020``, or ``2011`` for one year."""
    return str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"


def require_additive(measure: Measure) -> None:
    """Raise `Refused` where values may not be added, and so have no shares."""
    if not measure.additive:
        raise Refused(
            f"values of {measure.name} ({measure.unit}) cannot be added over years or partners, "
            "so there are no shares of them."
        )


def covers(release: Release, asked: Question, years: Window) -> bool:
    """Whether the whole denominator lies inside the release's blocks."""
    covered = release.coverage.years_of(asked.side, asked.entity)
    return set(range(years[0], years[1] + 1)) <= set(covered)


def require_several_reporters(release: Release, whom: str = "") -> None:
    """Raise `Refused` where one party alone reports, and somebody else's partners are asked for.

    Parameters
    ----------
    release : Release
        The release.
    whom : str, optional
        Whose partners; the world's if it is empty.
    """
    sole = None if release.measure.is_tiv else release.coverage.sole_reporter
    if sole is None or sole[1] == whom:
        return
    side, name = sole
    partners, of = (
        ("recipients", "suppliers") if side == "supplier" else ("suppliers", "recipients")
    )
    who = entities.display_name(name)
    raise Refused(
        f"{who} alone reports in {_name(release)}, so it would have 100 per cent of all {of}; ask "
        f"for the {partners} of {who}."
    )


def require_covered(release: Release, asked: Question, years: Window) -> None:
    """Raise `Refused` unless the whole denominator lies inside the release's blocks."""
    covered = release.coverage.years_of(asked.side, asked.entity)
    missing = sorted(set(range(years[0], years[1] + 1)) - set(covered))
    if not missing:
        return
    require_several_reporters(release, asked.entity)
    who = entities.display_name(asked.entity)
    partners = "suppliers" if asked.side == "recipient" else "recipients"
    if not covered:
        raise Refused(
            f"{_name(release)} does not hold all {partners} of {who}, so no share of its "
            f"{asked.flow} can be taken; {_remedy(release)}."
        )
    raise Refused(
        f"{_name(release)} holds all {partners} of {who} for {words((covered[0], covered[-1]))} "
        f"only, and {_years(missing)} would be missing from the denominator; choose years inside "
        f"or {_remedy(release)}."
    )


def require_world(release: Release, flow: str, years: Window, covered: Iterable[int]) -> None:
    """Raise `Refused` unless all the world's imports or exports of a window are `covered`.

    Parameters
    ----------
    release : Release
        The release, for the sentence.
    flow : str
        ``imports``, ``exports`` or ``transfers``.
    years : (int, int)
        The window.
    covered : iterable of int
        Years of which the release holds the whole world.
    """
    missing = sorted(set(range(years[0], years[1] + 1)) - set(covered))
    if not missing:
        return
    require_several_reporters(release)
    which = "" if len(missing) == years[1] - years[0] + 1 else f" of {_years(missing)}"
    raise Refused(
        f"{_name(release)} does not hold all of the world's {flow}{which}, so no share of them in "
        f"{words(years)} can be taken; {_remedy(release)}."
    )


def require_not_estimated(release: Release, asked: Question | None, years: Window) -> None:
    """Raise `Refused` where a register by deal can only estimate the values of a window.

    Of all the world, where nobody is asked for.
    """
    how = (
        release.coverage.exactness_of(asked.side, asked.entity, years)
        if asked
        else release.coverage.exactness_of_the_world(years)
    )
    if how == "estimated":
        whole = release.coverage.years or years
        raise Refused(
            f"{_name(release)} lists each deal on one line, so values for {words(years)} are only "
            f"estimated, by an equal split over the years of delivery; ask for exactly "
            f"{words(whole)}, or {WHOLE_DATABASE}."
        )


def _name(release: Release) -> str:
    if not release.measure.is_tiv:
        return release.origin.title
    edition = f"edition {release.edition}" if release.edition else "the release"
    return f"the extract of {edition}" if release.origin.extract else edition


def _remedy(release: Release) -> str:
    if release.coverage.blocks and not release.measure.is_tiv:
        return "bring a table that is complete for them, and say so under [covers]"
    if not release.coverage.blocks and len(release.transfers):
        return (
            "its files do not tell what they are complete for: download them again with their "
            "first lines, or say it in a description (armstransfers import --description)"
        )
    return WHOLE_DATABASE


def _years(missing: list[int]) -> str:
    if len(missing) == missing[-1] - missing[0] + 1:
        return words((missing[0], missing[-1]))
    return ", ".join(map(str, missing))
