"""Counts what the reader makes of the sentences in claims_varied.csv, part by part.

A part is *judged* where it would get a verdict from complete data: nothing about it is doubtful,
missing or of another measure. A judged part that is none of the expected ones is a false verdict,
whether its number would be borne out or not.

A sentence is *right* if every expected part is judged and nothing else is. It is *rightly asked* if
no part is false and each expected one is judged or is asked with its pieces filled in: as it was
read, or as an answer that one click gives. What is to be asked anyway (years that only the day of
the text could tell, of what total, who is meant by *the nation*) is rightly asked when it is left
open, and a sentence about a group of states when none of its parts is judged.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from armstransfers import BadRequest, read_claim
from armstransfers.claims.english.names import REGIONS
from armstransfers.claims.part import Part

with (Path(__file__).parent / "claims_varied.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = list(csv.DictReader(lines))
LATEST = 2025
KINDS = {
    "share": {"share"}, "world_share": {"share"}, "group_share": {"share"}, "rank": {"rank"},
    "topn": {"ranking", "share"}, "change": {"change", "points"}, "comparison": {"comparison", "ratio"},
    "volume": {"volume"},
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One sentence: what is made of it, and the parts that it does not say."""

    text: str
    outcome: str
    false: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def judged(part: Part) -> bool:
    named = {*part.supplier, *part.recipient, *part.others}
    refused = part.needs or part.measure or part.missing() or named & REGIONS.keys()
    return part.sure and not refused and part.kind not in ("money", "other")


def names(value) -> tuple[str, ...]:
    return () if value is None else tuple([value] if isinstance(value, str) else value)


def is_said(part: Part, expected: dict) -> bool:
    """Whether a part is one that the sentence states, in every piece."""
    if (
        part.kind not in KINDS[expected["kind"]]
        or expected.get("within")
        or expected.get("excepted")
    ):
        return False
    sides = set(names(expected["supplier"])), set(names(expected["recipient"]))
    if (set(part.supplier), set(part.recipient)) != sides:
        return False
    if list(part.years or ()) != (expected["years"] or []):
        return False
    if part.kind in ("change", "points") and list(part.base or ()) != (expected["base"] or []):
        return False
    if part.kind in ("share", "rank", "ranking", "points") and part.of != expected["of"]:
        return False
    if part.kind in ("comparison", "ratio") and (
        set(part.others) != set(expected.get("others", ())) or expected.get("summed")
    ):
        return False
    return _value(part, expected)


def _value(part: Part, expected: dict) -> bool:
    value, stated = expected["value"], part.stated
    if part.kind in ("ranking", "comparison") or value is None:
        return part.kind != "comparison" or part.way == expected.get("way")
    if stated is None:
        return False
    if expected["kind"] == "change" and expected["unit"] == "times":
        value = 100 * (value - 1)
    return abs(stated.value - value) < 0.01 * max(1.0, abs(value))


def read(row: dict) -> Row:
    """Return what is made of one row of the table."""
    expected = json.loads(row["expected"])
    try:
        reading = read_claim(row["text"], latest=LATEST, published=row["published"])
    except BadRequest:
        return Row(row["text"], "refusal" if expected else "right")
    told = [part for part in reading.parts if judged(part)]
    false = [part.describe() for part in told if not any(is_said(part, one) for one in expected)]
    open_words = " ".join(
        [
            *(piece.text for piece in reading.not_understood),
            *reading.ambiguities,
            *(words.text for part in reading.parts if not judged(part) for words in part.words),
            *(doubt.question for part in reading.parts for doubt in part.doubts),
        ]
    )
    met = [one for one in expected if any(is_said(part, one) for part in told)]
    asked = any(not judged(part) for part in reading.parts if not part.implied)
    lost = [
        one["stated"] for one in expected
        if one not in met and not asked and not set(one["stated"].split()) & set(open_words.split())
    ]  # fmt: skip
    if false:
        outcome = "false verdict"
    elif len(met) == len(expected) and (expected or not told):
        outcome = "right"
    elif rightly_asked(row, reading.parts):
        outcome = "rightly asked"
    else:
        outcome = "silent" if lost else "question"
    return Row(row["text"], outcome, tuple(false), tuple(lost))


def rightly_asked(row: dict, parts: Sequence[Part]) -> bool:
    """Whether each part that a sentence states is judged, or asked with its pieces filled in."""
    expected = json.loads(row["expected"])
    pieces = [
        name for one in expected for side in ("supplier", "recipient") for name in names(one[side])
    ]
    if any(name[:1] in "#?" for name in pieces) or any(one.get("within") for one in expected):
        return not any(judged(part) for part in parts if _on(part, expected))
    if not expected:
        return True
    open_parts = [part for part in parts if not judged(part) and not part.implied]
    offered = [
        *(part for part in parts if judged(part)), *open_parts,
        *(other for part in open_parts for doubt in part.doubts for other in doubt.alternatives),
    ]  # fmt: skip
    return all(any(_fills(part, one) for part in offered) for one in expected)


def _on(part: Part, expected: list[dict]) -> bool:
    """Whether a part states a figure that is expected of a group."""
    return any(part.stated is not None and _value(part, one) for one in expected)


def _fills(part: Part, one: dict) -> bool:
    """Whether a part has the pieces of an expected one, but for what is to be asked anyway."""
    known = dict(one)
    for piece in ("years", "of"):
        if known.get(piece) is None and known["kind"] not in ("comparison", "volume"):
            known[piece] = list(part.years or ()) if piece == "years" else part.of
            known["base"] = list(part.base) if part.base else None
    return is_said(part, known)


def count() -> Counter[str]:
    """Return how many sentences there are of each outcome."""
    return Counter(read(row).outcome for row in ROWS)


if __name__ == "__main__":
    for row, found in ((row, read(row)) for row in ROWS):
        print(f"{row['seen_today']:8} -> {found.outcome:13} {found.text}")
        for one in found.false:
            print("            FALSE", one)
        for one in found.lost:
            print("            LOST ", one)
    print(count())
