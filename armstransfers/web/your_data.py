"""The view Your data: bring exports, see what was found in them, and what is here."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from armstransfers.core.coverage import Side
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.report import as_dict, as_lines
from armstransfers.library import catalogue
from armstransfers.model.release import Release
from armstransfers.readers.covers import can_be_confirmed
from armstransfers.reference import entities
from armstransfers.web import asking_coverage, at_hand, authority, complete_database, grids
from armstransfers.web.adding_rows import offer_to_add, say_what_was_added
from armstransfers.web.bringing import bring, lines_table
from armstransfers.web.describe_table import describe_table
from armstransfers.web.plain import plain
from armstransfers.wording import capital, counted
from armstransfers.wording import set_aside as of_lines

_GUIDE = Path(__file__).with_name("guide.md")
_OWNER_ONLY = (
    "Only at the computer that runs the explorer can a release be kept on it: there, open it "
    "without a proxy, or use the command armstransfers import."
)
_MOST_NOTES = 8  # that a card shows; the report has all


def show() -> None:
    """Draw the view."""
    st.title("Your data", anchor=False)
    st.markdown(
        "Drop files here: exports of the SIPRI Arms Transfers Database (registers, TIV tables, import and "
        "export values) or other public statistics, as CSV, XLSX, ODS, JSON, Parquet, Stata or zip. Only "
        "you can see them, in all tabs of this browser, and they are deleted within two minutes after you "
        "close the last. You can hold 200 MB at a time, including what was read from the files."
    )
    bring()
    say_what_was_added()
    for release in reversed(at_hand.brought().values()):
        _card(release)
    with st.expander("A table of another source", key="other source"):
        st.markdown(
            "Tables of other statistics can be read too, with a row for each year or a column for "
            "each. Say what the columns hold and what is measured. They are never mixed with TIV."
        )
        describe_table()
    _here()
    _guide()


def _card(release: Release) -> None:
    """Draw what was found in files, and what can be done with it."""
    aside = release.report.set_aside
    facts, notes = _facts_and_notes(release)
    with st.container(border=True):
        st.header(f"Read: {plain(release.describe_origin())}", anchor=False)
        st.markdown("  \n".join(plain(f"{capital(line)}.") for line in facts))
        if aside:
            st.warning(
                plain(f"{of_lines.what_was_left_out(aside, release.measure)}."),
                icon=":material/playlist_remove:",
            )
            with st.expander(f"Show {of_lines.the_lines(aside)}"):
                lines_table(aside, release.measure)
        if notes:
            more = len(notes) - _MOST_NOTES
            shown = [plain(capital(line)) for line in notes[:_MOST_NOTES]]
            shown += [f"{counted(more, 'more note')} in the report"] if more > 0 else []
            st.markdown("\n".join(f"- {line}" for line in shown))
        if len(release.margins) and not len(release.transfers):
            _totals(release)
        if can_be_confirmed(release):
            asking_coverage.ask(release)
            if release.measure.is_tiv:
                with st.expander("Or add these rows to a register", key=f"adding {release.id}"):
                    offer_to_add(release)
        _buttons(release)


def _totals(release: Release) -> None:
    """Draw the totals of a table that names no partners: there is no other place to look at them."""
    with st.expander("Look at the totals"):
        margins = release.margins
        named = ["entity", *(["group"] if margins["group"].nunique() > 1 else []), "year", "value"]
        rows = margins[named].sort_values(["year", "value"], ascending=False)
        number = st.column_config.NumberColumn
        grids.draw(
            grids.for_people(rows),
            f"totals of {release.id}",
            {
                "entity": "country",
                "year": number(format="%d"),
                "value": number(release.measure.unit, format=grids.volumes(release.measure)),
            },
        )


def _facts_and_notes(release: Release) -> tuple[list[str], list[str]]:
    """Return the lines of the report that say what is there, and those that say what was noticed."""
    lines = as_lines(release, on_page=True)
    count = 2  # for what it is complete, and what it counts
    return lines[:count], lines[count:]


def _buttons(release: Release) -> None:
    with st.container(horizontal=True, gap="small"):
        if release.coverage.blocks:
            st.button(
                "Show it", key=f"show {release.id}", on_click=_open, type="primary",
                args=(at_hand.label_of(release), release.coverage.sole_reporter), icon=":material/monitoring:",
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
        with st.popover("Report", icon=":material/description:"):
            text = "\n".join([release.describe_origin(), release.id, *as_lines(release)])
            st.download_button(
                "As text", text, f"report_{release.id}.txt", key=f"text {release.id}",
                on_click="ignore", width="stretch",
            )  # fmt: skip
            st.download_button(
                "As JSON", json.dumps(as_dict(release), ensure_ascii=False, indent=1),
                f"report_{release.id}.json", key=f"json {release.id}", on_click="ignore",
                width="stretch",
            )  # fmt: skip


def _open(label: str, sole: tuple[Side, str] | None) -> None:
    """Open a release; where one party alone reports, at that party's partners."""
    st.session_state["edition"] = label
    if sole:
        st.session_state["set entity"] = (sole[0], entities.display_name(sole[1]))
    st.session_state["go to"] = "recipients" if sole and sole[0] == "supplier" else "suppliers"


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


def _here() -> None:
    st.header("On this computer", anchor=False)
    st.markdown(
        "\n".join(
            f"- **{plain(release.describe_origin())}**: "
            f"{plain(capital(release.describe_content()))}. Release `{release.id}`."
            for release in at_hand.shared()
        )
    )
    st.markdown(
        "The editions that come with this program are extracts, because SIPRI's terms allow less than "
        "10 per cent of the database to be passed on. The whole database is free to download."
    )


def _guide() -> None:
    st.header("The complete database", anchor=False)
    complete_database.offer("on Your data")
    st.markdown(_GUIDE.read_text("utf-8"))
