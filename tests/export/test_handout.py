"""The one file that a teacher may hand out: the extracts as they ship, with their source and terms."""

import io
import zipfile

from conftest import ROOT

from armstransfers.export.handout import extracts


def test_it_holds_the_extracts_as_they_ship_and_nothing_else_of_sipris():
    archive = zipfile.ZipFile(io.BytesIO(extracts()))
    tables = {name for name in archive.namelist() if name != "README.txt"}
    assert tables == {f"tiv_extract_edition-{edition}.csv" for edition in (2022, 2025, 2026)}
    for name in tables:
        assert archive.read(name) == (ROOT / "data" / name).read_bytes()


def test_it_says_whose_the_data_are_and_on_what_terms():
    page = zipfile.ZipFile(io.BytesIO(extracts())).read("README.txt").decode()
    said = " ".join(page.split())
    assert "Stockholm International Peace Research Institute" in said
    assert "https://doi.org/10.55163/SAFC1241" in said
    assert "less than 10 per cent of a published data set, with due reference" in said
    assert "not an original SIPRI file" in said


def test_the_same_extracts_make_the_same_file():
    assert extracts() == extracts()
