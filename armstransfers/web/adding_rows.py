"""Rows of unknown coverage are added to a release that the viewer names, and what that changes."""

from __future__ import annotations

import streamlit as st

from armstransfers.analysis.joined import Joined, what_joining_changes
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.library import catalogue
from armstransfers.model.release import Release
from armstransfers.web import at_hand
from armstransfers.web.plain import plain
from armstransfers.wording import joining

_MOST_SHOWN = 20  # flows that change; the largest stand first
_ADDED = "what was added"


def offer_to_add(excerpt: Release) -> None:
    """Draw the choice of a release for the rows of an excerpt, and what joining them would change."""
    targets = {
        label: one
        for label, one in at_hand.labelled_releases().items()
        if catalogue.may_join(one, excerpt)
    }
    if not targets:
        st.markdown(
            "Bring the register that these rows belong to, and they can be added to it here."
        )
        return
    with st.container(key=f"add {excerpt.id}"):
        label = st.selectbox("Add these rows to", list(targets), key=f"target {excerpt.id}")
        target = targets[label]
        try:
            joined = catalogue.join(target, excerpt)
        except ArmsTransfersError as error:
            st.error(plain(f"They cannot be added: {error}"), icon=":material/error:")
            return
        changes = what_joining_changes(target, joined)
        st.markdown(plain(joining.what_would_change(changes)))
        _changes(changes)
        if changes.rows:
            st.button(
                plain(f"Add these rows to {label}"), key=f"join {excerpt.id}", type="primary",
                on_click=_add, args=(target.id, excerpt.id),
            )  # fmt: skip


def say_what_was_added() -> None:
    """Draw what the last joining changed, until something else is done."""
    changes: Joined | None = st.session_state.pop(_ADDED, None)
    if changes is not None:
        st.success(plain(joining.what_changed(changes)), icon=":material/check_circle:")
        _changes(changes)


def _add(target_id: str, excerpt_id: str) -> None:
    """Join the rows, keep the result for this viewer, and forget what it was made of."""
    target, excerpt = at_hand.find(target_id), at_hand.find(excerpt_id)
    try:
        joined = catalogue.join(target, excerpt)
        at_hand.bring(joined)
    except ArmsTransfersError as error:
        st.session_state["complaints"] = (str(error),)
        return
    at_hand.forget(excerpt_id)
    st.session_state[_ADDED] = what_joining_changes(target, joined)


def _changes(changes: Joined) -> None:
    if len(changes.changes):
        table = joining.table(changes)
        st.dataframe(table.head(_MOST_SHOWN), hide_index=True, width="stretch")
        if len(table) > _MOST_SHOWN:
            st.markdown(f"The {_MOST_SHOWN} largest of {len(table):,} changes are shown.")
