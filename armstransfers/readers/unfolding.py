"""How large a workbook becomes when it is unfolded, told before that.

Its reader makes a cell of every place from the first to the last, and copies a shared text into each
cell that uses it. Here the same places and uses are counted, by a parser of XML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple
from xml.parsers import expat

_SHEET = b"sheetData"  # without these bytes the reader sees no cell
_SHEETS = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED_TEXTS = "sharedstrings.xml"
_OPEN_DOCUMENT = "content.xml"
_MOST_REPEATED = 2**21  # a sheet has a million rows
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class Size(NamedTuple):
    """How many cells, and how many characters in those whose text is shared."""

    cells: int
    text: int


def size(members: Iterable[tuple[str, bytes]]) -> Size:
    """Return the size of all sheets together; a member that several sheets name counts for each.

    Parameters
    ----------
    members : iterable of (str, bytes)
        The names and the contents of all members of the workbook.

    Raises
    ------
    ValueError
        If a member with cells is no plain XML, or a place is none.
    """
    lengths: list[int] = []
    sheets: list[tuple[str, bytes]] = []
    named: list[str] = []  # the relation of each sheet
    relations: list[tuple[str, str]] = []  # and the member that one leads to
    try:
        for name, content in members:
            if name.lower().endswith(_SHARED_TEXTS):
                lengths += _lengths(content)
            elif name == _OPEN_DOCUMENT:
                return _open_document(content)
            elif name.lower() == _SHEETS:
                named += [one.get("id", "") for one in _attributes(content, "sheet")]
            elif name.lower() == _RELATIONS:
                relations += [
                    (one.get("Id", ""), one.get("Target", ""))
                    for one in _attributes(content, "Relationship")
                ]
            elif _SHEET in content:
                sheets.append((name, content))
        uses = _uses(named, relations)
        sizes = [
            Size(times * one.cells, times * one.text)
            for name, content in sheets
            for times, one in [(max(uses[_last(name)], 1), _sheet(content, lengths))]
        ]
    except (expat.ExpatError, LookupError) as error:
        raise ValueError("it is no sheet in plain XML") from error
    return Size(sum(one.cells for one in sizes), sum(one.text for one in sizes))


def _uses(named: list[str], relations: list[tuple[str, str]]) -> Counter[str]:
    """Return how many sheets lead to a member, by the last part of its name."""
    sheets = Counter(named)
    uses: Counter[str] = Counter()
    for relation, target in relations:
        uses[_last(target)] += sheets[relation]
    return uses


def _last(path: str) -> str:
    return path.rpartition("/")[2].lower()


def _attributes(content: bytes, element: str) -> list[dict[str, str]]:
    """Return the attributes of each element of a name, without the prefixes of their names."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == element:
            found.append({_local(key): value for key, value in attributes.items()})

    _parse(content, start, lambda _: None)
    return found


def _lengths(content: bytes) -> list[int]:
    """Return the lengths of the texts that cells share, in their order."""
    lengths: list[int] = []

    def start(name: str, _: object) -> None:
        if _local(name) == "si":
            lengths.append(0)

    def text(written: str) -> None:
        if lengths:
            lengths[-1] += len(written)

    _parse(content, start, text)
    return lengths


def _sheet(content: bytes, lengths: list[int]) -> Size:
    """Return the size of a sheet whose cells share texts of these lengths."""
    row, column = 0, -1  # of the cell before, for one that does not say where it stands
    height = width = 0
    is_shared = in_value = False
    shared: list[str] = []  # the numbers of shared texts, each between two spaces

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, height, width, is_shared, in_value
        name = _local(name)
        in_value = False
        if name == "c":
            column += 1
            if "r" in attributes:
                # whichever of the two places the reader goes by
                named_row, named_column = _place(attributes["r"])
                column = max(named_column, column)
                height = max(height, named_row)
            height, width = max(height, row), max(width, column + 1)
            is_shared = attributes.get("t") == "s"
        elif name == "v":
            in_value = is_shared
            shared.append(" ")
        elif name == "row":
            row, column = row + 1, -1
            if "r" in attributes:
                row, _ = _place(f"A{attributes['r']}")

    def text(written: str) -> None:
        if in_value:
            shared.append(written)

    _parse(content, start, text)
    return Size(height * width, sum(lengths[int(number)] for number in "".join(shared).split()))


def _open_document(content: bytes) -> Size:
    """Return the size of all sheets of an ODS workbook.

    A row and a cell may say how often they are repeated. Empty ones at the end, which fill a sheet
    up to its last corner, are passed over, as the reader does.
    """
    cells = text = 0
    height = waiting = times = 0  # rows with something, empty ones after them, and this one's
    width = place = row_text = cell_text = repeated = 0
    widest = 0
    has_value = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal height, waiting, times, width, place, row_text, cell_text, repeated, widest
        nonlocal has_value
        name = _local(name)
        if name == "table":
            height = waiting = widest = 0
        elif name == "table-row":
            times = _times(attributes, "number-rows-repeated")
            width = place = row_text = 0
        elif name in ("table-cell", "covered-table-cell"):
            repeated = _times(attributes, "number-columns-repeated")
            cell_text = 0
            has_value = any(_local(key) in ("value-type", "formula") for key in attributes)

    def written(characters: str) -> None:
        nonlocal cell_text
        cell_text += len(characters)

    def end(name: str) -> None:
        nonlocal cells, text, height, waiting, width, place, row_text, widest
        name = _local(name)
        if name in ("table-cell", "covered-table-cell"):
            place += repeated
            if has_value or cell_text:
                width = place
                row_text += cell_text * repeated
        elif name == "table-row":
            if width:
                height += waiting + times
                waiting = 0
                widest = max(widest, width)
                text += row_text * times
            else:
                waiting += times
        elif name == "table":
            cells += height * widest

    _parse(content, start, written, end)
    return Size(cells, text)


def _times(attributes: dict[str, str], name: str) -> int:
    """Return how often something is repeated: once where it does not say."""
    said = [value for key, value in attributes.items() if _local(key) == name]
    times = int(said[0]) if said else 1
    if not 0 < times <= _MOST_REPEATED:
        raise ValueError("nothing is repeated so often")
    return times


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None],
    end: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)


def _refuse(*_: object) -> None:
    raise ValueError("a workbook has no document type, and entities could grow")


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


def _place(written: str) -> tuple[int, int]:
    """Return the row from 1 and the column from 0 of a place: (2, 27) for AB2."""
    found = _PLACE.fullmatch(written)
    if found is None:
        raise ValueError("a place is letters and a number")
    return int(found[2]) or 1, _number(found[1].upper()) - 1


@cache
def _number(letters: str) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
