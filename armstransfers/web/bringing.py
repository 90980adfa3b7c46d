"""Files are brought and read; where single lines cannot be read, the viewer decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from armstransfers import confined
from armstransfers.confined import Toml, Upload
from armstransfers.errors import ArmsTransfersError, UnreadableLines
from armstransfers.measure import tiv
from armstransfers.readers.recognised import known_sources
from armstransfers.release import Release
from armstransfers.report import SetAside
from armstransfers.web import at_hand, turns
from armstransfers.web.plain import plain
from armstransfers.wording import set_aside as wording

_SOURCES = {"": "SIPRI, or recognised by its columns", **dict(known_sources())}
_REFUSED = "refused files"
_LAST = "last files"  # that were read, or refused


Taken = Callable[[Sequence[Release]], None]
"""Called with the releases that were read."""


class _Refused(NamedTuple):
    """Why files were not read, and the lines without which they could be."""

    reason: str
    lines: tuple[SetAside, ...]


def bring() -> None:
    """Draw the place to which files are brought, and what there is to say where they are refused."""
    with st.form("bring", border=False):
        uploaded = st.file_uploader(
            "Files", accept_multiple_files=True, key="exports", label_visibility="collapsed"
        )
        is_known = _is_known(uploaded)
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            source = st.selectbox(
                "What is it?", _SOURCES, format_func=_SOURCES.__getitem__, key="what is it", width=380,
                help="SIPRI's files, and tables whose columns leave no doubt, need not be named.",
            )  # fmt: skip
            asked = st.form_submit_button(
                "Read the files", type="secondary" if is_known else "primary"
            )
    if asked and not uploaded:
        st.info("Choose a file first.", icon=":material/upload_file:")
    elif asked:
        _read_uploaded(uploaded, source, take)
    if is_known:
        _say_why_not(uploaded, source, take)


def drop(key: str, taken: Taken) -> None:
    """Draw a place for files of SIPRI's, which are read as soon as they are there."""
    uploaded = st.file_uploader(
        "Drop trade-register.csv here",
        accept_multiple_files=True,
        key=key,
        label_visibility="collapsed",
    )
    if uploaded and not _is_known(uploaded):
        _read_uploaded(uploaded, "", taken)
    elif uploaded:
        _say_why_not(uploaded, "", taken)


def take(found: Sequence[Release]) -> None:
    """Put releases among those of this viewer.

    Raises
    ------
    BadRequest
        If they would be too much.
    """
    for release in found:
        at_hand.bring(release)


def read(
    uploads: list[Upload],
    description: Toml | None = None,
    *,
    source: str | None = None,
    set_aside: bool = False,
    taken: Taken = take,
) -> None:
    """Read files into releases of this viewer's, and draw the page again.

    Raises
    ------
    ArmsTransfersError
        If they cannot be read, or would be too much.
    """
    bar = st.progress(0.0, "Opening the files")

    def progress(name: str, done: float) -> None:
        bar.progress(done, plain(f"Reading {name}"))

    try:
        with turns.given_up():
            reading = confined.read_all(
                uploads,
                description=description,
                source_key=source,
                set_aside=set_aside,
                progress=progress,
                waiting=turns.still_wanted,
                viewer=turns.viewer(),
            )
        taken(reading.releases)
    finally:
        bar.empty()
    st.session_state.pop(_REFUSED, None)
    st.rerun()  # so that the choice of editions has them


def _read_uploaded(
    uploaded: list[UploadedFile], source: str, taken: Taken, *, set_aside: bool = False
) -> None:
    """Read what was uploaded, or remember why not, and draw the page again."""
    st.session_state[_LAST] = _ids(uploaded)
    try:
        uploads = [Upload(one.name, one.getvalue()) for one in uploaded]
        read(uploads, source=source or None, set_aside=set_aside, taken=taken)
    except ArmsTransfersError as error:
        lines = error.lines if isinstance(error, UnreadableLines) else ()
        st.session_state[_REFUSED] = _Refused(str(error), lines)
        st.rerun()


def _is_known(uploaded: list[UploadedFile]) -> bool:
    """Whether these files are the last that were read, or refused."""
    return bool(uploaded) and st.session_state.get(_LAST) == _ids(uploaded)


def _say_why_not(uploaded: list[UploadedFile], source: str, taken: Taken) -> None:
    """Say why files were refused, and ask whether single lines of them shall be left out."""
    refused: _Refused | None = st.session_state.get(_REFUSED)
    if refused is None:
        return
    if refused.lines:
        _ask_for_consent(refused.lines, uploaded, source, taken)
    else:
        st.error(plain(refused.reason), icon=":material/error:")


def _ask_for_consent(
    lines: tuple[SetAside, ...], uploaded: list[UploadedFile], source: str, taken: Taken
) -> None:
    these = "this line" if len(lines) == 1 else f"these {len(lines):,} lines"
    with st.container(border=True, key="unreadable"):
        st.header(plain(wording.how_many(lines)), anchor=False)
        st.markdown(plain(wording.what_consent_means(lines, tiv(0.01))))
        st.html(_table(lines))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            agreed = st.button(f"Read without {these}", key="consent", type="primary")
            st.markdown("or correct the file and bring it again", width="content")
        if agreed:
            _read_uploaded(uploaded, source, taken, set_aside=True)


def lines_table(lines: tuple[SetAside, ...]) -> None:
    """Draw lines that were set aside, with what can be read on each."""
    st.html(_table(lines))


def _table(lines: tuple[SetAside, ...]) -> str:
    several = len({line.file for line in lines}) > 1
    rows = "".join(
        f'<tr><td class="number">{line.line:,}'
        + (f"<small>{escape(line.file)}</small>" if several else "")
        + f"</td><td>{escape(wording.legible(line, tiv(0.01)))}</td>"
        f"<td>{escape(wording.why(line))}</td></tr>"
        for line in lines
    )
    return (
        '<div class="at-lines" tabindex="0" role="region" aria-label="Lines that cannot be read">'
        '<table class="at-table"><thead><tr><th class="number" scope="col">Line</th>'
        '<th scope="col">What can be read</th><th scope="col">What cannot</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _ids(uploaded: list[UploadedFile]) -> tuple[str, ...]:
    return tuple(one.file_id for one in uploaded)
