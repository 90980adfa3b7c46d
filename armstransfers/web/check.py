"""The view Check a claim: what holds of it, in which edition, and what would be right."""

from __future__ import annotations

import json
from html import escape
from typing import Literal

import pandas as pd
import streamlit as st

from armstransfers.claims import Claim, Part, Reading, Verdict, Verdicts, check, read_claim
from armstransfers.claims import mending as mended
from armstransfers.claims import sentences as say
from armstransfers.claims.batch import check_file
from armstransfers.claims.claim import checked_of, names, window
from armstransfers.claims.derivation import by_year, formula
from armstransfers.claims.english.sentence import LONGEST_TEXT
from armstransfers.claims.judge import (
    CANNOT_BE_TOLD,
    DIFFERENT_MEASURE,
    NEEDS_READING,
    NOT_SUPPORTED,
    REVISED,
    SUPPORTED,
    WITHIN_ROUNDING,
)
from armstransfers.claims.remarks import remarks
from armstransfers.claims.right import correct
from armstransfers.claims.table_of_claims import MOST_ROWS
from armstransfers.claims.tables import edition_table, published_table
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.export.claim_report import report, report_csv
from armstransfers.export.image import download_config
from armstransfers.export.printed import MARKS
from armstransfers.export.verdict_card import card
from armstransfers.export.verdict_sheet import sheet
from armstransfers.export.verdicts import as_dict, verdict_citation
from armstransfers.model.release import Release
from armstransfers.web import at_hand, grids, links, mending, page, turns, width
from armstransfers.web.claim_controls import Asked
from armstransfers.web.controls import Controls
from armstransfers.web.plain import plain
from armstransfers.wording import capital

_STYLES = {
    SUPPORTED: "at-yes",
    WITHIN_ROUNDING: "at-yes",
    REVISED: "at-once",
    NOT_SUPPORTED: "at-no",
    CANNOT_BE_TOLD: "at-open",
    DIFFERENT_MEASURE: "at-open",
    NEEDS_READING: "at-ask",
}


def show() -> None:
    """Draw the view."""
    controls: Controls = st.session_state["controls"]
    asked: Asked = st.session_state["claim"]
    release: Release = st.session_state["release"]
    page.heading(controls.head, "Check a claim")
    with controls.head:
        page.say(
            "Write down what was claimed on shares, ranks or changes of arms transfers. Each part is "
            "judged by itself, in every edition at hand.",
            "at-source",
        )
    if asked.sentence or asked.given or asked.parts:
        _one(asked, release, controls)
    _many()


def _one(asked: Asked, release: Release, controls: Controls) -> None:
    try:
        claim = _claim(asked)
        if isinstance(claim, Reading):
            claim = _understood(claim, asked)
        verdicts = check(claim, at_hand.releases())
    except ArmsTransfersError as error:
        st.error(plain(capital(str(error))), icon=":material/error:")
        return
    reading = claim if isinstance(claim, Reading) else None
    with st.container(key="verdicts"):
        page.say(say.headline(verdicts), "at-headline")
        for place, verdict in enumerate(verdicts.each):
            with st.container(border=True):
                _verdict(verdict)
                if verdict.verdict == NEEDS_READING:
                    _ask(verdicts, place)
    right = correct(verdicts)
    if right:
        st.header("What would be right", anchor=False)
        st.code(right, language=None, wrap_lines=True)
    _beside(verdicts)
    _take_away(verdicts, reading, controls)
    page.sources(verdicts.each[0].decided_by.release if verdicts.each else release)


def _claim(asked: Asked) -> Claim | Reading | tuple[Part, ...]:
    if asked.parts and not asked.sentence:
        return mended.parts_of(mended.rows_from(asked.parts))
    if not asked.sentence:
        given = dict(asked.given)
        return Claim(**given)  # type: ignore[arg-type]  # every piece is text
    return read_claim(asked.sentence).mended(
        supplier=names(asked.supplier),
        recipient=names(asked.recipient),
        years=window(asked.years or None),
        of=checked_of(asked.of or None),
        base=window(asked.base or None),
    )


def _understood(reading: Reading, asked: Asked) -> Reading:
    """Show how a sentence was understood, and let it be mended, before anything is judged."""
    head = st.container()
    problem: ArmsTransfersError | None = None
    try:
        rows = mended.rows_from(asked.parts)
        parts = mended.parts_of(rows, reading.parts) if asked.parts else reading.parts
        found = reading.with_parts(parts)
    except ArmsTransfersError as error:
        found, problem = reading, error
    with head:
        _parts_of(found)
    mending.draw(reading.parts, asked.parts)
    if problem is not None:
        raise problem
    return found


def _parts_of(reading: Reading) -> None:
    items = "".join(f"<li>{escape(part.describe())}</li>" for part in reading.parts)
    st.header("How you mended it" if reading.by_hand else "How it was understood", anchor=False)
    st.html(f'<ul class="at-notes">{items}</ul>')
    for sentence in reading.ambiguities:
        page.say(sentence, "at-source")
    if reading.not_understood:
        words = ", ".join(f"“{piece.text}”" for piece in reading.not_understood)
        st.warning(plain(f"Not understood, and not judged: {words}."), icon=":material/help:")


def _verdict(verdict: Verdict) -> None:
    style = _STYLES[verdict.verdict]
    implied = " (implied)" if verdict.part.implied else ""
    mark = f"{MARKS[NEEDS_READING]} " if verdict.verdict == NEEDS_READING else ""
    st.html(
        f'<p class="at-verdict {style}"><strong>{escape(capital(say.name_of(verdict)))}'
        f"{implied}</strong> <span>{mark}{escape(verdict.verdict)}</span></p>"
    )
    told = [*say.reason(verdict), *remarks(verdict)]
    near = [say.near_words(verdict, one) for one in verdict.nearest]
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in (*told, *near))
    st.html(f'<ul class="at-notes">{items}</ul>')
    calculated = formula(verdict.decided_by)
    if calculated:
        with st.expander(
            f"How: {plain(calculated)}", on_change="rerun", key=f"how {verdict.key}"
        ) as opened:
            if opened.open:
                _derivation(verdict)


def _ask(verdicts: Verdicts, place: int) -> None:
    """Draw the answers to what is asked about a part: as it was read, or another reading."""
    parts = [one.part for one in verdicts.each]
    part = parts[place]
    others = {say.reading(one): one for doubt in part.doubts for one in doubt.alternatives}
    st.button(
        "Yes, it says that", key=f"yes {place}", icon=":material/check:", type="primary",
        on_click=mending.answer, args=(mended.answered(parts, place, part),),
    )  # fmt: skip
    for number, (words, other) in enumerate(others.items()):
        st.button(
            f"No: {plain(words)}", key=f"no {place} {number}",
            on_click=mending.answer, args=(mended.answered(parts, place, other),),
        )  # fmt: skip
    page.say("Or change its pieces in the table above.", "at-source")


def _derivation(verdict: Verdict) -> None:
    release = verdict.decided_by.release
    number = st.column_config.NumberColumn
    volume = grids.volumes(release.measure)
    page.say(f"By year, in {release.measure.unit}, {release.describe_origin()}.", "at-source")
    grids.draw(
        by_year(verdict),
        f"cells {verdict.key}",
        {
            "year": number(format="%d"),
            "numerator": number(format=volume),
            "denominator": number(format=volume),
        },
    )


def _beside(verdicts: Verdicts) -> None:
    """Show every edition, and what SIPRI published."""
    number = st.column_config.NumberColumn
    editions, published = st.tabs(["By edition", "What SIPRI published"])
    with editions:
        table = edition_table(verdicts)
        grids.draw(
            table[["part", "edition", "verdict", "computed", "low", "high", "unit", "reason"]],
            "by edition",
            {
                "edition": number(format="%d"),
                "computed": number(format="%.2f"),
                "low": number("lowest", format="%.2f"),
                "high": number("highest", format="%.2f"),
            },
        )
    with published:
        table = published_table(verdicts)
        if table.empty:
            st.markdown("Nothing on this pair is in the list of published figures.")
            return
        grids.draw(
            table[["sentence", "bears_out", "status", "source", "url"]],
            "published on it",
            {
                "bears_out": "bears out",
                "status": "sources",
                "url": st.column_config.LinkColumn("where", display_text="source"),
            },
        )


def _take_away(verdicts: Verdicts, reading: Reading | None, controls: Controls) -> None:
    release = verdicts.each[0].decided_by.release
    address = links.link(st.context.url or "", "check", controls.values(), release)
    with st.container(horizontal=True, gap="small", key="take-away"):
        with st.popover("Copy link", icon=":material/link:"):
            st.markdown("This link reopens the verdict, with this edition.")
            st.code(address, language=None, wrap_lines=True)
        with st.popover("Cite", icon=":material/format_quote:"):
            st.code(verdict_citation(verdicts), language=None, wrap_lines=True)
        st.download_button(
            "Sheet to print (HTML)", sheet(verdicts, reading, link=address), "verdict.html",
            "text/html", on_click="ignore", icon=":material/print:",
        )  # fmt: skip
        with st.popover("Image", icon=":material/image:", on_change="rerun") as popover:
            if popover.open:
                _image(verdicts)
        st.download_button(
            "JSON", json.dumps(as_dict(verdicts, reading), ensure_ascii=False, indent=1),
            "verdict.json", "application/json", on_click="ignore", icon=":material/data_object:",
        )  # fmt: skip


def _image(verdicts: Verdicts) -> None:
    """Draw the verdict as a picture; its button saves it, by the browser itself."""
    kind: Literal["png", "svg"] = st.segmented_control(
        "Save as", ("png", "svg"), default="png", required=True, key="card format"
    )
    picture = card(verdicts)
    narrow = " This screen shows a part of it." if width.is_narrow() else ""
    st.markdown(f"The camera above the picture saves it.{narrow}")
    st.plotly_chart(
        picture, key=f"card {kind}", theme=None, width="content",
        config=download_config(picture, "verdict", kind), alt=say.headline(verdicts),
    )  # fmt: skip


def _many() -> None:
    with st.expander("Many claims at once", key="many"):
        st.markdown(
            "A CSV file with a column `claim` for sentences; or `supplier`, `recipient`, `years` and "
            "any of `share`, `rank`, `after`, `change`. The report has a line for each part. Up to "
            f"{MOST_ROWS:,} claims, each of up to {LONGEST_TEXT:,} characters."
        )
        uploaded = st.file_uploader("Claims (CSV)", "csv", key="claims")
        if uploaded is None:
            return
        try:
            with st.spinner("Checking the claims"), turns.given_up():
                batch = check_file(uploaded.getvalue(), at_hand.releases())
        except ArmsTransfersError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        table: pd.DataFrame = batch.table()
        grids.draw(table, "batch")
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                "Report (CSV)", lambda: report_csv(batch), "verdicts.csv", "text/csv", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip
            st.download_button(
                "Report (HTML)", lambda: report(batch), "verdicts.html", "text/html", on_click="ignore",
                icon=":material/print:",
            )  # fmt: skip
