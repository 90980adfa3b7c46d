"""Makes docs/claims.md from the tables of claims in tests/claims: `python docs/make_claims.py`."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from armstransfers.claims.batch import Row, check_file
from armstransfers.claims.judge import VERDICTS, Finding
from armstransfers.claims.phrases import Phrase, read
from armstransfers.claims.sentences import value_words

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "claims.md"
CROSS_VALIDATED = ROOT / "tests" / "claims" / "cross_validated.csv"
OUTCOMES = ("right", "rightly asked", "question", "refusal", "silent", "false verdict")
_OUTCOMES = {
    "question": "asked, with pieces missing or wrong",
    "refusal": "not read, and said so",
    "silent": "a part lost without a word",
    "false verdict": "a verdict on something that it does not say",
}
TABLES = ("claims.csv", "known_claims.csv")
EDITIONS = (2022, 2025, 2026)

_MEANING = (
    "the value of the deciding edition is one that the claim's words stand for",
    "it is not, and the rounding of the claim and that of the source leave it open",
    "the deciding edition does not bear it out; an older edition at hand, or a figure that SIPRI "
    "published for the same pair and window, does",
    "no edition at hand and no figure of SIPRI's bears it out",
    "the denominator is not at hand, or the claim is about a region, or lacks its years or a name; the "
    "reason says what would be needed",
    "the clause counts money, orders, approvals, licences, a number of weapons or one kind of them; "
    "deliveries in TIV neither bear it out nor refute it",
    "the reading is not sure; the pieces, the question and the value are shown, and the part is "
    "judged when a person has answered",
)
_STATED: tuple[tuple[Phrase, str], ...] = (
    ("share", "7.1 %"), ("share", "about 7.1 %"), ("share", "about 7 %"), ("share", "almost two-thirds"),
    ("share", "just over 60 %"), ("share", "more than half"), ("share", "less than a fifth"),
    ("share", "at least 60 %"), ("share", "a quarter"), ("share", "one in five"), ("share", "most"),
    ("share", "the vast majority"), ("share", "nearly all"), ("share", "all"), ("share", "60-70 %"),
    ("rank", "second-largest"), ("rank", "among the top three"), ("ratio", "8.2 times"), ("ratio", "twice"),
    ("ratio", "2.5 % more"), ("change", "rose 249 %"), ("change", "fell by 47 %"), ("change", "doubled"),
    ("change", "almost 100-fold"), ("points", "20 percentage points"), ("volume", "3,351 million TIV"),
)  # fmt: skip

_HEAD = """\
# Claims

`armstransfers check` judges a claim about arms transfers part by part: a share, a rank, a comparison,
a ratio, a change. It takes a form or an English sentence, or a file of either:

```
armstransfers check --supplier Belarus --recipient Azerbaijan --years 2011-2020 --share 7.1 --rank 2
armstransfers check --text "Belarus was Azerbaijan's second-largest arms supplier in 2011-20."
armstransfers check --file claims.csv --format html --output report.html
```

From Python: `armstransfers.check(claim)`, where the claim is an `armstransfers.Claim`, a sentence, or
what `armstransfers.read_claim(sentence)` understood of one.

## Verdicts

The newest edition at hand that can tell decides; every edition is shown. With `--edition` that edition
decides alone.

{verdicts}

## What a stated number stands for

A value bears a claim out if the claim's words stand for it. Equal volumes share a rank, and unknown
suppliers have none, though they count in the denominator.

{stated}

## What a sentence may say

Who supplies whom, by name, adjective, people or capital; the years in the usual forms; shares, ranks,
"after Israel", "ahead of Turkey", "8.2 times that of Armenia", "rose by 15 % between 2009-13 and
2014-18", "from 76 to 36 per cent"; several of them in a row. How it was understood is shown first, with
the words that each part was read from, and can be mended. What could be read in another way is said.
What is not understood is listed and never guessed. A list of shares implies an order; it is a part of
its own, and always a question.

Options beside `--text` mend what was understood: `--supplier`, `--recipient`, `--years`, `--of`, `--base`.

Words such as *in the past five years*, *last year* or *so far this decade* are read against the day of the text:
`--published 2024-03-11`, or `read_claim(text, published="2024-03-11")`. SIPRI's own five years of that day are taken,
those of the edition that was out. Without a day they are asked.

Of a sentence in German, French, Spanish, Russian or Turkish the names, the years and the percentages are found, and
who supplied whom is asked: each part comes filled in, with the other ways round as answers.

## How well sentences are read

Names, years, figures and ranks are found first. For each figure every reading (as what, of whom, to whom, of which
years) has a score: a sum of weights, which were fitted on sentences whose reading is known. The best is judged only
if it is much likelier than the next; else it is asked. `make fit-claims` fits the weights anew, in a minute.

{count_of_varied} sentences were written for this project in the constructions that real ones use, and are hard on
purpose. Each was read by weights that were fitted without it:

{varied}

*Right* is a verdict on what the sentence says, for each of its parts, or none where it says nothing that this data
can tell. *Rightly asked* is a question with the pieces filled in, to be answered by one click, or one that only a person
can answer. The figures are for these sentences; another set, of real sentences, is kept back from whoever writes
the reader.

## What is asked before it is judged

A part gets no verdict while its reading is not sure. It is then a question:

- where a number, a name, years, a region, a bloc or a word such as *respectively* or *preceding* stands
  unread in its clause;
- where another reading is as likely: a name closer to the number, imports for exports, one of two windows,
  a change between two countries or of one alone, a year that dates a report or a war;
- where a word turns or hedges what is said (*hardly*, *failed to*, *would*, *if*, *a myth*, a question mark),
  or says that a rank is nearly held or is the first after another;
- where the verb is no delivery (*destroyed*, *financed*, *returned*), or is unknown;
- where a word narrows the figure, the years or the arms: *a further 7 %*, *rose to*, *on average*, *outside
  2011-2020*, *8 times smaller*, *second-hand arms*, *grain and arms*;
- where the sentence is not in English: the pieces are filled in, and the roles are asked;
- where one country is read as supplier and recipient, a share is beyond the whole, the shares of one whole
  add up to more than 100 % and rounding, two figures are read of the same thing, or a rank is beyond the
  number of partners;
- where the figure is off by more than a factor of three, or in its direction, and no edition and no figure
  of SIPRI's bears it out. That is a misreading more often than an error.

`--confirm` answers that the sentence says what was read. What a person gives as pieces, in the form, in a
table or with options, is sure and is never asked. In JSON such a part has `"sure": false` and its
`questions`.

## A file of claims

A CSV file with one claim a row, as a sentence (column `text`, `claim` or `sentence`) or in columns:
`supplier`, `recipient`, `years` (or `start` and `end`, both), `of` (imports, exports or world), and any of
`share`, `rank`, `after`, `ahead_of`, `times` with `than`, `change` with `base`, `points`, `volume`.
Columns `kind` and `stated` hold one part a row. A sentence with *yes* in the column `confirmed` is judged
as it was read; a column `published` holds the day of each. A row that cannot be read says why; the others are
judged. `--format csv` gives the rows back with their verdicts, `--format html` a report to print.

## Claims with known answers

{count} claims, judged by the editions that ship. The first {real} are parts of real sentences. The others
were made with figures that plain pandas counted, {wrong} of them wrong on purpose. {whole} are about what no
extract holds, and the complete register tells. The tests hold this table against the program, and this page
against the table.

{claims}
"""


def page() -> str:
    """Return the page as the program makes it today."""
    rows = [row for name in TABLES for row in check_file(ROOT / "tests" / "claims" / name).rows]
    real = sum(not row.cells.get("key") for row in rows)
    whole = sum(row.cells["data"] == "whole" for row in rows)
    wrong = sum("wrong" in row.cells.get("note", "") for row in rows[real:])
    return _HEAD.format(
        verdicts=_table(["verdict", "when"], [[v, m] for v, m in zip(VERDICTS, _MEANING, strict=True)]),
        stated=_table(["as", "words", "stand for"], [[k, w, read(k, w).rule] for k, w in _STATED]),
        claims=_table(
            ["", "claim", "part", *(f"edition {edition}" for edition in EDITIONS), "verdict"],
            [_claim(row) for row in rows],
        ),
        varied=_table(["read", "sentences"], _read()), count_of_varied=sum(int(n) for _, n in _read()),
        count=len(rows), real=real, wrong=wrong, whole=whole,
    )  # fmt: skip


def _read() -> list[list[str]]:
    """Return how many sentences came to what, by weights that were not fitted on them."""
    with CROSS_VALIDATED.open(encoding="utf-8", newline="") as lines:
        counts = Counter(row["outcome"] for row in csv.DictReader(lines))
    return [[_OUTCOMES.get(one, one), str(counts[one])] for one in OUTCOMES if counts[one]]


def _claim(row: Row) -> list[str]:
    (one,) = row.each
    by_edition = {finding.edition: finding for finding in one.by_edition}
    return [
        row.cells["id"],
        row.cells["claim"],
        f"{one.part.noun}: {one.part.stated_words()}",
        *(_value(by_edition[edition]) for edition in EDITIONS),
        one.verdict,
    ]


def _value(finding: Finding) -> str:
    return value_words(finding).replace("\N{NO-BREAK SPACE}", " ")


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
