"""The examples of the page Method: each is computed as it stands, and by the program."""

import math
import re

import pytest
from builders import c1_file, c1_row, release
from documents import blocks, text_of

from armstransfers import (
    change,
    concentration,
    grouped_shares,
    read,
    revisions,
    share_series,
    shares,
    shipped_releases,
    solidity,
    world,
)
from armstransfers.claims.phrases import read as stated
from armstransfers.core.coverage import Block

_, MIDDLE, OLDEST = shipped_releases()
OF_AZERBAIJAN = {"recipient": "Azerbaijan", "years": (2011, 2020)}


def sums():
    """The sums of the page: by heading, each with the number that stands behind the equals sign."""
    found = {}
    for part in re.split(r"^### ", text_of("method.md"), flags=re.MULTILINE)[1:]:
        heading, _, body = part.partition("\n")
        lines = "".join(blocks(body, "text")).splitlines()
        computed = [
            line.split(" = ") for line in lines if re.fullmatch(r"[^a-z]+ = [\d.,-]+", line)
        ]
        if computed:
            found[heading] = [(left, right.replace(",", "")) for left, right in computed]
    return found


SUMS = sums()
EACH = [(heading, *one) for heading, each in SUMS.items() for one in each]


@pytest.mark.parametrize(("heading", "left", "right"), EACH)
def test_a_sum_on_the_page_comes_to_what_stands_there(heading, left, right):
    arithmetic = left.translate({0xD7: "*", 0xB2: "**2", ord(","): None})
    assert set(arithmetic) <= set("0123456789.+-*/() ")
    decimals = len(right.partition(".")[2])
    # an end of an interval may lie exactly half way
    assert math.isclose(eval(arithmetic), float(right), abs_tol=0.501 * 10**-decimals)


def of(partner, table, column="share"):
    return table.set_index("partner").loc[partner, column]


def by_the_program():
    """What the program computes of the same, in the order of the page."""
    now, then = (shares(one, **OF_AZERBAIJAN) for one in (MIDDLE, OLDEST))
    exports = shares(MIDDLE, supplier="Belarus", years=(2011, 2020))
    yearly = share_series(MIDDLE, recipient="Azerbaijan", window=1, years=(2011, 2015))
    five = share_series(MIDDLE, recipient="Azerbaijan", window=5, years=(2015, 2015))
    many = concentration(MIDDLE, **OF_AZERBAIJAN).iloc[0]
    moved = change(MIDDLE, recipient="Azerbaijan", then=(2010, 2014), now=(2015, 2019))
    bloc = grouped_shares(MIDDLE, **OF_AZERBAIJAN, by="CSTO")
    cells = {("X", "A", 2004): 30.0, ("X", "B", 2004): 60.0, ("X", "C", 2004): 30.0}
    exporters = world(release(cells, blocks=(Block(2000, 2009),)), years=(2000, 2009))
    behind = solidity(MIDDLE, **OF_AZERBAIJAN)
    split = read(c1_file(c1_row(years="2004; 2005; 2007", value=60)).encode()).transfers
    revised = revisions(OLDEST, MIDDLE, recipient="Azerbaijan").cells
    türkiye = revised[(revised["supplier"] == "Turkiye") & (revised["year"] == 2020)]
    exact, about, almost = (
        stated("share", words) for words in ("7.1 %", "about 7.1 %", "almost two-thirds")
    )
    return {
        "Share": [of("Belarus", now), of("Azerbaijan", exports)],
        "Windows": [
            of("Belarus", five, "value"),
            of("Belarus", five),
            yearly[yearly["partner"] == "Belarus"]["share"].mean(),
        ],
        "Rounding band": [
            *(None,) * 4,
            *(of("Belarus", then, column) for column in ("share", "share_low", "share_high")),
        ],
        "Rank": [None, None],
        "What Unknown leaves open": [of("Belarus", now, "share_if_known"), None],
        "Concentration": [
            many["hhi_low"], many["hhi_high"], many["effective_high"], many["effective_low"],
        ],
        "Change": [of("Belarus", moved, "change"), of("Belarus", moved, "points")],
        "Groups of partners": [of("CSTO", bloc, "value"), of("CSTO", bloc)],
        "World and flows": [exporters.set_index("entity").loc["A", "share"]],
        "What stands behind a number": [
            behind.year_estimated, behind.number_estimated, behind.local_production,
            behind.second_hand,
        ],
        "Equal split": [split["value"].iloc[0]],
        "Revision": [türkiye["difference"].item()],
        "Stated numbers and what bears them out": [
            exact.low, exact.high, about.low, about.high, almost.low,
        ],
    }  # fmt: skip


def test_the_program_comes_to_the_same():
    computed = by_the_program()
    assert computed.keys() == SUMS.keys()
    for heading, values in computed.items():
        for value, (left, printed) in zip(values, SUMS[heading], strict=True):
            decimals = len(printed.partition(".")[2])
            tolerance = 0.501 * 10**-decimals
            assert value is None or math.isclose(value, float(printed), abs_tol=tolerance), left


def test_what_the_page_says_of_ranks_is_so():
    then, now = (shares(one, **OF_AZERBAIJAN).set_index("partner") for one in (OLDEST, MIDDLE))
    assert list(then.loc["Pakistan", ["rank_low", "rank_high"]]) == [10, 11]
    assert list(now.loc["Spain", ["rank", "rank_worst_if_known"]]) == [8, 9]


def test_belarus_in_2011_is_no_revision():
    cells = revisions(OLDEST, MIDDLE, recipient="Azerbaijan").cells
    assert cells[(cells["supplier"] == "Belarus") & (cells["year"] == 2011)].empty
