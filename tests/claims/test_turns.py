"""Words that turn, hedge or narrow what is said: what stands beside them is asked and gets no verdict."""

import pytest

from armstransfers import BadRequest, Claim, check, read_claim
from armstransfers.claims.batch import check_file

SHARE = "7.0 % of Azerbaijan's arms imports in 2011-2020"
UNSURE = {"needs your reading", "different measure", "cannot be told from this data"}
BORNE_OUT = {"supported", "as published, revised since"}  # which, the newest edition decides


def verdicts(sentence):
    return {one.verdict for one in check(sentence).stated if one.part.kind != "comparison"}


def is_asked(sentence):
    """Whether a sentence was read, and no part of it but a comparison has a verdict."""
    found = verdicts(sentence)
    return bool(found) and found <= UNSURE


@pytest.mark.parametrize("verb", [
    "hardly supplied", "barely supplied", "failed to supply", "refused to supply", "stopped supplying",
    "promised to supply", "tried to supply", "never, in spite of all treaties and talks, supplied",
])  # fmt: skip
def test_what_hardly_or_never_happened_is_no_supply(verb):
    assert is_asked(f"Belarus {verb} {SHARE}.")


@pytest.mark.parametrize("verb", [
    "would have supplied", "could have supplied", "might supply", "will supply", "ought to supply",
    "was expected to supply", "is believed to have supplied", "perhaps supplied",
])  # fmt: skip
def test_what_may_be_or_is_to_come_is_not_said_to_be(verb):
    assert is_asked(f"Belarus {verb} {SHARE}.")


@pytest.mark.parametrize("sentence", [
    f"If Belarus supplied {SHARE}, war would follow.",
    f"Unless Belarus supplied {SHARE}, nobody did.",
    f"It is not known whether Belarus supplied {SHARE}.",
    f"Did Belarus supply {SHARE}?",
    "Was Russia Azerbaijan's largest arms supplier in 2011-2020?",
    f"Supposing that Belarus supplied {SHARE}, what follows?",
])  # fmt: skip
def test_a_condition_or_a_question_says_nothing(sentence):
    assert is_asked(sentence)


@pytest.mark.parametrize("sentence", [
    f"Belarus supplied {SHARE}, a claim that has been debunked.",
    f"It is a myth that Belarus supplied {SHARE}.",
    f"Minsk denies that Belarus supplied {SHARE}.",
    f"Belarus supplied {SHARE}, which is untrue.",
    f"Belarus supplied {SHARE}. That is wrong.",
    f"Belarus supplied {SHARE}. But the figure has been disputed.",
    "Few believe Russia was Azerbaijan's largest arms supplier in 2011-2020.",
])  # fmt: skip
def test_what_is_reported_as_doubted_is_not_said(sentence):
    assert is_asked(sentence)


@pytest.mark.parametrize("sentence", [
    "Russia was nearly Azerbaijan's largest supplier in 2011-2020.",
    "Russia was arguably Azerbaijan's largest supplier in 2011-2020.",
    "Russia was not quite Azerbaijan's largest supplier in 2011-2020.",
    "Russia failed to become Azerbaijan's largest arms supplier in 2011-2020.",
])  # fmt: skip
def test_near_to_a_rank_is_not_the_rank(sentence):
    assert not BORNE_OUT & verdicts(sentence)


@pytest.mark.parametrize("beside", [
    "after Russia in 2011-2020", "bar one in 2011-2020", "but one in 2011-2020",
    "except Russia in 2011-2020", "apart from Russia in 2011-2020", "in 2011-2020, besides Russia",
])  # fmt: skip
def test_the_first_of_those_that_are_left_is_not_the_first(beside):
    assert is_asked(f"Israel was Azerbaijan's largest arms supplier {beside}.")


def test_a_second_rank_after_the_first_is_judged():
    found = check("Israel was Azerbaijan's second-largest arms supplier after Russia in 2011-2020.")
    assert {one.verdict for one in found.stated} <= BORNE_OUT


@pytest.mark.parametrize("verb", [
    "destroyed", "captured", "seized", "financed", "re-exported", "lost", "stole", "insured",
    "photographed", "bombed", "frittered away",
])  # fmt: skip
def test_a_verb_that_is_no_supply_says_nothing_of_deliveries(verb):
    assert not BORNE_OUT & verdicts(f"Belarus {verb} {SHARE}.")


@pytest.mark.parametrize("sentence", [
    "Azerbaijan returned 59.7 % of its arms imports to Russia in 2011-2020.",
    "7.0 % of Azerbaijan's arms imports in 2011-2020 were intercepted by Belarus.",
    "7.0 % of Azerbaijan's arms were blown up by Belarus in 2011-2020.",
    "59.7 % of arms imports from Russia went to Azerbaijan in 2011-2020.",
    "Of Azerbaijan's arms imports in 2011-2020, 59.7 % came by way of Russia.",
])  # fmt: skip
def test_neither_does_it_in_another_order_of_words(sentence):
    assert is_asked(sentence)


@pytest.mark.parametrize("sentence", [
    "Belarus supplied a further 7.0 % of Azerbaijan's arms imports in 2011-2020.",
    "Belarus supplied an additional 7.0 % of Azerbaijan's arms imports in 2011-2020.",
    "Belarus supplied 7.0 % of the growth in Azerbaijan's arms imports in 2011-2020.",
    "Belarus supplied 7.0 % of the overall decline in Azerbaijan's arms imports in 2011-2020.",
    "Belarus's share of Azerbaijan's arms imports rose to 7.0 % in 2011-2020.",
    "Belarus's share of Azerbaijan's arms imports had fallen to 7.0 % in 2011-2020.",
    "Belarus supplied on average 7.0 % of Azerbaijan's arms imports a year in 2011-2020.",
    "Belarus supplied 7.0 % of Azerbaijan's arms imports annually in 2011-2020.",
    "Belarus supplied at most 7.0 % of Azerbaijan's arms imports in any year of 2011-2020.",
    "Belarus supplied 7.0 % of Azerbaijan's arms imports in the best year of 2011-2020.",
    "Belarus supplied 7.0 % of Azerbaijan's arms imports outside 2011-2020.",
    "Belarus supplied 7.0 % of Azerbaijan's arms imports before 2011-2020.",
    "Belarus supplied 7.0 % of Azerbaijan's arms imports after 2011-2020.",
    "Azerbaijan's arms imports in 2011-20 were 8.4 times smaller than those of Armenia.",
    "Azerbaijan's arms imports in 2011-20 were 8.4 times lower than those of Armenia.",
])  # fmt: skip
def test_what_narrows_the_figure_or_its_years_is_asked(sentence):
    assert is_asked(sentence)


@pytest.mark.parametrize("sentence", [
    "Azerbaijan's arms imports in 2011-20 were 8.4 times those of Armenia per head.",
    "Azerbaijan's arms imports per capita in 2011-20 were 8.4 times those of Armenia.",
    f"Belarus supplied {SHARE} by number.",
    "By value, Belarus supplied 7.0 % of Azerbaijan's arms in 2011-2020.",
    "In number, Belarus supplied 7.0 % of Azerbaijan's arms in 2011-2020.",
])  # fmt: skip
def test_a_rate_or_a_count_is_another_measure(sentence):
    assert not BORNE_OUT & verdicts(sentence)


@pytest.mark.parametrize("arms", [
    "second-hand arms", "heavy arms", "stolen arms", "grain and arms", "arms and furniture",
    "small arms", "ammunition", "arms imports by sea", "arms imports for its navy",
])  # fmt: skip
def test_a_part_of_all_arms_or_more_than_arms_is_asked(arms):
    assert is_asked(f"Belarus supplied 7.0 % of Azerbaijan's {arms} in 2011-2020.")


def test_a_supplier_of_more_than_arms_has_no_rank():
    assert is_asked("Russia was Azerbaijan's largest supplier of grain and arms in 2011-2020.")


@pytest.mark.parametrize("sentence", [
    "Belarus supplied about 7 % of Azerbaijan's arms imports in 2011-2020.",
    "According to SIPRI, Russia accounted for almost 60 % of Azerbaijan's arms imports in 2011-2020.",
    "Data released by SIPRI show that Russia supplied 60 % of Azerbaijan's arms in 2011-20.",
    "Russia remained Azerbaijan's largest arms supplier in 2011-2020, delivering 60 % of its weapons.",
    "Russia accounted for 60 % of Azerbaijan's arms imports in 2011-20, and Israel for another 26 %.",
    "Azerbaijan bought nearly 60 % of its weapons from Russia between 2011 and 2020.",
    "Azerbaijan imported more than eight times as many arms as Armenia in 2011-20.",
    "Russia was by far the largest supplier of major arms to Azerbaijan in 2011-2020.",
])  # fmt: skip
def test_an_ordinary_sentence_is_judged(sentence):
    assert verdicts(sentence) <= BORNE_OUT


def test_no_rank_is_below_the_first():
    assert is_asked("Russia was Azerbaijan's 0th-largest arms supplier in 2011-2020.")
    with pytest.raises(BadRequest, match="0th"):
        Claim("Russia", "Azerbaijan", (2011, 2020), rank="0th-largest")


def test_the_person_who_reads_it_otherwise_gets_the_verdict():
    reading = read_claim("Belarus's share of Azerbaijan's arms imports rose to 7.0 % in 2011-2020.")
    assert check(reading.confirmed())["share"].verdict in BORNE_OUT


@pytest.mark.parametrize(("given", "missing", "row"), [
    ("start", "end", "Russia,Azerbaijan,2011,,60 %"), ("end", "start", "Russia,Azerbaijan,,2020,60 %"),
])  # fmt: skip
def test_a_row_with_one_end_of_its_years_is_refused_by_name(given, missing, row):
    table = f"supplier,recipient,start,end,share\n{row}\n"
    (found,) = check_file(table.encode()).rows
    assert found.verdicts is None
    assert f"the {given} " in found.problem
    assert f"no {missing}" in found.problem
