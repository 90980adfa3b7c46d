"""Write the pages of the reference that the code itself can tell: ``make reference``.

A test holds the pages against the code, so whoever adds a command, a field, a table or a public
name runs this once more.
"""

from __future__ import annotations

import importlib
import inspect
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pandas as pd
import typer

from armstransfers import cli, shipped_releases
from armstransfers.core.fields import FIELDS
from armstransfers.library.store import HOME_VARIABLE
from armstransfers.reference.shipped import package, shipped_path

HERE = Path(__file__).parent
MADE = (
    "<!-- Made from the code by docs/make_reference.py. Change the code, then: make reference -->\n"
)
EXAMPLES = {
    "shares": "shares --recipient Azerbaijan --years 2011-2020 --edition 2022",
    "series": "series --recipient Armenia --window 5 --years 2018-2024",
    "windows": "windows --recipient Azerbaijan --supplier Belarus --rank 2 --length 5",
    "dependence": "dependence --supplier Belarus --years 2011-2020 --threshold 1",
    "world": "world --years 2021-2025",
    "check": "check --supplier Belarus --recipient Azerbaijan --years 2011-2020 --share 7.1 --rank 2",
    "revisions": "revisions --recipient Azerbaijan",
    "published": "published --recipient Azerbaijan --years 2017-2021 --recompute",
    "releases": "releases",
    "releases show": f"releases show {shipped_releases()[-1].id}",
    "entity": "entity Türkei",
}
"""A call of each command that answers from the data that ship; its answer is printed below it."""

MODULES: dict[str, tuple[str, ...]] = {
    "armstransfers": (),
    "armstransfers.analysis": ("Solidity",),
    "armstransfers.claims": (),
    "armstransfers.testing": ("assert_release_equal", "made_up_release"),
    "armstransfers.readers": (
        "Covers",
        "Description",
        "Reading",
        "confirmed",
        "covers_of",
        "describe",
    ),
    "armstransfers.core.origin": ("Origin",),
    "armstransfers.core.measure": ("Measure", "tiv"),
    "armstransfers.core.coverage": ("Block", "Coverage"),
}
"""Where public names are imported from, and which; without any, all that the module exports."""
SUBJECTS = {
    "readers": "Releases", "catalogue": "Releases", "release": "Releases", "analysis": "Analyses",
    "entities": "Names and fields", "fields": "Names and fields", "claims": "Claims",
    "export": "Citing", "errors": "Errors", "testing": "Testing", "origin": "What a release is made of",
    "measure": "What a release is made of", "coverage": "What a release is made of",
}  # fmt: skip
"""Under which heading the names of a module stand; those of others stand under the last."""
OTHER = "More"
_LONGEST_DEFAULT = 40
_PLAIN = str.maketrans({"<": "", ">": "", "|": "/"})
_ESCAPED = str.maketrans({"<": "&lt;", ">": "&gt;", "|": r"\|", "*": r"\*", "_": r"\_"})


def pages() -> dict[str, str]:
    """Return the pages by their names below ``docs/``."""
    return {
        "data.md": data_page(),
        "reference/cli.md": cli_page(),
        "reference/fields.md": fields_page(),
        "reference/python.md": python_page(),
    }


def cell(text: object) -> str:
    """Return a text for a cell of a table; one with code in it is Markdown already."""
    plain = " ".join(str(text).split())
    return plain if "`" in plain else plain.translate(_ESCAPED)


def table(heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ("---",) * len(heads), *(tuple(map(cell, row)) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cli_page() -> str:
    """Return the page of all commands, each with its options and an example."""
    root: Any = typer.main.get_command(cli.app)
    parts = [MADE, "# Command line\n", (HERE / "reference" / "_cli.md").read_text("utf-8")]
    for name, command in _commands(root):
        parts.append(f"\n## {name}\n\n{command.help}\n\n{_usage(name, command)}")
        rows = list(_options(command))
        if rows:
            parts.append("\n" + table(("option", "meaning"), rows))
        if name in EXAMPLES:
            parts.append(f"\n```console\n$ armstransfers {EXAMPLES[name]}\n{_answer(name)}```\n")
    return "".join(parts)


def _commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        inner = getattr(command, "commands", {})
        if not inner or getattr(command, "invoke_without_command", False):
            yield f"{above}{name}", command
        yield from _commands(command, f"{above}{name} ") if inner else ()


def _usage(name: str, command: Any) -> str:
    pieces = command.collect_usage_pieces(typer.Context(command))
    words = " ".join(piece.replace("{", "").replace("}", "") for piece in pieces)
    return f"```text\narmstransfers {name} {words}\n```\n"


def _options(command: Any) -> Iterator[tuple[object, ...]]:
    for option in command.params:
        words, meaning = option.get_help_record(typer.Context(command))
        yield f"`{words.translate(_PLAIN)}`", meaning


def _answer(name: str) -> str:
    """Return what a command prints, errors included."""
    printed = io.StringIO()
    words = ["armstransfers", *shlex.split(EXAMPLES[name])]
    with patch.object(sys, "argv", words), redirect_stdout(printed), redirect_stderr(printed):
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
    lines = "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())
    return lines + (f"(exit code {code})\n" if code else "")


def fields_page() -> str:
    """Return the dictionary of fields, and the columns of each table."""
    rows: list[tuple[object, ...]] = [
        (f"`{one.name}`", one.type, one.unit, one.meaning, one.tables) for one in FIELDS.values()
    ]
    by_table: dict[str, list[str]] = {}
    for one in FIELDS.values():
        for name in one.tables.split(", "):
            by_table.setdefault(name, []).append(f"`{one.name}`")
    columns: list[tuple[object, ...]] = [
        (f"`{name}`", ", ".join(names)) for name, names in by_table.items()
    ]
    return (
        f"{MADE}# Fields\n\nEvery column of every table, in the app, in downloads, on the command line "
        "and in Python, has one meaning. "
        "`armstransfers fields` prints the same.\n\n"
        f"{table(('field', 'type', 'unit', 'meaning', 'in'), rows)}\n"
        f"## Columns of each table\n\n{table(('table', 'columns'), columns)}"
    )


def data_page() -> str:
    """Return the page of the tables that ship, with their terms and their fields."""
    parts = [MADE, "# The data that ship\n\n", (HERE / "_data.md").read_text("utf-8")]
    for resource in package()["resources"]:
        path = resource["path"]
        lines = len(pd.read_csv(shipped_path(path), dtype="str"))
        sources = "; ".join(
            f"[{one['title']}]({one['path']})" if "path" in one else one["title"]
            for one in resource["sources"]
        )
        terms = "; ".join(f"[{one['title']}]({one['path']})" for one in resource["licenses"])
        rows: list[tuple[object, ...]] = [
            (f"`{one['name']}`", one["type"], one["description"])
            for one in resource["schema"]["fields"]
        ]
        parts.append(
            f"\n## {path}\n\n{resource['title']}: {lines:,} rows. {resource['description']}\n\n"
            f"Source: {sources}.\n\nTerms: {terms}.\n\n{table(('field', 'type', 'meaning'), rows)}"
        )
    return "".join(parts)


def python_page() -> str:
    """Return the page of all public names, with their signatures and docstrings."""
    found: dict[str, list[str]] = {}
    told: set[int] = set()
    for module_name, names in MODULES.items():
        module = importlib.import_module(module_name)
        for name in names or module.__all__:
            public = getattr(module, name)
            place = getattr(public, "__module__", "armstransfers.core.fields").split(".")
            subject = SUBJECTS.get(place[1], OTHER) if len(place) > 1 else OTHER
            if id(public) not in told:  # else at home in another module, and told there
                told.add(id(public))
                found.setdefault(subject, []).append(_entry(module_name, name, public))
    order = list(dict.fromkeys((*SUBJECTS.values(), OTHER)))
    parts = [MADE, "# Python\n\n", (HERE / "reference" / "_python.md").read_text("utf-8")]
    for subject in sorted(found, key=order.index):
        parts += [f"\n## {subject}\n", *found[subject]]
    return "".join(parts)


def _entry(module: str, name: str, public: Any) -> str:
    full = f"{module}.{name}"
    heading = f"\n### {name}\n\n"
    if isinstance(public, dict):
        meaning = "All fields by name; [their dictionary](fields.md) lists them.\n"
        return f"{heading}```python\n{full}\n```\n\n{meaning}"
    text = f"{heading}```python\n{_signature(full, public)}\n```\n\n{markdown(public)}"
    if inspect.isclass(public) and not issubclass(public, Exception):
        members = [
            f"- `{member}`: {_first_line(one)}\n"
            for member, one in vars(public).items()
            if not member.startswith("_") and inspect.getdoc(one) and _is_written_here(one)
        ]
        text += "\n" + "".join(members) if members else ""
    return text


def _is_written_here(member: Any) -> bool:
    return isinstance(member, property | classmethod | staticmethod) or (
        inspect.isfunction(member) or type(member).__name__ == "cached_property"
    )


def _first_line(member: Any) -> str:
    return (inspect.getdoc(member) or "").splitlines()[0].replace("``", "`")


def _signature(full: str, public: Any) -> str:
    if inspect.isclass(public) and issubclass(public, Exception):
        return f"class {full}({public.__bases__[0].__name__})"
    signature = inspect.signature(public)
    parameters = [_parameter(one) for one in signature.parameters.values()]
    stars = any(one.kind is one.KEYWORD_ONLY for one in signature.parameters.values())
    if stars:
        first = next(
            i for i, one in enumerate(signature.parameters.values()) if one.kind is one.KEYWORD_ONLY
        )
        parameters.insert(first, "*")
    returned = signature.return_annotation
    arrow = f" -> {returned}" if isinstance(returned, str) and returned != "None" else ""
    short = f"{full}({', '.join(parameters)}){arrow}"
    if len(short) <= 90:
        return short
    return f"{full}(\n" + "".join(f"    {one},\n" for one in parameters) + f"){arrow}"


def _parameter(one: inspect.Parameter) -> str:
    """Return a parameter as it is written; a default of a whole sentence is left out."""
    written = f"{one.name}: {one.annotation}"
    if one.default is one.empty:
        return written
    default = re.sub(r"^'(.*)'$", r'"\1"', repr(one.default))
    return f"{written} = {default if len(default) < _LONGEST_DEFAULT else '...'}"


def markdown(public: Any) -> str:
    """Return a numpydoc docstring as Markdown."""
    lines = (inspect.getdoc(public) or "").replace("``", "`").splitlines()
    starts = [i for i, line in enumerate(lines) if re.fullmatch("-{3,}", line)]
    cuts = [*(i - 1 for i in starts), len(lines)]
    parts = ["\n".join(lines[: cuts[0]]).strip() + "\n"]
    for begin, end in pairwise(cuts):
        name, body = lines[begin], lines[begin + 2 : end]
        if name == "Examples":
            said, begins, code = "\n".join(body).partition(">>>")
            said = f"\n{said.strip()}\n" if said.strip() else ""
            parts.append(f"{said}\n```pycon\n{begins}{code.rstrip()}\n```\n")
        elif name == "Notes":
            parts.append("\n" + "\n".join(body).strip() + "\n")
        else:
            parts.append(f"\n**{name}**\n\n" + "".join(_definitions(body)))
    return "".join(parts)


def _definitions(body: list[str]) -> Iterator[str]:
    """Return a list of ``name : type`` entries as Markdown, one item each."""
    entries: list[tuple[str, list[str]]] = []
    for line in body:
        if line and not line.startswith(" "):
            entries.append((line, []))
        elif entries:
            entries[-1][1].append(line.strip())
    for head, told in entries:
        name, _, kind = (piece.strip() for piece in head.partition(" : "))
        words = " ".join(told).strip()
        yield f"- `{name}`{f' ({kind})' if kind else ''}: {words}\n" if words else f"- `{name}`\n"


def main() -> None:
    """Write the pages, as they are for someone who has imported nothing."""
    with TemporaryDirectory() as empty, patch.dict(os.environ, {HOME_VARIABLE: empty}):
        for name, text in pages().items():
            (HERE / name).write_text(text, encoding="utf-8")
            print(f"docs/{name}")


if __name__ == "__main__":
    main()
