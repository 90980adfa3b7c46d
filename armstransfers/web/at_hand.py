"""The releases that a viewer can see: those of this computer, and those the viewer brought.

What a viewer brings lies on a shelf of their own (`viewers`): nobody else finds it, by whatever id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from armstransfers.analysis import question as q
from armstransfers.analysis.filters import Filter, filtered
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import UnknownEntity, UnknownRelease
from armstransfers.core.origin import SIPRI_TITLE
from armstransfers.library import catalogue
from armstransfers.library.engines import pointed_at
from armstransfers.model.release import Release
from armstransfers.web import authority, uploads, viewers

_PARTS = "parts of releases"
_MOST_PARTS = 8  # filtered releases that a viewer's session remembers
_KEPT = 512  # results remembered of each kind, for all viewers
_KEPT_FOR_ONE = 64  # and for one viewer

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


def bring(release: Release) -> None:
    """Add a release to those that this viewer can see.

    Raises
    ------
    BadRequest
        If this viewer, or all viewers together, would hold too much.
    """
    context = get_script_run_ctx()
    shelf = viewers.shelf()
    uploads.hold(release, context.session_id if context else shelf.viewer)
    shelf.releases[release.id] = release


def forget(release_id: str) -> None:
    """Forget a release that this viewer brought."""
    viewers.shelf().releases.pop(release_id, None)


def brought() -> dict[str, Release]:
    """Return the releases that this viewer brought, by id."""
    return dict(viewers.shelf().releases)


def part(release: Release, chosen: Filter) -> Release:
    """Return what a filter leaves of a release; for this viewer it is a release like others.

    Raises
    ------
    Refused
        If the release does not tell what the filter asks.
    """
    parts: dict[tuple[str, Filter], Release] = st.session_state.setdefault(_PARTS, {})
    asked = release.id, chosen
    if asked not in parts:
        found = filtered(release, chosen)
        if found is release:
            return release
        while len(parts) >= _MOST_PARTS:
            del parts[next(iter(parts))]
        parts[asked] = found
    return parts[asked]


def releases() -> list[Release]:
    """Return every release that this viewer can see, best first."""
    others = [one for one in shared() if one.id not in brought()]
    return catalogue.best_first([*brought().values(), *others])


def shared() -> list[Release]:
    """Return the releases of this computer that this viewer may see, best first.

    What its owner keeps of SIPRI's database is for the owner alone: of that, others get the extracts, which
    may be passed on, and what the explorer was started with.
    """
    everything = catalogue.releases()
    if authority.sees_what_is_kept():
        return everything
    told = pointed_at()
    return [
        one
        for one in everything
        if one.origin.extract or one.origin.title != SIPRI_TITLE or one in told
    ]


def labelled_releases() -> dict[str, Release]:
    """Return the releases at hand by the label of the choice of editions, best first."""
    labelled: dict[str, Release] = {}
    for release in releases():
        label = _label(release)
        if label in labelled:
            label += f", {release.id.rpartition('-')[2]}"
        labelled[label] = release
    return labelled


def label_of(release: Release) -> str:
    """Return the label of a release at hand."""
    return next(label for label, one in labelled_releases().items() if one.id == release.id)


def former_label(release: Release) -> str:
    """Return the label of a release as links had it before labels said in words what it is."""
    edition = _edition(release)
    if release.id in brought():
        return f"{edition} yours"
    if release.origin.extract:
        return f"{edition} extract"
    return edition if release.coverage.is_whole else f"{edition} part"


def automatic() -> list[Release]:
    """Return the releases among which a question chooses where none is pinned, best first."""
    everything = releases()
    best = everything[0]
    able = [
        one for one in everything if one.coverage.blocks and one.measure.name == best.measure.name
    ]
    return able or [best]


def comparable(among: Sequence[Release]) -> Release:
    """Return the best release whose edition can be compared with another."""
    return next((one for one in among if one.can_be_compared), among[0])


def _label(release: Release) -> str:
    whose = "yours" if release.id in brought() else ""
    return ", ".join(filter(None, (_edition(release), whose, _kind(release))))


def _edition(release: Release) -> str:
    if release.measure.is_tiv:
        return str(release.edition or "unknown")
    return ", ".join(filter(None, (release.origin.title, str(release.edition or ""))))


def _kind(release: Release) -> str:
    if release.origin.extract:
        return "extract"
    if not release.coverage.blocks:
        return "totals" if len(release.margins) else "part"
    if release.coverage.is_by_deal:
        whole = "" if release.coverage.is_whole else "part, "
        return f"{whole}by deal (years estimated)"
    if release.coverage.is_whole:
        return "complete" if release.measure.is_tiv else ""
    return "part"


def find(release_id: str) -> Release:
    """Return a release that this viewer can see.

    Raises
    ------
    UnknownRelease
        If there is none with this id for this viewer.
    """
    own = brought().get(release_id) or _parts().get(release_id)
    if own is not None:
        return own
    for one in shared():
        if one.id == release_id:
            return one
    raise UnknownRelease(f"release {release_id!r} is not on this computer.")


def _parts() -> dict[str, Release]:
    """Return the parts of releases that this viewer has asked for, by id."""
    found: dict[tuple[str, Filter], Release] = st.session_state.get(_PARTS, {})
    return {one.id: one for one in found.values()}


def asked_of(release: Release, side: Side, name: str) -> q.Question:
    """Return the question of a view on the partners of a country or a group.

    A bloc has the members of the release's last year, in all years, so that all that a page shows
    is of the same ones. A name that another release alone has is nobody's here.
    """
    try:
        asked = q.question(release, **{"recipient": None, "supplier": None, side: name})
    except UnknownEntity:
        return q.Question(side, name, release.measure)
    return asked if release.last_year is None else asked.until(release.last_year)


def years_held(release: Release, side: Side, name: str) -> list[int]:
    """Return the years of which a release holds all partners of a country or a group."""
    return asked_of(release, side, name).covered(release)


def that_cover(side: Side, name: str, years: Window) -> list[Release]:
    """Return the releases of TIV in sight that hold every partner in a window."""
    wanted = set(range(years[0], years[1] + 1))
    return [
        one
        for one in releases()
        if one.measure.is_tiv and wanted <= set(years_held(one, side, name))
    ]


def remembered(
    compute: Callable[_Asked, _Found],
) -> Callable[_Asked, _Found]:
    """Remember results by release id and parameters: for all, or for the one who brought it.

    The first argument of `compute` is the release's id. A frame is never part of the key. Results
    are shared as they are, for a copy of a figure takes longer than all else in a rerun: nobody
    may change them.
    """
    for_all = st.cache_resource(max_entries=_KEPT, show_spinner=False)(compute)
    for_one = st.cache_resource(max_entries=_KEPT_FOR_ONE, show_spinner=False, scope="session")(
        compute
    )

    def answer(*asked: _Asked.args, **options: _Asked.kwargs) -> _Found:
        release_id = str(asked[0])
        if release_id in brought() or release_id in _parts():
            return for_one(*asked, **options)
        find(release_id)
        return for_all(*asked, **options)

    return answer
