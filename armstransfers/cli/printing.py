"""How results are printed: as tables for people, as CSV and JSON for programs."""

from __future__ import annotations

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from armstransfers.cli.endings import NoResult as NoResult
from armstransfers.cli.endings import Stopped as Stopped
from armstransfers.core.errors import BadRequest
from armstransfers.core.screen import one_line, shown
from armstransfers.export import safe
from armstransfers.export.tables import as_csv
from armstransfers.library import writing

PIPE_WIDTH = 160  # characters of a line that goes to a file or a pipe


class Format(StrEnum):
    """How a result is printed."""

    table = "table"
    csv = "csv"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    has_all_signs = (sys.stdout.encoding or "").lower().startswith("utf")
    print_line(json.dumps(value, ensure_ascii=not has_all_signs, indent=1))


def print_csv(table: pd.DataFrame) -> None:
    """Print a table as CSV; where a text was changed to stay text, say so beside it."""
    rows, changed = as_csv(table)
    print_text(rows)
    if changed:
        print(f"armstransfers: {safe.NOTE}", file=sys.stderr)


def print_text(text: str) -> None:
    """Print a text as it is, but for what could give orders to a terminal."""
    sys.stdout.write(shown(text))


def print_line(text: str = "", *, file: TextIO | None = None) -> None:
    """Print a text and a line end; nothing in it can give orders to a terminal."""
    print(shown(text), file=file)


def write_file(path: Path, content: bytes | str) -> None:
    """Write a file that a user asked for, whole or not at all.

    Raises
    ------
    BadRequest
        If it cannot be written.
    """
    try:
        writing.write(path, content)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise BadRequest(f"{path} cannot be written: {reason}.") from error


def print_table(
    table: pd.DataFrame, title: str | None, *, number: str = "{:g}", blank: str = ""
) -> None:
    """Print a table; its last column folds where the terminal is narrow, the others never."""
    console = Console(emoji=False, markup=False, highlight=False)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    grid = Table(box=None, pad_edge=False, show_header=any(table.columns))
    last = table.columns[-1]
    for name in table:
        grid.add_column(
            Text(one_line(str(name))),
            justify="right" if _is_numeric(table[name]) else "left",
            no_wrap=name != last,
            overflow="fold",
        )
    for row in table.itertuples(index=False):
        grid.add_row(*(Text(one_line(_cell(value, number, blank))) for value in row))
    if title:
        print_line(title)
    console.print(grid)


def _is_numeric(column: pd.Series) -> bool:
    return all(re.fullmatch(r"[\d.,()-]*( \(\d+-\d+\))?", str(v)) for v in column.dropna())


def _cell(value: Any, number: str, blank: str) -> str:
    if value is None or value is pd.NA or value != value:
        return blank
    return number.format(value) if isinstance(value, float) else str(value)
