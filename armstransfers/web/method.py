"""The view Method: what the numbers mean, and every column that the tables have."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from armstransfers.core.fields import FIELDS

_TEXT = Path(__file__).with_name("method.md")


def show() -> None:
    """Draw the view."""
    st.title("Method", anchor=False)
    st.markdown(_TEXT.read_text("utf-8"))
    st.markdown("## Columns of tables and downloads")
    st.html(_columns())


def _columns() -> str:
    rows = "".join(
        f"<tr><td><code>{escape(field.name)}</code></td><td>{escape(field.unit or '')}</td>"
        f"<td>{escape(field.meaning)}</td><td>{escape(field.tables)}</td></tr>"
        for field in FIELDS.values()
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("column", "unit", "meaning", "in"))
    return f'<table class="at-table at-columns"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
