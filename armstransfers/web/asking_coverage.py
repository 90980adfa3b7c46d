"""The one question that a file without its first lines leaves: what it holds completely."""

from __future__ import annotations

import streamlit as st

from armstransfers.core.coverage import Side
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.model.release import Release
from armstransfers.readers import confirmed
from armstransfers.readers.covers import ALL, Covers, may_be_all
from armstransfers.reference import entities
from armstransfers.web import at_hand
from armstransfers.web.plain import plain
from armstransfers.wording import capital

_SIDES: dict[str, Side] = {
    "All suppliers of some recipients": "recipient",
    "All recipients of some suppliers": "supplier",
}


def ask(release: Release) -> None:
    """Draw the question, and take the answer."""
    with st.container(border=True, key=f"covers {release.id}"):
        st.markdown("**What does this file hold?**")
        st.markdown(plain(_why(release)))
        edition = release.edition
        if release.measure.is_tiv and edition is None:
            edition = st.number_input(
                "Edition (the year of SIPRI's update)", 1950, 2100, key=f"edition {release.id}",
                value=int(release.transfers["year"].max()) + 1, width=260,
            )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            if may_be_all(release):
                st.button(
                    "Yes, it holds all suppliers and all recipients", key=f"all {release.id}",
                    type="primary", on_click=_take, args=(release.id, ALL, edition),
                )  # fmt: skip
            with st.popover("It holds some recipients or suppliers"):
                _some(release, edition)


def _why(release: Release) -> str:
    if release.looks:
        return f"It {release.looks}, but its first lines are missing, so only you can say."
    if not release.measure.is_tiv:
        return (
            "A share needs all that somebody received or supplied, so say whose transfers are all in "
            "this table."
        )
    return (
        "Its first lines, which say what was asked for, are missing. A share needs the whole of a "
        "country's imports or exports, so say whose it holds."
    )


def _some(release: Release, edition: int | None) -> None:
    fewer = len(release.names("supplier")) < len(release.names("recipient"))
    chosen = st.radio("It holds", list(_SIDES), index=int(fewer), key=f"side {release.id}")
    side = _SIDES[chosen]
    names = {entities.display_name(name): name for name in release.names(side)}
    wanted = st.multiselect(
        f"{side.capitalize()}s", list(names), key=f"{side}s of {release.id}",
        default=list(names) if len(names) == 1 else None,
        placeholder=f"Choose {side}s",
    )  # fmt: skip
    covers = Covers(**{f"{side}s": frozenset(names[one] for one in wanted)})
    st.button(
        f"Use it for these {side}s", key=f"some {release.id}", type="primary",
        disabled=not wanted, on_click=_take, args=(release.id, covers, edition),
    )  # fmt: skip


def _take(release_id: str, covers: Covers, edition: int | None) -> None:
    """Put the release with its coverage in the place of the one without."""
    release = at_hand.find(release_id)
    try:
        at_hand.bring(confirmed(release, covers, edition=edition))
    except ArmsTransfersError as error:
        st.session_state["complaints"] = (capital(str(error)),)
        return
    at_hand.forget(release_id)
