"""Whose partners, in which years: a question, and whether a release can answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from armstransfers.core.coverage import Exactness, Side, Window, least_exact, other_side
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.core.measure import Measure, tiv
from armstransfers.core.windows import (
    before,
    of_trailing,
    two_windows,
    window,
    words,
    written_years,
)
from armstransfers.model.release import Release
from armstransfers.model.tally import Tally
from armstransfers.reference import entities
from armstransfers.reference.parties import Group, group, named

__all__ = ["before", "of_trailing", "two_windows", "window", "words"]  # and what is defined here

WHOLE_DATABASE = (
    "load the whole database: download the register by delivery year from SIPRI's site and run "
    "'armstransfers import FILE', or bring it on the page Your data"
)

Whom = str | Iterable[str] | Group
"""A country in any spelling, or several together, as `armstransfers.group` takes them."""

_TIV = tiv(0.01)
_MOST_NAMED = 3


@dataclass(frozen=True)
class Question:
    """Whose partners are asked for.

    Attributes
    ----------
    side : {"recipient", "supplier"}
        Whether `entity` receives or supplies.
    entity : str
        Name of the entity, or of the group.
    measure : Measure
        What its deliveries are counted in.
    group : Group or None
        The group, where several are asked for together.
    """

    side: Side
    entity: str
    measure: Measure = _TIV
    group: Group | None = None

    @property
    def across(self) -> Side:
        """The side of the partners."""
        return other_side(self.side)

    @property
    def flow(self) -> str:
        """What its denominator is made of: imports or exports."""
        return "imports" if self.side == "recipient" else "exports"

    @property
    def whom(self) -> str | Group:
        """The entity or the group."""
        return self.group or self.entity

    @property
    def keyword(self) -> dict[str, Any]:
        """The question as analyses take it, a keyword: ``shares(release, **asked.keyword, ...)``."""
        return {self.side: self.whom}

    def until(self, year: int) -> Question:
        """Return the question with a bloc's members of the end of a year, unless it says of when.

        Raises
        ------
        BadRequest
            If it had no members then.
        """
        if self.group is None:
            return self
        found = self.group.until(year)
        if found.bloc and not found.is_dated and not found.members(year):
            raise BadRequest(f"{found.bloc} has no members in {found.as_of}; ask for other years.")
        return replace(self, group=found)

    def names(self, name: str) -> bool:
        """Whether a name as releases have it is that of the entity, or of a member in some year."""
        if self.group is None or self.group.kind == "world":
            return self.group is not None or name == self.entity
        years = range(1950, 2100) if self.group.is_dated else [0]
        return any(name in (self.group.members(year) or ()) for year in years)

    def covered(self, release: Release) -> list[int]:
        """Return the years of which a release holds all partners of everyone asked for, sorted."""
        coverage = release.coverage
        if self.group is None:
            return coverage.years_of(self.side, self.entity)
        if self.group.kind == "world":
            return coverage.years_of_the_world
        members = {year: self.group.members(year) or () for year in coverage.all_years}
        names = set().union(*members.values())
        held = {name: set(coverage.years_of(self.side, name)) for name in names}
        return sorted(y for y, inside in members.items() if all(y in held[name] for name in inside))

    def exactness(self, release: Release, years: Window) -> Exactness:
        """Return how exactly a release gives the denominator of a window."""
        coverage = release.coverage
        if self.group is None:
            return coverage.exactness_of(self.side, self.entity, years)
        if self.group.kind == "world":
            return coverage.exactness_of_the_world(years)
        spans = [years]
        if self.group.is_dated:  # the year of each delivery counts
            spans += [(year, year) for year in range(years[0], years[1] + 1)]
        return least_exact(
            coverage.exactness_of(self.side, name, span)
            for span in spans
            for name in self.group.members(span[1]) or ()
        )

    def how_exact(
        self, release: Release, first: Iterable[int], last: Iterable[int]
    ) -> list[Exactness]:
        """Return how exactly a release gives the denominator of each of several windows."""
        blocks = release.coverage.blocks
        windows = list(zip(first, last, strict=True))
        if all(b.grain == "year" for b in blocks) and len({b.exactness for b in blocks}) == 1:
            return [blocks[0].exactness] * len(windows)
        return [self.exactness(release, window) for window in windows]

    def tally(self, release: Release, years: Window, *, by_year: bool = True) -> Tally:
        """Return the sums of each partner by year: the one way from transfers to shares.

        Raises
        ------
        Refused
            If the denominator is not complete in the release, or values may not be added.
        """
        asked = self.until(years[1])
        require_additive(release.measure)
        require_covered(release, asked, years)
        return release.tally(asked.side, asked.whom, years, by_year=by_year)


def question(release: Release, *, recipient: Whom | None, supplier: Whom | None) -> Question:
    """Return the question that names either a recipient or a supplier, or a group of them.

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
    whom = _whom(release, side, recipient if recipient is not None else supplier)
    if isinstance(whom, Group):
        return Question(side, whom.name, measure, whom)
    return Question(side, whom, measure)


def _whom(release: Release, side: Side, name: Any) -> str | Group:
    if isinstance(name, Group):
        return name
    if isinstance(name, (list, tuple, set, frozenset)):
        return group(name)
    if isinstance(name, str) and name not in entities.entities():
        in_release = name in release.report.unknown_names and name in release.names(side)
        found = None if in_release else named(name)
        if in_release or found:
            return found or name
    return entities.find(name).name


def require_additive(measure: Measure) -> None:
    """Raise `Refused` where values may not be added, and so have no shares."""
    if not measure.additive:
        raise Refused(
            f"values of {measure.name} ({measure.unit}) cannot be added over years or partners, "
            "so there are no shares of them."
        )


def covers(release: Release, asked: Question, years: Window) -> bool:
    """Whether the whole denominator lies inside the release's blocks."""
    return set(range(years[0], years[1] + 1)) <= set(asked.covered(release))


def require_several_reporters(release: Release, whom: str = "") -> None:
    """Raise `Refused` where one party alone reports, and somebody else's partners are asked for.

    Parameters
    ----------
    release : Release
        The release.
    whom : str, optional
        Whose partners; the world's if it is empty.
    """
    sole = release.sole_reporter
    if sole is None or sole[1] == whom:
        return
    side, name = sole
    raise Refused(
        f"in {_name(release)} one party alone reports ({entities.display_name(name)}), and would have "
        f"100 per cent of everybody's {'imports' if side == 'supplier' else 'exports'}; ask for its "
        f"{other_side(side)}s."
    )


def require_covered(release: Release, asked: Question, years: Window) -> None:
    """Raise `Refused` unless the whole denominator lies inside the release's blocks."""
    if asked.group is not None and asked.group.kind == "world":
        return require_world(release, asked.flow, years, asked.covered(release))
    covered = asked.covered(release)
    missing = sorted(set(range(years[0], years[1] + 1)) - set(covered))
    if not missing:
        return None
    require_several_reporters(release, asked.entity)
    partners = f"{asked.across}s"
    if asked.group is not None:
        raise Refused(
            f"{_name(release)} does not hold all {partners} of {_lacking(release, asked, missing)}, "
            f"so no share of its {asked.flow} can be taken; {_remedy(release)}."
        )
    who = entities.display_name(asked.entity)
    if not covered:
        raise Refused(
            f"{_name(release)} does not hold all {partners} of {who}, so no share of its "
            f"{asked.flow} can be taken; {_remedy(release)}."
        )
    raise Refused(
        f"{_name(release)} holds all {partners} of {who} for {words((covered[0], covered[-1]))} "
        f"only, and {written_years(missing)} would be missing from the denominator; choose years inside "
        f"or {_remedy(release)}."
    )


def _lacking(release: Release, asked: Question, missing: list[int]) -> str:
    """Return whose partners are not all there: ``NATO in 2011-2015 (Albania, Italy and 3 more)``."""
    assert asked.group is not None
    covered = release.coverage.years_of
    lacking = [
        (name, year)
        for year in missing
        for name in asked.group.members(year) or ()
        if year not in covered(asked.side, name)
    ]
    names = sorted({entities.display_name(name) for name, _ in lacking})
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    years = written_years(sorted({year for _, year in lacking}))
    return f"{asked.entity} in {years} ({', '.join(names[:_MOST_NAMED])}{more})"


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
    which = "" if len(missing) == years[1] - years[0] + 1 else f" of {written_years(missing)}"
    raise Refused(
        f"{_name(release)} does not hold all of the world's {flow}{which}, so no share of them in "
        f"{words(years)} can be taken; {_remedy(release)}."
    )


def require_not_estimated(release: Release, asked: Question | None, years: Window) -> None:
    """Raise `Refused` where a register by deal can only estimate the values of a window.

    Of all the world, where nobody is asked for.
    """
    how = (
        asked.exactness(release, years) if asked else release.coverage.exactness_of_the_world(years)
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
