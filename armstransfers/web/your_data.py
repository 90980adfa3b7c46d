"""The view Your data: bring exports, see what was found in them, and what is at hand."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from armstransfers import catalogue, confined
from armstransfers.confined import Toml, Upload
from armstransfers.errors import ArmsTransfersError
from armstransfers.export.report import as_dict, as_lines
from armstransfers.release import Release
from armstransfers.web import at_hand, authority, turns
from armstransfers.web.describe_table import describe_table
from armstransfers.web.plain import plain
from armstransfers.wording import capital, counted

_GUIDE = Path(__file__).with_name("guide.md")
_OWNER_ONLY = (
    "Only at the computer that runs the explorer can a release be kept on it: there, open it "
    "without a proxy, or use the command armstransfers import."
)


def show() -> None:
    """Draw the view."""
    st.title("Your data", anchor=False)
    st.markdown(
        "Bring exports of the SIPRI Arms Transfers Database: registers, TIV tables, import and "
        "export values, as CSV, XLSX or zip, one or many at a time. You alone see what you bring "
        "here, and it is forgotten within two minutes after you leave. Up to 200 MB may be here at a "
        "time, with what was read from it."
    )
    _bring()
    with st.expander("A table of another source", key="other source"):
        st.markdown(
            "Aggregate tables of other sources can be read too: a row for each year, or a column "
            "for each. Say what its columns hold and what is measured. It is never mixed with TIV."
        )
        describe_table(_read)
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
    _read([Upload(one.name, one.getvalue()) for one in uploaded])


def _read(uploads: list[Upload], description: Toml | None = None) -> None:
    bar = st.progress(0.0, "Opening the files")

    def progress(name: str, done: float) -> None:
        bar.progress(done, plain(f"Reading {name}"))

    try:
        with turns.given_up():
            reading = confined.read_all(
                uploads,
                description=description,
                progress=progress,
                waiting=turns.still_wanted,
            )
        for release in reading.releases:
            at_hand.bring(release)
    except ArmsTransfersError as error:
        bar.empty()
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()  # so that the choice of editions has them


def _report(release: Release) -> None:
    with st.container(border=True):
        st.header(f"Read: {plain(release.describe_origin())}", anchor=False)
        st.markdown("\n".join(f"- {plain(capital(line))}" for line in as_lines(release)[:12]))
        lines = "\n".join([release.describe_origin(), release.id, *as_lines(release)])
        with st.container(horizontal=True, gap="small"):
            if release.coverage.blocks:
                label = at_hand.label_of(release)
                st.button(
                    "Show it", key=f"show {release.id}", on_click=_open, args=(label,),
                    icon=":material/monitoring:",
                )  # fmt: skip
            if authority.is_owner():
                st.button(
                    "Keep it on this computer", key=f"keep {release.id}", on_click=_keep,
                    args=(release.id,), icon=":material/save:",
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


def _keep(release_id: str) -> None:
    if not authority.is_owner():
        st.session_state["complaints"] = (_OWNER_ONLY,)
        return
    try:
        catalogue.keep(at_hand.find(release_id))
    except ArmsTransfersError as error:
        st.session_state["complaints"] = (capital(str(error)),)
        return
    at_hand.forget(release_id)


def _at_hand() -> None:
    st.header("At hand", anchor=False)
    kept = catalogue.releases()
    st.markdown(
        "\n".join(
            f"- **{plain(release.describe_origin())}**: "
            f"{plain(capital(release.describe_content()))}. Release `{release.id}`."
            for release in kept
        )
    )
    if at_hand.brought():
        st.markdown(
            f"And {counted(len(at_hand.brought()), 'release')} of yours, beside these {len(kept)}."
        )
    st.markdown(
        "What ships with this program is an extract, because SIPRI's terms allow less than 10 per "
        "cent of the database to be passed on. The whole is free to download."
    )


def _guide() -> None:
    st.header("Load the whole database", anchor=False)
    st.markdown(_GUIDE.read_text("utf-8"))
