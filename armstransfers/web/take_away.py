"""What a viewer takes away: the link, the citation, the tables, the calculation."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from armstransfers import entities, wording
from armstransfers.analysis import question as q
from armstransfers.export.citation import citation
from armstransfers.export.provenance import provenance
from armstransfers.export.safe import file_name
from armstransfers.export.tables import to_csv
from armstransfers.release import Release
from armstransfers.web import params
from armstransfers.web.computed import Answer, over_time
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain

_THIS_COMPUTER = ("127.0.0.1", "localhost", "[::1]")


def take_away(
    found: Answer, asked: q.Question, release: Release, controls: Controls, path: str
) -> None:
    """Draw the row of buttons below a view."""
    years = controls.years
    address = _address(asked, release, controls, path)
    is_local = (urlsplit(address).hostname or "") in _THIS_COMPUTER
    with st.container(horizontal=True, gap="small"):
        with st.popover("Copy link", icon=":material/link:"):
            whom = "on this computer" if is_local else "for everyone who can reach this address"
            st.markdown(f"This link reopens the view, with this edition, {whom}.")
            st.code(address, language=None, wrap_lines=True)
        with st.popover("Cite", icon=":material/format_quote:"):
            words = citation(release, link="" if is_local else address)
            st.code(words, language=None, wrap_lines=True)
        st.download_button(
            "Download CSV",
            to_csv(found.shares, release.measure, provenance(release, asked, years)),
            file_name=file_name(
                f"{asked.across}s_{asked.entity}_{years[0]}-{years[1]}_{release.id}.csv"
            ),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        with st.popover("Full table", icon=":material/table:"):
            _tables(found, asked, release, controls)
        with st.popover("How was this calculated?", icon=":material/calculate:"):
            _calculation(found, asked, release, controls)


def _address(asked: q.Question, release: Release, controls: Controls, path: str) -> str:
    values = {
        asked.side: [entities.display_name(asked.entity)],
        "years": [str(year) for year in controls.years],
        "window": [str(controls.window)],
        "bars": [controls.bars],
    }
    return params.link(st.context.url or "", path, values, release)


def _tables(found: Answer, asked: q.Question, release: Release, controls: Controls) -> None:
    volume = f"%,.{release.measure.decimals}f"
    number = st.column_config.NumberColumn
    ranked, trailing = st.tabs([q.words(controls.years), "By window and year"])
    with ranked:
        st.dataframe(
            found.shares.assign(partner=_shown(found.shares["partner"])),
            hide_index=True,
            column_order=["rank", "partner", "share", "share_low", "share_high", "value"],
            column_config={
                "rank": "rank",
                "partner": asked.across,
                "share": number("share, %", format="%.2f"),
                "share_low": number("lowest, %", format="%.2f"),
                "share_high": number("highest, %", format="%.2f"),
                "value": number(release.measure.unit, format=volume.replace(",", "")),
            },
        )
    with trailing:
        series = over_time(release.id, asked.side, asked.entity, controls.window)
        wide = series.assign(partner=_shown(series["partner"])).pivot(
            index="last_year", columns="partner", values="share"
        )
        order = wide.max().sort_values(ascending=False).index
        table = wide[order].round(1).rename_axis("up to").reset_index()
        st.dataframe(table, hide_index=True, column_config={"up to": number("up to", format="%d")})


def _shown(partners: pd.Series) -> list[str]:
    return [entities.display_name(partner) for partner in partners]


def _calculation(found: Answer, asked: q.Question, release: Release, controls: Controls) -> None:
    first = found.shares.iloc[0]
    decimals, unit = release.measure.decimals, release.measure.unit
    st.markdown(
        f"A share is the {asked.across}'s volume over the whole of "
        f"{plain(wording.denominator(asked))} in {q.words(controls.years)}, Unknown included.\n\n"
        f"{plain(entities.display_name(first['partner']))}: {first['value']:,.{decimals}f} / "
        f"{first['total']:,.{decimals}f} {unit} = {first['share']:.2f} %.\n\n"
        "The lines are sums over sums of the years in each window. TIV is SIPRI's trend-indicator "
        "value: a volume of major arms delivered, never money."
    )
