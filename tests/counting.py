"""Tables counted by other means than the readers': for each format a parser of a few lines.

They know where a table begins and how a cell is written, and nothing of the readers. What they
cannot count for certain is `Uncountable`, and must be refused by the readers.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from armstransfers.reference.entities import in_file


class Counted(Counter[tuple[str, ...]]):
    """Values by recipient, supplier and year, or by what stands for them.

    `doubled` says how many records stood there more than once.
    """

    doubled = 0


class Uncountable(Exception):
    """Nobody can tell what the table holds."""


def text_of(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252" if decodes(content) else "latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decodes(content: bytes) -> bool:
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return True


def rows(text: str, separator: str) -> Iterator[list[str]]:
    for line in text.split("\n"):
        yield [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]


@cache
def name(cell: str) -> str:
    known = in_file(cell)
    return (
        known.name
        if known
        else " ".join("".join(c if c.isprintable() else " " for c in cell).split())
    )


def number(cell: str) -> float:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", cell):
        raise Uncountable(cell)
    return float(cell)


def is_year(cell: str) -> bool:
    return re.fullmatch("(19[5-9]|20[0-9])[0-9]", cell) is not None


def column(cell: str) -> str:
    """The name of a column, in whatever case and with whatever blanks it is written."""
    return " ".join(re.split(r"[\W_]+", cell)).strip().casefold()


def below(table: list[list[str]], is_header: Callable[[list[str]], bool]) -> tuple[list[str], list]:
    headers = [[column(cell) for cell in cells] for cells in table]
    starts = [i for i, cells in enumerate(headers) if cells and is_header(cells)]
    if len(starts) != 1:
        raise Uncountable("no header, or two")
    return headers[starts[0]], [cells for cells in table[starts[0] + 1 :] if any(cells)]


def as_wide_as(header: list[str], cells: list[str]) -> list[str]:
    """The cells of a line, without empty ones that a spreadsheet added at its end."""
    if len(cells) < len(header) or any(cells[len(header) :]):
        raise Uncountable(cells)
    return cells[: len(header)]


def register(text: str, separator: str) -> Counted:
    needed = {"supplier", "recipient", "delivery year", "tiv delivery values"}
    header, lines = below(list(rows(text, separator)), lambda c: needed <= set(c))
    if any(header.count(named) > 1 for named in _READ):
        raise Uncountable("two columns of one name")
    columns = [named for named in header if named in _READ]
    seen: dict[tuple[str, str], list[str]] = {}
    for at, cells in enumerate(lines):
        row = dict(zip(header, as_wide_as(header, cells), strict=True))
        # without its number a delivery cannot be told from its twin
        deal = row.get("sipri at database id", f"{at} of its own").lstrip("0")
        key = deal, row["delivery year"]
        content = [deal if "database" in named else row[named] for named in columns]
        if key in seen and [*map(value_or_text, seen[key])] != [*map(value_or_text, content)]:
            raise Uncountable("a delivery with two contents")
        seen[key] = content
    counted = Counted()
    counted.doubled = len(lines) - len(seen)
    for content in seen.values():
        row = dict(zip(columns, content, strict=True))
        if not (row["supplier"] and row["recipient"] and is_year(row["delivery year"])):
            raise Uncountable(row)
        where = name(row["recipient"]), name(row["supplier"]), row["delivery year"]
        counted[where] += number(row["tiv delivery values"])
    return counted


_READ = (
    "sipri at database id", "supplier", "recipient", "designation", "description",
    "armament category", "order date", "numbers delivered", "numbers delivered is estimate",
    "delivery year", "delivery year is estimate", "status", "tiv delivery values",
    "local production",
)  # fmt: skip


def value_or_text(cell: str) -> float | str:
    """Two spellings of a number, or of a name, say the same."""
    try:
        return float(cell)
    except ValueError:
        known = in_file(cell) if cell else None
        return known.name if known else cell.removesuffix(" -").rstrip()


def old_register(text: str, separator: str) -> Counted:
    del separator
    lines = text.split("\n")
    starts = [
        i
        for i, line in enumerate(lines)
        if {"seller", "buyer", "delivery year", "tiv delivery values"}
        <= {*map(column, line.split(";"))}
    ]
    if len(starts) != 1:
        raise Uncountable("no header, or two")
    with_deals = column(lines[starts[0]].split(";")[0]) == "deal id"
    seen = {}
    records = 0
    width = lines[starts[0]].rstrip("; ").count(";") + 1
    for line in lines[starts[0] + 1 :]:
        cells = [cell.strip() for cell in line.rstrip("; ").split(";")]
        if not any(cells) or cells[0].lstrip('" ').startswith("\N{COPYRIGHT SIGN}"):
            continue
        if len(cells) < width:
            raise Uncountable(cells)
        deal, seller, buyer, designation = cells[:4]
        description = ";".join(cells[4 : len(cells) - 12])
        _, order, _, units, *_, year, _, status, _, _, value, _ = cells[-12:]
        key = (deal.lstrip("0") if with_deals else records), year
        content = (
            name(seller), name(buyer), designation.removesuffix(" -"), description, order,
            number(units), status, number(value), cells[-12], *cells[-9:-6:2], cells[-1],
        )  # fmt: skip
        records += 1
        if seen.setdefault(key, content) != content:
            raise Uncountable("a delivery with two contents")
        if not (buyer and is_year(year)):
            raise Uncountable(line)
    counted = Counted()
    counted.doubled = records - len(seen)
    for (_, year), content in seen.items():
        counted[content[1], content[0], year] += content[7]
    return counted


def by_deal(text: str, separator: str) -> Counted:
    """Values by recipient, supplier and each year of a deal."""
    table = [
        # a comment that goes on may begin its second line with a quotation mark
        [cell.strip() for cell in line.split(separator)] if line.count('"') % 2 else cells or [""]
        for line, cells in zip(text.split("\n"), rows(text, separator), strict=True)
    ]
    starts = [
        i
        for i, c in enumerate(table)
        if {"recipient", "supplier", "year s of delivery", "sipri tiv of delivered weapons"}
        <= {*map(column, c)}
    ]
    if len(starts) != 1:
        raise Uncountable("no header, or two")
    counted = Counted()
    waiting: list[str] = []
    for line in table[starts[0] + 1 :]:
        if not any(line) and not waiting:
            continue
        cells = [*waiting[:-1], f"{waiting[-1]} {line[0]}", *line[1:]] if waiting else line
        if len(cells) == 13:  # it ends in its comment
            waiting = cells
            continue
        waiting = []
        cells = as_wide_as([""] * 16, cells)
        years = [*dict.fromkeys(year.strip() for year in cells[10].split(";") if year.strip())]
        if not (cells[0] and cells[1] and all(map(is_year, years))):
            raise Uncountable(cells)
        value = number(cells[15]) if years or cells[15] else 0
        if value and not years:
            raise Uncountable(cells)
        for year in years:
            counted[name(cells[0]), name(cells[1]), year] += value / len(years)
    if waiting:
        raise Uncountable("it ends in a comment")
    return counted


def by_year(text: str, separator: str) -> Counted:
    """Values by the name at the beginning of a line, and year."""
    header, lines = below(
        list(rows(text, separator)),
        lambda c: (
            c[0] in ("", "recipient", "exports by", "supplier")
            and ("percentage" in c or "total" in c)
        ),
    )
    years = [i for i, cell in enumerate(header) if is_year(cell)]
    totals = [i for i, cells in enumerate(lines) if cells[0].startswith("Total")]
    if totals != [len(lines) - 1]:
        raise Uncountable("the totals' line is not the last")
    counted = Counted()
    seen = set()
    for cells in lines[:-1]:
        if len(cells) <= max(years) or any(cells[len(header) :]):
            raise Uncountable(cells)
        if not cells[0] or name(cells[0]) in seen:
            raise Uncountable(cells[0])
        seen.add(name(cells[0]))
        for position in years:
            if cells[position]:
                counted[name(cells[0]), header[position]] += number(cells[position])
    return counted


def by_table(text: str, separator: str) -> Counted:
    """Values by recipient, supplier and year, in tables of suppliers one below the other."""
    counted = Counted()
    for table in re.split(r'(?m)^(?="?Volume of )', text):
        lines = [cells for cells in rows(table, separator) if any(cells)]
        with_numbers = [cells for cells in lines if sum(map(str.isdigit, cells)) > 1]
        if not with_numbers or "Percentage" in lines[-1]:
            continue  # words alone, or names of columns above an empty table
        owner = name(lines[-1][0].removeprefix("Total exports from "))
        for (recipient, year), value in by_year(table, separator).items():
            counted[recipient, owner, year] += value
    return counted


def by_group(text: str, separator: str) -> Counted:
    """Values by region, supplier and year; those of the region itself by the region."""
    header, lines = below(
        list(rows(text, separator)), lambda c: c[:2] == ["", ""] and "of regional total" in c
    )
    years = [i for i, cell in enumerate(header) if is_year(cell)]
    counted = Counted()
    seen = set()
    group = ""
    for cells in lines:
        if len(cells) <= max(years) or any(cells[len(header) :]):
            raise Uncountable(cells)
        if bool(cells[0]) != (cells[1] == "Regional total"):
            raise Uncountable(cells)
        group = cells[0] or group
        entity = group if cells[0] else name(cells[1])
        if not group or not cells[1] or (group, entity, bool(cells[0])) in seen:
            raise Uncountable(cells)
        seen.add((group, entity, bool(cells[0])))
        for position in years:
            if cells[position]:
                counted[group, entity, header[position]] += number(cells[position])
    return counted
