"""Importing a file of which single lines cannot be read, and asking what it says then."""

import json

import pytest
from set_aside import NO_VOLUME, NO_YEAR, register

from armstransfers.library import store


@pytest.fixture
def torn(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text(register(NO_YEAR, NO_VOLUME))
    return path


@pytest.fixture
def kept(run, torn):
    run("import", torn, "--set-aside")
    (release_id,) = store.kept()
    return release_id


def test_a_refusal_names_the_lines_and_the_option(run, torn):
    code, _, err = run("import", torn)
    assert (code, store.kept()) == (2, [])
    assert "line 106, column 'Delivery year': '20144' is not a year" in err
    assert (
        "2 lines cannot be read (lines 106 and 107), with 30.00 million TIV on the only one whose"
        in err
    )
    assert "--set-aside" in err


def test_what_was_set_aside_stands_in_the_report(run, kept):
    _, out, _ = run("releases", "show", kept)
    assert (
        "2 lines could not be read and are left out, with 30.00 million TIV on the only one whose"
        in out
    )
    assert "line 106 (Israel to Georgia, unreadable year, 30.00 million TIV): '20144' is" in out
    assert "line 107 (Israel to Armenia, 2007, unreadable volume): '7o' is" in out
    _, out, _ = run("releases", "show", kept, "--format", "json")
    first, second = json.loads(out)["set_aside"]
    assert (first["line"], first["recipient"], first["value"]) == (106, "Georgia", 30)
    assert (second["line"], second["years"], second["value"]) == (107, [2007, 2007], None)


ASKED = {
    "shares": ("shares", "--recipient", "Georgia", "--years", "2003-2005"),
    "series": ("series", "--recipient", "Georgia", "--years", "2004-2006"),
    "windows": ("windows", "--recipient", "Georgia", "--supplier", "Russia", "--length", "3"),
    "dependence": ("dependence", "--supplier", "Russia", "--years", "2003-2005"),
    "world": ("world", "--years", "2003-2005"),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_it_stands_beside_each_figure_that_may_lack_it(run, kept, asked):
    asked = (*asked, "--release", kept)
    sentence = (
        "1 line that may belong here could not be read and is left out, with 30.00 million TIV."
    )
    _, out, _ = run(*asked)
    assert sentence in out
    _, out, _ = run(*asked, "--format", "csv")
    assert f"# Missing: {sentence}" in out
    _, out, _ = run(*asked, "--format", "json")
    assert [line["line"] for line in json.loads(out)["set_aside"]] == [106]
    code, _, err = run(*asked, "--exact")
    assert code == 1
    assert "line 106), so it is not exact" in err


def test_a_figure_that_it_cannot_concern_is_as_exact_as_ever(run, kept):
    asked = ("shares", "--supplier", "Russia", "--years", "2003-2005", "--release", kept)
    _, out, _ = run(*asked, "--format", "json", "--exact")
    assert json.loads(out)["set_aside"] == []
    _, out, _ = run(*asked)
    assert "could not be read" not in out


UK = (
    "licence_group,date,rating,count,value,country,refused\n"
    + "1,2013-12-05,ML10,1,60,Italy,0\n" * 30
    + "1,2o13,ML10,1,30,France,0\n"
)


def test_lines_of_another_source_are_set_aside_in_its_own_unit(run, tmp_path):
    path = tmp_path / "licences.csv"
    path.write_text(UK)
    said = tmp_path / "uk.toml"
    said.write_text(
        'like = "uk-licences"\n[covers]\nrecipients = "all"\nsuppliers = ["United Kingdom"]\n'
        "years = [2013, 2013]\n"
    )
    code, _, err = run("import", path, "--description", said)
    assert (code, store.kept()) == (2, [])
    assert "1 line cannot be read (line 32), with 30 GBP" in err
    assert "--set-aside" in err
    _, out, _ = run("import", path, "--description", said, "--set-aside")
    assert (
        "line 32 (the United Kingdom to France, unreadable year, 30 GBP): '2o13' is not a year"
        in out
    )
    (kept,) = store.kept()
    asked = ("shares", "--supplier", "United Kingdom", "--years", "2013", "--release", kept)
    sentence = "1 line that may belong here could not be read and is left out, with 30 GBP."
    for form in ("table", "csv", "json"):
        _, out, _ = run(*asked, "--format", form)
        assert sentence in out or [line["line"] for line in json.loads(out)["set_aside"]] == [32]
    code, _, err = run(*asked, "--exact")
    assert code == 1
    assert "line 32), so it is not exact" in err


@pytest.mark.usefixtures("kept")
def test_a_claim_that_it_may_concern_says_so(run):
    claim = "Russia supplied 100 per cent of Georgia's imports of major arms in 2003-2005."
    _, out, _ = run("check", "--text", claim, "--edition", 2021)
    assert "1 line that may belong here could not be read and is left out" in out
