"""Parts of a release's deliveries, as releases that say what part they are."""

import pandas as pd
import pytest
from builders import c2_file, c2_row, release

from armstransfers import (
    change,
    citation,
    concentration,
    share_series,
    shares,
    shipped_releases,
    solidity,
)
from armstransfers.analysis import question as q
from armstransfers.analysis.filters import CATEGORIES, Filter, filtered
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.export.provenance import provenance, source_line
from armstransfers.library import store
from armstransfers.readers import read
from armstransfers.wording import headline

GEORGIA = {"recipient": "Georgia", "years": (2004, 2005)}


def row(deal, value, category="Armoured vehicles", **options):
    return c2_row(deal, value=value, **options).replace("Armoured vehicles", category)


@pytest.fixture(scope="module")
def register():
    return read(
        c2_file(
            row(1, 10, supplier="Russia"),
            row(2, 20, "Aircraft", supplier="Israel", status="Second hand"),
            row(3, 30, "Aircraft", supplier="Spain", local="Yes"),
            row(4, 5, "Air defence systems", supplier="Spain", status="Second hand but modernized"),
            row(5, 40, "Ships", supplier="Israel", year=2005, year_estimated="Yes"),
            row(6, 15, "Ships", supplier="Italy", year=2005, number_estimated="No"),
        ).encode()
    )


def values(table):
    return dict(zip(table["partner"], table["value"], strict=True))


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        (Filter(categories=("Aircraft",)), {"Spain": 30, "Israel": 20}),
        (Filter(categories=("ships", "aircraft")), {"Israel": 60, "Spain": 30, "Italy": 15}),
        # SIPRI wrote it with a blank until 2025
        (Filter(categories=("Air-defence systems",)), {"Spain": 5}),
        (Filter(status="new"), {"Israel": 40, "Spain": 30, "Italy": 15, "Russia": 10}),
        (Filter(status="second hand"), {"Israel": 20, "Spain": 5}),
        (Filter(local_production=True), {"Spain": 30}),
        (Filter(local_production=False), {"Israel": 60, "Italy": 15, "Russia": 10, "Spain": 5}),
        (Filter(year_estimated=True), {"Israel": 40}),
        (Filter(number_estimated=False), {"Italy": 15}),
        (Filter(("Aircraft",), status="new", local_production=True), {"Spain": 30}),
        (Filter(("Satellites",)), {}),
    ],
)
def test_what_a_filter_leaves(register, chosen, left):
    table = shares(filtered(register, chosen), **GEORGIA)
    assert values(table) == left
    assert set(table["total"]) <= {sum(left.values())}


def test_without_conditions_it_is_the_release_itself(register):
    assert filtered(register, Filter()) is register


def test_every_analysis_works_on_what_is_left(register):
    ships = filtered(register, Filter(("Ships", "Aircraft")))
    series = share_series(ships, recipient="Georgia", window=1, years=(2004, 2005))
    israel = series[series["partner"] == "Israel"]["share"].tolist()
    assert israel == [40, pytest.approx(100 * 40 / 55)]
    changed = change(ships, recipient="Georgia", then=2004, now=2005).set_index("partner")
    assert changed.loc["Israel", "change"] == 100
    assert concentration(ships, **GEORGIA)["partners"].tolist() == [3]
    assert solidity(ships, **GEORGIA).deliveries == 4


def test_the_filter_is_named_wherever_the_numbers_go(register):
    aircraft = filtered(register, Filter(("Aircraft",), status="new"))
    words = "only aircraft, new"
    asked = q.question(aircraft, recipient="Georgia", supplier=None)
    table = shares(aircraft, **GEORGIA)
    assert f"imports of major arms ({words}) in 2004-2005" in headline(table, asked, (2004, 2005))
    assert words in source_line(aircraft)
    assert f"release {register.id}, {words}" in citation(aircraft)
    carried = provenance(aircraft, asked, (2004, 2005))
    assert carried["Release"] == f"{register.id}, {words}"
    assert words in carried["Source"]
    assert words in carried["Calculation"]


def test_the_whole_stays_as_it_was(register):
    assert register.origin.selection == ""
    assert register.reference == register.id
    assert q.question(register, recipient="Georgia", supplier=None).measure.goods == "major arms"


def test_a_part_is_a_release_of_its_own(register):
    everything = filtered(register, Filter(CATEGORIES))
    assert everything.transfers["value"].sum() == register.transfers["value"].sum()
    assert everything.id != register.id
    assert everything.id == filtered(register, Filter(CATEGORIES)).id
    assert everything.coverage == register.coverage


def test_a_part_that_is_kept_still_says_what_it_is(register):
    part = filtered(register, Filter(status="new"))
    store.keep(part)
    again = store.load(part.id)
    assert again.reference == f"{register.id}, only new"


def test_a_part_cannot_be_filtered_again(register):
    part = filtered(register, Filter(status="new"))
    with pytest.raises(Refused, match="only new already"):
        filtered(part, Filter(("Ships",)))


def test_totals_of_everything_are_not_totals_of_a_part(register):
    margins = pd.DataFrame(
        [("recipient", "Georgia", "", 2004, 65.0)],
        columns=["side", "entity", "group", "year", "value"],
    )
    whole = type(register)(
        register.transfers,
        origin=register.origin,
        measure=register.measure,
        coverage=register.coverage,
        margins=margins,
    )
    assert filtered(whole, Filter(status="new")).margins.empty


def test_a_release_that_does_not_tell_is_refused_in_a_sentence():
    tables = release({("Georgia", "Israel", 2004): 5})
    for chosen, lacks in (
        (Filter(("Ships",)), "does not tell weapon categories"),
        (Filter(status="new"), "does not tell whether weapons were new"),
        (Filter(local_production=False), "does not tell what was made under licence"),
        (Filter(year_estimated=False), "does not tell which delivery years are estimated"),
    ):
        with pytest.raises(Refused, match=lacks):
            filtered(tables, chosen)


def sums(**parts):
    base = release({("Georgia", "Israel", 2004): 30.5, ("Georgia", "Spain", 2004): 10})
    frame = base.transfers.assign(**parts)
    return type(base)(frame, origin=base.origin, measure=base.measure, coverage=base.coverage)


def test_yearly_sums_with_a_part_allow_one_exact_condition():
    data = sums(value_local_production=[30.5, 0.0], value_second_hand=[0.0, 2.25])
    asked = {"recipient": "Georgia", "years": 2004}
    for chosen, left in (
        (Filter(local_production=True), {"Israel": 30.5}),
        (Filter(local_production=False), {"Spain": 10}),
        (Filter(status="second hand"), {"Spain": 2.25}),
        (Filter(status="new"), {"Israel": 30.5, "Spain": 7.75}),
    ):
        part = filtered(data, chosen)
        assert values(shares(part, **asked)) == left
        assert solidity(part, **asked).deliveries is None
    with pytest.raises(Refused, match="set one condition alone"):
        filtered(data, Filter(status="new", local_production=False))
    with pytest.raises(Refused, match="weapon categories"):
        filtered(data, Filter(("Ships",), status="new"))


def test_the_parts_of_the_shipped_extract_make_the_whole():
    newest = shipped_releases()[0]
    asked = {"recipient": "India", "years": (2021, 2025)}

    def total(chosen=None):
        return shares(filtered(newest, chosen or Filter()), **asked)["total"][0]

    solid = solidity(newest, **asked)
    new, used = total(Filter(status="new")), total(Filter(status="second hand"))
    assert new + used == pytest.approx(total())
    assert 100 * used / total() == pytest.approx(solid.second_hand)
    licensed, rest = (total(Filter(local_production=flag)) for flag in (True, False))
    not_known = total() * solid.not_stated["local_production"] / 100
    assert licensed + rest + not_known == pytest.approx(total())


@pytest.mark.parametrize(
    ("chosen", "words", "parameters"),
    [
        (Filter(), "", {}),
        (
            Filter(("Ships", "Aircraft", "Missiles"), status="second hand"),
            "only aircraft, missiles and ships, second hand",
            {"category": "aircraft,missiles,ships", "status": "second-hand"},
        ),
        (
            Filter(local_production=False, year_estimated=True, number_estimated=False),
            "only not made under licence in the recipient, with an estimated delivery year, "
            "without an estimated number delivered",
            {
                "local_production": "without",
                "year_estimated": "only",
                "number_estimated": "without",
            },
        ),
    ],
)
def test_a_filter_has_words_and_travels_in_a_link(chosen, words, parameters):
    assert chosen.words == words
    assert chosen.to_parameters() == parameters
    assert Filter.from_parameters(parameters) == chosen


def test_the_order_of_categories_does_not_matter():
    one, other = Filter(("Ships", "Aircraft")), Filter(("aircraft", "ships", "Ships"))
    assert {one: 1}[other] == 1


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"category": "tanks"}, "no weapon category 'tanks'; take one of Aircraft"),
        ({"status": "old"}, "no status 'old'"),
        ({"year_estimated": "yes"}, "'yes' is no value of year_estimated; take only or without"),
        ({"colour": "green"}, "no filter 'colour'"),
    ],
)
def test_a_link_that_is_not_understood_is_refused(parameters, sentence):
    with pytest.raises(BadRequest, match=sentence):
        Filter.from_parameters(parameters)


def test_the_categories_are_those_of_the_real_register(real):
    data = read(real / "register-by-delivery-year_1990-2023_2024-04.csv")
    named = {
        str(name).replace(" ", "-", 1) if "Air " in str(name) else str(name)
        for name in data.transfers["category"].unique()
    }
    assert named == set(CATEGORIES)
    rows = pd.read_csv(
        real / "register-by-delivery-year_1990-2023_2024-04.csv",
        skiprows=11,
        encoding="latin-1",
    )
    rows = rows[(rows["Recipient"] == "India") & rows["Delivery year"].between(2014, 2023)]
    rows = rows[(rows["Armament category"] == "Aircraft") & (rows["Local production"] == "No")]
    counted = rows.groupby("Supplier")["TIV delivery values"].sum()
    chosen = Filter(("Aircraft",), local_production=False)
    table = shares(filtered(data, chosen), recipient="India", years=(2014, 2023))
    assert values(table) == pytest.approx(counted.to_dict())
    assert len(table) > 3


def test_what_a_flag_does_not_state_is_in_neither_half_and_its_volume_is_named():
    register = read(
        c2_file(
            row(1, 10, supplier="Russia", year_estimated="Yes"),
            row(2, 20, supplier="Israel", year_estimated="No"),
            row(3, 5, supplier="Spain", year_estimated=""),
        ).encode()
    )
    for wanted, left in ((True, {"Russia": 10}), (False, {"Israel": 20})):
        part = filtered(register, Filter(year_estimated=wanted))
        assert values(shares(part, **GEORGIA)) == left
        assert "without 5.00 million TIV of which the source does not say" in part.describe_origin()
    assert "without" not in filtered(register, Filter(status="new")).describe_origin()


def test_yearly_sums_leave_out_what_is_not_stated_and_refuse_where_nothing_is():
    data = sums(value_local_production=[30.0, None], value_year_estimated=[None, None])
    part = filtered(data, Filter(local_production=False))
    assert values(shares(part, recipient="Georgia", years=2004)) == {"Israel": 0.5}
    assert "without 10.00 million TIV" in part.describe_origin()
    with pytest.raises(Refused, match="does not tell which delivery years are estimated"):
        filtered(data, Filter(year_estimated=True))
