"""The view Pair: what one supplier is to one recipient, and the other way round."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import streamlit as st

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.leading import active_span
from armstransfers.charts import Chart, every_window, pair_over_time
from armstransfers.errors import Refused
from armstransfers.export.essay import pair_paragraph
from armstransfers.export.provenance import provenance_of_pair
from armstransfers.export.script import pair_script
from armstransfers.release import Release
from armstransfers.web import grids, page, params, width
from armstransfers.web.computed import asked_of, listed
from armstransfers.web.computed_pair import Pair, pair, pair_series, windows
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.web.sent import sent
from armstransfers.web.take_away import TakeAway, offer
from armstransfers.wording import views as sentences

_SHOWN: dict[str, Any] = {params.SHARE: "share", params.RANK: "rank"}


def show() -> None:
    """Draw the view."""
    release: Release = st.session_state["release"]
    controls: Controls = st.session_state["controls"]
    recipient, supplier, years = controls.recipient, controls.supplier, controls.years
    page.heading(controls.head, sentences.asking_pair(supplier, recipient))
    found = pair(release.id, recipient, supplier, years)
    if not found.found:
        page.refused(found.refusals[0], asked_of(release, "recipient", recipient), years, release)
        return
    page.headline(
        controls.head,
        sentences.pair_headline(found.found, supplier, recipient, years),
        release,
    )
    both = (asked_of(release, "recipient", recipient), asked_of(release, "supplier", supplier))
    page.missing(release, both, years)
    left, right = st.columns(2, gap="medium")
    with left:
        series = pair_series(release.id, recipient, supplier, controls.window)
        yearly = pair_series(release.id, recipient, supplier, 1)
        volumes = yearly["recipient" if "recipient" in yearly else "supplier"]
        chart = pair_over_time(
            series.get("recipient"),
            series.get("supplier"),
            volumes,
            recipient=recipient,
            supplier=supplier,
            measure=release.measure,
            window=controls.window,
            marked=years,
            span=active_span(volumes, release.coverage.years or years),
            dark=page.is_dark(),
            narrow=width.is_narrow(),
        )
        page.plot(chart, "pair_over_time")
    charts = {"Two shares": chart}
    with right:
        every = _map(release, controls)
        if every is not None:
            charts["Map of windows"] = every
    page.notes([*sentences.pair_notes(found.found, release), *found.refusals], "The two shares")
    _deliveries(release, controls)
    _give_away(release, controls, found, charts)
    page.sources(release)


def _map(release: Release, controls: Controls) -> Chart | None:
    """Draw the map of windows; a click on a cell, as the control above, sets the window."""
    pair_asked = release.id, controls.recipient, controls.supplier, controls.map_of
    try:
        table = windows(*pair_asked)
    except Refused as refusal:
        st.info(plain(wording.capital(str(refusal))), icon=":material/block:")
        return None
    chart = every_window(
        table,
        recipient=controls.recipient,
        supplier=controls.supplier,
        of=controls.map_of,  # type: ignore[arg-type]  # links allow the two alone
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


def _give_away(release: Release, controls: Controls, found: Pair, charts: dict[str, Chart]) -> None:
    years, recipient, supplier = controls.years, controls.recipient, controls.supplier
    names = {"recipient": "Dependence", "supplier": "Exposure"}
    tables = {names[asked.side]: row for asked, row in found.found.items()}
    with suppress(Refused):  # the map says so
        tables["All windows"] = windows(release.id, recipient, supplier, controls.map_of)
    offer(
        TakeAway(
            release=release,
            title=f"{sentences.asking_pair(supplier, recipient)} {q.words(years)}",
            name=f"pair_{supplier}_{recipient}_{years[0]}-{years[1]}",
            path="pair",
            values=controls.values(),
            provenance=provenance_of_pair(
                release,
                asked_of(release, "recipient", recipient),
                asked_of(release, "supplier", supplier),
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
