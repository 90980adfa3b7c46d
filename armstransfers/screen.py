"""Signs that a screen does not show: they could give orders to a terminal, or hide words.

Texts of files, and the names of files, come from anybody.
"""

from __future__ import annotations

import re

# C0 and C1 controls, the marks that turn the direction of writing, and halves of letters, which
# no encoding has
_ORDERS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNPRINTABLE = re.compile(rf"[{_ORDERS}\t\n]")
_ORDER = re.compile(rf"[{_ORDERS}]")


def unprintable(text: str) -> bool:
    """Whether a text has signs that a screen does not show; a line end or a tab is one."""
    return bool(_UNPRINTABLE.search(text))


def shown(text: str) -> str:
    r"""Return a text with a blank for each sign that could give orders to a terminal.

    Examples
    --------
    >>> shown("a\x1b[31mb")
    'a [31mb'
    """
    return _ORDER.sub(" ", text)


def one_line(text: str) -> str:
    r"""Return a text as `shown`, on one line.

    Examples
    --------
    >>> one_line("a.csv\nRight: 1")
    'a.csv Right: 1'
    """
    return _UNPRINTABLE.sub(" ", text)
