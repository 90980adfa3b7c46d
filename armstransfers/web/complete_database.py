"""Get the complete database: one dialog, and the button that opens it wherever the data do not suffice.

Its first way is SIPRI's own page, and a place to drop the file that comes from there. At the owner's own
computer there is a second: this program asks SIPRI's site.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from armstransfers.core.errors import ArmsTransfersError
from armstransfers.core.origin import SIPRI_PAGE, SIPRI_TERMS_PAGE
from armstransfers.export import handout
from armstransfers.library import catalogue, store
from armstransfers.model.release import Release
from armstransfers.web import authority, bringing, downloading, turns
from armstransfers.web.downloading import DOWNLOAD, State
from armstransfers.web.links import AUTOMATIC
from armstransfers.web.plain import plain
from armstransfers.wording import capital
from armstransfers.wording import downloading as wording

TITLE = "Get the complete database"
_OPEN = "complete database: the dialog is open"
_UNPIN = "complete database: asked for from a refusal"
_SEEN = "complete database: the last download that was told of"
_CAME = "complete database: what came"
_SHORT = "complete database: what the file lacks"
_AGREED = "complete database: agreed to the terms"


def offer(key: str, *, unpin: bool = False) -> None:
    """Draw the button that opens the dialog.

    Parameters
    ----------
    key : str
        Where on the page it stands; a page may have several.
    unpin : bool
        Whether the edition that is pinned could not answer, so that another may when the data are here.
    """
    st.button(
        TITLE, key=f"{TITLE} {key}", icon=":material/database:", on_click=_open, args=(unpin,)
    )


def settle() -> None:
    """Take note of a download that has ended since this page was last drawn."""
    state = DOWNLOAD.state
    ended = state.number - state.is_busy
    if st.session_state.setdefault(_SEEN, ended) == ended or not authority.is_owner():
        return
    st.session_state[_SEEN] = ended
    if state.phase == "done":
        with suppress(ArmsTransfersError):  # it was joined or removed meanwhile
            _came(store.load(state.release_id))


def show(view: str) -> None:
    """Say what came, or how far it is, and draw the dialog while it is open.

    What came is said until the viewer goes to another view.
    """
    came, said_in = st.session_state.get(_CAME, ("", view))
    if came and said_in in ("", view):
        st.session_state[_CAME] = came, view
        with st.container(key="came"):
            st.success(plain(came), icon=":material/check_circle:")
    if st.session_state.get(_OPEN):
        _dialog()
    elif DOWNLOAD.state.is_busy and authority.is_owner():
        _status()


def _open(unpin: bool = False) -> None:
    st.session_state[_OPEN], st.session_state[_UNPIN] = True, unpin
    st.session_state.pop(_SHORT, None)


def _close() -> None:
    st.session_state[_OPEN] = False


def _came(release: Release) -> None:
    """Go back to the question that was asked, which has its answer now."""
    _close()
    st.session_state[_CAME] = wording.got(release), ""
    if st.session_state.pop(_UNPIN, False):
        st.session_state["edition"] = AUTOMATIC


@st.dialog(TITLE, width="medium", on_dismiss=_close)
def _dialog() -> None:
    with turns.taken_for_a_part():
        state = DOWNLOAD.state
        if not authority.is_owner():
            _by_hand()
        elif state.is_busy:
            _how_far()
        else:
            _both_ways(state)
        _for_a_class()


def _both_ways(state: State) -> None:
    if state.phase == "failed":
        st.warning(plain(capital(state.reason)), icon=":material/cloud_off:")
    ways = [_by_hand, _by_download]
    for way in reversed(ways) if state.phase == "stopped" else ways:
        way()


def _by_download() -> None:
    st.subheader("Let this program download it", anchor=False)
    if downloading.came_today():
        st.markdown(
            "SIPRI's site gave the complete register today. This program asks it **once a day** at "
            "most, so the next download can begin tomorrow."
        )
        return
    st.markdown(
        f"- [SIPRI's terms]({SIPRI_TERMS_PAGE}) allow **non-commercial use**, with due reference.\n"
        "- **Do not pass the data on.** You may publish your own figures and charts, with their source.\n"
        "- This program is **not affiliated with SIPRI**. It asks SIPRI's site for one decade at a time, "
        "with rests: some minutes in all, once a day at most."
    )
    there, total = downloading.so_far()
    if there:
        st.progress(there / total, plain(wording.there(there, total)))
    agreed = st.checkbox("I agree to these terms", bool(st.session_state.get(_AGREED)))
    st.button(
        "Go on" if there else "Download from SIPRI to this computer",
        key="begin the download", type="primary", disabled=not agreed, on_click=_begin,
        args=(agreed,), icon=":material/download:",
    )  # fmt: skip


def _by_hand() -> None:
    st.subheader("From SIPRI's own page", anchor=False)
    st.markdown(
        f"1. Open [SIPRI's arms transfers database]({SIPRI_PAGE}) and choose the **trade register**. "
        "Leave suppliers and recipients at *all*.\n"
        "2. Take the years from **1950** on, tick **deliveries by year**, and download it as **CSV**.\n"
        "3. Drop the file here, as it came."
    )
    owner = authority.is_owner()
    keeps = owner and st.checkbox("Keep it on this computer", True, key="keep what is dropped")
    bringing.drop("complete register", lambda found: _take(found, keeps=keeps))
    if not owner:
        st.caption(
            "Only you will see it. It is deleted within two minutes after you close this page, and it "
            "is not passed on."
        )
    if short := st.session_state.get(_SHORT):
        st.warning(plain(short), icon=":material/info:")


def _take(found: Sequence[Release], *, keeps: bool) -> None:
    """Take what was dropped: back to the question if it is all there, and else say what lacks."""
    short = [said for one in found if (said := wording.lacks(one))]
    if short:
        bringing.take(found)
        st.session_state[_SHORT] = short[0]
        return
    if keeps and authority.is_owner():
        found = [catalogue.keep(one) for one in found]
    else:
        bringing.take(found)
    _came(found[0])


def _begin(agreed: bool) -> None:
    if authority.is_owner() and agreed:
        st.session_state[_AGREED] = True
        DOWNLOAD.begin()


def _stop() -> None:
    if authority.is_owner():
        DOWNLOAD.stop()


def _how_far() -> None:
    st.markdown(
        "The download goes on when you close this window, and when you look at other pages meanwhile."
    )
    _bar()
    st.button(
        "Stop", key="stop the download", on_click=_stop, icon=":material/stop_circle:",
        disabled=DOWNLOAD.state.phase == "stopping",
    )  # fmt: skip


@st.fragment(run_every=downloading.LOOK)
def _bar() -> None:
    state = DOWNLOAD.state
    if not state.is_busy:
        st.rerun()
    if state.phase == "stopping":
        st.progress(_part(state), "Stopping. What came is kept.")
        return
    doing = wording.progress(state.total, state.asked, state.seconds_left)
    st.progress(_part(state), plain(doing))
    if state.total:
        st.caption(plain(wording.there(state.there, state.total)))


@st.fragment(run_every=downloading.LOOK)
def _status() -> None:
    """Draw how far the download is on a page whose viewer has closed the dialog."""
    state = DOWNLOAD.state
    if not state.is_busy:
        st.rerun()
    with st.container(
        horizontal=True, gap="medium", vertical_alignment="center", key="downloading"
    ):
        if st.button("Show", key="show the download"):
            _open()
            st.rerun()
        st.progress(_part(state), plain(wording.underway(state.there, state.total)))


def _part(state: State) -> float:
    return state.there / state.total if state.total else 0.0


def _for_a_class() -> None:
    st.subheader("For a class", anchor=False)
    st.markdown(
        "The complete database must not be handed out. The extracts that come with this program may: all "
        "countries in 2021-2025; Armenia, Azerbaijan, Belarus and Georgia since 2000."
    )
    st.download_button(
        "Extracts for a class (zip)", handout.extracts, handout.NAME, "application/zip",
        key="extracts for a class", on_click="ignore", icon=":material/school:",
    )  # fmt: skip
