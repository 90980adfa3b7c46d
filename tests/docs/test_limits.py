"""The limits that the documentation names are those that hold."""

import re
from pathlib import Path

from armstransfers.claims.english.sentence import LONGEST_TEXT
from armstransfers.claims.table_of_claims import MOST_ROWS
from armstransfers.core.errors import LONGEST_NAME
from armstransfers.readers import saved, sources, unpacking, workbook
from armstransfers.readers.description_toml import LONGEST
from armstransfers.reference.own_events import LONGEST_TITLE, MOST_EVENTS
from armstransfers.web.uploads import FOR_ONE

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
MB = 2**20
HOLD = {
    "a file": (sources.LARGEST_FILE // MB, sources.MOST_LINES),
    "a zip archive": (sources.MOST_FILES, unpacking.LARGEST_UNPACKED // MB),
    "a workbook": (workbook.MOST_SHEETS, saved.MOST_CELLS),
    "what one viewer brings to a page": (FOR_ONE // MB,),
    "a description of a table": (LONGEST,),
    "a claim": (LONGEST_TEXT,),
    "claims at once": (MOST_ROWS,),
    "a name": (LONGEST_NAME,),
    "events of your own": (MOST_EVENTS, LONGEST_TITLE),
}


def test_the_limits_that_the_documentation_names_are_those_that_hold():
    told = re.findall(r"^\| (.+?) \| (.*[0-9].*) \|$", PAGE.read_text("utf-8"), re.M)
    found = {
        what: tuple(int(number.replace(",", "")) for number in re.findall(r"[0-9][0-9,]*", much))
        for what, much in told
    }
    assert found == HOLD


def test_help_names_what_a_claim_and_a_file_may_have(run):
    assert f"{LONGEST_TEXT:,} characters" in " ".join(run("check", "--help")[1].split())
    assert f"{sources.LARGEST_FILE // MB} MB" in " ".join(run("import", "--help")[1].split())
