"""The view Your data: bring exports, see what was found in them, and what is at hand."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from armstransfers import catalogue
from armstransfers.errors import ArmsTransfersError
from armstransfers.export.report import as_dict, as_lines
from armstransfers.readers import read_all
from armstransfers.readers.sources import files, named
from armstransfers.release import Release
from armstransfers.web import at_hand, params
from armstransfers.web.plain import plain
from armstransfers.wording import capital, counted

_THIS_COMPUTER = ("127.0.0.1", "localhost", "::1")


def show() -> None:
    """Draw the view."""
    st.title("Your data", anchor=False)
    st.markdown(
        "Bring exports of the SIPRI Arms Transfers Database: registers, TIV tables, import and "
        "export values, as CSV, XLSX or zip, one or many at a time. You alone see what you bring "
        "here, and it is forgotten within two minutes after you leave."
    )
    _bring()
    for release in at_hand.brought().values():
        _report(release)
    _at_hand()
    _guide()


def _bring() -> None:
    with st.form("bring", border=False):
        uploaded = st.file_uploader(
            "Exports", accept_multiple_files=True, key="exports", label_visibility="collapsed"
        )
        asked = st.form_submit_button("Read the files", type="primary")
    if not asked:
        return
    if not uploaded:
        st.info("Choose a file first.")
        return
    bar = st.progress(0.0, "Opening the files")
    try:
        found = list(files(named(one.name, one.getvalue()) for one in uploaded))
        reading = read_all(found, progress=_Steps(bar, len(found)))
    except ArmsTransfersError as error:
        bar.empty()
        st.error(plain(str(error)), icon=":material/error:")
        return
    bar.empty()
    for release in reading.releases:
        at_hand.bring(release)
    st.rerun()  # so that the choice of editions has them


class _Steps:
    """Moves a progress bar on with each file."""

    def __init__(self, bar: DeltaGenerator, files: int) -> None:
        self.bar, self.files, self.read = bar, files, 0

    def __call__(self, name: str) -> None:
        """Say which file is being read."""
        self.bar.progress(self.read / self.files, plain(f"Reading {name}"))
        self.read += 1


def _report(release: Release) -> None:
    with st.container(border=True):
        st.subheader(f"Read: {release.describe_origin()}", anchor=False)
        st.markdown("\n".join(f"- {plain(capital(line))}" for line in as_lines(release)[:12]))
        lines = "\n".join([release.describe_origin(), release.id, *as_lines(release)])
        with st.container(horizontal=True, gap="small"):
            if release.coverage.blocks:
                label = params.label_of(release)
                st.button(
                    "Show it", key=f"show {release.id}", on_click=_open, args=(label,),
                    icon=":material/monitoring:",
                )  # fmt: skip
            if _is_own_computer():
                st.button(
                    "Keep it on this computer", key=f"keep {release.id}", on_click=_keep,
                    args=(release,), icon=":material/save:",
                )  # fmt: skip
            st.button(
                "Forget it", key=f"forget {release.id}", on_click=at_hand.forget,
                args=(release.id,), icon=":material/delete:",
            )  # fmt: skip
            st.download_button(
                "Report as text", lines, f"report_{release.id}.txt", key=f"text {release.id}",
                on_click="ignore",
            )  # fmt: skip
            st.download_button(
                "Report as JSON", json.dumps(as_dict(release), ensure_ascii=False, indent=1),
                f"report_{release.id}.json", key=f"json {release.id}", on_click="ignore",
            )  # fmt: skip


def _open(label: str) -> None:
    st.session_state["edition"] = label
    st.session_state["go to"] = "suppliers"


def _keep(release: Release) -> None:
    try:
        catalogue.keep(release)
    except ArmsTransfersError as error:
        st.session_state["complaints"] = (capital(str(error)),)
        return
    at_hand.forget(release.id)


def _is_own_computer() -> bool:
    """Whether the viewer sits at the computer that runs the program."""
    return (urlsplit(st.context.url or "").hostname or "") in _THIS_COMPUTER


def _at_hand() -> None:
    st.subheader("At hand", anchor=False)
    for release in catalogue.releases():
        held = plain(capital(release.describe_content()))
        st.markdown(f"- **{release.describe_origin()}**: {held}. Release `{release.id}`.")
    kept = len(catalogue.releases())
    if at_hand.brought():
        st.markdown(
            f"And {counted(len(at_hand.brought()), 'release')} of yours, beside these {kept}."
        )
    st.markdown(
        "What ships with this program is an extract, because SIPRI's terms allow less than 10 per "
        "cent of the database to be passed on. The whole is free to download."
    )


def _guide() -> None:
    st.subheader("Load the whole database", anchor=False)
    st.markdown(
        """
1. Open [SIPRI's arms transfers database](https://www.sipri.org/databases/armstransfers) and choose
   the **trade register**.
2. Leave suppliers and recipients at *all*, and choose the years, such as 1990 to last year. A
   second file for 1950 to 1989 makes it complete.
3. Tick **deliveries by year**. The file then has a line for each year of a deal, and shares are
   exact. Download it as CSV, and leave the lines above the table in it.
4. Bring the files here, or import them on the computer that runs this program:
"""
    )
    st.code(
        "armstransfers import trade-register.csv trade-register-2.csv",
        language=None,
        wrap_lines=True,
    )
