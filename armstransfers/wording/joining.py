"""How it is said what rows changed that were joined to a release."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis.joined import Joined
from armstransfers.wording import counted

_HEADS = {
    "recipient": "recipient",
    "supplier": "supplier",
    "value_before": "before",
    "value_after": "after",
    "share_before": "share before %",
    "share_after": "share after %",
}


def what_would_change(joined: Joined) -> str:
    """Return what joining rows would change, before anything is joined."""
    if not joined.rows:
        return (
            f"{joined.before} has all of these rows already, so adding them would change nothing."
        )
    return (
        f"Adding them would bring {counted(joined.rows, 'new row')} to {joined.before}: a total of "
        f"{joined.total_before:,.2f} before and {joined.total_after:,.2f} after, and "
        f"{counted(len(joined.changes), 'flow')} changed."
    )


def what_changed(joined: Joined) -> str:
    """Return how many rows came new, and the totals before and after."""
    if not joined.rows:
        return f"Joined to {joined.before}: it has all of these rows already, and nothing changes."
    return (
        f"Joined to {joined.before}: {counted(joined.rows, 'new row')}, a total of "
        f"{joined.total_before:,.2f} before and {joined.total_after:,.2f} after; {counted(len(joined.changes), 'flow')} "
        "changed. "
        f"{joined.before} stays as it is."
    )


def table(joined: Joined) -> pd.DataFrame:
    """Return the pairs that changed: volumes over all years, and shares of the recipient's imports."""
    shown = joined.changes.rename(columns=_HEADS)
    for name in ("before", "after"):
        shown[name] = shown[name].map("{:,.2f}".format)
    for name in ("share before %", "share after %"):
        shown[name] = [f"{share:.2f}" if share == share else "-" for share in shown[name]]
    return shown
