"""The verdict on one claim as a sheet of paper: HTML that prints on one page."""

from __future__ import annotations

from html import escape

from armstransfers import wording
from armstransfers.claims import derivation
from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdict, Verdicts
from armstransfers.claims.english.reading import Reading
from armstransfers.claims.remarks import remarks
from armstransfers.export.printed import page, table, verdict_words
from armstransfers.export.provenance import TIV_NOTE
from armstransfers.export.verdicts import verdict_citation

_LINES = 50  # of an A4 page at the size of print, with some to spare for wide letters
_CHARACTERS = 92  # of such a line
_HEADING = 3  # lines that a heading and its space take
_MOST_YEARS = 12


def sheet(verdicts: Verdicts, reading: Reading | None = None, *, link: str = "") -> str:
    """Return the verdict on a claim as one page of HTML, without a script or a foreign address.

    Parameters
    ----------
    verdicts : Verdicts
        What was found of the claim.
    reading : Reading, optional
        How its sentence was understood, where it was one.
    link : str, optional
        Link that reopens the view.
    """
    pieces = ["<h1>A claim, checked</h1>"]
    if verdicts.text:
        pieces.append(f"<blockquote>{_marked(verdicts.text, reading)}</blockquote>")
    right, cited = say.correct(verdicts), verdict_citation(verdicts, link=link)
    calculation = _derivation(verdicts)
    left = _LINES - _lines(verdicts.text, right, TIV_NOTE + cited) - (8 if calculation else 0)
    editions = _most_editions(verdicts, left)
    left -= 3 + round(editions * len(verdicts.each) * 1.3)
    pieces.append(_summary(verdicts, editions))
    if right:
        pieces.append(
            f'<section><h2>What is right</h2><p class="right">{escape(right)}</p></section>'
        )
    for title, told in [*map(_told, verdicts.each), *_read(reading)]:
        needed = _lines(told) + _HEADING
        if needed <= left:
            left -= needed
            pieces.append(f"<section><h2>{escape(title)}</h2><p>{escape(told)}</p></section>")
    pieces.append(calculation)
    pieces.append(f'<p class="small">{escape(TIV_NOTE)} {escape(cited)}</p>')
    return page("A claim, checked", "\n".join(piece for piece in pieces if piece))


def _lines(*texts: str) -> int:
    """Return about how many lines some paragraphs take."""
    return sum(1 + len(text) // _CHARACTERS for text in texts if text)


def _most_editions(verdicts: Verdicts, left: int) -> int:
    """Return how many editions of each part fit into the table at the top."""
    every = max((len(one.by_edition) for one in verdicts.each), default=1)
    return max(1, min(every, left // 2 // max(len(verdicts.each), 1)))


def _marked(text: str, reading: Reading | None) -> str:
    """Return a sentence in which the words that were understood are marked."""
    if reading is None:
        return escape(text)
    pieces, at = [], 0
    for one in sorted(reading.understood, key=lambda one: one.words):
        if one.words.start >= at:
            pieces += [escape(text[at : one.words.start]), f"<mark>{escape(one.words.text)}</mark>"]
            at = one.words.end
    return "".join([*pieces, escape(text[at:])])


def _summary(verdicts: Verdicts, editions: int) -> str:
    rows = []
    for one in verdicts.each:
        values = "<br>".join(
            escape(f"{say.edition_words(finding)}: {say.value_words(finding)}")
            for finding in one.by_edition[:editions]
        )
        implied = " (implied)" if one.part.implied else ""
        name = escape(f"{wording.capital(say.name_of(one))}{implied}")
        rows.append([name, verdict_words(one.verdict), values])
    return table(["Part of the claim", "Verdict", "Value"], rows)


def _told(verdict: Verdict) -> tuple[str, str]:
    """Return the heading and the text on one part."""
    near = [say.near_words(verdict, one) for one in verdict.nearest[:1]]
    sentences = [*say.reason(verdict), *near, *remarks(verdict)]
    return wording.capital(say.name_of(verdict)), " ".join(sentences)


def _read(reading: Reading | None) -> list[tuple[str, str]]:
    """Return the heading and the text on how a sentence was understood."""
    if reading is None:
        return []
    sentences = list(reading.ambiguities)
    if reading.not_understood:
        words = ", ".join(f"'{piece.text}'" for piece in reading.not_understood)
        sentences.append(f"Not understood: {words}.")
    return [("How it was read", " ".join(sentences))] if sentences else []


def _derivation(verdicts: Verdicts) -> str:
    """Return the calculation behind the first number, year by year."""
    told = [one for one in verdicts.each if one.decided_by.told and one.decided_by.numerator]
    shares = [one for one in told if one.part.kind == "share"] or told
    if not shares:
        return ""
    one = shares[0]
    yearly = derivation.by_year(one)
    decimals = one.decided_by.release.measure.decimals
    title = f"Calculation: {derivation.formula(one.decided_by)}, in million TIV"
    if len(yearly) > _MOST_YEARS:
        return f"<section><h2>{escape(title)}</h2></section>"
    years = [str(year) for year in yearly["year"]]
    rows = [
        [end.capitalize(), *(f"{value:,.{decimals}f}" for value in yearly[end])]
        for end in ("numerator", "denominator")
    ]
    grid = table(["", *years], rows, numbers=tuple(range(1, len(years) + 1)))
    return f'<section class="small"><h2>{escape(title)}</h2>{grid}</section>'
