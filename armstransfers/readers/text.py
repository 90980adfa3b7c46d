"""Text, dates, years and numbers, as the source's files write them."""

from __future__ import annotations

import csv
import io
import itertools
import re
from datetime import date, datetime, timedelta
from typing import Any

from armstransfers.core.coverage import FIRST_YEAR
from armstransfers.core.errors import ReadError
from armstransfers.core.report import Skipped
from armstransfers.readers.part import File
from armstransfers.reference.release_days import known_day

Row = tuple[int, list[str]]
"""A line's number in the file, from 1, and its cells."""

LATEST_YEAR = 2100  # a year beyond it is a slip of the pen, whatever the edition

_GENERATED = re.compile(
    r"^[^\w\n]*+(?:Data )?generated:\s*+([^,;\"\n]++)|\(created:\s*+([^()\n]++)",
    re.IGNORECASE | re.MULTILINE,
)
CUT_PERHAPS = "the last line has no line end; if the file was cut there, its last number is short"
HALF = 0.5  # a printed whole number stands for half a unit less to half a unit more
_UPDATE = 3  # the month in which SIPRI publishes an edition
_RULE = re.compile("[-=:+]{3,}")  # as Markdown and plain text draw it
_FIRST_DAY, _LAST_DAY = 18_264, 73_050  # 1950 to 2100, as spreadsheets count days
_OLDEST_DOWNLOAD = 1990  # no database was on line before


def decode(content: bytes) -> str:
    """Return the text of a file in one of the encodings that the source has used."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def rows(
    text: str, file: str, first_line: int = 1, separator: str = ",", *, most_lines: int = 1
) -> list[Row]:
    """Return the lines of a text whose cells a separator parts, with their numbers.

    A row may stand on `most_lines`, where a cell in quotation marks has line ends in it.

    Raises
    ------
    ReadError
        If a cell does not end on its line.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[Row] = []
    before = 0  # lines
    try:
        for cells in reader:
            lines = reader.line_num - before
            if lines > most_lines or (lines > 1 and _is_open(text, before, reader.line_num)):
                raise open_quotation(file=file, line=first_line + before)
            found.append((first_line + before, [_on_one_line(cell) for cell in cells]))
            before = reader.line_num
    except csv.Error as error:
        raise not_parted(
            error, file=file, line=first_line + before, lines=reader.line_num - before
        ) from error
    return found


def split(line: str, separator: str = ",", *, file: str, number: int) -> list[str]:
    """Return the cells of a line by itself; `number` says where it stands in the file.

    Raises
    ------
    ReadError
        If it cannot be parted into cells.
    """
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error as error:
        raise not_parted(error, file=file, line=number) from error


def not_parted(error: csv.Error, *, file: str, line: int, lines: int = 1) -> ReadError:
    """Return the error for what cannot be parted into cells.

    Parameters
    ----------
    error : csv.Error
        What was raised: that a cell is too long, or that a line ends within it.
    file, line
        Where what cannot be parted begins.
    lines : int
        On how many lines it stands: on several, if a quotation mark swallowed line ends.
    """
    if lines > 1:
        return open_quotation(file=file, line=line)
    most = csv.field_size_limit()
    reason = (
        f"a cell has more than {most:,} characters; shorten it"
        if "limit" in str(error)
        else "a line ends within a cell; remove the line end"
    )
    return ReadError(f"{reason} or download the file again.", file=file, line=line)


def _on_one_line(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell else cell.strip()


def _is_open(text: str, before: int, after: int) -> bool:
    """Whether a quotation mark in some lines is never closed."""
    lines = itertools.islice(io.StringIO(text, newline=""), before, after)
    return sum(line.count('"') for line in lines) % 2 == 1


def open_quotation(*, file: str, line: int) -> ReadError:
    """Return the error for a cell that goes on behind its line."""
    return ReadError(
        "a quotation mark opens here and is not closed on the line; remove it or download the "
        "file again.",
        file=file,
        line=line,
    )


def cut_perhaps(file: File) -> tuple[Skipped, ...]:
    """Return a note where the last line of a table without totals has no end."""
    if file.text.endswith("\n"):
        return ()
    return (Skipped(file.name, CUT_PERHAPS, file.line_at(len(file.text))),)


def slack(cells: int) -> float:
    """Return by how much rounding lets the sum of whole numbers differ from a printed sum.

    Each cell and the sum may be off by half a unit; one cell alone is its own sum.
    """
    return 0.0 if cells == 1 else HALF * (cells + 1)


def is_blank(cells: list[str]) -> bool:
    """Whether a line holds nothing but separators, or the rule below a header."""
    filled = [cell for cell in cells if cell]
    return not filled or (len(filled) > 1 and all(map(_RULE.fullmatch, filled)))


def generated(preamble: str, file: str, first_line: int = 1) -> date | None:
    """Return the day of the download that the lines above a table give."""
    match = _GENERATED.search(preamble)
    if match is None:
        return None
    written = (match.group(1) or match.group(2)).strip()
    words = written.split()[:3]
    for form in ("%d %b %Y", "%d %B %Y", "%d-%m-%Y"):
        try:
            day = datetime.strptime(" ".join(words), form).date()
        except ValueError:
            continue
        if day.year >= _OLDEST_DOWNLOAD and day <= date.today() + timedelta(days=1):
            return day
    line = first_line + preamble.count("\n", 0, match.end())
    raise ReadError(
        f"{written!r} is not a day that has been, such as 13 Apr 2024; restore the line as it was "
        "downloaded.",
        file=file,
        line=line,
    )


def edition(day: date | None, last_year: int | None, *, is_world: bool) -> int | None:
    """Return SIPRI's edition that a download of `day` shows; None where nothing tells.

    SIPRI publishes an edition every March, with deliveries to the year before. In that month a
    delivery of the year before tells of the new edition, and that the world has none yet tells of the
    old one. That a single country has none tells nothing; then the day counts, if it is known on which
    the edition came out.

    Parameters
    ----------
    day : date or None
        The day of the download.
    last_year : int or None
        The last year with a delivery.
    is_world : bool
        Whether the file holds all the world's deliveries up to the year before the download.
    """
    if day is None:
        return None
    if day.month == _UPDATE and last_year is not None:
        if last_year >= day.year - 1:
            return day.year
        if is_world:
            return day.year - 1
    earliest, latest = editions_of(day)
    return latest if earliest == latest else None


def editions_of(day: date) -> tuple[int, int]:
    """Return the earliest and the latest edition that a download of a day can show.

    They are one but on the day on which an edition came out, and in a March of which that day is not
    known.
    """
    released = known_day(day.year) or day
    before, after = (day.year - 1,) * 2, (day.year,) * 2
    if day.month > _UPDATE or day > released:
        return after
    return before if day.month < _UPDATE or day < released else (day.year - 1, day.year)


WHOLE_NUMBER = "[0-9]{1,9}"
HUNDREDTHS = r"[0-9]{1,9}(\.[0-9]{1,2})?"
FOUR_DECIMALS = r"[0-9]{1,9}(\.[0-9]{1,4})?"
"""What a volume looks like in tables and in registers of the new and of the old site. A comma,
or three decimals where two are usual, may be a thousands separator, and is refused."""

_STEPS = {WHOLE_NUMBER: 1.0, HUNDREDTHS: 0.01, FOUR_DECIMALS: 0.0001}


def step(form: str) -> float:
    """Return the step to which numbers of a form are rounded."""
    return _STEPS[form]


def number(cell: str, form: str, *, file: str, line: int, column: str) -> float:
    """Return a value of zero or more, written in `form`.

    Raises
    ------
    ReadError
        If the cell holds a text, a negative number, or a number in another form.
    """
    if re.fullmatch(form, cell):
        return float(cell)
    raise bad_number(cell, form, file=file, line=line, column=column)


def bad_number(cell: str, form: str, *, file: str, line: int, column: str) -> ReadError:
    """Return the error for a cell that holds no number in `form`, with the reason that fits."""
    if re.fullmatch(form, cell.removeprefix("-")):
        reason = f"{cell} is negative, and a volume cannot be"
    else:
        kind = "whole number" if form == WHOLE_NUMBER else "number"
        reason = f"{cell[:40]!r} is not a {kind}"
    return ReadError(
        f"{reason}; correct the cell or download the file again.",
        file=file,
        line=line,
        column=column,
    )


def empty(**place: Any) -> ReadError:
    """Return the error for a cell that should hold something."""
    return ReadError("the cell is empty; complete it or download the file again.", **place)


def no_lines(*, file: str, line: int) -> ReadError:
    """Return the error for a table that ends with its header."""
    return ReadError(
        "no line follows the header; the file may have been cut here, so download it again.",
        file=file,
        line=line,
    )


def wrong_width(cells: int, header: int, *, file: str, line: int) -> ReadError:
    """Return the error for a line with more or fewer cells than the header."""
    reason = (
        "the file may have been cut here" if cells < header else "a separator may have been added"
    )
    found = "1 cell" if cells == 1 else f"{cells} cells"
    return ReadError(
        f"the line has {found} where the header has {header}; {reason}, so download it again.",
        file=file,
        line=line,
    )


def is_year(cell: str) -> bool:
    """Whether a cell holds a year that the database can have."""
    return (
        len(cell) == 4
        and cell.isascii()
        and cell.isdigit()
        and FIRST_YEAR <= int(cell) <= LATEST_YEAR
    )


def bad_year(cell: str, *, file: str, line: int, column: str) -> ReadError:
    """Return the error for a cell that should hold a year."""
    remedy = "correct it or download the file again"
    if cell.isascii() and cell.isdigit() and _FIRST_DAY <= int(cell) <= _LAST_DAY:
        day = date(1899, 12, 30) + timedelta(days=int(cell))  # of spreadsheets
        remedy = f"a spreadsheet counts {day} so: write the year itself into the cells, or save the column as days"
    return ReadError(
        f"{cell[:40]!r} is not a year from {FIRST_YEAR} on; {remedy}.",
        file=file,
        line=line,
        column=column,
    )
