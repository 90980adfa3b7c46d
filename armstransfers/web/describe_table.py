"""The form that describes a table of another source, column by column."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from armstransfers import confined
from armstransfers.confined import Toml, Upload
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.readers.description import AGGREGATES, ALL
from armstransfers.readers.description_toml import from_toml, to_toml
from armstransfers.readers.keys import LONGEST_WORDS
from armstransfers.web import turns
from armstransfers.web.bringing import Request, read, say_why_not
from armstransfers.web.plain import plain

_FORM = "the form"
_HEADER = "table header"
_MARKS = {
    "so that the table leaves no doubt": {"thousands": ","},
    "1,234.5": {"decimal": ".", "thousands": ","},
    "1.234,5": {"decimal": ",", "thousands": "."},
}
_ALL_ROWS = "(all rows count)"
_NONE = "each year is a column"
_GUESSES = {
    "recipient": ("recipient", "importer", "destination", "buyer", "to"),
    "supplier": ("supplier", "exporter", "origin", "seller", "from"),
    "year": ("year", "period", "date"),
    "value": ("value", "amount", "quantity", "total"),
}


def describe_table() -> None:
    """Draw the form, and read the table when it is sent."""
    uploaded = st.file_uploader("Table of another source", accept_multiple_files=True, key="table")
    if not uploaded:
        return
    try:
        header = _header(uploaded[0])
    except ArmsTransfersError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    with st.form("describe"):
        toml = _form(header)
        sent = st.form_submit_button("Read the table", type="primary")
    try:
        from_toml(toml, _FORM)  # as this program has written it, from fields that are texts
    except ArmsTransfersError as error:
        if sent:
            st.error(plain(str(error)), icon=":material/error:")
        return
    request = Request("table", uploaded, description=Toml(toml, _FORM))
    if sent:
        read(request)
    say_why_not(request)
    st.download_button(
        "Description as TOML", toml, "table.toml", on_click="ignore",
        help="For the command line: armstransfers import FILE --description table.toml",
    )  # fmt: skip


def _header(uploaded: UploadedFile) -> list[str]:
    """Return the names of the columns of a file, looked for once for as long as it is there."""
    known = st.session_state.get(_HEADER)
    if known is None or known[0] != uploaded.file_id:
        upload = Upload(uploaded.name, uploaded.getvalue())
        found: list[str] | ArmsTransfersError
        try:
            with turns.given_up():
                found = confined.header_of(
                    [upload], waiting=turns.still_wanted, viewer=turns.viewer()
                )
        except ArmsTransfersError as error:
            found = error
        known = st.session_state[_HEADER] = uploaded.file_id, found
    if isinstance(known[1], ArmsTransfersError):
        raise known[1]
    return [name for name in known[1] if name]


def _form(header: list[str]) -> str:
    """Draw the fields, and return what they say as TOML."""
    left, right = st.columns(2, gap="medium")
    with left:
        title = _text("Name of the source", "title")
        edition = st.number_input(
            "Edition (year of its update)", 1950, 2100, value=None, key="table edition"
        )
        downloaded = st.date_input(
            "Downloaded on", value=None, max_value=date.today(), key="table downloaded"
        )
        columns = {
            "recipient": _column("Column of the recipient", "recipient", header),
            "supplier": _column("Column of the supplier", "supplier", header),
            "year": _column("Column of the year", "year", [*header, _NONE]),
            "value": _column("Column of the value (if years have one column)", "value", header),
        }
        filtered, wanted = st.columns(2)
        with filtered:
            only = st.selectbox("Only rows where", [_ALL_ROWS, *header], key="table only")
        with wanted:
            value = _text("has the value", "only value", placeholder="Import")
        no_sums = st.checkbox(
            "Leave out rows of the world, regions and other sums", True, key="table sums"
        )
        leave_out = _text("Other rows to leave out", "totals", placeholder="Not specified, Other")
    with right:
        measure = {
            "name": _text("What is measured", "measure"),
            "unit": _text("Unit", "unit", placeholder="million euro"),
            "basis": _text("Counted at", "basis", placeholder="licence, order or delivery"),
            "goods": _text("Goods", "goods", placeholder="small arms"),
        }
        additive = st.checkbox(
            "May be added up over years and partners", key="table additive",
            help="Stocks and percentages may not; there are no shares of them.",
        )  # fmt: skip
        add_rows = st.checkbox(
            "Several rows of one pair and year are parts to be added up", key="table add rows"
        )
        marks = st.selectbox("Numbers are written", [*_MARKS], key="table marks")
        complete = st.checkbox(
            "It is complete: all recipients and suppliers of its years", key="table complete",
            help="Shares are only taken of complete denominators.",
        )  # fmt: skip
        first = st.number_input("From year", 1900, 2100, value=None, key="table first year")
        last = st.number_input("To year", 1900, 2100, value=None, key="table last year")
    if columns["year"] == _NONE:
        columns["year"] = columns["value"] = ""
    described: dict[str, object] = {
        "title": title,
        "edition": edition,
        "downloaded": downloaded,
        "columns": {
            **columns,
            "only": {} if only == _ALL_ROWS else {only: value},
            "leave_out": [name.strip() for name in leave_out.split(",") if name.strip()]
            + [AGGREGATES] * no_sums,
            "add_rows": add_rows,
            **_MARKS[marks],
        },
        "measure": {**measure, "additive": additive},
    }
    if complete:
        described["covers"] = {"recipients": ALL, "suppliers": ALL, "years": [first, last]}
    return to_toml(described)


def _text(label: str, name: str, value: str = "", placeholder: str | None = None) -> str:
    return st.text_input(
        label, value, key=f"table {name}", placeholder=placeholder, max_chars=LONGEST_WORDS
    )


def _column(label: str, role: str, names: list[str]) -> str:
    """Draw the choice of a column, standing at the one that is most likely meant, or the last."""
    likely = (
        i
        for guess in _GUESSES[role]
        for i, name in enumerate(names)
        if name != _NONE and guess in name.casefold().replace("_", " ").split()
    )
    chosen: str = st.selectbox(
        label, names, index=next(likely, len(names) - 1), key=f"table {role}"
    )
    return chosen
