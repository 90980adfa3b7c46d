"""Every public name tells what it means, what it takes, what goes wrong, and shows it."""

import inspect
import re

import pytest

import armstransfers
from armstransfers import claims, testing
from armstransfers.core.fields import FIELDS

PUBLIC = {
    name: getattr(module, name)
    for module, names in (
        (armstransfers, armstransfers.__all__),
        (claims, claims.__all__),
        (testing, ["assert_release_equal", "made_up_release"]),
    )
    for name in names
    if name != "FIELDS"  # a dictionary, which is a page of its own
}
FUNCTIONS = [name for name, one in PUBLIC.items() if inspect.isfunction(one)]
TABLES = [
    name
    for name in FUNCTIONS
    if inspect.signature(PUBLIC[name]).return_annotation == "pd.DataFrame"
]
MADE_BY_OTHERS = {"Part", "Reading", "Verdict"}  # seen in the examples of what makes them


def sections(public):
    """The sections of a docstring by name; what stands before them under an empty one."""
    pieces = re.split(r"^(\w+)\n-{3,}\n", inspect.getdoc(public), flags=re.MULTILINE)
    return dict(zip(["", *pieces[1::2]], pieces[::2], strict=True))


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_says_in_a_sentence_what_it_is(name):
    first = sections(PUBLIC[name])[""].partition("\n\n")[0]
    assert re.fullmatch(r"[A-Z].+[.:].*", first, re.DOTALL)


@pytest.mark.parametrize("name", sorted(PUBLIC.keys() - MADE_BY_OTHERS))
def test_a_public_name_shows_itself_in_an_example_that_runs(name):
    example = sections(PUBLIC[name])["Examples"]
    # a class that a function returns is seen under the function's name: revisions, verdicts
    assert re.search(rf"^(>>>|\.\.\.).*\b{name}\b|\.{name}: ", example, re.MULTILINE | re.I)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_tells_each_parameter_and_what_goes_wrong(name):
    told = sections(PUBLIC[name])
    heads = re.findall(r"^(\w[^:\n]*?)(?: :.*)?$", told.get("Parameters", ""), re.MULTILINE)
    named = {word for head in heads for word in head.split(", ")}
    assert set(inspect.signature(PUBLIC[name]).parameters) == named
    assert not named or "Raises" in told or name == "citation"  # which asks nothing


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_returned_is_described_by_columns_that_are_fields(name):
    returned = sections(PUBLIC[name])["Returns"]
    assert returned.startswith("pandas.DataFrame\n    ")
    columns = {
        word
        for quoted in re.findall(r"``([a-z_]+(?:,\s+[a-z_]+)*)``", returned)
        for word in re.split(r",\s+", quoted)
    }
    assert columns - FIELDS.keys() == set()
