"""A table of claims as a report: one line a part, for a desk or a class."""

from __future__ import annotations

from collections import Counter
from html import escape

from armstransfers.claims import sentences as say
from armstransfers.claims.batch import Batch, Row
from armstransfers.claims.judge import VERDICTS
from armstransfers.export.printed import page, table, verdict_words
from armstransfers.export.provenance import TIV_NOTE
from armstransfers.export.tables import with_notes
from armstransfers.model.citing import citation
from armstransfers.wording import counted


def report(batch: Batch) -> str:
    """Return the verdicts on a table of claims as HTML, without a script or a foreign address."""
    verdicts = Counter(one.verdict for row in batch.rows for one in row.each)
    told = ", ".join(f"{verdicts[name]} {name}" for name in VERDICTS if verdicts[name])
    unread = sum(bool(row.problem) for row in batch.rows)
    summary = f"{counted(len(batch.rows), 'claim')}, {counted(sum(verdicts.values()), 'part')}: {told or 'none judged'}."
    if unread:
        summary += f" {counted(unread, 'claim')} could not be read."
    lines: list[list[str]] = []
    before = ""
    for place, row in enumerate(batch.rows, 1):
        claim = _claim(row)
        lines += _lines(place, row, "" if claim == before else claim)
        before = claim
    grid = table(["", "Claim", "Part", "Verdict", "Found"], lines, numbers=(0,))
    used = {
        one.decided_by.release.id: one.decided_by.release for row in batch.rows for one in row.each
    }
    cited = " ".join(citation(release) for release in used.values())
    return page(
        "Claims, checked",
        f"<h1>Claims, checked</h1>\n<p>{escape(summary)}</p>\n{grid}\n"
        f'<p class="small">{escape(TIV_NOTE)} {escape(cited)}</p>',
    )


def report_csv(batch: Batch) -> str:
    """Return the verdicts on a table of claims as CSV, one line a part.

    A cell that a spreadsheet could run as a formula has an apostrophe before it, and a line above
    then says so.
    """
    return with_notes(batch.table(), {})


def _claim(row: Row) -> str:
    text = row.verdicts.text if row.verdicts else ""
    return text or ", ".join(value for value in row.cells.values() if value)


def _lines(place: int, row: Row, claim: str) -> list[list[str]]:
    if not row.each:
        return [[str(place), escape(claim), "", "could not be read", escape(row.problem)]]
    lines = []
    for i, one in enumerate(row.each):
        told = say.reason(one)
        if not one.part.sure:  # the question stands first, and the reading before the value
            told[1:1] = [" ".join(say.questions(one.part))]
        found = [f"{say.value_words(one.decided_by)}.", *told[1:2]] if one.decided_by.told else told
        lines.append(
            [
                str(place) if i == 0 else "",
                escape(claim) if i == 0 else "",
                escape(say.name_of(one) + (" (implied)" if one.part.implied else "")),
                verdict_words(one.verdict),
                escape(" ".join(found)),
            ]
        )
    return lines
