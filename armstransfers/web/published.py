"""The view Published figures: what SIPRI printed, beside what the editions at hand say."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from armstransfers.analysis import published as figures
from armstransfers.core.errors import LONGEST_NAME, UnknownEntity
from armstransfers.core.measure import tiv
from armstransfers.core.origin import SIPRI_TERMS
from armstransfers.export.tables import to_csv
from armstransfers.web import at_hand, grids, page, turns
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.wording import capital
from armstransfers.wording import editions as of_editions

_ANY = "any"


def show() -> None:
    """Draw the view."""
    controls: Controls = st.session_state["controls"]
    page.heading(controls.head, "Figures that SIPRI published")
    table = _recomputed(tuple(one.id for one in at_hand.releases()))
    shown = _chosen(table)
    unexplained = shown["outcome"] == figures.UNEXPLAINED
    own = int((unexplained & shown["own_edition_at_hand"]).sum())
    with controls.head:
        page.say(
            of_editions.outcomes_in_words(figures.counts(shown), own),
            "at-headline",
            "Each figure is computed from the newest edition at hand that holds it.",
        )
    rows = list(shown.itertuples())
    number = st.column_config.NumberColumn
    listed = pd.DataFrame(
        {
            "figure": [of_editions.figure_in_words(row) for row in rows],
            "printed": [of_editions.printed_in_words(row) for row in rows],
            "edition": shown["edition"].to_numpy(),
            "computed": shown["computed"].to_numpy(),
            "from": shown["release_edition"].to_numpy(),
            "outcome": shown["outcome"].to_numpy(),
            "read": ["in SIPRI's words" if own else "second hand" for own in shown["in_own_words"]],
            "sources": [_sources(row) for row in rows],
            "where": shown["source_url"].to_numpy(),
        }
    )
    grids.draw(
        listed,
        "published figures",
        {
            "printed": st.column_config.Column("printed, %", alignment="right"),
            "edition": number("edition", format="%d"),
            "computed": number("computed, %", format="%.2f"),
            "from": number("from edition", format="%d"),
            "outcome": st.column_config.Column(width=150),
            "where": st.column_config.LinkColumn("where", display_text="source"),
        },
        height=560 if len(listed) > 15 else "content",
    )
    page.notes(
        [
            "Same: the computed value, rounded as the figure was printed, is the figure.",
            "Within rounding: the band of the printed figure and that of the computed one overlap.",
            "Moved by revision: an edition nearer to the figure's own bears it out, this one does "
            "not.",
            "Unexplained: no edition at hand bears it out. Without the figure's own edition, it may "
            "well have been right when it was published.",
            "Not covered: no edition at hand holds what it is about.",
        ],
        "What the outcomes mean",
    )
    st.download_button(
        "Download CSV",
        lambda: to_csv(
            shown, tiv(0.01), {"Question": "figures that SIPRI published", "Terms": SIPRI_TERMS}
        ),
        "published_figures.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _sources(row: object) -> str:
    count, agreement = row.sources, row.agreement  # type: ignore[attr-defined]  # rows of a table
    if agreement == "conflict":
        return f"{count}, they differ: {row.all_values}"  # type: ignore[attr-defined]
    return str(count)


@st.cache_data(max_entries=4, show_spinner="Recomputing SIPRI's figures", scope="session")
def _recomputed(release_ids: tuple[str, ...]) -> pd.DataFrame:
    """Return all figures recomputed from some releases, best first."""
    releases = [at_hand.find(release_id) for release_id in release_ids]
    with turns.given_up():
        return figures.recomputed(figures.published(), releases)


def _chosen(table: pd.DataFrame) -> pd.DataFrame:
    """Draw the filters of the list, and return what they leave."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        country = st.text_input(
            "Country", key="figures of", placeholder="any", width=190, max_chars=LONGEST_NAME
        )
        windows = sorted({*zip(table["first_year"], table["last_year"], strict=True)})
        window = st.selectbox(
            "Window",
            [_ANY, *(f"{first}-{last}" for first, last in windows)],
            key="figures in",
            width=150,
        )
        edition = st.selectbox(
            "Edition", [_ANY, *map(str, sorted(set(table["edition"]), reverse=True))],
            key="figures from", width=120,
        )  # fmt: skip
        outcome = st.selectbox(
            "Outcome", [_ANY, *figures.OUTCOMES], key="figures that are", width=190
        )
    keep = pd.Series(True, index=table.index)
    if country.strip():
        try:
            about = [figures.published(**{side: country}) for side in ("recipient", "supplier")]  # type: ignore[arg-type]  # a side is a keyword
        except UnknownEntity as error:
            st.warning(plain(capital(str(error))))
        else:
            keys = ["statement", "reporter", "partner", "first_year", "last_year", "edition"]
            wanted = pd.concat(about)[keys].drop_duplicates()
            keep &= pd.Series(
                [
                    key in set(wanted.itertuples(index=False, name=None))
                    for key in table[keys].itertuples(index=False, name=None)
                ],
                index=table.index,
            )
    if window != _ANY:
        first, last = map(int, window.split("-"))
        keep &= (table["first_year"] == first) & (table["last_year"] == last)
    if edition != _ANY:
        keep &= table["edition"] == int(edition)
    if outcome != _ANY:
        keep &= table["outcome"] == outcome
    order = {outcome: place for place, outcome in enumerate(figures.OUTCOMES)}
    return table[keep].sort_values(
        ["outcome", "edition"],
        key=lambda column: column.map(order) if column.name == "outcome" else -column,
        kind="stable",
    )
