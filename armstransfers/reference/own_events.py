"""Events that a user brings: a small CSV file, read strictly.

Columns ``date_from`` and ``title`` are needed; ``date_to`` and ``entities`` (separated by
semicolons) may follow, as in the table of events that ships. Days are written 2020-09-27.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

from armstransfers.core.errors import ReadError, UnknownEntity
from armstransfers.reference import entities
from armstransfers.reference.context import Event

_NEEDED = ("date_from", "title")
_UNDERSTOOD = (*_NEEDED, "date_to", "entities", "source_url", "note")
_IGNORED = ("source_read", "read_precision", "group")  # columns of the table that ships
MOST_EVENTS = 1_000
LONGEST_TITLE = 120
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_events(source: str | Path | bytes, name: str = "(bytes)") -> tuple[Event, ...]:
    r"""Return the events of a CSV file, in the order in which they stand there.

    Parameters
    ----------
    source : str, path or bytes
        The file, or its content.
    name : str, optional
        Name of the file for messages, where its content is given.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly; nothing is read then.

    Examples
    --------
    >>> (event,) = read_events(b"date_from,title\n2016-04-02,Fighting begins\n")
    >>> event.title, event.first_day.year, event.entities
    ('Fighting begins', 2016, ())
    """
    if not isinstance(source, bytes):
        name, source = Path(source).name, _content(Path(source))
    text = _text(source, name)
    header, rows = _table(text, name)
    events = tuple(_event(dict(zip(header, cells, strict=True)), name, n) for n, cells in rows)
    if not events:
        raise ReadError("there is no event in the file; add a line for each.", file=name)
    if len(events) > MOST_EVENTS:
        raise ReadError(
            f"the file has {len(events):,} events, more than the {MOST_EVENTS:,} that fit beside "
            "a figure; leave some out.",
            file=name,
        )
    return events


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ReadError(f"the file cannot be opened: {reason}.", file=path.name) from error


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ReadError("the text is not UTF-8; save it as UTF-8.", file=name, line=line) from error


def _table(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","  # as spreadsheets save it
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                rows.append((start, [cell.strip() for cell in cells]))
            start = lines.line_num + 1
    except csv.Error as error:
        reason = "a quotation mark is not closed or stands within a cell; correct the line."
        if "limit" in str(error):
            reason = f"a cell has more than {csv.field_size_limit():,} characters; shorten it."
        raise ReadError(reason, file=name, line=start) from error
    if not rows:
        raise ReadError("the file is empty; add a header and a line for each event.", file=name)
    (line, header), *rest = rows
    _check_header(header, name, line)
    for line, cells in rest:
        if len(cells) != len(header):
            raise ReadError(
                f"the line has {len(cells)} cells where the header has {len(header)}; put a title "
                "with a comma in quotation marks.",
                file=name,
                line=line,
            )
    return header, rest


def _check_header(header: list[str], name: str, line: int) -> None:
    for column in _NEEDED:
        if column not in header:
            raise ReadError("the column is missing; add it.", file=name, line=line, column=column)
    for column in header:
        if column not in _UNDERSTOOD + _IGNORED:
            known = ", ".join(_UNDERSTOOD)
            reason = f"the column is not known; the columns are {known}."
            raise ReadError(reason, file=name, line=line, column=column)
        if header.count(column) > 1:
            raise ReadError("the column appears twice.", file=name, line=line, column=column)


def _event(row: dict[str, str], name: str, line: int) -> Event:
    first = _day(row["date_from"], "date_from", name, line)
    last = _day(row["date_to"], "date_to", name, line) if row.get("date_to") else None
    if last and last < first:
        reason = "the event ends before it begins; correct one of the two days."
        raise ReadError(reason, file=name, line=line, column="date_to")
    title = row["title"]
    if not title:
        raise ReadError("the cell is empty; give a title.", file=name, line=line, column="title")
    if len(title) > LONGEST_TITLE:
        reason = f"the title has {len(title)} characters, more than {LONGEST_TITLE}; shorten it."
        raise ReadError(reason, file=name, line=line, column="title")
    return Event(
        first_day=first,
        last_day=last,
        title=title,
        entities=_entities(row.get("entities", ""), name, line),
        source=row.get("source_url", ""),
        note=row.get("note", ""),
    )


def _day(written: str, column: str, name: str, line: int) -> date:
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass  # 2020-02-30 is written as a day and is none
    reason = f"{written[:40]!r} is not a day; write it as 2020-09-27."
    raise ReadError(reason, file=name, line=line, column=column)


def _entities(written: str, name: str, line: int) -> tuple[str, ...]:
    names = [one.strip() for one in written.split(";") if one.strip()]
    try:
        return tuple(entities.find(one).name for one in names)
    except UnknownEntity as error:
        raise ReadError(str(error), file=name, line=line, column="entities") from error
