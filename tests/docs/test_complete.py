"""Whatever can be asked, set or imported is told in the documentation, and what is told exists."""

import ast
import csv
import dataclasses
import re
import shlex

import pytest
import typer
from conftest import ROOT
from documents import DOCS, WRITTEN, blocks, make_reference, text_of

import armstransfers
from armstransfers import cli
from armstransfers.claims.judge import VERDICTS
from armstransfers.claims.table_of_claims import COLUMNS as CLAIM_COLUMNS
from armstransfers.core.fields import FIELDS
from armstransfers.readers import description
from armstransfers.reference.shipped import package
from armstransfers.web import links, params
from armstransfers.web.settings import SETTINGS

PACKAGE = ROOT / "armstransfers"


def menu():
    """The views, by their titles; the script cannot be imported without being run."""
    tree = ast.parse((PACKAGE / "web" / "main.py").read_text("utf-8"))
    (found,) = (
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "MENU"
    )
    return [title for members in found.values() for title in members.values()]


def code_words(text):
    """What a page writes as code within its sentences."""
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.mark.parametrize(
    "page", ["data.md", "reference/cli.md", "reference/fields.md", "reference/python.md"]
)
def test_what_is_made_from_the_code_is_as_the_code_is_now(page, made):
    assert (DOCS / page).read_text("utf-8") == made[page], "run: make reference"


@pytest.fixture(scope="module")
def made():
    return make_reference().pages()


def test_all_pages_that_are_made_are_held_against_the_code(made):
    pages = {
        path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in DOCS.rglob("*.md")
    }
    assert {name for name, text in pages.items() if text.startswith("<!-- Made")} == made.keys()


def test_every_public_name_and_every_field_is_told():
    page, fields = text_of("reference/python.md"), code_words(text_of("reference/fields.md"))
    headings = set(re.findall(r"^### (\w+)$", page, re.MULTILINE))
    assert set(armstransfers.__all__) - headings == set()
    assert FIELDS.keys() - fields == set()


def test_every_command_and_option_is_told():
    page = text_of("reference/cli.md")
    for words, command in commands():
        assert f"\n## {words}\n" in page
        section = page.split(f"\n## {words}\n")[1].split("\n## ")[0]
        for option in command.params:
            assert option.opts[0] in section, f"{words} {option.opts[0]}"


def commands(group=None, above=""):
    for name, command in (group or typer.main.get_command(cli.app)).commands.items():
        inner = hasattr(command, "commands")
        if not inner or command.invoke_without_command:
            yield above + name, command
        if inner:
            yield from commands(command, f"{above}{name} ")


def test_every_view_and_every_parameter_of_a_link_is_told():
    page = text_of("reference/views.md")
    assert [title for title in menu() if f"| **{title}** |" not in page] == []
    assert (set(params.BY_NAME) | links._FRAME) - code_words(page) == set()


def test_every_setting_and_every_variable_is_told():
    assert SETTINGS.keys() - code_words(text_of("how-to/serve.md")) == set()
    sources = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    variables = set(re.findall(r'"(ARMSTRANSFERS_[A-Z_]+)"', sources))
    assert variables
    assert variables - code_words(text_of("reference/cli.md")) == set()


def test_every_key_of_a_description_is_told():
    page = text_of("other-sources.md")
    examples = "".join(blocks(page, "toml"))
    told = set(re.findall(r"(\w+)(?= =)|^\[(\w+)\]", examples, re.MULTILINE))
    told = {word for pair in told for word in pair} | {w.split(" ")[0] for w in code_words(page)}
    keys = {
        field.name
        for described in (description.Description, description.Columns, description.Counted)
        for field in dataclasses.fields(described)
    }
    keys = keys - {"counted", "numbered"} | {"measure", "recipients", "suppliers", "years"}
    assert keys - told == set()


def test_every_verdict_and_every_column_of_a_table_of_claims_is_told():
    page = text_of("how-to/check-claims.md")
    assert [verdict for verdict in VERDICTS if f"| {verdict} |" not in page] == []
    told = {"text", "sentence", "start", "end", "kind", "stated"}  # other forms of the same
    assert set(CLAIM_COLUMNS) - told - code_words(page) == set()


def test_every_decision_is_in_the_index_once_and_in_order():
    index = (DOCS / "decisions" / "README.md").read_text("utf-8")
    listed = re.findall(r"^(\d+)\. \[.+\]\((.+)\)$", index, re.MULTILINE)
    written = [
        (re.match(r"# (\d+)\. ", path.read_text("utf-8")).group(1), path.name)
        for path in sorted((DOCS / "decisions").glob("0*.md"))
    ]
    assert listed == written
    assert [int(number) for number, _ in written] == [int(name[:4]) for _, name in written]


def test_every_notebook_is_told():
    written = {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert written
    assert written - code_words(text_of("how-to/python.md")) == set()


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("complete-data.md", "# Get the complete data"),
        ("filter-link-cite.md", "## Filter"),
        ("filter-link-cite.md", "## Link"),
        ("filter-link-cite.md", "## Cite"),
        ("check-claims.md", "## Many claims at once"),
        ("python.md", "# Use it from Python"),
        ("serve.md", "## For a class"),
        ("serve.md", "## For an institute behind a proxy, or the whole web"),
    ],
)
def test_an_analyst_finds_how_to(page, heading):
    _, _, section = text_of(f"how-to/{page}").partition(f"{heading}\n")
    assert len(section.partition("\n## ")[0].split()) > 20


def test_every_table_that_ships_has_its_terms_in_the_notice():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert [one["path"] for one in package()["resources"] if one["path"] not in notice] == []


CALLS = [
    (path.relative_to(ROOT).as_posix(), line.split("#")[0].strip().removeprefix("$ "))
    for path in WRITTEN
    for block in blocks(path.read_text("utf-8"), "(?:console|text|)")
    for line in block.splitlines()
    if re.match(r"(\$ )?armstransfers [a-z]", line) and "OPTIONS" not in line
]


@pytest.mark.parametrize(("page", "call"), CALLS)
def test_every_call_that_is_told_could_be_made(page, call):
    words = shlex.split(call.split(" > ")[0])[1:]
    names = dict(commands())
    command = next(
        (names[" ".join(words[:n])] for n in (2, 1) if " ".join(words[:n]) in names), None
    )
    assert command is not None, f"{page}: no such command: {call}"
    known = {name for option in command.params for name in option.opts}
    assert {word for word in words if word.startswith("--")} - known == set(), page


def test_the_fields_of_claims_that_ship_are_those_that_the_form_takes():
    heads = next(csv.reader(blocks(text_of("how-to/check-claims.md"), "text")[0].splitlines()))
    assert set(heads) <= set(CLAIM_COLUMNS)
