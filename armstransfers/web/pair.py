"""The view Pair: what one supplier is to one recipient, and the other way round."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pandas as pd
import streamlit as st

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import framed
from armstransfers.charts import Chart, every_window, pair_over_time
from armstransfers.charts.published import are_in, of_length
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import Refused
from armstransfers.export.essay import pair_paragraph
from armstransfers.export.heading import heading
from armstransfers.export.provenance import provenance_of_pair
from armstransfers.export.script import pair_script
from armstransfers.model.release import Release
from armstransfers.web import at_hand, grids, outside, page, params, width
from armstransfers.web.computed import listed, may_be_off
from armstransfers.web.computed_pair import (
    Pair,
    pair,
    pair_series,
    published_of_pair,
    windows,
    years_of_pair,
)
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.web.sent import sent
from armstransfers.web.take_away import TakeAway, offer
from armstransfers.wording import outside as in_words
from armstransfers.wording import views as sentences

_TWO_COUNTRIES = (
    "A pair is of two countries. Choose one in place of the group here, or look at the group under Suppliers "
    "or Recipients."
)
_SHOWN: dict[str, Any] = {params.SHARE: "share", params.RANK: "rank"}


def show() -> None:
    """Draw the view."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    recipient, supplier, years = controls.recipient, controls.supplier, controls.years
    page.heading(controls.head, sentences.asking_pair(supplier, recipient, release.measure))
    if params.is_group(recipient) or params.is_group(supplier):
        st.info(_TWO_COUNTRIES, icon=":material/groups:")
        return
    found = pair(release.id, recipient, supplier, years)
    covered = years_of_pair(release.id, recipient, supplier)
    both = (
        at_hand.asked_of(release, "recipient", recipient),
        at_hand.asked_of(release, "supplier", supplier),
    )
    if covered is None or not (found.found or release.measure.additive):
        page.refused(found.refusals[0], both[0], years, release)
        return
    if not found.found:
        page.headline(
            controls.head, in_words.pair_at_hand(recipient, supplier, years, covered), release
        )
        outside.offer_held(covered, at_hand.that_cover("recipient", recipient, years))
    else:
        page.headline(
            controls.head,
            sentences.pair_headline(found.found, supplier, recipient, years),
            release,
        )
    page.missing(release, both, years)
    published = published_of_pair(release.id, recipient, supplier)
    left, right = st.columns(2, gap="medium")
    with left:
        chart = _over_time(release, controls, covered, published)
        page.plot(chart, "pair_over_time")
        if are_in(chart):
            page.say(in_words.KEY, "at-source")
    charts = {"Two shares": chart}
    with right:
        every = _map(release, controls)
        if every is not None:
            charts["Map of windows"] = every
    if found.found:
        refusals = map(wording.capital, found.refusals)
        title = "The two shares" if len(found.found) > 1 else "The share"
        page.notes([*sentences.pair_notes(found.found, release), *refusals], title)
    for side, rows in published.items():
        outside.list_all(rows, at_hand.asked_of(release, side, controls.entity(side)))
    if found.found:
        if release.measure.is_tiv:  # tables of others hold sums
            _deliveries(release, controls)
        _give_away(release, controls, found, charts, published)
    page.sources(release, offers_whole=bool(found.found))


def _over_time(
    release: Release, controls: Controls, covered: Window, published: dict[Side, pd.DataFrame]
) -> Chart:
    """Return the two shares over time, with those that were published for other years."""
    recipient, supplier = controls.recipient, controls.supplier
    series = pair_series(release.id, recipient, supplier, controls.window)
    yearly = pair_series(release.id, recipient, supplier, 1)
    volumes = yearly["recipient" if "recipient" in yearly else "supplier"]
    alike = [of_length(rows, controls.window) for rows in published.values()]
    span = framed(
        volumes.assign(total=volumes["value"]),
        covered,
        controls.years,
        everything=controls.all_years,
        also=pd.concat([rows for rows in alike if rows is not None])
        if any(rows is not None for rows in alike)
        else None,
    )
    return pair_over_time(
        series.get("recipient"),
        series.get("supplier"),
        volumes,
        recipient=recipient,
        supplier=supplier,
        measure=release.measure,
        window=controls.window,
        marked=controls.years,
        span=span,
        published=published,
        year_errors=may_be_off(
            release, at_hand.asked_of(release, "recipient", recipient), volumes, 1
        ),
        dark=page.is_dark(),
        narrow=width.is_narrow(),
    )


def _flow(release: Release, controls: Controls) -> str:
    """Return of which flow the map is: where one party alone reports, of its own."""
    sole = release.sole_reporter
    return q.Question(*sole).flow if sole else controls.map_of


def _map(release: Release, controls: Controls) -> Chart | None:
    """Draw the map of windows; a click on a cell, as the control above, sets the window."""
    pair_asked = release.id, controls.recipient, controls.supplier, _flow(release, controls)
    try:
        table = windows(*pair_asked)
    except Refused as refusal:
        st.info(plain(wording.capital(str(refusal))), icon=":material/block:")
        return None
    chart = every_window(
        table,
        recipient=controls.recipient,
        supplier=controls.supplier,
        of=_flow(release, controls),  # type: ignore[arg-type]  # links allow the two alone
        measure=release.measure,
        show=_SHOWN.get(controls.mapped, controls.rank),
        chosen=controls.years,
        dark=page.is_dark(),
        narrow=width.is_narrow(),
    )
    # the key names what is drawn, so that a click is not read again when that has changed
    first, last = controls.years
    event = st.plotly_chart(
        sent(chart),
        key=f"map {controls.recipient} {controls.supplier} {first} {last}",
        config=page.PLOT,
        alt=chart.alt,
        on_select="rerun",
        selection_mode="points",
    )
    chosen = page.clicked(event, lambda ends: (int(ends[0]), int(ends[1])))
    if chosen and chosen != tuple(controls.years):
        st.session_state["set years"] = chosen
        st.rerun()
    page.say("Choose a cell to open its window, or set the years above.", "at-source")
    return chart


def _deliveries(release: Release, controls: Controls) -> None:
    st.header(f"Deliveries, {q.words(controls.years)}", anchor=False)
    try:
        table = listed(release.id, controls.recipient, controls.supplier, controls.years)
    except Refused as refusal:
        page.say(wording.capital(str(refusal)), "at-notes")
        return
    if table.empty:
        st.markdown("None are recorded in these years.")
        return
    grids.deliveries(table, release.measure, "deliveries of the pair")


def _give_away(
    release: Release,
    controls: Controls,
    found: Pair,
    charts: dict[str, Chart],
    published: dict[Side, pd.DataFrame],
) -> None:
    years, recipient, supplier = controls.years, controls.recipient, controls.supplier
    names = {"recipient": "Dependence", "supplier": "Exposure"}
    tables = {names[asked.side]: row for asked, row in found.found.items()}
    with suppress(Refused):  # the map says so
        tables["All windows"] = windows(release.id, recipient, supplier, _flow(release, controls))
    tables |= {f"{names[side]}, by SIPRI": rows for side, rows in published.items()}
    offer(
        TakeAway(
            release=release,
            title=f"{sentences.asking_pair(supplier, recipient, release.measure)} {q.words(years)}",
            name=f"pair_{supplier}_{recipient}_{years[0]}-{years[1]}",
            path="pair",
            heading=heading(
                release, sentences.pair_headline(found.found, supplier, recipient, years)
            ),
            values=controls.values(),
            provenance=provenance_of_pair(
                release,
                at_hand.asked_of(release, "recipient", recipient),
                at_hand.asked_of(release, "supplier", supplier),
                years,
            ),
            tables=tables,
            charts=charts,
            scripts={
                "Shares": lambda: pair_script(
                    release,
                    recipient=recipient,
                    supplier=supplier,
                    years=years,
                    chosen=st.session_state["filter"],
                ),
            },
            essay=lambda: pair_paragraph(
                release, recipient=recipient, supplier=supplier, years=years
            ),
            calculation="\n\n".join(
                plain(line) for line in sentences.pair_notes(found.found, release)
            ),
        )
    )
