"""The figures that the explorer draws, taken from it and laid ready for the bare app."""

from __future__ import annotations

import logging
import pickle
from pathlib import Path

import plotly.io
from streamlit.testing.v1 import AppTest

from armstransfers.library import catalogue
from armstransfers.web import params
from armstransfers.web.server import MAIN

Asked = tuple[str, tuple[int, int], str]
"""Recipient, years and edition of a figure."""


def lay_ready(asked: list[Asked], folder: Path, view: str = "suppliers") -> None:
    """Write the figures that a view of the explorer sends, for `bare` to read."""
    quiet = "streamlit.runtime.scriptrunner_utils.script_run_context"
    logging.getLogger(quiet).disabled = True  # there is no server, and need be none
    figures = {one: plotly.io.from_json(_sent(view, one)) for one in asked}
    names = params.choices(catalogue.releases(), "recipient")
    (folder / "figures.pickle").write_bytes(pickle.dumps((figures, names)))


def _sent(view: str, asked: Asked) -> str:
    recipient, years, edition = asked
    app = AppTest.from_file(str(MAIN), default_timeout=120).switch_page(f"views/{view}.py")
    if view != "start":  # which draws the same figure for everybody
        app.query_params["recipient"] = recipient
        app.query_params["years"] = [str(year) for year in years]
        app.query_params["edition"] = edition
    app.run()
    if app.exception:
        raise RuntimeError(str(app.exception))
    spec: str = app.get("plotly_chart")[0].proto.spec
    return spec
