"""Several recipients, or suppliers, side by side in two windows: a fact-sheet table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.change import COLUMNS as OF_CHANGE
from armstransfers.analysis.change import change
from armstransfers.analysis.sourced import sourced
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import BadRequest
from armstransfers.model.release import Release
from armstransfers.model.tally import Band

MOST_COMPARED = 9  # small multiples that still can be read beside each other
COLUMNS = ("entity", "total_then", "total_now", "total_change", *OF_CHANGE)


@sourced
def compare(
    release: Release,
    *,
    recipients: Sequence[q.Whom] = (),
    suppliers: Sequence[q.Whom] = (),
    then: Window | int,
    now: Window | int,
    exact: bool = False,
) -> pd.DataFrame:
    """Return how the partners' shares changed between two windows, for several countries.

    Parameters
    ----------
    release : Release
        The data.
    recipients, suppliers : sequence of str, list of str or Group
        Name up to nine of one side, countries or groups of them, as for `shares`.
    then, now : (int, int) or int
        Two windows that do not overlap, the earlier one first.
    exact
        As for `shares`.

    Returns
    -------
    pandas.DataFrame
        The tables of `change`, one below the other, in the order that was asked for: ``entity``
        is the recipient or supplier, ``partner`` the other side. ``total_then``, ``total_now``
        and ``total_change`` repeat the whole of the entity.

    Raises
    ------
    Refused, UnknownEntity
        As for `shares`, at the first country that the release does not hold.
    BadRequest
        Also if both sides or neither are named, one is named twice, or more than nine are.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> both = ["Armenia", "Azerbaijan"]
    >>> table = compare(newest, recipients=both, then=(2011, 2015), now=(2016, 2020))
    >>> table.groupby("entity")[["total_then", "total_now"]].first()
                total_then  total_now
    entity
    Armenia           57.50     382.50
    Azerbaijan      2357.52    1046.11
    """
    if bool(recipients) == bool(suppliers):
        raise BadRequest("name either recipients or suppliers, and not both.")
    side: Side = "recipient" if recipients else "supplier"
    chosen = recipients or suppliers
    if not isinstance(chosen, Iterable):
        raise BadRequest(f"name several countries, and not {chosen!r:.40}.")
    asked = [
        q.question(release, **{"recipient": None, "supplier": None, side: name}) for name in chosen
    ]
    names = [one.entity for one in asked]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise BadRequest(f"{twice} is named twice; name each country once.")
    if len(names) > MOST_COMPARED:
        raise BadRequest(f"{len(names)} countries were named; name at most {MOST_COMPARED}.")
    tables = []
    for one in asked:
        table = change(release, **one.keyword, then=then, now=now, exact=exact)
        totals = table[["value_then", "value_now"]].sum().round(release.measure.decimals)
        before, after = (Band(*[totals[window]] * 3) for window in ("value_then", "value_now"))
        table["entity"] = one.entity
        table["total_then"], table["total_now"] = before.value, after.value
        table["total_change"] = float(after.change_from(before).value)
        tables.append(table[list(COLUMNS)])
    filled = [table for table in tables if len(table)]
    return pd.concat(filled or tables[:1], ignore_index=True)
