"""Who is named in a text: entities by name, adjective, people or capital; regions; the world."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from armstransfers.claims.frames.text import lower
from armstransfers.core.errors import LONGEST_NAME
from armstransfers.reference import entities
from armstransfers.reference.shipped import shipped_path

Form = Literal["name", "adjective", "people", "capital", "region", "world", "group", "unclear"]

REGIONS = {
    "Sub-Saharan Africa": ("sub-saharan africa",),
    "North Africa": ("north africa",),
    "Africa": ("africa", "african states", "african countries"),
    "South America": ("south america", "latin america"),
    "Americas": ("the americas", "americas"),
    "Southeast Asia": ("southeast asia", "south-east asia"),
    "East Asia": ("east asia", "north-east asia", "northeast asia"),
    "Asia and Oceania": ("asia and oceania", "asia-oceania", "asia-pacific"),
    "Central Asia": ("central asia",),
    "South Asia": ("south asia",),
    "Asia": ("asia",),
    "Oceania": ("oceania",),
    "Middle East": ("middle east", "the gulf states", "persian gulf"),
    "South Caucasus": ("south caucasus", "caucasus"),
    "Europe": ("europe", "european states", "european countries", "western europe", "eastern europe"),
    "European NATO members": ("european nato members", "european nato states", "nato members in europe"),
    "the West": ("the west", "western states", "western countries"),
}  # fmt: skip
"""Regions as SIPRI publishes them, and others that texts name. No release is asked for them."""

_REGION_ADJECTIVES = {
    "sub-saharan african": "Sub-Saharan Africa", "north african": "North Africa", "african": "Africa",
    "south american": "South America", "latin american": "South America",
    "southeast asian": "Southeast Asia", "east asian": "East Asia", "south asian": "South Asia",
    "central asian": "Central Asia", "asian": "Asia", "middle eastern": "Middle East",
    "western european": "Europe", "east european": "Europe", "european": "Europe",
    "eastern european": "Europe", "central american": "Americas", "north american": "Americas",
    "gulf": "Middle East", "western": "the West",
}  # fmt: skip
_WORLD = (
    "the world", "world", "worldwide", "globally", "global", "international", "internationally",
)  # fmt: skip
UNCLEAR = {
    "korean": ("South Korea", "North Korea"),
    "koreans": ("South Korea", "North Korea"),
    "korea": ("South Korea", "North Korea"),
    "congolese": ("DR Congo", "Congo"),
}
"""Words that mean two entities."""

_LOWER_CASE_TOO = 4  # a shorter name or code counts in capitals only: us, uae, oman is four
_NEVER_IN_LOWER_CASE = frozenset(
    {"polish", "contras", "lima", "delhi", "nassau", "muscat", "swiss"}
)
_NOT_NAMES = re.compile(r"-based\b|\sbased\b|\s(?:institute|post|times|journal|university|news)\b")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+")
_LONGEST = 7  # words of a name


@dataclass(frozen=True)
class Name:
    """Someone who is named in a text.

    Attributes
    ----------
    start, end : int
        Where, without a possessive ending.
    name : str
        Name of the entity or region, as releases and published figures have it.
    form : str
        How it is named: name, adjective, people, capital; region, world; or unclear, where a
        word means two entities.
    """

    start: int
    end: int
    name: str
    form: Form


def find_names(text: str) -> list[Name]:
    """Return who is named in a plain text, in the order of the text; the longest name counts.

    Examples
    --------
    >>> [(one.name, one.form) for one in find_names("Ankara sold arms to the Azeris.")]
    [('Turkiye', 'capital'), ('Azerbaijan', 'people')]
    """
    spans = [found.span() for found in _WORD.finditer(text)]
    low = lower(text)
    found: list[Name] = []
    i = 0
    while i < len(spans):
        for j in range(min(i + _LONGEST, len(spans)), i, -1):
            start, end = spans[i][0], spans[j - 1][1]
            name = end - start <= LONGEST_NAME and _named(text[start:end])
            if name and not _NOT_NAMES.match(low, end):
                found.append(Name(start, end, *name))
                i = j
                break
        else:
            i += 1
    return found


def _named(words: str) -> tuple[str, Form] | None:
    if "," in words or ";" in words or "(" in words or ":" in words or '"' in words:
        return None
    key = entities.name_key(words)
    if key not in _dictionary():
        return None
    name, form = _dictionary()[key]
    return (name, form) if _counts(words, key, form) else None


def _counts(words: str, key: str, form: Form) -> bool:
    if form in ("region", "world"):
        return True
    if words[0].isupper():
        return len(key) >= _LOWER_CASE_TOO or words.isupper() or form != "name"
    return len(key) >= _LOWER_CASE_TOO and key not in _NEVER_IN_LOWER_CASE


@cache
def _dictionary() -> dict[str, tuple[str, Form]]:
    words: dict[str, tuple[str, Form]] = {}
    for region, names in REGIONS.items():
        words |= {entities.name_key(name): (region, "region") for name in names}
    words |= {entities.name_key(name): (r, "region") for name, r in _REGION_ADJECTIVES.items()}
    words |= {entities.name_key(name): ("World", "world") for name in _WORLD}
    words |= {word: (" or ".join(two), "unclear") for word, two in UNCLEAR.items()}
    for key, name in entities.spellings().items():
        words[key] = (name, "name")
    with shipped_path("demonyms.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words.setdefault(entities.name_key(row["word"]), (row["entity"], row["kind"]))  # type: ignore[arg-type]  # the data package's test holds it
    return words
