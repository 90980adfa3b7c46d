"""Every column that this project reads, computes or writes: type, unit, meaning.

One dictionary serves checks, downloads, the command line and the documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["text", "year", "integer", "number", "flag"]


@dataclass(frozen=True)
class Field:
    """One column.

    Attributes
    ----------
    name : str
        Name of the column, the same wherever it occurs.
    type : {"text", "year", "integer", "number", "flag"}
        Kind of value.
    unit : str
        Unit, or an empty string where there is none.
    meaning : str
        What the value says, in a sentence.
    tables : str
        Where it occurs: ``transfers``, ``margins``, or the analyses that compute it.
    """

    name: str
    type: FieldType
    unit: str
    meaning: str
    tables: str


_TIV = "million TIV"
_PERCENT = "%"
_POINTS = "percentage points"

_ALL = (
    # transfers: what a release holds
    Field("recipient", "text", "", "Who received the arms.", "transfers"),
    Field("supplier", "text", "", "Who delivered the arms.", "transfers"),
    Field("year", "year", "", "Year of delivery.", "transfers, margins"),
    Field(
        "value",
        "number",
        _TIV,
        "Volume of the deliveries; in tables of other sources, their value. 0 stands for more than nothing and under 0.5 in tables of whole numbers.",
        "transfers, margins, shares, share_series",
    ),
    Field("deal", "text", "", "The source's number of the deal.", "transfers"),
    Field("category", "text", "", "Weapon category, in the source's words.", "transfers"),
    Field("designation", "text", "", "Name of the weapon.", "transfers"),
    Field("description", "text", "", "Kind of weapon.", "transfers"),
    Field(
        "status", "text", "", "New, second hand, or second hand but modernised.", "transfers"
    ),
    Field("units", "number", "items", "Number of items delivered.", "transfers"),
    Field("order_year", "year", "", "Year of the order.", "transfers"),
    Field(
        "local_production", "flag", "", "Made under licence in the recipient.", "transfers"
    ),
    Field("year_estimated", "flag", "", "The source estimated the delivery year.", "transfers"),
    Field(
        "number_estimated", "flag", "", "The source estimated the number delivered.", "transfers"
    ),
    Field("deliveries", "integer", "rows", "Delivery records behind a sum.", "transfers"),
    Field(
        "value_year_estimated", "number", _TIV, "Part with an estimated delivery year.", "transfers"
    ),
    Field(
        "value_number_estimated",
        "number",
        _TIV,
        "Part with an estimated number delivered.",
        "transfers",
    ),
    Field(
        "value_local_production",
        "number",
        _TIV,
        "Part made under licence in the recipient.",
        "transfers",
    ),
    Field("value_second_hand", "number", _TIV, "Part that was second hand.", "transfers"),
    # margins: totals that a source gives without the other side
    Field("side", "text", "", "Whose total it is: recipient or supplier.", "margins"),
    Field("entity", "text", "", "The recipient or supplier whose total it is, or whose partners are compared.", "margins, world, compare"),
    Field("group", "text", "", "Weapon category, or region or organisation of the other side; empty for all. Groups overlap and are never added.", "margins"),
    Field("order_year_estimated", "flag", "", "The source estimated the year of the order.", "deals"),
    Field("ordered", "number", "items", "Number of items ordered.", "deals"),
    Field("delivery_years", "text", "", "Years of delivery, as the source writes them.", "deals"),
    Field("comments", "text", "", "Remarks of the source.", "deals"),
    # shares
    Field("partner", "text", "", "The supplier of a recipient, or the recipient of a supplier; in grouped tables, a group of them.", "shares, share_series, change, grouped_shares, grouped_series"),
    Field("kind", "text", "", "Kind of partner: state, former_state, non_state_group, organisation, territory, unknown, or unlisted; of a group: region, bloc, remainder, unlisted, or unknown.", "shares, change, grouped_shares"),
    Field("total", "number", _TIV, "The denominator: all imports of the recipient, or all exports of the supplier, in the window.", "shares, share_series"),
    Field("share", "number", _PERCENT, "Part of the denominator, 0-100.", "shares, share_series"),
    Field("share_low", "number", _PERCENT, "Lower end of the rounding band of the share.", "shares, share_series"),
    Field("share_high", "number", _PERCENT, "Upper end of the rounding band of the share.", "shares, share_series"),
    Field("rank", "integer", "", "1 for the largest; ties share a rank; Unknown has none.", "shares"),
    Field("rank_low", "integer", "", "Best rank that rounding allows.", "shares"),
    Field("rank_high", "integer", "", "Worst rank that rounding allows.", "shares"),
    Field("share_if_known", "number", _PERCENT, "The share if everything from Unknown were this partner's.", "shares"),
    Field("rank_best_if_known", "integer", "", "The rank if everything from Unknown were this partner's.", "shares"),
    Field("rank_worst_if_known", "integer", "", "The rank if everything from Unknown were its rivals'.", "shares"),
    Field("exactness", "text", "", "How the source gives the values: exact, rounded, or estimated by an equal split.", "shares, share_series"),
    # share_series
    Field("first_year", "year", "", "First year of the window.", "share_series, window_map"),
    Field("last_year", "year", "", "Last year of the window.", "share_series, window_map"),
    # concentration
    Field("hhi_low", "number", "0-10,000", "Herfindahl-Hirschman index with Unknown as many small partners.", "concentration"),
    Field("hhi_high", "number", "0-10,000", "Herfindahl-Hirschman index with Unknown as part of the largest partner.", "concentration"),
    Field("effective_low", "number", "partners", "10,000 / hhi_high: as concentrated as this many equal partners.", "concentration"),
    Field("effective_high", "number", "partners", "10,000 / hhi_low: as concentrated as this many equal partners.", "concentration"),
    Field("largest", "text", "", "The partner with the largest share; ties are separated by semicolons.", "concentration"),
    Field("largest_share", "number", _PERCENT, "Its share of the denominator.", "concentration"),
    Field("partners", "integer", "", "Number of known partners with a delivery in the window.", "concentration"),
    # change
    Field("value_then", "number", _TIV, "Volume in the earlier window.", "change"),
    Field("value_now", "number", _TIV, "Volume in the later window.", "change"),
    Field("change", "number", _PERCENT, "Change in volume against the earlier window; blank where that held nothing.", "change"),
    Field("change_low", "number", _PERCENT, "Lower end of its rounding band.", "change"),
    Field("change_high", "number", _PERCENT, "Upper end of its rounding band; blank where it has none.", "change"),
    Field("share_then", "number", _PERCENT, "Share in the earlier window.", "change"),
    Field("share_now", "number", _PERCENT, "Share in the later window.", "change"),
    Field("points", "number", _POINTS, "Change of the share.", "change"),
    Field("points_low", "number", _POINTS, "Lower end of its rounding band.", "change"),
    Field("points_high", "number", _POINTS, "Upper end of its rounding band.", "change"),
    Field("rank_then", "integer", "", "Rank in the earlier window.", "change, world"),
    Field("rank_now", "integer", "", "Rank in the later window.", "change"),
    # flows, compare
    Field("supplier_group", "text", "", "Region or bloc of the suppliers.", "flows"),
    Field("recipient_group", "text", "", "Region or bloc of the recipients.", "flows"),
    Field("total_then", "number", _TIV, "Denominator of the earlier window.", "compare"),
    Field("total_now", "number", _TIV, "Denominator of the later window.", "compare"),
    Field("total_change", "number", _PERCENT, "Change of the denominator against the earlier window; blank where that held nothing.", "compare"),
    # published
    Field("edition", "year", "", "Edition of the database, or year in which a figure was published.", "published"),
    Field("printed_decimals", "integer", "", "Decimals that were printed; blank where that is not known, so that 7 may mean 7 or 7.0.", "published"),
    Field("source_title", "text", "", "The publication.", "published"),
    Field("source_date", "text", "", "Its date.", "published"),
    Field("source_url", "text", "", "Its address.", "published"),
)  # fmt: skip

FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
"""All fields by name."""
