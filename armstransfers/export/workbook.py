"""Tables as a workbook (XLSX), with their provenance on its first sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import xlsxwriter

from armstransfers.core.fields import FIELDS, Field
from armstransfers.core.measure import Measure
from armstransfers.export.tables import SHARE_DECIMALS, rounded
from armstransfers.model.citing import PROGRAM

ABOUT = "About"
_LONGEST_NAME = 31  # letters that a sheet's name may have
_NEVER_IN_NAMES = re.compile(r"[][:*?/\\\x00-\x1f]+")
_WIDEST_COLUMN, _NARROWEST_COLUMN = 40, 9  # letters
# the same tables make the same bytes, so that two downloads can be compared
_MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)


def to_xlsx(
    tables: Mapping[str, pd.DataFrame], measure: Measure, provenance: Mapping[str, str]
) -> bytes:
    """Return tables as a workbook, a sheet for each, below a sheet that says where they come from.

    Numbers are numbers, blanks are blank, and a name that looks like a formula stays a name. The
    first sheet also says what each column means, and so does a note at its head.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        Tables by the name of their sheet; their columns are fields. What a sheet's name may not
        hold is left out of it.
    measure : Measure
        What their values count.
    provenance : mapping of str to str
        As `armstransfers.export.provenance` makes it.

    Returns
    -------
    bytes
        The workbook; the same for the same tables.
    """
    content = io.BytesIO()
    # every cell is written by its type; nothing is taken for a formula, a link or a number
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": _MADE_ON, "author": PROGRAM})
    about = book.add_worksheet(ABOUT)
    names = _sheet_names(tables)
    for name, table in zip(names, tables.values(), strict=True):
        _write_table(book, book.add_worksheet(name), table, measure)
    columns = dict.fromkeys(str(column) for table in tables.values() for column in table)
    _write_about(book, about, provenance, [FIELDS[column] for column in columns], measure)
    book.close()
    return content.getvalue()


def _write_about(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    provenance: Mapping[str, str],
    columns: list[Field],
    measure: Measure,
) -> None:
    strong = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 100)
    lines = [*provenance.items(), ("", ""), ("Column", "Meaning")]
    lines += [(column.name, _meaning(column, measure)) for column in columns]
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, strong)
        sheet.write_string(row, 1, text, wrapped)


def _write_table(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    table: pd.DataFrame,
    measure: Measure,
) -> None:
    shown = rounded(table, measure)
    head = book.add_format({"bold": True, "bottom": 1})
    for place, name in enumerate(shown.columns):
        field = FIELDS[name]
        cells = book.add_format({"num_format": _number_format(field, measure)})
        longest = max([len(name), *(len(str(value)) for value in shown[name])])
        width = min(max(longest + 2, _NARROWEST_COLUMN), _WIDEST_COLUMN)
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
        sheet.write_comment(0, place, _meaning(field, measure), {"author": PROGRAM})
        for row, value in enumerate(shown[name], 1):
            _write_cell(sheet, row, place, value, cells)
    sheet.freeze_panes(1, 1)
    if len(shown):
        sheet.autofilter(0, 0, len(shown), len(shown.columns) - 1)


def _write_cell(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    place: int,
    value: Any,
    cells: xlsxwriter.format.Format,
) -> None:
    if pd.isna(value):
        return
    if isinstance(value, str):
        sheet.write_string(row, place, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    else:
        sheet.write_number(row, place, value, cells)


def _number_format(field: Field, measure: Measure) -> str:
    if field.type != "number":
        return "0"
    of_measure = field.unit == FIELDS["value"].unit
    decimals = measure.decimals if of_measure else SHARE_DECIMALS
    return ("#,##0" if of_measure else "0") + ("." + "0" * decimals if decimals else "")


def _meaning(field: Field, measure: Measure) -> str:
    unit = measure.unit if field.unit == FIELDS["value"].unit else field.unit
    return f"{field.meaning} Unit: {unit}." if unit else field.meaning


def _sheet_names(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return a name for each sheet that every spreadsheet takes, none twice."""
    names: list[str] = []
    taken = {ABOUT.casefold(), "history"}  # the latter is kept by one program for itself
    for wanted in tables:
        allowed = " ".join(_NEVER_IN_NAMES.sub(" ", wanted).split())
        name = allowed[:_LONGEST_NAME].strip(" '") or "Table"
        number = 2
        unique = name
        while unique.casefold() in taken:
            ending = f" {number}"
            unique = name[: _LONGEST_NAME - len(ending)] + ending
            number += 1
        taken.add(unique.casefold())
        names.append(unique)
    return names
