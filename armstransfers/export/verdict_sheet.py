"""The verdict on one claim as a sheet of paper: HTML that prints on one page."""

from __future__ import annotations

from html import escape

from armstransfers import wording
from armstransfers.claims import derivation
from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdict, Verdicts
from armstransfers.claims.frames.reading import Reading
from armstransfers.claims.remarks import remarks
from armstransfers.claims.right import correct
from armstransfers.export.printed import page, table, verdict_words
from armstransfers.export.provenance import TIV_NOTE
from armstransfers.model.citing import citation
from armstransfers.wording import counted

_LINES = 50  # of an A4 page at the size of print, with some to spare for wide letters
_CHARACTERS = 92  # of such a line
_COLUMNS = (30, 24, 44)  # of the lines in the columns of the table
_HEADING = 3  # lines that a heading and its space take
_GRID = 6  # lines that the calculation takes
_MOST_YEARS = 12
_LONG = 1200  # characters of a claim that are shown


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
    releases = {one.decided_by.release.id: one.decided_by.release for one in verdicts.each}
    foot = " ".join([TIV_NOTE, *map(citation, releases.values())])
    foot += f" View: {link}" if link else ""
    shown = verdicts.text[:_LONG]
    room = _Room(_LINES - _HEADING - _lines(shown, foot))
    pieces = ["<h1>A claim, checked</h1>"]
    if shown:
        pieces.append(f"<blockquote>{_marked(shown, reading)}</blockquote>")
    pieces.append(_summary(verdicts, room))
    right = correct(verdicts)
    if right and room.takes(right):
        pieces.append(
            f'<section><h2>What is right</h2><p class="right">{escape(right)}</p></section>'
        )
    grid = _derivation(verdicts)
    room.left -= _GRID if grid else 0
    for title, told in [*map(_told, verdicts.each), *_read(reading)]:
        if room.takes(told):
            pieces.append(f"<section><h2>{escape(title)}</h2><p>{escape(told)}</p></section>")
    pieces += [grid if room.left >= 0 else "", f'<p class="small">{escape(foot)}</p>']
    return page("A claim, checked", "\n".join(piece for piece in pieces if piece))


class _Room:
    """The lines that are left on the page."""

    def __init__(self, left: int) -> None:
        self.left = left

    def takes(self, text: str) -> bool:
        """Whether a paragraph with its heading still fits; its lines are then taken."""
        needed = _lines(text) + _HEADING
        fits = needed <= self.left
        self.left -= needed if fits else 0
        return fits


def _lines(*texts: str) -> int:
    """Return about how many lines some paragraphs take."""
    return sum(1 + len(text) // _CHARACTERS for text in texts if text)


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


def _summary(verdicts: Verdicts, room: _Room) -> str:
    """Return the table of all parts, with as many editions and rows as half the page holds."""
    every = max((len(one.by_edition) for one in verdicts.each), default=1)
    most = room.left // 2
    for editions in range(every, 0, -1):
        rows = [_row(one, editions) for one in verdicts.each]
        if sum(lines for _, lines in rows) <= most or editions == 1:
            break
    cells, used = [], 2
    for row, lines in rows:
        if used + lines > room.left - _HEADING:
            break
        cells.append(row)
        used += lines
    room.left -= used
    grid = table(["Part of the claim", "Verdict", "Value"], cells)
    left_out = len(rows) - len(cells)
    more = f'<p class="small">{counted(left_out, "part")} more did not fit on this page.</p>'
    return grid + (more if left_out else "")


def _row(one: Verdict, editions: int) -> tuple[list[str], int]:
    """Return the cells of one part, and about how many lines they take."""
    values = [
        f"{say.edition_words(finding)}: {say.value_words(finding)}"
        for finding in one.by_edition[:editions]
    ]
    name = wording.capital(say.name_of(one)) + (" (implied)" if one.part.implied else "")
    columns = ([name], [one.verdict], values)
    lines = max(
        sum(1 + len(text) // width for text in texts)
        for texts, width in zip(columns, _COLUMNS, strict=True)
    )
    return [escape(name), verdict_words(one.verdict), "<br>".join(map(escape, values))], lines + 1


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
    if reading.by_hand:
        sentences.insert(0, "Its parts were mended by hand.")
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
