"""The command that judges claims: ``check``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from armstransfers import wording
from armstransfers.claims import sentences as say
from armstransfers.claims.batch import Batch, check_file
from armstransfers.claims.check import Verdict, Verdicts
from armstransfers.claims.check import check as judge
from armstransfers.claims.claim import Claim, checked_of, names, window
from armstransfers.claims.english.sentence import LONGEST_TEXT, read_claim
from armstransfers.claims.frames.reading import Reading
from armstransfers.claims.remarks import remarks
from armstransfers.claims.right import correct
from armstransfers.claims.table_of_claims import MOST_ROWS
from armstransfers.cli.printing import (
    print_csv,
    print_json,
    print_line,
    print_table,
    print_text,
    write_file,
)
from armstransfers.core.errors import BadRequest
from armstransfers.export.claim_report import report, report_csv
from armstransfers.export.verdict_sheet import sheet
from armstransfers.export.verdicts import as_dict, verdict_citation

_STATEMENTS = ("share", "rank", "after", "ahead_of", "times", "than", "change", "points", "volume")


class CheckFormat(StrEnum):
    """How verdicts are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    html = "html"


def check(
    supplier: Annotated[
        str | None, typer.Option(help="Who delivered; any spelling or code.")
    ] = None,
    recipient: Annotated[str | None, typer.Option(help="Who received.")] = None,
    years: Annotated[str | None, typer.Option(help="Window: 2011-2020, or one year.")] = None,
    of: Annotated[
        str | None, typer.Option("--of", help="Of whose total: imports, exports or world.")
    ] = None,
    share: Annotated[
        str | None, typer.Option(help="Stated share: 7.1, 'about 7 %', two-thirds.")
    ] = None,
    rank: Annotated[str | None, typer.Option(help="Stated rank: 2, 'among the top three'.")] = None,
    after: Annotated[
        str | None, typer.Option(help="Who is said to be larger; several with +.")
    ] = None,
    ahead_of: Annotated[
        str | None, typer.Option("--ahead-of", help="Who is said to be smaller.")
    ] = None,
    times: Annotated[str | None, typer.Option(help="Stated multiple: 8.2, twice.")] = None,
    than: Annotated[str | None, typer.Option(help="Of whose volume, for --times.")] = None,
    change: Annotated[
        str | None, typer.Option(help="Stated change of volume: +249 %, 'doubled'.")
    ] = None,
    base: Annotated[
        str | None, typer.Option(help="Earlier window, for --change and --points.")
    ] = None,
    points: Annotated[
        str | None, typer.Option(help="Stated change of share in percentage points.")
    ] = None,
    volume: Annotated[str | None, typer.Option(help="Stated volume in million TIV.")] = None,
    text: Annotated[
        str | None,
        typer.Option(help=f"An English sentence instead, of up to {LONGEST_TEXT:,} characters."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="Day of the sentence, 2024-03-11, for 'the past five years'."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", help=f"A CSV file of up to {MOST_ROWS:,} claims, each as long."),
    ] = None,
    confirm: Annotated[
        bool,
        typer.Option(
            "--confirm", help="With --text: the sentence says what was read; judge all of it."
        ),
    ] = False,
    edition: Annotated[
        int | None, typer.Option(help="Edition that decides; by default the newest that can tell.")
    ] = None,
    format: Annotated[
        CheckFormat, typer.Option("--format", help="How to print.")
    ] = CheckFormat.table,
    output: Annotated[Path | None, typer.Option(help="File to write instead of printing.")] = None,
) -> None:
    """Judge a claim part by part: a structured one, a sentence, or a file of them.

    With --text, the options --supplier, --recipient, --years, --of and --base mend what was
    understood. A part whose reading is not sure is asked, not judged; --confirm answers that the
    sentence says it.
    """
    stated = dict(
        zip(
            _STATEMENTS,
            (share, rank, after, ahead_of, times, than, change, points, volume),
            strict=True,
        )
    )
    given = {name: value for name, value in stated.items() if value is not None}
    if published is not None and text is None:
        raise BadRequest(
            "--published is the day of a sentence, given with --text; in a file of claims, write it in a "
            "column 'published'."
        )
    if confirm and text is None:
        raise BadRequest(
            "--confirm answers for a sentence; in a file of claims, write yes in a column 'confirmed'."
        )
    if file is not None:
        if text is not None or given or supplier or recipient:
            raise BadRequest("give either a file of claims, or one claim.")
        _print_batch(check_file(file, edition=edition), format, output)
        return
    reading: Reading | None = None
    claim: Claim | Reading
    if text is not None:
        if given:
            raise BadRequest("give either a sentence, or a share, a rank and so on.")
        reading = read_claim(text, published=published).mended(
            supplier=names(supplier), recipient=names(recipient), years=window(years),
            of=checked_of(of), base=window(base),
        )  # fmt: skip
        claim = reading = reading.confirmed() if confirm else reading
    else:
        claim = Claim(supplier, recipient, years, of=checked_of(of), base=base, **given)
    _print_verdicts(judge(claim, edition=edition), reading, format, output)


def _print_verdicts(
    verdicts: Verdicts, reading: Reading | None, format: CheckFormat, output: Path | None
) -> None:
    match format:
        case CheckFormat.html:
            _write(sheet(verdicts, reading), output)
        case CheckFormat.json:
            print_json(as_dict(verdicts, reading))
        case CheckFormat.csv:
            print_csv(_summary(verdicts))
        case _:
            _print_for_people(verdicts, reading)


def _print_batch(batch: Batch, format: CheckFormat, output: Path | None) -> None:
    match format:
        case CheckFormat.html:
            _write(report(batch), output)
        case CheckFormat.csv:
            _write(report_csv(batch), output)
        case CheckFormat.json:
            rows = [
                {
                    "row": place,
                    "cells": row.cells,
                    "problem": row.problem or None,
                    **(as_dict(row.verdicts, row.reading) if row.verdicts else {}),
                }
                for place, row in enumerate(batch.rows, 1)
            ]
            print_json({"claims": rows})
        case _:
            shown = [
                {
                    "row": place,
                    "part": one.key,
                    "stated": one.part.stated_words(),
                    "verdict": one.verdict,
                    "value": say.value_words(one.decided_by),
                }
                for place, row in enumerate(batch.rows, 1)
                for one in row.each
            ]
            if shown:
                print_table(pd.DataFrame(shown), None)
            for place, row in enumerate(batch.rows, 1):
                if row.problem:
                    print_line(f"Row {place}: {row.problem}")


def _write(text: str, output: Path | None) -> None:
    if output is None:
        print_text(text)
        return
    write_file(output, text)
    print_line(f"Wrote {output}.")


def _summary(verdicts: Verdicts) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "part": one.key,
                "stated": one.part.stated_words(),
                "verdict": one.verdict,
                "value": say.value_words(one.decided_by).replace("\N{NO-BREAK SPACE}", " "),
                "edition": one.decided_by.edition,
                "release": one.decided_by.release.id,
                "reason": " ".join(say.reason(one)).replace("\N{NO-BREAK SPACE}", " "),
            }
            for one in verdicts.each
        ]
    )


def _print_for_people(verdicts: Verdicts, reading: Reading | None) -> None:
    if reading is not None:
        print_line(f"Read in: {reading.text}")
        for one in reading.parts:
            print_line(f"  {one.describe()}")
        for sentence in reading.ambiguities:
            print_line(f"  note: {sentence}")
        if reading.not_understood:
            words = ", ".join(f"'{piece.text}'" for piece in reading.not_understood)
            print_line(f"  not understood: {words}")
        print_line()
    for verdict in verdicts.each:
        _print_verdict(verdict)
    if right := correct(verdicts):
        print_line(f"Right: {right}")
    print_line(f"Cite: {verdict_citation(verdicts)}")


def _print_verdict(verdict: Verdict) -> None:
    implied = ", implied" if verdict.part.implied else ""
    print_line(f"{wording.capital(say.name_of(verdict))}{implied}: {verdict.verdict.upper()}")
    for sentence in (*say.reason(verdict), *remarks(verdict)):
        print_line(f"  {sentence}")
    for near in verdict.nearest:
        print_line(f"  {say.near_words(verdict, near)}")
    print_line()
