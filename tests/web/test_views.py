"""The views, run without a browser."""

from html import unescape

import pytest
from builders import release
from streamlit.testing.v1 import AppTest

from armstransfers.charts import Chart
from armstransfers.core.coverage import Block
from armstransfers.library import store
from armstransfers.web.server import MAIN

MODULES = {"suppliers": "partners", "pair": "pair", "compare": "compare", "world": "world"}


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def app():
    """The explorer, at the view Suppliers."""
    return AppTest.from_file(str(MAIN), default_timeout=30).switch_page("views/suppliers.py")


def shown(app):
    """The text of a page that has no error."""
    assert not app.exception
    return plain(unescape(" ".join(element.proto.body for element in app.get("html"))))


def test_suppliers_answers_for_azerbaijan_first(app):
    text = shown(app.run())
    assert app.title[0].value == "Who supplies Azerbaijan?"
    assert "Russia supplied 59.3 % of Azerbaijan's imports of major arms in 2011-2020" in text
    assert "extract of the database: all recipients with all suppliers, 2021-2025;" in text
    assert "Source: SIPRI Arms Transfers Database, edition 2026" in text


def test_whoever_is_chosen_is_shown_in_the_years_that_are_held(app):
    app.run()
    text = shown(app.selectbox(key="recipient").select("India").run())
    assert app.slider(key="years").value == (2021, 2025)
    assert "of India's imports of major arms in 2021-2025" in text
    assert "Years set to 2021-2025: these data do not hold 2011-2020." in text
    text = shown(app.selectbox(key="recipient").select("Azerbaijan").run())
    assert app.slider(key="years").value == (2011, 2020)
    assert "Years set" not in text


def test_years_that_somebody_chose_stay_and_the_page_says_what_is_held(app):
    app.run()
    app.selectbox(key="recipient").select("India").run()
    text = shown(app.slider(key="years").set_value((2011, 2015)).run())
    assert "These data hold India's suppliers for 2021-2025, not for 2011-2015." in text
    assert "Published by SIPRI: shares of India's imports near 2011-2015" in text
    # Deccan Herald, March 2026, on SIPRI's fact sheet
    assert '<td>2011-2015</td><td>Russia</td><td class="number">70 %</td>' in text
    (button,) = [one for one in app.button if one.label == "Show 2021-2025"]
    assert "in 2021-2025" in shown(button.click().run())


def test_a_link_without_years_shows_those_that_are_held(app):
    app.query_params["recipient"] = "India"
    assert "imports of major arms in 2021-2025" in shown(app.run())


def test_a_link_with_years_shows_them(app):
    app.query_params["recipient"] = "India"
    app.query_params["years"] = ["2012", "2016"]
    assert "not for 2012-2016" in shown(app.run())


def test_what_is_not_held_of_an_edition_is_refused_with_the_way_to_the_whole(app):
    app.run()
    app.selectbox(key="edition").select("2022, extract").run()
    app.selectbox(key="recipient").select("Algeria").run()
    assert not app.exception
    assert "does not hold all suppliers of Algeria" in app.info[0].value
    assert "armstransfers import FILE" in app.info[0].value


def test_an_empty_window_says_so(app):
    app.run()
    app.slider(key="years").set_value((2021, 2021)).run()
    assert "No deliveries are recorded" in shown(app)


def test_another_edition_brings_its_bands_and_its_name(app):
    app.run()
    text = shown(app.selectbox(key="edition").select("2022, extract").run())
    assert "6.97 to 7.25" in text
    assert "edition 2022" in text


def test_each_question_has_one_release_and_the_page_says_which(app):
    by_deal = Block(1990, 2030, grain="window")
    cells = {("Azerbaijan", "Italy", 2012): 10.0, ("France", "Italy", 2012): 30.0}
    store.keep(release(cells, blocks=(by_deal,), edition=2031))
    text = shown(app.run())
    assert app.selectbox(key="edition").value == "Automatic"
    assert "Russia supplied 59.3 %" in text
    assert "edition 2031 is newer, but here it is a register by deal" in text
    assert "The view before" not in text
    text = shown(app.selectbox(key="recipient").select("France").run())
    assert "Italy supplied 100.0 %" in text
    assert "(estimated, equal split)" in text
    assert "Shown: 2031, by deal (years estimated). The view before showed 20" in text
    text = shown(app.selectbox(key="edition").select("2031, by deal (years estimated)").run())
    text = shown(app.selectbox(key="recipient").select("Azerbaijan").run())
    assert "Italy supplied 100.0 %" in text
    assert "Estimated, equal split" in text


def test_latest_five_years_and_reset(app):
    app.session_state["options"] = True
    app.run()
    buttons = {button.label: button for button in app.button}
    buttons["Latest five years"].click().run()
    assert app.slider(key="years").value == (2021, 2025)
    assert "China supplied 23.5 %" in shown(app)
    app.selectbox(key="recipient").select("Armenia").run()
    next(b for b in app.button if b.label == "Reset").click().run()
    assert app.slider(key="years").value == (2011, 2020)
    assert app.title[0].value == "Who supplies Azerbaijan?"


def opened(app, view):
    app.run()
    return shown(app.switch_page(f"views/{view}.py").run())


def test_a_pair_has_two_shares_of_two_wholes(app):
    text = opened(app, "pair")
    assert "7.0 % of Azerbaijan's imports of major arms and 21.0 % of Belarus's exports" in text
    assert "rank 3 among the suppliers" in text


def test_a_pair_of_which_one_whole_is_missing_shows_the_other_and_says_so(app):
    opened(app, "pair")
    app.selectbox(key="supplier").select("Russia").run()
    text = shown(app)
    assert "59.3 % of Azerbaijan's imports" in text
    assert "holds all recipients of Russia for 2021-2025 only" in text


def test_what_a_control_stands_at_outlives_views_without_it(app):
    opened(app, "pair")
    app.selectbox(key="supplier").select("Israel").run()
    app.switch_page("views/suppliers.py").run()
    app.slider(key="years").set_value((2016, 2020)).run()
    app.switch_page("views/method.py").run()
    app.switch_page("views/pair.py").run()
    assert app.selectbox(key="supplier").value == "Israel"
    assert app.slider(key="years").value == (2016, 2020)
    assert "What does Israel supply to Azerbaijan?" in app.title[0].value


def test_countries_are_compared_where_the_release_holds_them(app):
    opened(app, "compare")
    names = ["Armenia", "Azerbaijan", "Algeria"]
    text = shown(app.multiselect(key="recipients").set_value(names).run())
    assert "Left out of 2011-2020: Algeria. These data hold its suppliers for 2021-2025." in text
    assert "The largest change between 2001-2010 and 2011-2020" in text


def test_suppliers_are_compared_in_the_years_that_are_held_of_them(app):
    opened(app, "compare")
    text = shown(app.button_group(key="side").set_value("suppliers").run())
    assert app.slider(key="years").value == (2021, 2025)
    # SIPRI's fact sheet of March 2026: China to Pakistan 61 per cent, Russia to India 48
    assert "Pakistan for China (60.7 %)" in text
    assert "India for Russia (48.1 %)" in text
    assert "these data do not hold 2001-2010" in text


def test_the_world_starts_with_the_years_that_are_held_of_it(app):
    text = opened(app, "world")
    # SIPRI's fact sheet of March 2026: 42 per cent
    assert "The United States supplied 41.9 % of the world's exports of major arms in 2021" in text
    app.switch_page("views/suppliers.py").run()
    assert app.slider(key="years").value == (2011, 2020)


def test_other_years_of_the_world_are_shown_as_published(app):
    opened(app, "world")
    text = shown(app.slider(key="years").set_value((2011, 2015)).run())
    assert "These data hold the whole world for 2021-2025, not for 2011-2015." in text
    assert "shares of the world's exports near 2011-2015" in text
    # SIPRI's press release of February 2016
    assert '<td class="number">33 %</td>' in text
    assert any(one.label == "Show 2021-2025" for one in app.button)


def test_windows_that_overlap_are_not_compared(app):
    opened(app, "compare")
    app.slider(key="then").set_value((2005, 2015)).run()
    assert "must end before 2011-2020 begins" in app.info[0].value


def test_editions_say_what_was_revised(app):
    text = opened(app, "editions")
    assert "From edition 2025 to 2026, in 2000-2024" in text


def test_editions_tell_first_how_one_delivery_turns_a_small_total_round(app):
    text = opened(app, "editions")
    assert app.header[0].value == "One delivery can turn a small total round"
    assert (
        "Belarus's share of Azerbaijan's imports in 2020-2024 is nothing in edition 2025 and 47.2 % in "
        "edition 2026. One delivery of 2024, a Buk-MB3K ordered in 2019, makes the difference: 65.0 of "
        "137.6 million TIV; SIPRI marks the number delivered as uncertain." in text
    )
    text = shown(app.selectbox(key="against").select("2022, extract").run())
    assert "Buk" not in text


def test_published_figures_are_counted_by_outcome(app):
    assert "1,215 figures: 272 same" in opened(app, "published")


def test_a_claim_is_judged_part_by_part(app):
    opened(app, "check")
    claim = "Belarus supplied 7.1% of Azerbaijan's arms imports in 2011-2020 and ranked second."
    text = shown(app.text_area(key="sentence").set_value(claim).run())
    assert "as published, revised since" in text
    assert "not supported" in text


def test_a_claim_that_cannot_be_read_is_one_sentence(app):
    opened(app, "check")
    app.text_input(key="c_supplier").set_value("Belorus")
    app.text_input(key="c_share").set_value("7").run()
    assert not app.exception
    assert "Belarus" in app.error[0].value


def test_the_method_lists_every_column(app):
    text = opened(app, "method")
    assert "share_if_known" in text


def test_partners_can_be_grouped_by_bloc(app):
    app.session_state["options"] = True
    app.run()
    text = shown(app.selectbox(key="group").select("CSTO").run())
    assert "CSTO" in text
    assert "Not a member" in text


def test_a_filter_reaches_headline_and_denominator_and_is_said(app):
    app.session_state["filters"] = True
    app.run()
    text = shown(app.button_group(key="status").set_value("second hand").run())
    assert "imports of major arms (only second hand)" in text
    assert "Filter: only second hand." in text


def test_a_filter_that_the_release_cannot_answer_is_said_and_the_whole_is_shown(app):
    app.session_state["filters"] = True
    app.run()
    app.multiselect(key="category").set_value(["Aircraft"]).run()
    assert "The whole is shown." in app.warning[0].value
    assert "59.3 %" in shown(app)


def test_the_world_is_ranked_where_a_release_holds_it_all(app):
    store.keep(
        release({("Georgia", "Israel", 2015): 30, ("India", "France", 2016): 10}, edition=2030)
    )
    app.run()
    app.switch_page("views/world.py").run()
    assert "Israel supplied 75.0 % of the world's exports of major arms" in shown(app)


def test_an_extract_shows_what_sipri_published_of_the_world_instead(app):
    opened(app, "world")
    app.selectbox(key="edition").select("2025, extract").run()
    assert not app.exception
    assert "does not hold all of the world's exports" in app.info[0].value
    assert any("As SIPRI published it" in one.value for one in app.header)


SCRIPTS = {
    "suppliers": ["Share", "Line"],
    "pair": ["Shares"],
    "compare": ["Change"],
    "world": ["World"],
}


@pytest.mark.parametrize(("view", "names"), SCRIPTS.items())
def test_every_view_gives_tables_scripts_and_charts_away(app, view, names, monkeypatch):
    given = []

    def take(what):
        charts = [one if isinstance(one, Chart) else one() for one in what.charts.values()]
        scripts = {name: script() for name, script in what.scripts.items()}
        given.append((what.tables, scripts, charts))

    monkeypatch.setattr(f"armstransfers.web.{MODULES[view]}.offer", take)
    opened(app, view)
    tables, scripts, charts = given[-1]
    assert all(len(table) for table in tables.values())
    assert list(scripts) == names
    assert all("import pandas as pd" in script for script in scripts.values())
    assert all(chart.alt for chart in charts)
    assert len(charts) == {"suppliers": 2, "pair": 2, "compare": 3, "world": 4}[view]


@pytest.mark.parametrize(
    ("link", "answer"),
    [
        # SIPRI's fact sheet of March 2026 prints 48 and 58
        ("Europe", "The United States supplied 48.3 % of Europe's imports"),
        ("European NATO members", "57.6 % of European NATO members' imports"),
        ("Middle East", "54.0 % of the Middle East's imports"),
    ],
)
def test_a_group_is_chosen_as_a_country_is_and_the_page_says_who_counts(app, link, answer):
    app.query_params["recipient"] = link
    text = shown(app.run())
    assert answer in text
    assert "Deliveries between members count. These are" in text
    assert "SIPRI places Türkiye in the Middle East" in text or "Türkiye is in it" in text


@pytest.mark.parametrize(
    ("link", "choice", "whole"),
    [("GCC", "GCC members", "GCC members' imports"), ("NATO", "NATO", "NATO's imports")],
)
def test_a_bloc_of_a_link_is_called_by_its_members_and_an_organisation_keeps_its_link(
    app, link, choice, whole
):
    app.query_params["recipient"] = link
    assert f"of {whole} of major arms in 2021-2025" in shown(app.run())
    assert app.selectbox(key="recipient").value == choice


def test_groups_are_compared_and_a_pair_asks_for_countries(app):
    app.query_params["recipients"] = ["Europe", "India"]
    text = shown(app.switch_page("views/compare.py").run())
    assert "the United States for Europe (48.3 %)" in text
    app.query_params["recipient"] = "Europe"
    app.switch_page("views/pair.py").run()
    assert not app.exception
    assert "A pair is of two countries." in app.info[0].value
