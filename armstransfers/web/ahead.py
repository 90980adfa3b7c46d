"""What the first viewer would else wait for, done while the browser loads the page's own files."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

import PIL.ImageFile  # noqa: F401  # for the icon
import plotly.graph_objs
import plotly.io
import plotly.tools
from streamlit import env_util

from armstransfers.coverage import Side
from armstransfers.errors import ArmsTransfersError
from armstransfers.release import Release
from armstransfers.web import claim_controls, params, partners, turns  # noqa: F401
from armstransfers.web.computed import Look, answer, drawn
from armstransfers.web.controls.starts import START_WITH, starts

_SIDE: Side = "recipient"  # of the page that opens first


def draw(releases: Iterable[Release]) -> None:
    """Compute what the page that opens first shows of each release, and import what draws it."""
    plotly.io.to_json(plotly.graph_objs.Figure(), validate=False)  # imports when it is called
    env_util.is_repl()  # Streamlit asks at the first element, which looks through all modules
    for release in releases:
        with contextlib.suppress(ArmsTransfersError):  # the page says why
            _draw_start(release)


def _draw_start(release: Release) -> None:
    at, entity = starts(params.bounds(release)), START_WITH[_SIDE]
    look = Look(
        window=at["window"],
        as_parts=at["bars"] == params.PARTS,
        lines=at["lines"],
        grouping=None,
        events=at["events"],
        embargoes=at["embargoes"],
        own_events=(),
        dark=False,
        narrow=False,
    )
    place = release.id, _SIDE, entity, at["years"]
    drawn(*place, look)
    partners.ranking(*place, look)
    found = answer(*place)
    _ = found.concentration, found.solidity  # computed when they are named
