"""The ways in which spreadsheets, editors and archives change a file without changing its table."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

import xlsxwriter


def own_separator(text: str) -> str:
    return ";" if "\nDeal ID;" in text else ","


def cells_of(text: str) -> list[list[str]]:
    separator = own_separator(text)
    return [next(csv.reader([line], delimiter=separator), []) for line in text.splitlines()]


def with_separator(text: str, separator: str) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\r\n").writerows(cells_of(text))
    return written.getvalue()


def padded(text: str) -> str:
    lines = (f'"{line}"' if ";" in line else line for line in text.splitlines())
    if own_separator(text) == ";":
        lines = iter(text.splitlines())
    return "\r\n".join(f"{line};;;;" for line in lines) + "\r\n"


def workbook(*texts: str, names: tuple[str, ...] = ()) -> bytes:
    """A workbook with a sheet for each text; what looks like a number is one."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    for index, text in enumerate(texts):
        sheet = book.add_worksheet(names[index] if names else None)
        for i, line in enumerate(cells_of(text)):
            for j, cell in enumerate(line):
                try:
                    sheet.write_number(i, j, float(cell))
                except ValueError:
                    sheet.write_string(i, j, cell)
    book.close()
    return content.getvalue()


def archive(members: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, member in members.items():
            packed.writestr(name, member)
    return content.getvalue()


WAYS: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "cp1252": lambda text: text.encode("cp1252"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "semicolons": lambda text: with_separator(text, ";").encode("cp1252"),
    "tabs, UTF-16": lambda text: with_separator(text, "\t").encode("utf-16"),
    "commas": lambda text: with_separator(text, ",").encode(),
    "padding": lambda text: padded(text).encode(),
    "XLSX": workbook,
    "zip": lambda text: archive({"folder/table.csv": text}),
    "XLSX in a zip": lambda text: archive({"table.xlsx": workbook(text)}),
}
"""How a file comes back: by what the way is called."""
