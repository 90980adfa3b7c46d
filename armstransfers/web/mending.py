"""The parts of a claim as they were understood, to be mended one by one before they are judged.

What a viewer mends is a text, one line a part: the value of a control, so that a link holds it. The
table writes that text, and whoever prefers it edits the lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

import pandas as pd
import streamlit as st

from armstransfers.claims import Part, mending
from armstransfers.claims.mending import CELLS, FLAGS, Cells
from armstransfers.claims.part import Kind, Of
from armstransfers.web.claim_controls import MENDED, forget_mended

_NEW = {"part": "share", "of": "imports"}


@dataclass
class _Table:
    """What the table began with, for its changes are counted from there.

    Attributes
    ----------
    rows : list of dict of str to str
        The cells at the beginning.
    lines : str
        The text that its changes have made of them.
    turn : int
        How many tables were begun.
    """

    rows: list[Cells]
    lines: str
    turn: int = 0

    @property
    def key(self) -> str:
        """Key of the table on the page."""
        return f"parts table {self.turn}"


def draw(understood: Sequence[Part], written: str) -> None:
    """Draw the table in which parts are mended.

    Parameters
    ----------
    understood : sequence of Part
        How the sentence was understood.
    written : str
        The lines of the parts as they were mended; empty where they were not.
    """
    usual = _lines([mending.cells_of(part) for part in understood])
    table = _begun(written or usual)
    with st.expander("Mend, remove or add a part", key="mend"):
        st.markdown(
            "Change a cell with a double click or Enter. Mark a row at its left end to remove it; the "
            "last row adds a part. Names in any spelling; years as 2011-2020; numbers as they were printed."
        )
        st.data_editor(
            pd.DataFrame([_shown(cells) for cells in table.rows]),
            key=table.key,
            num_rows="dynamic",
            hide_index=True,
            column_config=_columns(),
            on_change=_mend,
            args=(table, usual),
        )
    if written:
        st.button("Undo my changes", icon=":material/undo:", on_click=forget_mended)


def answer(lines: str) -> None:
    """Keep what a viewer answered about a part: the lines of all parts."""
    st.session_state[MENDED] = lines


def _begun(lines: str) -> _Table:
    """Return the table that stands on the page, or a new one for lines that it has not made."""
    table: _Table | None = st.session_state.get("mending")
    if table is None or table.lines != lines:
        turn = table.turn + 1 if table else 0
        table = _Table(mending.rows_from(lines), lines, turn)
        st.session_state["mending"] = table
    return table


def _mend(table: _Table, usual: str) -> None:
    """Write what was changed in the table into the lines."""
    try:
        rows = _changed(table, st.session_state[table.key])
    except (AttributeError, LookupError, TypeError, ValueError):  # no page sends such changes
        return
    table.lines = _lines(rows)
    st.session_state[MENDED] = "" if table.lines == usual else table.lines or "|"


def _changed(table: _Table, changed: dict[str, Any]) -> list[Cells]:
    """Return the rows of the table after what the browser says was changed."""
    rows: list[dict[str, Any]] = [_shown(cells) for cells in table.rows]
    for place, cells in changed["edited_rows"].items():
        rows[int(place)] |= cells
    gone = set(changed["deleted_rows"])
    rows = [cells for place, cells in enumerate(rows) if place not in gone]
    rows += [_NEW | cells for cells in changed["added_rows"] if any(cells.values())]
    return [_written(cells) for cells in rows]


def _lines(rows: Sequence[Cells]) -> str:
    return "\n".join(map(mending.line_of, rows))


def _shown(cells: Cells) -> dict[str, Any]:
    """Return cells as the table has them: each flag is a box to tick."""
    flags = [flag.strip() for flag in cells.get("flags", "").split(",")]
    return {name: cells.get(name, "") for name in CELLS} | {flag: flag in flags for flag in FLAGS}


def _written(row: dict[str, Any]) -> Cells:
    """Return the cells of a row of the table."""
    words = {name: str(row.get(name) or "") for name in CELLS}
    return words | {"flags": ", ".join(flag for flag in FLAGS if row.get(flag))}


def _columns() -> dict[str, Any]:
    text, box, choice = (
        st.column_config.TextColumn,
        st.column_config.CheckboxColumn,
        st.column_config.SelectboxColumn,
    )
    return {
        "part": choice("part", options=list(get_args(Kind)), default="share", width=105),
        "supplier": text(width=120, help="Several are added up, with + between them."),
        "recipient": text(width=120),
        "years": text(width=90),
        "of": choice("total of", options=list(get_args(Of)), default="imports", width=105),
        "stated": text(
            width=130, help="As it was printed: about 7 %, second-largest, fell by 47 %."
        ),
        "compared_with": text(
            "compared with", width=140, help="after Israel; ahead of Russia; Armenia."
        ),
        "against": text("earlier years", width=110),
        "denied": box(help="The claim says that it is not so."),
        "implied": box(help="The claim only implies it."),
        "not judged": box(help="Untick it to have it judged all the same."),
        "confirmed": box(help="The sentence says this. A part that is not sure is judged then."),
    }
