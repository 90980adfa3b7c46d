"""A package of somebody else's adds a source, by an entry point alone."""

import sys

import pytest
from builders import c2_file, c2_row

from armstransfers import ReadError, read, shares

READER = '''
import io
import pandas as pd

DESCRIPTION = """
title = "Made-up parade"
edition = 2024
[columns]
recipient = "to"
supplier = "from"
year = "year"
value = "tanks"
[measure]
name = "Tanks seen"
unit = "tanks"
basis = "delivery"
goods = "tanks"
additive = true
[covers]
recipients = "all"
suppliers = "all"
years = [2001, 2020]
"""

def reader(text):
    if not text.startswith("PARADE"):
        return None
    rows = [line.split(" > ") for line in text.splitlines()[1:]]
    return pd.DataFrame(rows, columns=["from", "to", "year", "tanks"]), DESCRIPTION

def broken(text):
    raise KeyError("no such line")
'''
PARADE = "PARADE\nRussia > India > 2010 > 30\nFrance > India > 2011 > 10\n"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a package with an entry point where Python finds it."""

    def put(function):
        (tmp_path / "made_up_parade.py").write_text(READER)
        info = tmp_path / "made_up_parade-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: made-up-parade\nVersion: 1.0\n"
        )
        (info / "entry_points.txt").write_text(
            f"[armstransfers.readers]\nparade = made_up_parade:{function}\n"
        )
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "made_up_parade", raising=False)

    return put


def test_a_table_that_an_added_reader_knows_answers_as_any_other(install):
    install("reader")
    release = read(PARADE.encode())
    found = shares(release, recipient="India", years=(2001, 2020))
    assert list(zip(found["partner"], found["share"], strict=True)) == [
        ("Russia", pytest.approx(75)),
        ("France", pytest.approx(25)),
    ]
    assert release.measure.unit == "tanks"


def test_without_the_package_the_table_is_not_known():
    with pytest.raises(ReadError, match="A table of another source"):
        read(PARADE.encode())


def test_an_added_reader_is_held_to_numbers_as_every_table_is(install):
    install("reader")
    with pytest.raises(ReadError, match="thirty"):
        read(PARADE.replace("30", "thirty").encode())


def test_a_file_that_is_known_here_is_never_given_to_an_added_reader(install):
    install("broken")
    assert len(read(c2_file(c2_row()).encode()).transfers) == 1


def test_an_added_reader_that_fails_is_named_in_a_sentence(install):
    install("broken")
    with pytest.raises(ReadError, match=r"'parade' \(made_up_parade:broken\) failed: KeyError"):
        read(b"some, other\ntable, here\n")
