"""Events and embargoes over a chart of years."""

from datetime import date

import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.groups import grouped_series, grouping
from armstransfers.analysis.leading import folded
from armstransfers.analysis.question import Question
from armstransfers.charts import partners_over_time
from armstransfers.charts.palette import looks
from armstransfers.context import Embargo, Event

GEORGIA = Question("recipient", "Georgia")
SALES = release(
    {
        ("Georgia", "Israel", 2010): 60,
        ("Georgia", "Chad", 2010): 30,
        ("Georgia", "unknown supplier(s)", 2010): 10,
    }
)


def event(year, title="A made-up day", month=7, last=None):
    return Event(date(year, month, 2), last, title)


def embargo(first, last=None, *, kind="mandatory", partial=False, imposer="UN"):
    scope = "non-governmental forces" if partial else "whole country"
    end = date(last, 1, 1) if last else None
    return Embargo(imposer, "Georgia", date(first, 1, 1), end, kind, scope, partial, "Act 1 (2001)")


def draw(**options):
    trailing, yearly = (share_series(SALES, recipient="Georgia", window=w) for w in (5, 1))
    options = {"events": [], "embargoes": []} | options
    shown = ["Israel", "Chad"]
    return partners_over_time(
        folded(trailing, shown), folded(yearly, shown), asked=GEORGIA, window=5,
        marked=(2006, 2010), span=(2000, 2020), **options,
    )  # fmt: skip


def lines(chart):
    """Years of the upright dotted lines in the panel of shares."""
    shapes = chart.figure.layout.shapes
    return [s.x0 for s in shapes if s.yref == "y domain" and s.line.dash == "dot"]


def strip(chart, name="Events"):
    return next(t for t in chart.figure.data if t.name == name)


def texts(chart):
    return [a.text for a in chart.figure.layout.annotations]


def shades(chart):
    return [t for t in chart.figure.data if t.type == "scatter" and t.hoveron == "fills"]


def test_a_year_lies_around_its_number_on_the_axis():
    chart = draw(events=[event(2008), event(2012, month=1)])
    july, january = lines(chart)
    assert july == pytest.approx(2008, abs=0.01)
    assert january == pytest.approx(2011.5, abs=0.01)


def test_few_events_carry_their_titles_and_many_carry_numbers_with_a_key():
    few = draw(events=[event(2003, "War"), event(2015, "Peace")])
    assert {"War", "Peace"} <= set(texts(few))
    many = draw(events=[event(2003 + n, f"Day {n}") for n in range(5)])
    assert list(strip(many).text) == ["1", "2", "3", "4", "5"]
    key = "<br>".join(t for t in texts(many) if "<b>1</b>" in t or "<b>5</b>" in t)
    assert "<b>1</b> 2003 Day 0" in key
    assert "<b>5</b> 2007 Day 4" in key


def test_a_narrow_page_has_numbers_only():
    chart = draw(events=[event(2003, "War")], narrow=True)
    assert list(strip(chart).text) == ["1"]
    assert "War" not in texts(chart)


def test_labels_of_one_time_stand_in_rows_of_their_own():
    close = draw(events=[event(2010, month=m, title=f"Day {m}") for m in (3, 4, 5, 6)])
    assert len(set(strip(close).y)) == 4
    apart = draw(events=[event(y, title=f"Day {y}") for y in (2000, 2005, 2010, 2015)])
    assert len(set(strip(apart).y)) == 1


def test_the_figure_grows_by_the_strip_and_the_key_and_the_panels_do_not_shrink():
    def pixels(chart, axis):
        layout = chart.figure.layout
        low, high = layout[axis].domain
        return (high - low) * (layout.height - layout.margin.t - layout.margin.b)

    plain, full = (
        draw(),
        draw(events=[event(2000 + n) for n in range(9)], embargoes=[embargo(2003)]),
    )
    assert full.figure.layout.height > plain.figure.layout.height
    for axis in ("yaxis", "yaxis2"):
        assert pixels(full, axis) == pytest.approx(pixels(plain, axis))


def test_a_shade_lasts_as_long_as_its_embargo_and_to_the_end_if_none_was_found():
    ended, open_ended = (draw(embargoes=[embargo(2003, last)]) for last in (2007, None))
    assert (min(shades(ended)[0].x), max(shades(ended)[0].x)) == (2002.5, 2006.5)
    assert max(shades(open_ended)[0].x) == 2020.5


def test_a_shade_says_whom_it_binds_and_by_what():
    (shade, head) = shades(draw(embargoes=[embargo(2003, 2007)]))
    for words in ("UN arms embargo: binds all states", "1 January 2003 to", "Act 1 (2001)"):
        assert words in shade.text
    assert shade.text == head.text


def opacity(shade):
    return float(shade.fillcolor.rsplit(",", 1)[1].rstrip(")"))


def test_what_binds_nobody_is_outlined_and_what_leaves_out_much_is_paler():
    whole = shades(draw(embargoes=[embargo(2003)]))[0]
    partial = shades(draw(embargoes=[embargo(2003, partial=True)]))[0]
    asks = shades(draw(embargoes=[embargo(2003, kind="voluntary")]))[0]
    assert opacity(partial) < opacity(whole)
    assert (asks.line.dash, asks.line.width) == ("dash", 1)
    assert whole.line.width == partial.line.width == 0
    assert "asks all states" in asks.text


def test_the_words_claim_no_cause():
    chart = draw(
        events=[event(2003, "War", last=date(2004, 1, 1))], embargoes=[embargo(2005, 2010)]
    )
    assert "2003-2004 War" in chart.alt
    assert "UN 2005-2010, binds all states" in chart.alt
    assert chart.alt.endswith(
        "Events are dates, not causes. A delivery under an embargo is no finding."
    )
    assert "causes" not in draw().alt


def test_a_title_from_a_users_file_is_text_and_no_tag():
    chart = draw(events=[event(2003, "<b>War</b>")])
    assert "&lt;b&gt;War&lt;/b&gt;" in texts(chart)


def test_groups_have_the_looks_of_their_system_and_unknown_its_hatch():
    trailing, yearly = (
        grouped_series(SALES, recipient="Georgia", window=w, by="region") for w in (5, 1)
    )
    shown = ["Middle East", "Africa", "Unknown"]
    chart = partners_over_time(
        folded(trailing, shown), folded(yearly, shown), asked=GEORGIA, window=5,
        marked=(2006, 2010), span=(2000, 2020), grouping=grouping("region"),
    )  # fmt: skip
    bars = {t.name: t for t in chart.figure.data if t.type == "bar"}
    assert bars["Africa"].marker.color == looks(["Africa"])["Africa"].light
    assert bars["Unknown"].marker.pattern.shape == "/"
    assert "by region" in texts(chart)[-2]
    assert "Middle East 60 %" in chart.alt
