"""Files are brought and read; where single lines cannot be read, the viewer decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from armstransfers import confined
from armstransfers.confined import Toml, Upload
from armstransfers.core.errors import ArmsTransfersError, UnreadableLines
from armstransfers.core.measure import Measure
from armstransfers.core.report import SetAside
from armstransfers.model.release import Release
from armstransfers.readers.recognised import known_sources
from armstransfers.web import at_hand, turns
from armstransfers.web.plain import plain
from armstransfers.wording import set_aside as wording

_SOURCES = {"": "SIPRI, or recognised by its columns", **dict(known_sources())}


Taken = Callable[[Sequence[Release]], None]
"""Called with the releases that were read."""


def take(found: Sequence[Release]) -> None:
    """Put releases among those of this viewer.

    Raises
    ------
    BadRequest
        If they would be too much.
    """
    for release in found:
        at_hand.bring(release)


class Request(NamedTuple):
    """Files to be read, and what the viewer says of them.

    Attributes
    ----------
    place : str
        Where on the page they were brought.
    files : list of UploadedFile
        The files.
    source : str
        Key of a source whose form is known; empty where none was named.
    description : Toml or None
        What the table holds.
    taken : callable
        What takes the releases.
    """

    place: str
    files: list[UploadedFile]
    source: str = ""
    description: Toml | None = None
    taken: Taken = take

    @property
    def asked(self) -> tuple[tuple[str, ...], str, Toml | None]:
        """What tells this request from others."""
        return tuple(one.file_id for one in self.files), self.source, self.description


class _Tried(NamedTuple):
    """A request that was answered, and why not where it was refused."""

    asked: tuple[tuple[str, ...], str, Toml | None]
    refusal: ArmsTransfersError | None = None


def bring() -> None:
    """Draw the place to which files are brought, and what there is to say where they are refused."""
    with st.form("bring", border=False):
        uploaded = st.file_uploader(
            "Files", accept_multiple_files=True, key="exports", label_visibility="collapsed"
        )
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            source = st.selectbox(
                "What is it?", _SOURCES, format_func=_SOURCES.__getitem__, key="what is it", width=380,
                help="SIPRI's files, and tables whose columns leave no doubt, need not be named.",
            )  # fmt: skip
            request = Request("exports", uploaded, source)
            sent = st.form_submit_button(
                "Read the files", type="secondary" if uploaded and _last(request) else "primary"
            )
    if sent and not uploaded:
        st.info("Choose a file first.", icon=":material/upload_file:")
    elif sent:
        read(request)
    say_why_not(request)


def drop(key: str, taken: Taken) -> None:
    """Draw a place for files of SIPRI's, which are read as soon as they are there."""
    uploaded = st.file_uploader(
        "Drop trade-register.csv here",
        accept_multiple_files=True,
        key=key,
        label_visibility="collapsed",
    )
    request = Request(key, uploaded, taken=taken)
    if uploaded and not _last(request):
        read(request)
    elif uploaded:
        say_why_not(request)


def read(request: Request, *, set_aside: bool = False) -> None:
    """Read files into releases of this viewer's, or remember why not, and draw the page again."""
    refusal: ArmsTransfersError | None = None
    try:
        _read(request, set_aside=set_aside)
    except ArmsTransfersError as error:
        refusal = error
    st.session_state[_key(request)] = _Tried(request.asked, refusal)
    st.rerun()  # so that the choice of editions has them


def say_why_not(request: Request) -> None:
    """Say why files were not read; where single lines are to blame, the viewer decides."""
    last = _last(request)
    if last is None or last.refusal is None:
        return
    if isinstance(last.refusal, UnreadableLines):
        _ask_for_consent(last.refusal, request)
    else:
        st.error(plain(str(last.refusal)), icon=":material/error:")


def _key(request: Request) -> str:
    return f"last request of {request.place}"


def _last(request: Request) -> _Tried | None:
    """Return how the same request was answered, if it was the last one of its place."""
    last: _Tried | None = st.session_state.get(_key(request))
    return last if last and last.asked == request.asked else None


def _read(request: Request, *, set_aside: bool) -> None:
    bar = st.progress(0.0, "Opening the files")

    def progress(name: str, done: float) -> None:
        bar.progress(done, plain(f"Reading {name}"))

    try:
        with turns.given_up():
            reading = confined.read_all(
                [Upload(one.name, one.getvalue()) for one in request.files],
                description=request.description,
                source_key=request.source or None,
                set_aside=set_aside,
                progress=progress,
                waiting=turns.still_wanted,
                viewer=turns.viewer(),
            )
        request.taken(reading.releases)
    finally:
        bar.empty()


def _ask_for_consent(unreadable: UnreadableLines, request: Request) -> None:
    lines, measure = unreadable.lines, unreadable.measure
    these = "this line" if len(lines) == 1 else f"these {len(lines):,} lines"
    with st.container(border=True, key=f"unreadable {request.place}"):
        st.header(plain(wording.how_many(lines)), anchor=False)
        st.markdown(plain(wording.what_consent_means(lines, measure)))
        lines_table(lines, measure)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            agreed = st.button(
                f"Read without {these}", key=f"consent {request.place}", type="primary"
            )
            st.markdown("or correct the file and bring it again", width="content")
        if agreed:
            read(request, set_aside=True)


def lines_table(lines: tuple[SetAside, ...], measure: Measure) -> None:
    """Draw lines that cannot be read, with what can be read on each."""
    several = len({line.file for line in lines}) > 1
    rows = "".join(
        f'<tr><td class="number">{line.line:,}'
        + (f"<small>{escape(line.file)}</small>" if several else "")
        + f"</td><td>{escape(wording.legible(line, measure))}</td>"
        f"<td>{escape(wording.why(line))}</td></tr>"
        for line in lines
    )
    st.html(
        '<div class="at-lines" tabindex="0" role="region" aria-label="Lines that cannot be read">'
        '<table class="at-table"><thead><tr><th class="number" scope="col">Line</th>'
        '<th scope="col">What can be read</th><th scope="col">What cannot</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
