"""The page that sheets and reports are printed on: self-contained, light, and without a script."""

from __future__ import annotations

from html import escape

from armstransfers.claims.judge import (
    CANNOT_BE_TOLD,
    DIFFERENT_MEASURE,
    NEEDS_READING,
    NOT_SUPPORTED,
    REVISED,
    SUPPORTED,
    WITHIN_ROUNDING,
)

MARKS = {SUPPORTED: "=", WITHIN_ROUNDING: "\N{ALMOST EQUAL TO}", REVISED: "\N{ANTICLOCKWISE OPEN CIRCLE ARROW}", NOT_SUPPORTED: "\N{NOT EQUAL TO}", CANNOT_BE_TOLD: "\N{EM DASH}", DIFFERENT_MEASURE: "\N{WHITE DIAMOND}", NEEDS_READING: "?"}  # fmt: skip
"""A mark beside each verdict, so that it is told without its colour."""

_CLASSES = {SUPPORTED: "yes", WITHIN_ROUNDING: "near", REVISED: "then", NOT_SUPPORTED: "no", CANNOT_BE_TOLD: "open", DIFFERENT_MEASURE: "open", NEEDS_READING: "open"}  # fmt: skip

_STYLE = """
@page { size: A4; margin: 12mm 14mm; }
* { box-sizing: border-box; }
body { font: 9.5pt/1.38 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  color: #1f2328; background: #fff; max-width: 190mm; margin: 0 auto; padding: 6mm; }
@media print { body { padding: 0; max-width: none; } }
h1 { font-size: 14pt; margin: 0 0 1mm; } h2 { font-size: 10.5pt; margin: 3.5mm 0 1mm; }
p { margin: 0 0 1.2mm; } blockquote { margin: 0 0 2.5mm; padding: 1.5mm 3mm; font-size: 11pt;
  background: #f4f6f8; border-left: 1mm solid #59636e; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .7mm 1.6mm; border-bottom: .2mm solid #d1d9e0; vertical-align: top; }
th { font-weight: 600; } td.n, th.n { text-align: right; white-space: nowrap; }
mark { background: #fff3c4; padding: 0 .5mm; } .small { font-size: 8.2pt; color: #4b535d; }
.verdict { font-weight: 600; } td:last-child { min-width: 62mm; } .yes { color: #116329; } .near { color: #116329; }
.then { color: #7a4a00; } .no { color: #a40e26; } .open { color: #4b535d; }
section { break-inside: avoid; } .right { border: .3mm solid #116329; padding: 1.5mm 3mm; }
"""


def page(title: str, body: str) -> str:
    """Return a whole HTML page. `body` is HTML already; the title is escaped here."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def verdict_words(verdict: str) -> str:
    """Return a verdict as HTML, with its mark."""
    return f'<span class="verdict {_CLASSES[verdict]}">{MARKS[verdict]} {escape(verdict)}</span>'


def table(head: list[str], rows: list[list[str]], numbers: tuple[int, ...] = ()) -> str:
    """Return a table as HTML; its cells are HTML already.

    Parameters
    ----------
    head : list of str
        Column names, as text.
    rows : list of list of str
        Cells, as HTML.
    numbers : tuple of int
        Places of the columns that hold numbers.
    """

    def cell(tag: str, place: int, content: str) -> str:
        kind = ' class="n"' if place in numbers else ""
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{kind}{scope}>{content}</{tag}>"

    top = "".join(cell("th", i, escape(name)) for i, name in enumerate(head))
    body = "\n".join(
        "<tr>" + "".join(cell("td", i, content) for i, content in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
