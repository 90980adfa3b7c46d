"""Sentences about editions and published figures, the same wherever they are shown."""

from __future__ import annotations

from typing import Any

import pandas as pd

from armstransfers.analysis import question as q
from armstransfers.analysis.revisions import Revisions
from armstransfers.model.release import Release
from armstransfers.wording import called, capital, counted, per_cent, possessive

_WHAT_IT_WAS = {("Azerbaijan", "Belarus", 2024): ", a Buk-MB3K ordered in 2019,"}
"""What a delivery was that turned a share round, where an extract does not say it."""


def figure_in_words(row: Any) -> str:
    """Return what a published figure is of: ``Belarus in Azerbaijan's imports, 2017-2021``."""
    when = q.words((row.first_year, row.last_year))
    match row.statement:
        case "recipient_supplier_share":
            words = f"{called(row.partner)} in {possessive(row.reporter)} imports"
        case "supplier_recipient_share":
            words = f"{called(row.partner)} in {possessive(row.reporter)} exports"
        case "global_import_share":
            words = f"{called(row.reporter)} in the world's imports"
        case "global_export_share":
            words = f"{called(row.reporter)} in the world's exports"
        case _:
            flow, _, then = row.partner.partition(" vs ")
            words = f"{called(row.reporter)}, change of {flow} from {then}"
    return f"{capital(words)}, {when}"


def printed_in_words(row: Any) -> str:
    """Return a published value as it was printed: ``7.1``, or ``7`` where that may mean 7.0."""
    if pd.isna(row.printed_decimals):
        return f"{row.printed:g}"
    return f"{row.printed:.{int(row.printed_decimals)}f}"


def outcomes_in_words(counts: dict[str, int], unexplained_of_own_edition: int) -> str:
    """Return how many published figures came out how, as one sentence."""
    parts = [f"{number:,} {outcome}" for outcome, number in counts.items() if number]
    if not parts:
        return "No figure."
    sentence = f"{counted(sum(counts.values()), 'figure')}: {', '.join(parts)}."
    if not unexplained_of_own_edition:
        return sentence
    there = (
        "1 is there although a release of its own edition is"
        if unexplained_of_own_edition == 1
        else f"{unexplained_of_own_edition:,} are there although a release of their own edition is"
    )
    return f"{sentence} Of those unexplained, {there} at hand."


def what_was_revised(found: Revisions, old: int, new: int) -> str:
    """Return the sentence that says what changed between two editions."""
    if found.years is None or not found.compared:
        return f"Editions {old} and {new} hold no delivery that could be compared."
    counts = ", ".join(f"{found.count(what):,} {what}" for what in ("revised", "added", "removed"))
    return (
        f"From edition {old} to {new}, in {q.words(found.years)}: of "
        f"{counted(found.compared, 'yearly volume')} between a supplier and a recipient, {counts}."
    )


_UNCERTAIN = "; SIPRI marks the number delivered as uncertain"
LESSON = "One delivery can turn a small total round"
"""The heading of `fragile`."""


def fragile(found: Revisions, old: Release, new: Release) -> str:
    """Return the share that moved most in the latest window, where one delivery alone moved it.

    Nothing where several deliveries did, or where the newer edition does not list how many.
    """
    latest = found.latest
    if latest.empty or found.years is None:
        return ""
    row = latest.iloc[int(latest["points"].abs().to_numpy().argmax())]
    asked = q.Question(row["side"], row["entity"], new.measure)
    window = int(row["first_year"]), int(row["last_year"])
    rows = new.transfers
    rows = rows[(rows[asked.side] == asked.entity) & (rows[asked.across] == row["partner"])]
    rows = rows[rows["year"].between(*window)]
    if "deliveries" not in rows or rows["deliveries"].sum() != 1:
        return ""
    value, year = float(rows["value"].iloc[0]), int(rows["year"].iloc[0])
    before = per_cent(row["share_old"]) if row["share_old"] else "nothing"
    is_uncertain = rows.get("value_number_estimated", pd.Series([0.0])).iloc[0] == value
    what = _WHAT_IT_WAS.get((asked.entity, str(row["partner"]), year), "")
    return (
        f"{possessive(row['partner'])} share of {possessive(asked.entity)} {asked.flow} in "
        f"{q.words(window)} is {before} in edition {old.edition} and {per_cent(row['share_new'])} in "
        f"edition {new.edition}. One delivery of {year}{what} makes the difference: {value:,.1f} of "
        f"{row['total_new']:,.1f} {new.measure.unit}"
        f"{_UNCERTAIN if is_uncertain else ''}. That is why an "
        "edition, a total and the deliveries stand beside every share."
    )


def what_moved(found: Revisions) -> str:
    """Return the sentence on shares and ranks of the latest five years."""
    latest = found.latest
    if latest.empty:
        return "No share of the latest five years moved by more than rounding."
    window = q.words((int(latest["first_year"].iloc[0]), int(latest["last_year"].iloc[0])))
    moved, flipped = int(latest["share_moved"].sum()), int(latest["rank_flipped"].sum())
    return (
        f"In {window}, {counted(moved, 'share')} moved by more than rounding, and "
        f"{counted(flipped, 'rank') if flipped else 'no rank'} flipped."
    )
