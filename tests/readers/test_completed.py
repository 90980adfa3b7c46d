import pytest
from builders import c2_file, c2_row

from armstransfers import shares
from armstransfers.core.errors import ReadError, Refused
from armstransfers.readers import read
from armstransfers.readers.description_toml import from_toml
from armstransfers.readers.sources import named

WHOLE = c2_file(c2_row(1, year=2004, value=30), c2_row(2, supplier="Israel", year=2005, value=10))
CUT = WHOLE[WHOLE.index("SIPRI AT Database ID") :]
TELLS = """edition = 2010
downloaded = 2010-06-01
[covers]
recipients = "all"
suppliers = "all"
years = [2000, 2009]
"""


def told(content, toml=TELLS):
    return read(named("cut.csv", content.encode()), description=from_toml(toml, "cut.toml"))


def test_a_register_without_its_first_lines_answers_when_its_coverage_is_told():
    with pytest.raises(Refused):
        shares(read(CUT.encode()), recipient="Georgia", years=(2004, 2005))
    release = told(CUT)
    table = shares(release, recipient="Georgia", years=(2004, 2005))
    assert list(table["share"]) == [75, 25]
    assert (release.edition, str(release.generated)) == (2010, "2010-06-01")


def test_what_the_file_says_itself_is_not_overruled():
    with pytest.raises(ReadError, match="correct the description"):
        told(WHOLE)


def test_an_edition_cannot_end_before_its_deliveries():
    with pytest.raises(ReadError, match="ends with 2004"):
        told(CUT, TELLS.replace("2010", "2005"))


def test_coverage_without_an_edition_is_refused():
    with pytest.raises(ReadError, match="add 'edition'"):
        told(CUT, TELLS.replace("edition = 2010\n", ""))
