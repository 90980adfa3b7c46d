"""The ways in which spreadsheets, editors and archives change a file without changing its table."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

import pandas as pd
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


def open_document(text: str) -> bytes:
    """An ODS workbook with one sheet, filled up to its last row as LibreOffice fills it."""
    rows = []
    for line in cells_of(text):
        cells = []
        for written in line:
            try:
                number = float(written)
                kind = f'office:value-type="float" office:value="{number!r}"'
            except ValueError:
                kind = 'office:value-type="string"'
            inside = f"<text:p>{escape(written)}</text:p>"
            empty = "<table:table-cell/>"
            cells.append(
                f"<table:table-cell {kind}>{inside}</table:table-cell>" if written else empty
            )
        rows.append(f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>")
    names = ("office", "table", "text")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    rest = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{"".join(rows)}{rest}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>'
    )
    return archive({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest})


def frame(text: str) -> pd.DataFrame:
    """A table without the lines above it, as a program has it in memory: numbers are numbers."""
    header, *rows = cells_of(text)
    table = pd.DataFrame(rows, columns=header)
    for name in header:
        numbers = pd.to_numeric(table[name].replace("", None), errors="coerce")
        if (numbers.notna() == (table[name] != "")).all() and numbers.notna().any():
            table[name] = numbers
        else:
            table[name] = table[name].replace("", None)
    return table


def parquet(text: str) -> bytes:
    return frame(text).to_parquet(index=False)


def stata(text: str) -> bytes:
    content = io.BytesIO()
    table = frame(text)
    table.columns = [re.sub(r"\W", "_", name)[:32] for name in table.columns]
    words = {
        name: table[name].fillna("") for name in table if table[name].dtype in ("object", "str")
    }
    table.assign(**words).to_stata(content, write_index=False, version=118)
    return content.getvalue()


def records(text: str) -> bytes:
    return frame(text).to_json(orient="records", double_precision=15).encode()


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
    "ODS": open_document,
    "gzip": lambda text: gzip.compress(text.encode()),
    "XLSX in a zip": lambda text: archive({"table.xlsx": workbook(text)}),
}
"""How a file comes back: by what the way is called."""

TABLE_WAYS: dict[str, Callable[[str], bytes]] = {
    "Parquet": parquet,
    "Stata": stata,
    "JSON": records,
}
"""How a table comes back from a program for statistics, which has no lines above it."""
