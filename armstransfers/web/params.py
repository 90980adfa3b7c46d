"""The parameters of links: what they are called, which values they take, how these are read.

Each is the key of the control that it sets. What can be understood is put into its usual form,
what cannot is an error whose sentence the viewer sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from armstransfers.analysis import WINDOWS
from armstransfers.analysis.filters import CATEGORIES
from armstransfers.analysis.groups import BY_REGION, BY_SUBREGION
from armstransfers.analysis.leading import MOST_SHOWN
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import BadRequest, UnknownEntity
from armstransfers.model.release import Release
from armstransfers.reference import context, entities, parties
from armstransfers.web import at_hand

VOLUMES, PARTS = "Volume", "100 %"
BARS = (VOLUMES, PARTS)
SHARES = "Shares"
PANELS = (SHARES, VOLUMES)
DEFAULT_YEARS = (2011, 2020)
DEFAULT_THEN = (2001, 2010)
DEFAULT_WINDOW = 5
ONE_BY_ONE = "one by one"
GROUPS = (ONE_BY_ONE, BY_REGION, BY_SUBREGION, *context.blocs())
THEN, NOW = "then", "now"
LINES = tuple(range(2, 13))
DEFAULT_LINES = MOST_SHOWN
ALL, ONLY, WITHOUT = "all", "only", "without"
STATUS = (ALL, "new", "second hand")
PARTLY = (ALL, ONLY, WITHOUT)
SHARE, RANK, IS_RANK = "share", "rank", "rank is"
MAPPED = (SHARE, RANK, IS_RANK)
FLOWS = ("imports", "exports")
SIDES = ("recipients", "suppliers")
MOST_COMPARED = 9
TRADERS = ("exporters", "importers")
LEAST_SHARES = (0, 10, 25, 50, 75, 90)
LONGEST_NAME = 200  # characters
LONGEST_SENTENCE, LONGEST_PIECE, LONGEST_PARTS = 5_000, 1_000, 6_000
"""Characters of a claim, of one of its pieces, and of the lines of its parts."""
MOST_VALUES = 20
_PIECES = (
    "supplier", "recipient", "years", "share", "rank", "after", "ahead_of", "times", "than",
    "change", "base",
)  # fmt: skip
FLOW_GROUPS = (BY_REGION, *context.blocs())

Among = Sequence[Release]
"""The releases that may answer, best first: one alone where it is pinned."""

Usual = Callable[[list[str], Among], list[str]]
"""From raw values and the releases that may answer to the values in their usual form."""


@dataclass(frozen=True)
class Param:
    """One parameter of a link.

    Attributes
    ----------
    name : str
        Its name in the link, and the key of its control.
    usual : callable
        From raw values and releases to the values in their usual form. It raises
        `ArmsTransfersError` for what it does not understand.
    longest : int
        Characters that a value may have.
    """

    name: str
    usual: Usual
    longest: int = LONGEST_NAME

    def read(self, values: list[str], among: Among) -> list[str]:
        """Return raw values in their usual form.

        Raises
        ------
        ArmsTransfersError
            If they are not understood, too long or too many.
        """
        if len(values) > MOST_VALUES:
            raise BadRequest(f"it has more than {MOST_VALUES} values.")
        if any(len(value) > self.longest for value in values):
            raise BadRequest(f"it is longer than {self.longest:,} characters.")
        return self.usual(values, among)


def number(text: str) -> int | None:
    """Return the whole number that a few digits are, as 2011; None for anything else.

    `str.isdigit` holds for more than `int` reads: ``²`` is a digit to the one and none to the other.
    """
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def complete_for(among: Among, side: Side) -> set[str]:
    """Return the names that some release can answer for."""
    first: set[str] = set()
    for release in among:
        complete = release.coverage.entities(side)
        first |= set(release.names(side)) if complete is None else complete
    return first


def choices(among: Among, side: Side) -> list[str]:
    """Return the names to choose from: those that can be answered for, then groups and all others."""
    first = complete_for(among, side)
    others = set(entities.entities()) - first
    groups = [one.name for one in parties.offered()]
    countries, more = (
        map(entities.display_name, sorted(filter(_is_named, n))) for n in (first, others)
    )
    return [*countries, *groups, *more]


def with_a_transfer(among: Among) -> list[str]:
    """Return the names of all who deliver or receive something in some release, sorted."""
    every = {name for one in among for side in get_args(Side) for name in one.names(side)}
    return sorted(entities.display_name(name) for name in filter(_is_named, every))


def entity_name(shown: str) -> str:
    """Return the name in releases of a name in the choice of countries."""
    try:
        return entities.find(shown).name
    except UnknownEntity:  # a name of a file that no entity has stays as it is
        return shown


def is_group(name: str) -> bool:
    """Whether a name of a control is that of a group of countries."""
    return name not in entities.entities() and parties.named(name) is not None


def years_within(years: Window, limits: Window) -> Window:
    """Return the part of a window that lies within limits; the limits if none does."""
    first, last = max(years[0], limits[0]), min(years[1], limits[1])
    return (first, last) if first <= last else limits


def bounds(among: Among) -> Window:
    """Return the first and the last year that can be asked for."""
    years = [one.coverage.years for one in among if one.coverage.years]
    if not years:
        return DEFAULT_YEARS
    return min(first for first, _ in years), max(last for _, last in years)


def latest(among: Among) -> int:
    """Return the last year that need not be estimated, where there is one."""
    by_year = [one for one in among if not one.coverage.is_by_deal]
    return bounds(by_year or among)[1]


def _is_named(name: str) -> bool:
    known = entities.entities().get(name)
    return known is None or not known.is_unknown


def _usual_entity(values: list[str], among: Among) -> list[str]:
    return [_entity(values[-1], among)]


def _usual_entities(values: list[str], among: Among) -> list[str]:
    names = list(dict.fromkeys(_entity(value, among) for value in values))
    if len(names) > MOST_COMPARED:
        raise BadRequest(f"at most {MOST_COMPARED} are compared at once.")
    return names


def _entity(value: str, among: Among) -> str:
    if any(value in one.report.unknown_names for one in among):
        return value
    try:
        found = entities.find(value)
    except UnknownEntity:
        if group := parties.named(value):
            return group.name
        raise
    if found.is_unknown:
        raise BadRequest(f"{found.display_name} is no country or organisation to choose.")
    return found.display_name


def _usual_edition(values: list[str], among: Among) -> list[str]:
    if values[-1] not in at_hand.labelled_releases():
        raise BadRequest("there is no such edition on this computer.")
    return [values[-1]]


def _usual_years(values: list[str], among: Among) -> list[str]:
    pieces = values
    if len(values) == 1:
        from armstransfers.claims.claim import window  # few links need it

        pieces = [str(year) for year in window(values[0]) or ()]
    ends = [found for piece in pieces if (found := number(piece)) is not None]
    if not len(pieces) == len(ends) == 2:
        raise BadRequest("a window is written as 2011-2020.")
    first, last = ends
    low, high = bounds(among)
    if not low <= first <= last <= high:
        raise BadRequest(f"the data hold {low}-{high}.")
    return [str(first), str(last)]


def _one_of(values: tuple[object, ...], what: str) -> Usual:
    """Return what reads one of some values, in any case."""
    usual = {str(value).casefold(): str(value) for value in values}

    def read(raw: list[str], among: Among) -> list[str]:
        del among
        if raw[-1].casefold() not in usual:
            *others, last = usual.values()
            raise BadRequest(f"{what} {', '.join(others)} or {last}.")
        return [usual[raw[-1].casefold()]]

    return read


def _some_of(values: tuple[str, ...], what: str) -> Usual:
    one = _one_of(values, what)

    def read(raw: list[str], among: Among) -> list[str]:
        return [one([value], among)[0] for value in raw]

    return read


def _text(values: list[str], among: Among) -> list[str]:
    del among
    return [values[-1]]


def _parts(values: list[str], among: Among) -> list[str]:
    """Check the lines of parts of a claim; what is in their cells, the view checks."""
    from armstransfers.claims import mending  # no other view needs it

    del among
    mending.rows_from(values[-1])
    return [values[-1]]


_switch = _one_of(("true", "false"), "a switch is")
_partly = _one_of(PARTLY, "it is")

PARAMS = (
    Param("years", _usual_years),
    Param("window", _one_of(WINDOWS, "windows have this many years:")),
    Param("bars", _one_of(BARS, "bars show")),
    Param("recipient", _usual_entity),
    Param("supplier", _usual_entity),
    Param("panels", _one_of(PANELS, "panels show")),
    Param("lines", _one_of(LINES, "lines are")),
    Param("group", _one_of(GROUPS, "partners are shown by")),
    Param("members", _one_of((THEN, NOW), "members of a bloc are those of")),
    Param("all_years", _switch),
    Param("events", _switch),
    Param("embargoes", _switch),
    Param("category", _some_of(CATEGORIES, "categories are")),
    Param("status", _one_of(STATUS, "the status is")),
    Param("licensed", _partly),
    Param("year_estimated", _partly),
    Param("number_estimated", _partly),
    Param("then", _usual_years),
    Param("map", _one_of(MAPPED, "the map shows")),
    Param("map_of", _one_of(FLOWS, "the map is of")),
    Param("rank", _one_of(tuple(range(1, 11)), "ranks are")),
    Param("side", _one_of(SIDES, "compared are")),
    Param("recipients", _usual_entities),
    Param("suppliers", _usual_entities),
    Param("slope", _usual_entity),
    Param("traders", _one_of(TRADERS, "listed are")),
    Param("least_share", _one_of(LEAST_SHARES, "the least share is")),
    Param("sentence", _text, LONGEST_SENTENCE),
    *(Param(f"c_{piece}", _text, LONGEST_PIECE) for piece in _PIECES),
    Param("c_of", _one_of(("as stated", *FLOWS, "world"), "a share is of")),
    Param("parts", _parts, LONGEST_PARTS),
    Param("against", _usual_edition),
    Param("flows", _one_of(FLOW_GROUPS, "flows are between groups of")),
)
"""Every parameter but those of the frame: edition, release and version."""

BY_NAME = {param.name: param for param in PARAMS}
