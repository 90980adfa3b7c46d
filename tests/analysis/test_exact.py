"""A figure that may lack a line says so, and is refused to whoever asks for exact ones."""

import pytest
from builders import c1_file, c1_row
from set_aside import NO_RECIPIENT, NO_VOLUME, NO_YEAR, TORN, register

from armstransfers import change, compare, dependence, read, share_series, shares, window_map, world
from armstransfers.analysis.exact import may_concern
from armstransfers.analysis.question import Question
from armstransfers.core.errors import Refused

NONE = ()
GEORGIA, ARMENIA = Question("recipient", "Georgia"), Question("recipient", "Armenia")
RUSSIA, ISRAEL = Question("supplier", "Russia"), Question("supplier", "Israel")


def read_without(*torn):
    return read(register(*torn).encode(), set_aside=True)


@pytest.mark.parametrize(
    ("torn", "asked", "years", "concerned"),
    [
        (NO_VOLUME, ARMENIA, (2007, 2007), True),
        (NO_VOLUME, ARMENIA, (2000, 2006), False),  # it names another year
        (NO_VOLUME, GEORGIA, (2007, 2007), False),  # and another recipient
        (NO_VOLUME, ISRAEL, (2003, 2007), True),
        (NO_VOLUME, RUSSIA, (2003, 2007), False),
        (NO_VOLUME, None, (2007, 2010), True),  # all the world
        (NO_VOLUME, None, (2008, 2010), False),
        (NO_YEAR, GEORGIA, (2010, 2012), True),  # of whatever year
        (NO_YEAR, ARMENIA, (2010, 2012), False),
        (NO_RECIPIENT, ARMENIA, (2006, 2006), True),  # of whatever recipient
        (NO_RECIPIENT, RUSSIA, (2006, 2006), False),
        (TORN, RUSSIA, (2001, 2001), True),
    ],
)
def test_a_line_concerns_the_party_and_the_years_that_it_may_name(torn, asked, years, concerned):
    release = read_without(torn)
    assert may_concern(release, asked, years) == (release.report.set_aside if concerned else NONE)


ASKED = {
    "shares": lambda r, **how: shares(r, recipient="Georgia", years=(2003, 2005), **how),
    "series": lambda r, **how: share_series(r, recipient="Georgia", years=(2004, 2006), **how),
    "change": lambda r, **how: change(
        r, recipient="Georgia", then=(2001, 2003), now=(2004, 2006), **how
    ),
    "compare": lambda r, **how: compare(
        r, recipients=["Georgia"], then=(2001, 2003), now=(2004, 2006), **how
    ),
    "world": lambda r, **how: world(r, years=(2004, 2006), **how),
    "dependence": lambda r, **how: dependence(r, supplier="Russia", years=(2004, 2006), **how),
    "windows": lambda r, **how: window_map(r, recipient="Georgia", supplier="Russia", **how),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_exact_figures_that_may_lack_a_line_are_refused(ask):
    torn = read_without(NO_YEAR)
    assert len(ask(torn))
    with pytest.raises(Refused, match=r"without lines that may belong to this figure .* line 106"):
        ask(torn, exact=True)
    whole = read(register().encode())
    assert ask(whole, exact=True).equals(ask(whole))


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_exact_figures_that_are_only_estimated_are_refused(ask):
    by_deal = read(c1_file(c1_row(years="2004; 2005", value="1200")).encode())
    assert len(ask(by_deal))
    with pytest.raises(Refused, match="only estimated"):
        ask(by_deal, exact=True)


def test_a_line_of_an_earlier_window_concerns_what_is_compared_with_it():
    torn = read_without(NO_VOLUME)
    for then, now in (((2001, 2004), (2005, 2008)), ((2005, 2008), (2009, 2012))):
        with pytest.raises(Refused, match="may belong to this figure"):
            change(torn, recipient="Armenia", then=then, now=now, exact=True)
    assert share_series(torn, recipient="Armenia", years=(2012, 2013), exact=True).empty
    with pytest.raises(Refused):  # a window of five years that ends in 2011 holds 2007
        share_series(torn, recipient="Armenia", years=(2011, 2013), exact=True)
