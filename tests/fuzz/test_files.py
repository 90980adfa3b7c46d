"""Whatever bytes a file has, it is read, or refused in one sentence; nothing breaks, nothing dies."""

import io
import logging
import random
import zipfile

import pytest
from builders import a1_file, b3_file, b3_row, c1_file, c1_row, c2_file, c2_row, c3_file, c4_file
from customs import COUNTS_LICENCES
from resaving import archive, workbook

from armstransfers import ReadError, confined
from armstransfers.confined import Toml, Upload

ROWS = {"Turkey": ["5", "", "0"], "Cote d'Ivoire": ["12", "7", "2"]}
DOCUMENT = (
    r"{\rtf1\ansi Information generated: 1 Jan 2024\par recipient (R)\tab x\par "
    r"Russia\par R: Georgia\tab 4\tab BX-7\tab APC\tab 2002\tab 2003\tab 4\tab \u8364?{\b note}\par}"
)
DESCRIPTION = (
    """
title = "Made up"
[columns]
recipient = "Supplier"
supplier = "Recipient"
"""
    + COUNTS_LICENCES
)
TABLE = "Supplier,Recipient,2012,2013\nIsrael,Georgia,3,4\n"
TEXTS = {
    "A1": a1_file("Sudan", ROWS),
    "B1": DOCUMENT,
    "B3": b3_file(b3_row(1), b3_row(22, "", "APC; wheeled", 3.5)),
    "C1": c1_file(c1_row(), c1_row("Sudan", "China", years="", delivered="0", value="0")),
    "C2": c2_file(c2_row(1, value="12.25"), c2_row(22, "Turkey", "Cote d'Ivoire", 2011, "140")),
    "C3": c3_file("Supplier", ROWS, "Total exports to Sudan"),
    "C4": c4_file({"Africa": ROWS}),
}
ODD = [b"\0", b"\xff\xfe", b"\n", b'"', b"<", b"{", b"\\u99999999?", b"\\bin9", b"9" * 400, b"&#0;"]
FILES = {
    **{name: text.encode() for name, text in TEXTS.items()},
    **{f"{name}, UTF-16": TEXTS[name].encode("utf-16") for name in ("A1", "C2")},
    **{f"{name}, XLSX": workbook(TEXTS[name]) for name in ("C1", "C2", "C3")},
    **{f"{name}, zip": archive({"a.csv": TEXTS[name], "b.csv": ""}) for name in ("C2", "C4")},
    "XLSX in zip": archive({"a.xlsx": workbook(TEXTS["C2"])}),
}


@pytest.fixture(scope="module", autouse=True)
def _no_worker_left():
    yield
    confined.close()


def garbled(content, chance):
    """Bytes after one to four changes of any kind."""
    for _ in range(chance.randint(1, 4)):
        here, there = (chance.randrange(len(content) + 1) for _ in "..")
        inside = content[here : here + chance.choice([1, 2, 8, 100])]
        kind = chance.randrange(7)
        if kind == 0:
            content = content[:here]
        elif kind == 1:
            content = content[here:]
        elif kind == 2:
            content = content[:here] + chance.randbytes(chance.randint(1, 9)) + content[here + 1 :]
        elif kind == 3:
            content = content[:here] + chance.choice(ODD) + content[here:]
        elif kind == 4:
            content = content[:here] + content[here + len(inside) :]
        elif kind == 5:
            content = content[:there] + inside * chance.choice([1, 2, 50]) + content[there:]
        else:
            content = (
                content[:here] + bytes(byte ^ 1 for byte in inside) + content[here + len(inside) :]
            )
    return content


def garbled_within(content, chance):
    """An archive whose members are garbled and packed again, so that its checksums hold."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    for name in chance.sample(sorted(members), chance.randint(1, min(2, len(members)))):
        members[name] = garbled(members[name], chance)
    return archive(members)


def refusal(content, **options):
    """The sentence with which a file is refused; an empty one if it is read."""
    try:
        confined.read_all([Upload("garbled", content)], **options)
    except ReadError as error:
        return str(error)
    return ""


def refusals(cases, caplog, make):
    """The sentences with which made-up files are refused, none of them for a death or a mistake."""
    sentences = []
    with caplog.at_level(logging.WARNING, "armstransfers"):
        for number in range(cases):
            sentence = make(random.Random(number))
            assert "\n" not in sentence, number
            assert "cannot be read within" not in sentence, number
            assert caplog.text == "", number
            sentences.append(sentence)
    return sentences


def test_garbled_files_are_read_or_refused(cases, caplog):
    names = sorted(FILES)

    def make(chance):
        content = FILES[chance.choice(names)]
        inside = content.startswith(b"PK") and chance.random() < 0.7
        return refusal(garbled_within(content, chance) if inside else garbled(content, chance))

    sentences = refusals(cases, caplog, make)
    assert "" in sentences
    assert len(set(sentences)) > 10


def test_garbled_tables_of_other_sources_are_read_or_refused(cases, caplog):
    description = Toml(DESCRIPTION, "the form")

    def make(chance):
        return refusal(garbled(TABLE.encode(), chance), description=description)

    assert "" in refusals(cases // 4, caplog, make)


def test_garbled_descriptions_are_understood_or_refused(cases, caplog):
    def make(chance):
        text = garbled(DESCRIPTION.encode(), chance).decode("utf-8", "replace")
        return refusal(TABLE.encode(), description=Toml(text, "the form"))

    assert "" in refusals(cases, caplog, make)
