"""The English lexicon, ``lexicon.toml``: words by what they do in a claim."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "lexicon.toml"


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list that commas part, in its order."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


@cache
def table(name: str) -> Any:  # a table of the file
    """Return one table of the lexicon."""
    return tomllib.loads(_FILE.read_text("utf-8"))[name]


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a set."""
    return frozenset(phrases(table("sets")[name]))


SUPPLIERS = phrases(table("sets")["suppliers"])
RECIPIENTS = phrases(table("sets")["recipients"])
CATEGORIES = phrases(table("sets")["categories"])
"""Kinds of weapons. A release is asked for all major arms, never for one kind."""
NO_ARMS = words_of("no_arms")
"""What is also imported and exported, and is none of our concern."""
SOURCES = phrases(table("sets")["sources"])
"""Who is quoted. Their names name no country and are not part of a claim."""
FILLERS = words_of("fillers")
"""Words that carry nothing of a claim by themselves, or whose meaning is taken from their place."""
LEXICON = {kind: phrases(words) for kind, words in table("classes").items()} | {
    "SUPPLIER": (*SUPPLIERS, *(f"{noun}s" for noun in SUPPLIERS)),
    "RECIPIENT": (*RECIPIENTS, *(f"{noun}s" for noun in RECIPIENTS)),
}
"""Every class of words, beside names, years, amounts and ranks."""
UP, DOWN, MORE, LESS = (LEXICON[kind] for kind in ("UP", "DOWN", "MORE", "LESS"))
