"""The parameters of links: what they are called, how they are read, what they stand at.

A link opens the same view for everyone. Every value in it is checked before the first control
is drawn: what can be understood is put into its usual form, what cannot is said aloud.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from armstransfers import catalogue, entities
from armstransfers.analysis import WINDOWS
from armstransfers.errors import ArmsTransfersError, BadRequest
from armstransfers.release import Release, Window

LINK_VERSION = "1"
VOLUMES, PARTS = "TIV", "100 %"
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
    view : str
        The view that it belongs to; empty where all views share it.
    """

    name: str
    usual: Callable[[list[str], Release], list[str]]
    view: str = ""


@dataclass(frozen=True)
class Settled:
    """A checked link: its values in their usual form, the release, and what was wrong."""

    query: Query
    release: Release
    complaints: tuple[str, ...]


def settle(raw: Query) -> Settled:
    """Check the values of a link, before the first control is drawn."""
    release, complaints = _release(raw)
    query: Query = {}
    for name, values in raw.items():
        param = _BY_NAME.get(name)
        if param is None:
            complaints.append(f"The link holds {name!r}, which is not known here.")
            continue
        try:
            query[name] = param.usual(values, release)
        except ArmsTransfersError as error:
            text = str(error).rstrip(".")
            complaints.append(f"The link's {name} was not understood: {text}. The usual one is shown.")
    if "release" in raw and raw["release"] != [release.id]:
        query.pop("release", None)
    return Settled(query, release, tuple(complaints))


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
    query = {**values, "release": [release.id], "v": [LINK_VERSION]}
    return f"{origin.scheme}://{origin.netloc}/{path}?{urlencode(query, doseq=True)}"


def years_within(years: Window, bounds: Window) -> Window:
    """Return the part of a window that lies within bounds; the bounds if none does."""
    first, last = max(years[0], bounds[0]), min(years[1], bounds[1])
    return (first, last) if first <= last else bounds


def bounds(release: Release) -> Window:
    """Return the first and the last year that a release can be asked for."""
    return release.coverage.years or (0, 0)


def _release(raw: Query) -> tuple[Release, list[str]]:
    wanted = raw.get("release", [""])[-1]
    if not wanted:
        return catalogue.choose(), []
    try:
        return catalogue.choose(release=wanted), []
    except ArmsTransfersError:
        edition = next((part for part in wanted.split("-") if part.isdigit() and len(part) == 4), "")
    try:
        found = catalogue.choose(edition=int(edition or 0))
    except ArmsTransfersError:
        found = catalogue.choose()
    shown = f"edition {found.edition}" if found.edition else found.id
    return found, [f"The link's release {wanted} is not on this computer; {shown} is shown instead."]


def _usual_release(values: list[str], release: Release) -> list[str]:
    del values
    return [release.id]


def _usual_entity(values: list[str], release: Release) -> list[str]:
    del release
    return [entities.find(values[-1]).display_name]


def _usual_years(values: list[str], release: Release) -> list[str]:
    pieces = values[0].replace("–", "-").split("-") if len(values) == 1 else values
    if len(pieces) == 1:
        pieces = pieces * 2
    if len(pieces) != 2 or not all(piece.isdigit() for piece in pieces):
        raise BadRequest(f"{' '.join(values)} is not a window such as 2011-2020.")
    first, last = int(pieces[0]), int(pieces[1])
    low, high = bounds(release)
    if not low <= first <= last <= high:
        raise BadRequest(f"{first}-{last} is not inside {low}-{high}.")
    return [str(first), str(last)]


def _usual_window(values: list[str], release: Release) -> list[str]:
    del release
    if values[-1] not in map(str, WINDOWS):
        raise BadRequest(f"{values[-1]} is not one of {', '.join(map(str, WINDOWS))} years.")
    return [values[-1]]


def _usual_bars(values: list[str], release: Release) -> list[str]:
    del release
    if values[-1] not in BARS:
        raise BadRequest(f"{values[-1]} is neither {' nor '.join(BARS)}.")
    return [values[-1]]


def _usual_version(values: list[str], release: Release) -> list[str]:
    del release
    if values[-1] != LINK_VERSION:
        raise BadRequest(f"version {values[-1]} of links is newer than this program.")
    return [values[-1]]


PARAMS = (
    Param("release", _usual_release),
    Param("years", _usual_years),
    Param("window", _usual_window),
    Param("bars", _usual_bars),
    Param("v", _usual_version),
    Param("recipient", _usual_entity, view="suppliers"),
    Param("supplier", _usual_entity, view="recipients"),
)
"""Every parameter of every view."""

_BY_NAME = {param.name: param for param in PARAMS}
SHARED = tuple(param.name for param in PARAMS if not param.view)
