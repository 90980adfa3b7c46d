"""Names that look like something else, kept as text wherever they are taken.

A name of a file that no entity has is shown and passed on. Whoever wrote the file chose it, so it may
look like a formula of a spreadsheet or like a path.
"""

from __future__ import annotations

import re

import pandas as pd

NOTE = (
    "text that a spreadsheet could run as a formula has an apostrophe before its =, +, - or @; "
    "remove that apostrophe to have it as it was."
)
"""What a table says of itself where `as_text` changed something in it."""

# As the Open Worldwide Application Security Project advises against CSV injection: at the beginning
# of a cell, and behind whatever another program may take for the end of one.
_FORMULA = re.compile(r"(?:^|(?<=[,;|\t\r\n\"]))(?='*\s*[=+\-@＝＋－＠])")  # noqa: RUF001  # as wide as in East Asian text
_NOT_IN_FILE_NAMES = re.compile(r"[^\w.()-]+")


def as_text(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula.

    Examples
    --------
    >>> as_text("=1+1")
    "'=1+1"
    >>> as_text("Guinea-Bissau")
    'Guinea-Bissau'
    """
    return _FORMULA.sub("'", text)


def kept_as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts and headings are `as_text`; numbers stay as they are."""
    kept = table.copy()
    for name in table.select_dtypes(exclude=["number", "bool"]):
        cells = table[name].astype("object")
        kept[name] = cells.map(lambda cell: as_text(cell) if isinstance(cell, str) else cell)
    return kept.rename(columns=as_text)


def file_name(words: str) -> str:
    """Return the name of a file in which nothing is a path or a command.

    Examples
    --------
    >>> file_name("suppliers_<b>../x</b>_2011-2020.csv")
    'suppliers_b_.._x_b_2011-2020.csv'
    """
    return re.sub("_+", "_", _NOT_IN_FILE_NAMES.sub("_", words)).strip("_")
