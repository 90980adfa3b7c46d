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
    Field("recipient", "text", "", "Who received the arms.", "transfers, dependence, revisions, deliveries, joined"),
    Field("supplier", "text", "", "Who delivered the arms.", "transfers, revisions, deliveries, joined"),
    Field("year", "year", "", "Year of delivery.", "transfers, margins, revisions, deliveries"),
    Field(
        "value",
        "number",
        _TIV,
        "Volume of the deliveries; in tables of other sources, their value. 0 stands for more than nothing and under 0.5 in tables of whole numbers.",
        "transfers, margins, shares, share_series, dependence, flows, grouped_shares, window_map, world, deliveries",
    ),
    Field("deal", "text", "", "The source's number of the deal.", "transfers, deliveries"),
    Field("category", "text", "", "Weapon category, in the source's words.", "transfers, deliveries"),
    Field("designation", "text", "", "Name of the weapon.", "transfers, deliveries"),
    Field("description", "text", "", "Kind of weapon.", "transfers, deliveries"),
    Field("status", "text", "", "New, second hand, or second hand but modernised; for a published figure, whether its sources agree.", "transfers, check, deliveries"),
    Field("units", "number", "items", "Number of items delivered.", "transfers, deliveries"),
    Field("order_year", "year", "", "Year of the order.", "transfers, deliveries"),
    Field(
        "local_production", "flag", "", "Made under licence in the recipient; empty where the source does not say.", "transfers, deliveries"
    ),
    Field("year_estimated", "flag", "", "The source estimated the delivery year; empty where it does not say.", "transfers, deliveries"),
    Field(
        "number_estimated", "flag", "", "The source estimated the number delivered; empty where it does not say.", "transfers, deliveries"
    ),
    Field("deliveries", "integer", "rows", "Delivery records behind a sum.", "transfers"),
    Field(
        "value_year_estimated", "number", _TIV, "Part with an estimated delivery year; empty where the source does not say so of every delivery.", "transfers"
    ),
    Field(
        "value_number_estimated",
        "number",
        _TIV,
        "Part with an estimated number delivered; empty where the source does not say so of every delivery.",
        "transfers",
    ),
    Field(
        "value_local_production",
        "number",
        _TIV,
        "Part made under licence in the recipient; empty where the source does not say so of every delivery.",
        "transfers",
    ),
    Field("value_second_hand", "number", _TIV, "Part that was second hand.", "transfers"),
    # margins: totals that a source gives without the other side
    Field("side", "text", "", "Whose total it is: recipient or supplier.", "margins, revisions"),
    Field("entity", "text", "", "The recipient or supplier whose total it is, or whose partners are compared; empty for all together.", "margins, world, compare, revisions, published_traders"),
    Field("group", "text", "", "Weapon category, or region or organisation of the other side; empty for all. Groups overlap and are never added.", "margins"),
    Field("order_year_estimated", "flag", "", "The source estimated the year of the order.", "deals"),
    Field("ordered", "number", "items", "Number of items ordered.", "deals"),
    Field("delivery_years", "text", "", "Years of delivery, as the source writes them.", "deals"),
    Field("comments", "text", "", "Remarks of the source.", "deals"),
    # shares
    Field("partner", "text", "", "The supplier of a recipient, or the recipient of a supplier; in grouped tables, a group of them.", "shares, share_series, change, grouped_shares, grouped_series, compare, published, revisions, published_shares"),
    Field("kind", "text", "", "Kind of partner: state, former_state, non_state_group, organisation, territory, unknown, or unlisted; of a group: region, bloc, remainder, unlisted, or unknown.", "shares, change, grouped_shares, compare, dependence, world, published_traders"),
    Field("total", "number", _TIV, "The denominator: all imports of the recipient, or all exports of the supplier, in the window.", "shares, share_series, dependence, flows, grouped_shares, window_map, world, concentration, concentration_series, change, compare"),
    Field("share", "number", _PERCENT, "Part of the denominator, 0-100.", "shares, share_series, dependence, flows, grouped_shares, window_map, world, published_traders"),
    Field("share_low", "number", _PERCENT, "Lower end of the rounding band of the share.", "shares, share_series, dependence, flows, grouped_shares, window_map, world"),
    Field("share_high", "number", _PERCENT, "Upper end of the rounding band of the share.", "shares, share_series, dependence, flows, grouped_shares, window_map, world"),
    Field("rank", "integer", "", "1 for the largest; ties share a rank; Unknown has none.", "shares, dependence, grouped_shares, window_map, world, published_traders"),
    Field("rank_low", "integer", "", "Best rank that rounding allows.", "shares, grouped_shares, window_map, world"),
    Field("rank_high", "integer", "", "Worst rank that rounding allows.", "shares, grouped_shares, window_map, world"),
    Field("share_if_known", "number", _PERCENT, "The share if everything from Unknown were this partner's.", "shares"),
    Field("rank_best_if_known", "integer", "", "The rank if everything from Unknown were this partner's.", "shares"),
    Field("rank_worst_if_known", "integer", "", "The rank if everything from Unknown were its rivals'.", "shares"),
    Field("exactness", "text", "", "How the source gives the values: exact, rounded, or estimated by an equal split.", "shares, share_series, dependence, flows, grouped_shares, window_map, world, concentration, concentration_series, change, compare"),
    # share_series
    Field("first_year", "year", "", "First year of the window.", "share_series, concentration_series, window_map, published, revisions, published_shares"),
    Field("last_year", "year", "", "Last year of the window.", "share_series, concentration_series, window_map, published, revisions, published_shares"),
    # concentration
    Field("hhi_low", "number", "0-10,000", "Herfindahl-Hirschman index with Unknown as many small partners.", "concentration, concentration_series"),
    Field("hhi_high", "number", "0-10,000", "Herfindahl-Hirschman index with Unknown as part of the largest partner.", "concentration, concentration_series"),
    Field("effective_low", "number", "partners", "10,000 / hhi_high: as concentrated as this many equal partners.", "concentration, concentration_series"),
    Field("effective_high", "number", "partners", "10,000 / hhi_low: as concentrated as this many equal partners.", "concentration, concentration_series"),
    Field("largest", "text", "", "The partner with the largest share; ties are separated by semicolons.", "concentration, concentration_series"),
    Field("largest_share", "number", _PERCENT, "Its share of the denominator.", "concentration, concentration_series"),
    Field("partners", "integer", "", "Number of known partners with a delivery in the window.", "concentration, concentration_series"),
    # change
    Field("value_then", "number", _TIV, "Volume in the earlier window.", "change, compare, world"),
    Field("value_now", "number", _TIV, "Volume in the later window.", "change, compare"),
    Field("change", "number", _PERCENT, "Change in volume against the earlier window; blank where that held nothing.", "change, compare, world"),
    Field("change_low", "number", _PERCENT, "Lower end of its rounding band.", "change, compare, world"),
    Field("change_high", "number", _PERCENT, "Upper end of its rounding band; blank where it has none.", "change, compare, world"),
    Field("share_then", "number", _PERCENT, "Share in the earlier window.", "change, compare, world"),
    Field("share_now", "number", _PERCENT, "Share in the later window.", "change, compare"),
    Field("points", "number", _POINTS, "Change of the share.", "change, compare, revisions, world"),
    Field("points_low", "number", _POINTS, "Lower end of its rounding band.", "change, compare, revisions, world"),
    Field("points_high", "number", _POINTS, "Upper end of its rounding band.", "change, compare, revisions, world"),
    Field("rank_then", "integer", "", "Rank in the earlier window.", "change, world, compare"),
    Field("rank_now", "integer", "", "Rank in the later window.", "change, compare"),
    # flows
    Field("supplier_group", "text", "", "Region or bloc of the suppliers.", "flows"),
    Field("recipient_group", "text", "", "Region or bloc of the recipients.", "flows"),
    # revisions
    Field("value_before", "number", _TIV, "Volume over all years before an excerpt was joined.", "joined"),
    Field("value_after", "number", _TIV, "Volume over all years with the excerpt.", "joined"),
    Field("share_before", "number", _PERCENT, "Share of the recipient's imports over all years before an excerpt was joined; blank where it had none.", "joined"),
    Field("share_after", "number", _PERCENT, "Share of the recipient's imports over all years with the excerpt.", "joined"),
    Field("value_old", "number", _TIV, "Volume in the older edition; blank where it has no delivery.", "revisions"),
    Field("value_new", "number", _TIV, "Volume in the newer edition; blank where it has no delivery.", "revisions"),
    Field("difference", "number", _TIV, "Newer edition less older edition.", "revisions"),
    Field("revision", "text", "", "What happened to the volume of a recipient, supplier and year: added, removed, or revised by more than rounding.", "revisions"),
    Field("total_old", "number", _TIV, "Denominator, or sum of the year, in the older edition.", "revisions"),
    Field("total_new", "number", _TIV, "Denominator, or sum of the year, in the newer edition.", "revisions"),
    Field("share_old", "number", _PERCENT, "Share in the older edition.", "revisions"),
    Field("share_new", "number", _PERCENT, "Share in the newer edition.", "revisions"),
    Field("rank_old", "integer", "", "Rank in the older edition.", "revisions"),
    Field("rank_new", "integer", "", "Rank in the newer edition.", "revisions"),
    Field("share_moved", "flag", "", "Whether the share moved by more than rounding explains.", "revisions"),
    Field("rank_flipped", "flag", "", "Whether the rank changed beyond what rounding leaves open.", "revisions"),
    Field("added", "integer", "", "Recipients and suppliers with a delivery of the year in the newer edition only.", "revisions"),
    Field("removed", "integer", "", "Recipients and suppliers with a delivery of the year in the older edition only.", "revisions"),
    Field("revised", "integer", "", "Recipients and suppliers whose volume of the year differs by more than rounding.", "revisions"),
    Field("spelled", "text", "", "A spelling that only one of two editions uses.", "revisions"),
    Field("dyad_years", "integer", "", "Recipients, suppliers and years with a delivery that bear it.", "revisions"),
    # published
    Field("statement", "text", "", "What a published figure says: share of a recipient's imports, of a supplier's exports, of the world's imports or exports, or a change in per cent.", "published"),
    Field("reporter", "text", "", "Whose imports or exports a published figure is about: a country, a region, or several, as published.", "published, check"),
    Field("edition", "year", "", "Edition of the database, or year in which a figure was published.", "published, check, published_traders, published_shares"),
    Field("printed", "number", _PERCENT, "The figure as it was published.", "published, published_shares"),
    Field("printed_decimals", "integer", "", "Decimals that were printed; blank where that is not known, so that 7 may mean 7 or 7.0.", "published, published_traders, published_shares"),
    Field("rank_printed", "integer", "", "Rank printed or counted beside the figure.", "published, published_shares"),
    Field("sources", "integer", "sources", "Sources of the figure that were read.", "published, published_shares"),
    Field("in_own_words", "flag", "", "Whether it was read in SIPRI's own words; else at second hand.", "published, published_shares"),
    Field("agreement", "text", "", "Whether the sources agree: single, agree, or conflict.", "published, published_shares"),
    Field("all_values", "text", "", "Every value that was read, each with the number of its sources.", "published, published_shares"),
    Field("source_title", "text", "", "The publication.", "published, published_traders, published_shares"),
    Field("source_publisher", "text", "", "Who published what was read.", "published, published_shares"),
    Field("source_date", "text", "", "Its date.", "published, published_traders, published_shares"),
    Field("source_url", "text", "", "Its address.", "published, published_traders, published_shares"),
    Field("read_via", "text", "", "Where it was read, if not there.", "published, published_shares"),
    Field("release", "text", "", "Id of the release that a figure was recomputed from; empty where none holds it.", "published, check"),
    Field("release_edition", "year", "", "Its edition.", "published"),
    Field("computed", "number", "as in unit", "The figure, recomputed, in the unit of what is stated; for a rank, the rank.", "published, check"),
    Field("computed_low", "number", _PERCENT, "Lower end of its rounding band.", "published"),
    Field("computed_high", "number", _PERCENT, "Upper end of its rounding band.", "published"),
    Field("outcome", "text", "", "same (rounds to what was printed), within rounding, moved by revision, unexplained, or not covered.", "published"),
    Field("borne_out_by", "text", "", "Id of the release nearest to the figure's edition that bears it out, where a later one does not.", "published"),
    Field("own_edition_at_hand", "flag", "", "Whether a release of the figure's own edition was asked.", "published"),
    # compare
    Field("total_then", "number", _TIV, "Denominator of the earlier window.", "compare"),
    Field("total_now", "number", _TIV, "Denominator of the later window.", "compare"),
    Field("total_change", "number", _PERCENT, "Change of the denominator against the earlier window; blank where that held nothing.", "compare"),
    # check
    Field("part", "text", "", "Part of the claim: share, rank, ranking, comparison, ratio, change, points, volume, money or other.", "check"),
    Field("of", "text", "", "Whose total is the denominator: the recipient's imports, the supplier's exports, or the world's.", "check"),
    Field("stated", "text", "", "What the claim states, in its words.", "check"),
    Field("compared_with", "text", "", "With whom the claim compares.", "check"),
    Field("way", "text", "", "Whether the claim puts it after the others or ahead of them.", "check"),
    Field("denied", "flag", "", "The claim says that it is not so.", "check"),
    Field("implied", "flag", "", "The claim only implies it.", "check"),
    Field("words", "text", "", "Words of the sentence that the part was read from.", "check"),
    Field("verdict", "text", "", "Supported; within rounding; as published, revised since; not supported; cannot be told from this data; different measure; or needs your reading.", "check"),
    Field("low", "number", "as in unit", "Lowest value that rounding allows.", "check"),
    Field("high", "number", "as in unit", "Highest value that rounding allows.", "check"),
    Field("unit", "text", "", "Unit of what is stated.", "check"),
    Field("generated", "text", "", "Last day on which a file of the release was downloaded.", "check"),
    Field("decides", "flag", "", "Whether this edition decides the verdict: the newest that can tell.", "check"),
    Field("reason", "text", "", "Why it cannot be told.", "check"),
    Field("distance", "integer", "years", "By how much the two ends of a window are away from those of the claim.", "check"),
    Field("figure", "text", "", "What SIPRI's figure is a percentage of: a kind of published_figures.csv.", "check"),
    Field("published", "number", _PERCENT, "The figure as SIPRI published it.", "check"),
    Field("decimals", "integer", "", "Decimals that were printed; blank where that is not known.", "check"),
    Field("same_window", "flag", "", "Whether it is of the claim's own window.", "check"),
    Field("bears_out", "text", "", "Parts of the claim that it bears out.", "check"),
    Field("source", "text", "", "Where it was published.", "check"),
    Field("url", "text", "", "Address of the source.", "check"),
    Field("sentence", "text", "", "The same in words.", "check"),
    Field("counts_in", "text", "", "Whether a value counts in the numerator, the denominator, or both.", "check"),
    Field("numerator", "number", _TIV, "What is divided.", "check"),
    Field("denominator", "number", _TIV, "By what it is divided.", "check"),
)  # fmt: skip

FIELDS: dict[str, Field] = {field.name: field for field in _ALL}
"""All fields by name."""
