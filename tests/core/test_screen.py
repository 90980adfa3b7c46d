"""Nothing in a file or a file's name gives orders to a terminal."""

import io
import json
import os
import subprocess
import sys

import pytest
from builders import c2_file, c2_row

from armstransfers import choose, find, read
from armstransfers.core.errors import ArmsTransfersError
from armstransfers.core.screen import one_line, write_what_is_possible

ORDERS = "\x1b[2J", "\x9b31m", "\x07", "\u202e", "\x08"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_names_in_a_file_give_no_orders_to_a_terminal(run, tmp_path, order, format):
    path = tmp_path / f"reg{order}ister\nRight.csv"
    path.write_text(
        c2_file(c2_row(1, f"Ruri{order}tania", designation=f"BX{order}7")), encoding="utf-8"
    )
    for words in (
        ("import", path, "--format", format),
        ("deliveries", "--recipient", "Georgia", "--years", "2004", "--format", format),
        ("shares", "--recipient", "Georgia", "--years", "2004", "--format", format),
        ("releases", "--format", format),
        ("import", tmp_path / f"not{order}there.csv"),
    ):
        printed = "".join(run(*words)[1:])
        assert printed
        assert order not in printed


@pytest.mark.parametrize("order", ["\x9b", "\udc9b", "\x1b["])
def test_what_is_asked_gives_no_orders_to_a_terminal_when_it_is_said_again(run, tmp_path, order):
    asked = f"India{order}31m imports fell by 9.3 per cent between 2015-19 and 2020-24."
    table = tmp_path / "claims.csv"
    table.write_text("text\n")
    for words in (
        ("check", "--text", asked),
        ("check", "--text", asked, "--format", "csv"),
        ("check", "--file", table, "--format", "html", "--output", tmp_path / f"a{order}b.html"),
        ("check", "--recipient", f"India{order}", "--share", "7"),
        ("export", "--recipient", "India", "--to", tmp_path / f"a{order}b.csv"),
        ("export", "--recipient", "India", "--to", f"b.{order}xyz"),
        ("shares", "--recipient", f"India{order}"),
        (f"un{order}known",),
    ):
        printed = "".join(run(*words)[1:])
        assert printed
        assert order not in printed


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "cp437"])
def test_a_stream_without_all_signs_gets_a_stand_in_for_the_rest(encoding):
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding)
    write_what_is_possible(stream)
    stream.write(
        "fell by \N{MINUS SIGN}9.3\N{NARROW NO-BREAK SPACE}%: Łask, K\N{LATIN SMALL LETTER DOTLESS I}r\N{LATIN SMALL LETTER DOTLESS I}kkale, 武器, Türkiye"
    )
    stream.flush()
    said = written.getvalue().decode(encoding)
    assert said in (
        "fell by -9.3 %: ?ask, Kirikkale, ??, Türkiye",
        "fell by -9.3 %: ?ask, Kirikkale, ??, Turkiye",
    )
    assert ("ü" in said) == (encoding != "ascii")


def test_a_command_answers_on_a_stream_that_has_no_minus_sign(tmp_path):
    claim = "India's arms imports decreased by 9.3 per cent between 2015-19 and 2020-24."
    script = "from armstransfers.cli import main; main()"
    for words in (["check", "--text", claim], ["check", "--text", claim, "--format", "json"]):
        run = subprocess.run(
            [sys.executable, "-c", script, *words],
            env=os.environ | {"PYTHONIOENCODING": "ascii", "ARMSTRANSFERS_HOME": str(tmp_path)},
            capture_output=True,
        )
        assert (run.returncode, run.stderr) == (0, b"")
        assert b"-9.3" in run.stdout or b"\\u22129.3" in run.stdout
    json.loads(run.stdout)


@pytest.mark.parametrize("asked", ["\n", "x\x1b[2J", "a\u202eb"])
def test_an_error_is_one_line_whatever_it_quotes(asked):
    for ask in (
        lambda: choose(release=asked),
        lambda: choose(edition=asked),
        lambda: read(b"x", description=f"{asked}.toml"),
        lambda: read(f"{asked}.csv"),
        lambda: find(asked * 3),
    ):
        with pytest.raises(ArmsTransfersError) as error:
            ask()
        assert one_line(str(error.value)) == str(error.value)
