"""The parameters of links: what they are called, how they are read, what they stand at.

A link opens the same view for everyone. Every value in it is checked before the first control
is drawn: what can be understood is put into its usual form, what cannot is said aloud.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from armstransfers import entities
from armstransfers.analysis import WINDOWS
from armstransfers.coverage import Side, Window
from armstransfers.errors import ArmsTransfersError, BadRequest, UnknownEntity
from armstransfers.release import Release
from armstransfers.web import at_hand

LINK_VERSION = 2
VOLUMES, PARTS = "Volume", "100 %"
BARS = (VOLUMES, PARTS)
DEFAULT_YEARS = (2011, 2020)
DEFAULT_WINDOW = 5

Query = dict[str, list[str]]
"""Raw values by name, as they stand in a link."""


@dataclass(frozen=True)
class Param:
    """One parameter of a link.

    Attributes
    ----------
    name : str
        Its name in the link, and the key of its control.
    usual : callable
        From raw values and the release to the values in their usual form. It raises
        `ArmsTransfersError` for what it does not understand.
    """

    name: str
    usual: Callable[[list[str], Release], list[str]]


@dataclass(frozen=True)
class Settled:
    """A checked link: its values in their usual form, and sentences on what was wrong."""

    query: Query
    complaints: tuple[str, ...]


def _bars_called_tiv(query: Query) -> Query:
    """Version 1 called the volumes TIV; releases can have other measures since."""
    return query | {"bars": [VOLUMES]} if query.get("bars") == ["TIV"] else query


MIGRATIONS: dict[int, Callable[[Query], Query]] = {1: _bars_called_tiv}
"""What makes a link of a version one of the next. What is newer already, it leaves alone, for
the address that a browser shows has no version."""


def settle(raw: Query) -> Settled:
    """Check the values of a link, before the first control is drawn.

    A copied link pins its release by id; the page itself goes by the label of the edition.
    """
    raw = _migrated(raw)
    release, complaints = _release(raw)
    query: Query = {}
    if {"release", "edition"} & raw.keys() and release is not _best():
        query["edition"] = [label_of(release)]
    complaints += _newer_version(raw)
    for name, values in raw.items():
        if name in _FRAME:
            continue
        written = f"{name}={','.join(values)}"
        if name not in _BY_NAME:
            complaints.append(f"In the link, {written} is not known here and was left out.")
            continue
        try:
            query[name] = _BY_NAME[name].usual(values, release)
        except ArmsTransfersError as error:
            why = str(error)
            stop = "" if why.endswith(("?", ".")) else "."
            complaints.append(
                f"In the link, {written} was not understood: {why}{stop} The usual value is shown."
            )
    return Settled(query, tuple(complaints))


def link(here: str, path: str, values: Query, release: Release) -> str:
    """Return the link that reopens a view, with every value and the release in it.

    Parameters
    ----------
    here : str
        Address of the page that is open; only its origin is used.
    path : str
        Path of the view.
    values : dict of str to list of str
        Values of the shared parameters and of the view's own.
    release : Release
        The release that the view shows.
    """
    origin = urlsplit(here)
    query = {**values, "release": [release.id], "v": [str(LINK_VERSION)]}
    return f"{origin.scheme}://{origin.netloc}/{path}?{urlencode(query, doseq=True)}"


def labelled_releases() -> dict[str, Release]:
    """Return the releases at hand by the label of the choice of editions, best first."""
    labelled: dict[str, Release] = {}
    for release in at_hand.releases():
        label = _label(release)
        if label in labelled:
            label += f", {release.id.rpartition('-')[2]}"
        labelled[label] = release
    return labelled


def label_of(release: Release) -> str:
    """Return the label of a release at hand."""
    return next(label for label, one in labelled_releases().items() if one.id == release.id)


def choices(release: Release, side: Side) -> list[str]:
    """Return the names to choose from: those that the release can answer for, then all others."""
    complete = release.coverage.entities(side)
    first = set(release.names(side)) if complete is None else set(complete)
    others = set(entities.entities()) - first
    names = [*sorted(filter(_is_named, first)), *sorted(filter(_is_named, others))]
    return [entities.display_name(name) for name in names]


def entity_name(shown: str) -> str:
    """Return the name in releases of a name in the choice of countries."""
    try:
        return entities.find(shown).name
    except UnknownEntity:  # a name of a file that no entity has stays as it is
        return shown


def years_within(years: Window, limits: Window) -> Window:
    """Return the part of a window that lies within limits; the limits if none does."""
    first, last = max(years[0], limits[0]), min(years[1], limits[1])
    return (first, last) if first <= last else limits


def bounds(release: Release) -> Window:
    """Return the first and the last year that a release can be asked for."""
    return release.coverage.years or DEFAULT_YEARS


def _best() -> Release:
    return at_hand.releases()[0]


def _label(release: Release) -> str:
    edition = str(release.edition or "unknown")
    if not release.measure.is_tiv:
        edition = f"{release.origin.title}, {edition}"
    if release.id in at_hand.brought():
        return f"{edition} yours"
    if release.origin.extract:
        return f"{edition} extract"
    return edition if release.coverage.is_whole else f"{edition} part"


def _is_named(name: str) -> bool:
    known = entities.entities().get(name)
    return known is None or not known.is_unknown


def _release(raw: Query) -> tuple[Release, list[str]]:
    """Return the release that a link asks for, or the nearest, and what was wrong."""
    by_label = labelled_releases()
    wanted = raw.get("release", raw.get("edition", [""]))[-1]
    if not wanted:
        return _best(), []
    for label, release in by_label.items():
        if wanted in (label, release.id):
            return release, []
    edition = next((part for part in wanted.replace("-", " ").split() if part.isdigit()), "0")
    same = [one for one in by_label.values() if str(one.edition) == edition]
    found = same[0] if same else _best()
    instead = f"{label_of(found)} is shown instead"
    return found, [f"The link's edition, {wanted}, is not on this computer; {instead}."]


def _migrated(raw: Query) -> Query:
    version = raw.get("v", ["1"])[-1]
    for older in range(max(int(version), 1) if version.isdigit() else 1, LINK_VERSION):
        raw = MIGRATIONS[older](raw)
    return raw


def _newer_version(raw: Query) -> list[str]:
    version = raw.get("v", [str(LINK_VERSION)])[-1]
    if version.isdigit() and int(version) <= LINK_VERSION:
        return []
    return ["The link was made by a newer version of this program; parts of it may be missing."]


def _usual_entity(values: list[str], release: Release) -> list[str]:
    if values[-1] in release.report.unknown_names:
        return [values[-1]]
    found = entities.find(values[-1])
    if found.is_unknown:
        raise BadRequest(f"{found.display_name} is no country or organisation to choose.")
    return [found.display_name]


def _usual_years(values: list[str], release: Release) -> list[str]:
    pieces = values[0].replace("\N{EN DASH}", "-").split("-") if len(values) == 1 else values
    if len(pieces) == 1:
        pieces = pieces * 2
    if len(pieces) != 2 or not all(piece.isdigit() for piece in pieces):
        raise BadRequest("a window is written as 2011-2020.")
    first, last = int(pieces[0]), int(pieces[1])
    low, high = bounds(release)
    if not low <= first <= last <= high:
        raise BadRequest(f"the release holds {low}-{high}.")
    return [str(first), str(last)]


def _usual_window(values: list[str], release: Release) -> list[str]:
    del release
    if values[-1] not in map(str, WINDOWS):
        raise BadRequest(f"windows have {', '.join(map(str, WINDOWS))} years.")
    return [values[-1]]


def _usual_bars(values: list[str], release: Release) -> list[str]:
    del release
    if values[-1] not in BARS:
        raise BadRequest(f"bars show {' or '.join(BARS)}.")
    return [values[-1]]


PARAMS = (
    Param("years", _usual_years),
    Param("window", _usual_window),
    Param("bars", _usual_bars),
    Param("recipient", _usual_entity),
    Param("supplier", _usual_entity),
)
"""Every parameter but those of the frame: edition, release and version."""

_BY_NAME = {param.name: param for param in PARAMS}
_FRAME = frozenset({"edition", "release", "v"})
