"""Events and embargoes over a chart of years."""

from datetime import date

import pytest
from builders import release

from armstransfers import share_series
from armstransfers.analysis.groups import grouped_series, grouping
from armstransfers.analysis.question import Question
from armstransfers.charts import partners_over_time
from armstransfers.charts.palette import looks
from armstransfers.reference.context import Embargo, Event

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
    return partners_over_time(
        trailing, yearly, asked=GEORGIA, window=5, marked=(2006, 2010), covered=(2000, 2020),
        all_years=True, **options,
    )  # fmt: skip


def lines(chart, axis="y"):
    """Years of the upright lines in a panel."""
    return [s.x0 for s in chart.figure.layout.shapes if s.yref == f"{axis} domain" and s.x0 == s.x1]


def numbers(chart):
    return next(t for t in chart.figure.data if t.name == "Events")


def texts(chart):
    return [a.text for a in chart.figure.layout.annotations]


def bars(chart):
    """The bars of embargoes under the axis."""
    return [s for s in chart.figure.layout.shapes if s.yref == "y9"]


def test_events_and_embargoes_are_off_until_they_are_asked_for():
    assert not lines(draw())
    assert not bars(draw())


def test_an_event_is_a_line_through_both_panels_with_a_number_under_the_axis():
    chart = draw(events=[event(2008), event(2012, month=1)])
    assert list(numbers(chart).text) == ["1", "2"]
    july, january = lines(chart)
    assert july == pytest.approx(2008, abs=0.01)  # a year lies around its number on the axis
    assert january == pytest.approx(2011.5, abs=0.01)
    assert lines(chart, "y2") == [july, january]
    assert chart.figure.layout.yaxis9.domain[1] < chart.figure.layout.yaxis2.domain[0]


def test_what_the_numbers_are_stands_below_and_is_said_when_pointed_at():
    chart = draw(events=[event(2003 + n, f"Day {n}") for n in range(5)])
    key = "<br>".join(t for t in texts(chart) if "<b>1</b>" in t or "<b>5</b>" in t)
    assert "<b>1</b> 2003 Day 0" in key
    assert "<b>5</b> 2007 Day 4" in key
    assert "Day 2 (2 July 2005)" in numbers(chart).hovertext


def test_numbers_of_one_time_stand_in_rows_of_their_own():
    close = draw(events=[event(2010, month=m, title=f"Day {m}") for m in (3, 4, 5, 6)])
    assert len(set(numbers(close).y)) == 4
    apart = draw(events=[event(y, title=f"Day {y}") for y in (2010, 2013, 2016, 2019)])
    assert len(set(numbers(apart).y)) == 1


def test_the_figure_grows_by_the_rows_and_the_key_and_the_panels_do_not_shrink():
    def pixels(chart, axis):
        layout = chart.figure.layout
        low, high = layout[axis].domain
        return (high - low) * (layout.height - layout.margin.t - layout.margin.b)

    plain, full = (
        draw(),
        draw(events=[event(2010 + n) for n in range(9)], embargoes=[embargo(2013)]),
    )
    assert full.figure.layout.height > plain.figure.layout.height
    for axis in ("yaxis", "yaxis2"):
        assert pixels(full, axis) == pytest.approx(pixels(plain, axis))


def test_a_bar_lasts_as_long_as_its_embargo_and_to_the_end_if_none_was_found():
    ended, open_ended = (draw(embargoes=[embargo(2012, last)]) for last in (2017, None))
    assert [(bar.x0, bar.x1) for bar in bars(ended)] == [(2011.5, 2016.5)]
    assert [bar.x1 for bar in bars(open_ended)] == [2020.5]


def test_a_bar_says_whom_it_binds_and_by_what():
    chart = draw(embargoes=[embargo(2013, 2017)])
    (label,) = [a for a in chart.figure.layout.annotations if a.yref == "y9"]
    assert label.text == "UN"
    for words in ("UN arms embargo: binds all states", "1 January 2013 to", "Act 1 (2001)"):
        assert words in label.hovertext
    assert "<b>UN</b> 2013–2017, binds all states" in " ".join(texts(chart))


def test_what_binds_nobody_is_hollow_and_what_leaves_out_much_is_paler():
    def opacity(bar):
        return float(bar.fillcolor.rsplit(",", 1)[1].rstrip(")"))

    (whole,), (partial,), (asks,) = (
        bars(draw(embargoes=[one]))
        for one in (embargo(2013), embargo(2013, partial=True), embargo(2013, kind="voluntary"))
    )
    assert 0 < opacity(partial) < opacity(whole)
    assert opacity(asks) == 0
    assert (asks.line.width, whole.line.width) == (1, 0)
    assert asks.line.dash is None


def test_the_words_claim_no_cause():
    chart = draw(
        events=[event(2013, "War", last=date(2014, 1, 1))], embargoes=[embargo(2015, 2020)]
    )
    assert "2013–2014 War" in chart.alt
    assert "UN 2015–2020, binds all states" in chart.alt
    assert chart.alt.endswith(
        "Events are dates, not causes. A delivery during an embargo does not prove a breach."
    )
    assert "causes" not in draw().alt


def test_a_title_from_a_users_file_is_text_and_no_tag():
    chart = draw(events=[event(2013, "<b>War</b>")])
    assert "&lt;b&gt;War&lt;/b&gt;" in " ".join(texts(chart))


def test_groups_have_the_looks_of_their_system_and_unknown_its_hatch():
    trailing, yearly = (
        grouped_series(SALES, recipient="Georgia", window=w, by="region") for w in (5, 1)
    )
    chart = partners_over_time(
        trailing, yearly, asked=GEORGIA, window=5, marked=(2006, 2010), covered=(2000, 2020),
        grouping=grouping("region"),
    )  # fmt: skip
    drawn = {t.name: t for t in chart.figure.data if t.type == "bar"}
    assert drawn["Africa"].marker.color[0] == looks(["Africa"])["Africa"].light
    assert drawn["Unknown"].marker.pattern.shape == "/"
    assert any("by region" in text for text in texts(chart))
    assert "Middle East 60%" in chart.alt
