"""Links: every value in one is checked before the first control is drawn, and said if wrong.

A copied link pins its release by id and holds every value, defaults too. The page itself goes by
the label of the edition.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from streamlit.runtime.scriptrunner import get_script_run_ctx

from armstransfers.core.errors import ArmsTransfersError
from armstransfers.model.release import Release
from armstransfers.web import at_hand
from armstransfers.web.params import BY_NAME, VOLUMES, number

AUTOMATIC = "Automatic"
"""What the choice of editions says where each question has the release that answers it best."""

LINK_VERSION = 2
MOST_COMPLAINTS = 10
_LONGEST_QUOTE = 100  # characters of a link that a complaint repeats
_FRAME = frozenset({"edition", "release", "v"})

Query = dict[str, list[str]]
"""Raw values by name, as they stand in a link."""


def _bars_called_tiv(query: Query) -> Query:
    """Version 1 called the volumes TIV; releases can have other measures since."""
    return query | {"bars": [VOLUMES]} if query.get("bars") == ["TIV"] else query


MIGRATIONS: dict[int, Callable[[Query], Query]] = {1: _bars_called_tiv}
"""What makes a link of a version one of the next. What is newer already, it leaves alone, for
the address that a browser shows has no version."""


@dataclass(frozen=True)
class Settled:
    """A checked link: its values in their usual form, and sentences on what was wrong."""

    query: Query
    complaints: tuple[str, ...]


def settle(raw: Query) -> Settled:
    """Check the values of a link, before the first control is drawn."""
    raw = _migrated(raw)
    pinned, complaints = _pinned(raw)
    query: Query = {"edition": [at_hand.label_of(pinned)]} if pinned else {}
    among = [pinned] if pinned else at_hand.automatic()
    complaints += _newer_version(raw)
    for name, values in raw.items():
        if name in _FRAME:
            continue
        written = _shortened(f"{name}={','.join(values)}")
        if name not in BY_NAME:
            complaints.append(f"In the link, {written} is not known here and was left out.")
            continue
        try:
            query[name] = BY_NAME[name].read(values, among)
        except ArmsTransfersError as error:
            why = str(error)
            stop = "" if why.endswith(("?", ".")) else "."
            complaints.append(
                f"In the link, {written} was not understood: {why}{stop} The usual value is shown."
            )
    if (more := len(complaints) - MOST_COMPLAINTS) > 0:
        complaints[MOST_COMPLAINTS:] = [
            f"The link has {more:,} more parts that are not known here."
        ]
    return Settled(query, tuple(complaints))


def let_go_of_controls() -> None:
    """Let the link be changed while controls hold it, as they do after *Back* to another link."""
    context = get_script_run_ctx()
    if context is None:
        return
    with context.session_state.query_params() as held:
        for name in (*BY_NAME, *_FRAME):
            if found := held.get_binding_for_param(name):
                held.unbind_widget(found.widget_id)


def link(here: str, path: str, values: Query, release: Release) -> str:
    """Return the link that reopens a view, with every value and the release in it.

    Parameters
    ----------
    here : str
        Address of the page that is open, as the browser gives it; only its origin is used.
    path : str
        Path of the view.
    values : dict of str to list of str
        Values of the shared parameters and of the view's own.
    release : Release
        The release that the view shows, or the one that it was selected from.
    """
    pinned = release.origin.selected_from or release.id
    query = {**values, "release": [pinned], "v": [str(LINK_VERSION)]}
    return f"{_origin(here)}/{path}?{urlencode(query, doseq=True)}"


def leads_here_alone(address: str) -> bool:
    """Whether a link leads to the computer itself that it is opened on."""
    return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")


def _shortened(written: str) -> str:
    return written if len(written) <= _LONGEST_QUOTE else f"{written[: _LONGEST_QUOTE - 1]}…"


def _origin(address: str) -> str:
    """Return scheme and host of an address; nothing if it has none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _pinned(raw: Query) -> tuple[Release | None, list[str]]:
    """Return the release that a link asks for, or the nearest, and what was wrong.

    None where a link asks for none: then each question has the release that answers it best.
    """
    by_label = at_hand.labelled_releases()
    wanted = raw.get("release", raw.get("edition", [""]))[-1]
    if wanted in ("", AUTOMATIC):
        return None, []
    for label, release in by_label.items():
        if wanted in (label, release.id, at_hand.former_label(release)):
            return release, []
    numbers = (number(part) for part in wanted.replace("-", " ").split())
    edition = next((one for one in numbers if one is not None), 0)
    same = [one for one in by_label.values() if one.edition == edition]
    found = same[0] if same else None
    instead = f"{at_hand.label_of(found) if found else AUTOMATIC} is shown instead"
    said = _shortened(wanted)
    return found, [f"The link's edition, {said}, is not on this computer; {instead}."]


def _migrated(raw: Query) -> Query:
    for older in range(max(_version(raw), 1), LINK_VERSION):
        raw = MIGRATIONS[older](raw)
    return raw


def _newer_version(raw: Query) -> list[str]:
    if _version(raw) <= LINK_VERSION:
        return []
    return ["The link was made by a newer version of this program; parts of it may be missing."]


def _version(raw: Query) -> int:
    """Return the version of a link: the first if none is said, a newer if it is not understood."""
    found = number(raw.get("v", ["1"])[-1])
    return LINK_VERSION + 1 if found is None else found
