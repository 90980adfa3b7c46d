"""Names and numbers as they are written into charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from armstransfers.reference import entities
from armstransfers.wording import charts as words
from armstransfers.wording.charts import years

__all__ = [
    "headed",
    "per_cent",
    "share_of",
    "short_name",
    "volume",
    "whole_per_cent",
    "written",
    "years",
]


def short_name(partner: str, *, most: int = 0) -> str:
    """Return a partner's name in charts: the shorter of SIPRI's and the one for people.

    Of a name of more than `most` letters, the first stand for it. Plotly reads tags in every text;
    what looks like one in a name stays text.
    """
    shown = entities.display_name(partner)
    short = partner if len(partner) < len(shown) and partner.isalpha() else shown
    if most and len(short) > most:
        short = short[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return written(short)


def written(text: str) -> str:
    """Return a text as Plotly shows it letter by letter: no tag, no template, no formula.

    Examples
    --------
    >>> written("<b>%{x}</b>")
    '&lt;b&gt;&#37;{x}&lt;/b&gt;'
    """
    for sign, name in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ("%{", "&#37;{"),
        ("$", "&#36;"),
    ):
        text = text.replace(sign, name)
    return text


def headed(title: words.Title, more: str = "") -> str:
    """Return a title as Plotly reads it, its first part bold, and what is added to it."""
    head, rest = title
    return f"<b>{written(head)}</b>{written(rest + more)}"


def volume(amount: float) -> str:
    """Return a volume in charts: whole, with marks between thousands, or ``<1``."""
    return "&lt;1" if 0 < amount < 0.5 else f"{amount:,.0f}"


def per_cent(share: float) -> str:
    """Return a share with one decimal, as Plotly reads it: ``7.0%``."""
    return words.per_cent(share)


def whole_per_cent(share: float) -> str:
    """Return a share beside its line, as Plotly reads it: ``59%``."""
    return written(words.whole_per_cent(share))


def share_of(row: Mapping[Any, Any]) -> str:
    """Return the share in a row of a table: as SIPRI printed it, where it did, else one decimal."""
    if "printed_decimals" not in row:
        return per_cent(row["share"])
    decimals = row["printed_decimals"]
    printed = f"{row['share']:g}" if pd.isna(decimals) else f"{row['share']:.{decimals}f}"
    return f"{printed}%"
