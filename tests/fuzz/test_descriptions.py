"""Descriptions as people and strangers may write them: read, or refused in a sentence."""

from __future__ import annotations

import random

from customs import described

from armstransfers import read
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.readers.description_toml import from_toml

TABLE = (
    b"importer,exporter,year,worth\nGeorgia,France,2012,10\nGeorgia,World,2012,30.5\n"
    b"Armenia,Italy,2013,1\n"
)
VALUES = [
    "1", "0", "-1", "1e400", "-1e400", "nan", "inf", "-inf", "9" * 30, "9" * 5000, "0x10", "1_0",
    "true", "false", '""', '" "', '"importer"', '"year"', '"World"', '"all"', '"é\\u0000"', '"\\u001b[2J"',
    '"\\ud800"', '"\\U00110000"', '"' + "a" * 3000 + '"', "'''\n\n'''", "[]", "[[]]", "[1, 2]", "[2024, 2000]",
    "[1e9, 2]", '["all"]', '["Russia", 1]', '["Atlantis"]', "{}", "{ a = 1 }", '{ recipient = "Russia" }',
    '{ importer = "Georgia" }', '{ x = { y = 1 } }', "2024-01-01", "2024-13-45", "2024-01-01T00:00:00Z",
    "00:00:00", '","', '"."', '" "', '";"', "[" * 3000, "{a=" * 3000, "x", "", "\x00", "\ufffd", "\u2028",
]  # fmt: skip
KEYS = [
    "title", "edition", "downloaded", "citation", "terms", "recipient", "supplier", "year", "value",
    "fixed", "only", "leave_out", "add_rows", "decimal", "thousands", "name", "unit", "basis", "goods",
    "additive", "precision", "recipients", "suppliers", "years", "a.b", "a.a.a.a", "[columns]", "[measure]",
    "[covers]", "[[columns]]", "[columns.only]", "[columns.fixed]", '"\\u0000"', "é", "",
]  # fmt: skip


def mutated(text: str, dice: random.Random) -> str:
    """Return a description with one thing in it changed."""
    lines = text.splitlines()
    at = dice.randrange(len(lines))
    key, _, value = lines[at].partition(" = ")
    match dice.randrange(8):
        case 0:
            lines[at] = f"{key} = {dice.choice(VALUES)}"
        case 1:
            lines[at] = f"{dice.choice(KEYS)} = {value or dice.choice(VALUES)}"
        case 2:
            lines.insert(at, f"{dice.choice(KEYS)} = {dice.choice(VALUES)}")
        case 3:
            del lines[at]
        case 4:
            lines.insert(dice.randrange(len(lines)), lines[at])
        case 5:
            lines.insert(dice.randrange(len(lines)), lines.pop(at))
        case 6:
            place = dice.randrange(len(lines[at]) + 1)
            lines[at] = (
                lines[at][:place]
                + chr(dice.choice([0, 9, 34, 39, 61, 91, 123, 233, 0x2028]))
                + lines[at][place + dice.randrange(2) :]
            )
        case _:
            return text[: dice.randrange(len(text))]
    return "\n".join(lines)


def test_every_description_is_read_or_refused_in_a_sentence(cases):
    dice = random.Random(13)
    for _ in range(cases):
        text = described("precision = 0.5")
        for _ in range(dice.randrange(1, 4)):
            text = mutated(text, dice) or "x"
        try:
            read(TABLE, description=from_toml(text, "table.toml"))
        except ArmsTransfersError as error:
            assert "\n" not in str(error), text  # noqa: PT017  # either is right
