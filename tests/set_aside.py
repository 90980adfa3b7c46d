"""A made-up register with lines that nobody can read."""

from __future__ import annotations

from builders import c2_file, c2_row

SOUND = tuple(c2_row(number, year=2004, value=10) for number in range(1, 101))
NO_YEAR = c2_row(201, "Israel", "Georgia", year="20144", value=30)
NO_RECIPIENT = c2_row(202, "Israel", "", year=2006, value=7)
NO_VOLUME = c2_row(203, "Israel", "Armenia", year=2007, value="7o")
TORN = "204,Israel,Geor"


def register(*torn: str) -> str:
    """A hundred lines from Russia to Georgia in 2004, 10 million TIV each, and some others."""
    return c2_file(*SOUND, *torn)


def first_line() -> int:
    """The line on which the first of the others stands."""
    return register("here").split("\n").index("here") + 1
