"""The view Editions: what SIPRI revised from one edition to another."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.revisions import Revisions, revisions
from armstransfers.charts import Chart
from armstransfers.charts.editions import totals_by_edition
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.provenance import provenance_of_view
from armstransfers.model.release import Release
from armstransfers.web import at_hand, grids, page, width
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.web.take_away import TakeAway, offer
from armstransfers.wording import editions as of_editions

_SHARES = (
    "side", "entity", "partner", "first_year", "last_year", "share_old", "share_new", "points",
    "rank_old", "rank_new",
)  # fmt: skip


def show() -> None:
    """Draw the view."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    page.heading(controls.head, "What did SIPRI revise?")
    other = at_hand.labelled_releases().get(controls.against)
    if other is None:
        page.refused("there is only one edition at hand; load another to compare with.")
        return
    old, new = sorted((release, other), key=lambda one: one.edition or 0)
    try:
        found = _revisions(old.id, new.id)
    except ArmsTransfersError as refusal:
        page.refused(str(refusal))
        return
    assert old.edition is not None
    assert new.edition is not None
    sentence = of_editions.what_was_revised(found, old.edition, new.edition)
    page.headline(controls.head, f"{sentence} {of_editions.what_moved(found)}", new)
    page.say(f"Older: {old.describe_origin()}.", "at-source")
    if lesson := of_editions.fragile(found, old, new):
        st.header(of_editions.LESSON, anchor=False)
        page.say(lesson, "at-notes")
    if found.totals.empty:
        return
    chart = totals_by_edition(
        found.totals,
        old=old.edition,
        new=new.edition,
        measure=new.measure,
        dark=page.is_dark(),
        narrow=width.is_narrow(),
    )
    page.plot(chart, "totals by edition")
    _lists(found, old.edition, new)
    _give_away(found, old, new, controls, chart)
    page.sources(new)


@at_hand.remembered
def _revisions(old_id: str, new_id: str) -> Revisions:
    return revisions(at_hand.find(old_id), at_hand.find(new_id))


def _lists(found: Revisions, old: int, new: Release) -> None:
    number = st.column_config.NumberColumn
    cells, shares, names = st.tabs(
        ["Volumes that changed", "Shares and ranks that moved", "Names that differ"]
    )
    volume = grids.volumes(new.measure)
    with cells:
        grids.draw(
            grids.for_people(found.cells),
            "revised cells",
            {
                "year": number(format="%d"),
                "value_old": number(f"edition {old}", format=volume),
                "value_new": number(f"edition {new.edition}", format=volume),
                "difference": number("difference", format=grids.volumes(new.measure, "+")),
                "revision": "what",
            },
        )
    with shares:
        grids.draw(
            grids.for_people(found.shares[list(_SHARES)]),
            "moved shares",
            {
                "side": "of a",
                "entity": "country",
                "first_year": number("from", format="%d"),
                "last_year": number("to", format="%d"),
                "share_old": number(f"edition {old}, %", format="%.1f"),
                "share_new": number(f"edition {new.edition}, %", format="%.1f"),
                "points": number("points", format="%+.1f"),
                "rank_old": f"rank, {old}",
                "rank_new": f"rank, {new.edition}",
            },
        )
    with names:
        if found.renames.empty:
            st.markdown("All names are the same in both.")
        else:
            grids.draw(
                found.renames,
                "renames",
                {
                    "spelled": "spelled in one of the two",
                    "entity": "called here",
                    "dyad_years": "dyad-years",
                },
            )


def _give_away(
    found: Revisions, old: Release, new: Release, controls: Controls, chart: Chart
) -> None:
    tables: dict[str, pd.DataFrame] = {
        "Volumes": found.cells,
        "Shares": found.shares,
        "Totals": found.totals,
        "Names": found.renames,
    }
    offer(
        TakeAway(
            release=new,
            title=f"Revisions from edition {old.edition} to {new.edition}",
            name=f"revisions_{old.edition}_{new.edition}",
            path="editions",
            values=controls.values(),
            provenance=provenance_of_view(
                new,
                question=f"What SIPRI revised against {old.describe_origin()}, release {old.id}",
                window=q.words(found.years) if found.years else "",
                formula="newer less older edition; what rounding explains is left out",
                exactness="each edition to its own precision",
            ),
            tables=tables,
            charts={"Totals": chart},
            calculation=plain(
                wording.capital(
                    "compared are dyad-years that both editions cover. A difference that rounding "
                    "explains is no revision, and a new name for a country is none either."
                )
            ),
        )
    )
