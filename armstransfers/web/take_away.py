"""What a viewer takes away: the link, the citation, tables, images, the calculation, a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from armstransfers.charts import Chart
from armstransfers.core.fields import FIELDS
from armstransfers.export.heading import Heading, heading
from armstransfers.export.image import captioned, download_config
from armstransfers.export.safe import file_name
from armstransfers.export.tables import to_csv
from armstransfers.export.workbook import to_xlsx
from armstransfers.model.citing import bibtex, citation, csl_json
from armstransfers.model.release import Release
from armstransfers.web import grids, links
from armstransfers.web.plain import plain


@dataclass(frozen=True)
class TakeAway:
    """What a view gives away.

    Attributes
    ----------
    release : Release
        The data behind it.
    title : str
        What it shows.
    name : str
        First part of the names of files.
    path : str
        Path of the view.
    values : dict of str to list of str
        Values of the link.
    provenance : dict of str to str
        What every file carries.
    tables : dict of str to DataFrame
        The tables behind the view; the first is the one for CSV.
    charts : dict of str to Chart or callable
        The charts by name, or what draws them when they are asked for.
    calculation : str
        How the headline's number was calculated, as Markdown.
    scripts : dict of str to callable
        Scripts that calculate it again, by name, the one for the headline first; made when they
        are asked for.
    essay : callable or None
        A paragraph about it, made when it is asked for.
    heading : Heading or None
        What stands around its pictures; None for its title alone.
    """

    release: Release
    title: str
    name: str
    path: str
    values: links.Query
    provenance: dict[str, str]
    tables: dict[str, pd.DataFrame]
    charts: Mapping[str, Chart | Callable[[], Chart]] = field(default_factory=dict)
    calculation: str = ""
    scripts: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    essay: Callable[[], str] | None = None
    heading: Heading | None = None
    shown: dict[str, list[str]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Name of files, without the ending."""
        return file_name(f"{self.name}_{self.release.origin.selected_from or self.release.id}")


def offer(what: TakeAway) -> None:
    """Draw the row of buttons below a view."""
    address = links.link(st.context.url or "", what.path, what.values, what.release)
    is_local = links.leads_here_alone(address)
    with st.container(horizontal=True, gap="small", key="take-away"):
        with st.popover("Copy link", icon=":material/link:", on_change="rerun") as popover:
            if popover.open:
                whom = "on this computer" if is_local else "for everyone who can reach this address"
                st.markdown(f"This link reopens the view, with this edition, {whom}.")
                st.code(address, language=None, wrap_lines=True)
        first = next(iter(what.tables.values()))
        with st.popover("Cite", icon=":material/format_quote:", on_change="rerun") as popover:
            if popover.open:
                _cite(what, "" if is_local else address)
        st.download_button(
            "Download CSV",
            lambda: to_csv(first, what.release.measure, what.provenance),
            file_name=f"{what.file}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        with st.popover("More formats", icon=":material/file_save:", on_change="rerun") as popover:
            if popover.open:
                _formats(what)
        if what.charts:
            with st.popover("Image", icon=":material/image:", on_change="rerun") as popover:
                if popover.open:
                    _image(what)
        with st.popover("Full table", icon=":material/table:", on_change="rerun") as popover:
            if popover.open:
                _tables(what)
        if what.calculation:
            with st.popover(
                "How was this calculated?", icon=":material/calculate:", on_change="rerun"
            ) as popover:
                if popover.open:
                    st.markdown(what.calculation)
                    if what.scripts:
                        st.markdown("This script does it again, with nothing but pandas:")
                        st.code(
                            next(iter(what.scripts.values()))(), language="python", wrap_lines=True
                        )


def _cite(what: TakeAway, link: str) -> None:
    today = date.today()
    text, tex, csl = st.tabs(["Text", "BibTeX", "CSL-JSON"])
    with text:
        st.code(citation(what.release, link=link, accessed=today), language=None, wrap_lines=True)
        if what.essay:
            st.markdown("A paragraph for an essay:")
            st.code(what.essay(), language=None, wrap_lines=True)
    options = {"title": what.title, "link": link, "accessed": today}
    for tab, words, language in (
        (tex, bibtex(what.release, **options), "latex"),  # type: ignore[arg-type]
        (csl, csl_json(what.release, **options), "json"),  # type: ignore[arg-type]
    ):
        with tab:
            st.code(words, language=language, wrap_lines=True)


def _formats(what: TakeAway) -> None:
    st.download_button(
        "Workbook (XLSX)",
        lambda: to_xlsx(what.tables, what.release.measure, what.provenance),
        file_name=f"{what.file}.xlsx",
        on_click="ignore",
        icon=":material/table_view:",
    )
    for name, script in what.scripts.items():
        st.download_button(
            f"{name} (pandas script)", script(), f"{what.file}_{file_name(name.lower())}.py",
            on_click="ignore", icon=":material/code:",
        )  # fmt: skip


def _image(what: TakeAway) -> None:
    """Draw the chart with its texts inside; its button saves it, by the browser itself."""
    names = list(what.charts)
    with st.container(horizontal=True, gap="small"):
        kind: Literal["png", "svg"] = st.segmented_control(
            "Save as", ("png", "svg"), default="png", required=True, key="image format"
        )
        name = names[0]
        if len(names) > 1:
            name = st.selectbox("Of", names, key="image of", width=200)
    found = what.charts[name]
    chart = found if isinstance(found, Chart) else found()
    picture = captioned(
        chart.figure,
        what.heading or heading(what.release, what.title),
        dark=st.context.theme.type == "dark",
    )
    st.markdown("The camera above the picture saves it, with all that it must carry.")
    st.plotly_chart(
        picture,
        key=f"image {kind} {name}",
        theme=None,
        width="content",
        config=download_config(picture, f"{what.file}_{file_name(name)}", kind),
        alt=chart.alt,
    )


def _tables(what: TakeAway) -> None:
    for tab, (name, table) in zip(st.tabs(list(what.tables)), what.tables.items(), strict=True):
        with tab:
            columns = what.shown.get(name, list(table.columns))
            grids.draw(
                grids.for_people(table[columns]),
                f"table {name}",
                _columns(table[columns], what.release),
            )


def _columns(table: pd.DataFrame, release: Release) -> dict[str, Any]:
    """Return how the columns of a table are headed and written."""
    number = st.column_config.NumberColumn
    config: dict[str, Any] = {}
    for name in table.columns:
        field = FIELDS.get(name)
        if field is None:
            continue
        head = plain(field.name.replace("_", " "))
        if field.type == "number":
            measured = field.unit == FIELDS["value"].unit
            unit = release.measure.unit if measured else field.unit
            decimals = release.measure.decimals if measured else 2
            config[name] = number(f"{head}, {unit}", format=f"%,.{decimals}f", help=field.meaning)
        elif field.type == "year":
            config[name] = number(head, format="%d", help=field.meaning)
        else:
            config[name] = st.column_config.Column(head, help=field.meaning)
    return config
