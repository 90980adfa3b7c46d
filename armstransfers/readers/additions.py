"""What people and programs add to a table that is no part of it, passed over and named.

Notes below it, sums of its lines, an X before its years. What is passed over becomes an empty line,
so that the others stay on theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from armstransfers.readers import layout
from armstransfers.readers.headers import Header
from armstransfers.readers.names import is_total
from armstransfers.readers.part import File
from armstransfers.readers.text import split

_NOTE = re.compile(
    r"(sources?|data source|notes?|n\.b\.|remarks?|legend|quellen?|anmerkung(en)?|hinweise?|source des données"
    r"|remarques?|fuentes?|notas?|fonti?|fonte|nota bene|bron|opmerking(en)?|kaynak|not(lar)?|источники?|примечани[ея]"
    r"|数据来源|资料来源|来源|注|data (from|generated|extracted|retrieved)[^:]*|last updated?( on)?|downloaded( on)?"
    r"|retrieved( on)?|updated( on)?)\s*[:\N{FULLWIDTH COLON}].*"
    r"|(©|copyright|\(c\)).*",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"(\(?([0-9]{1,2}|[a-z])[).\]]|\[[0-9a-z]{1,2}\]|\*+|†|‡|[¹²³])\s*\S+(\s+\S+){2,}", re.I
)
_MOST_NOTES = 40  # lines below a table
_PADDING = ',;\t "'
_MAY_BE_SUM = re.compile(
    r"total|sum|insgesamt|ensemble|итого|всего|toplam|razem|合计|总计", re.IGNORECASE
)
_FIRST_CELLS = 4  # of a line, in one of which a sum is named
_X_YEARS = re.compile(r'(?<=[,;\t"])X(?=(?:19|20)[0-9]{2}(?:[,;\t"]|$))', re.MULTILINE)


def without_notes(text: str) -> tuple[str, str]:
    r"""Return a text without notes below its table, and what is said of them; nothing for none.

    A source, a copyright and the day of a download are notes; so is a footnote that stands in one cell.

    Examples
    --------
    >>> without_notes("a,b\n1,2\nSource: SIPRI, 2026\n")
    ('a,b\n1,2\n\n', '1 line below the table is a note and passed over')
    """
    lines = text.split("\n")
    at, notes = len(lines), 0
    while at > 1 and len(lines) - at < _MOST_NOTES:
        line = lines[at - 1].strip(_PADDING)
        if line and not _is_note(line):
            break
        at -= 1
        notes += bool(line)
        lines[at] = "" if line else lines[at]
    if not notes:
        return text, ""
    are = "line below the table is a note" if notes == 1 else "lines below the table are notes"
    return "\n".join(lines), f"{notes} {are} and passed over"


def _is_note(line: str) -> bool:
    return bool(_NOTE.fullmatch(line)) or (
        bool(_FOOTNOTE.fullmatch(line)) and not re.search(r"[;\t]|,\S", line)
    )


def without_sums(file: File, header: Header) -> File:
    """Return a register without lines that add up others; the file itself where there are none.

    Such a line names a total in one of its first cells, and no supplier or no recipient: a
    delivery has both.
    """
    if header.format not in layout.LAYOUTS:
        return file
    lines = file.text.split("\n")
    separator = header.separator
    names = layout.named(
        split(lines[header.line], separator, file=file.name, number=1), header.format
    )
    places = [names.index(name) for name in ("Supplier", "Recipient") if name in names]
    found: list[str] = []
    for number, line in enumerate(lines[header.line + 1 :], header.line + 1):
        if not _MAY_BE_SUM.search(line):
            continue
        where = file.first_line + number
        cells = [cell.strip() for cell in split(line, separator, file=file.name, number=where)]
        total = next((cell for cell in cells[:_FIRST_CELLS] if cell and is_total(cell)), "")
        if total and not all(place < len(cells) and cells[place] for place in places):
            lines[number] = ""
            found.append(f"line {where} ({total[:40]})")
    if not found:
        return file
    more = f" and {len(found) - 3:,} more" if len(found) > 3 else ""
    which = f"{', '.join(found[:3])}{more}"
    said = f"{which} {'adds up others and is' if len(found) == 1 else 'add up others and are'} left out"
    return replace(file, text="\n".join(lines), forgiven=(*file.forgiven, said))


def without_x(text: str) -> str:
    """Return a text whose years have no X before them, as R writes it before names of columns.

    Examples
    --------
    >>> without_x("Recipient,X2012,X2013,Total")
    'Recipient,2012,2013,Total'
    """
    return _X_YEARS.sub("", text)


def are_words(rows: Iterable[Sequence[object]]) -> bool:
    """Whether a sheet holds words about a table and no table: one filled cell a line, or two words."""
    for row in rows:
        filled = [cell for cell in row if cell not in ("", None)]
        if len(filled) > 2 or (
            len(filled) == 2 and not all(isinstance(cell, str) for cell in filled)
        ):
            return False
    return True
