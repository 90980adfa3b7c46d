"""The rows of a release that make up a denominator."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis.question import Question
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release


def rows_of(release: Release, asked: Question, years: Window) -> pd.DataFrame:
    """Return the transfers of a window that make up a denominator."""
    rows = release.transfers
    rows = rows[rows["year"].between(*years)]
    return rows[is_of(asked, rows)]


def is_of(asked: Question, rows: pd.DataFrame) -> pd.Series:
    """Return which rows are transfers of the one that is asked for, or of a member in their year."""
    if asked.group is None:
        return rows[asked.side] == asked.entity
    found = pd.Series(False, index=rows.index)
    for year in rows["year"].unique().tolist():
        members = asked.group.members(year)
        found |= (rows["year"] == year) & (members is None or rows[asked.side].isin(members))
    return found
