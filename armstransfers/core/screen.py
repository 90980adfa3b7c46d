"""Signs that a screen does not show: they could give orders to a terminal, or hide words.

Texts of files, and the names of files, come from anybody.
"""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from typing import TextIO

# C0 and C1 controls, the marks that turn the direction of writing, and halves of letters, which
# no encoding has
_ORDERS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNPRINTABLE = re.compile(rf"[{_ORDERS}\t\n]")
_ORDER = re.compile(rf"[{_ORDERS}]")

_STAND_INS = {
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    "\N{LATIN SMALL LETTER SHARP S}": "ss",
}


def write_what_is_possible(*streams: TextIO) -> None:
    """Let streams write a stand-in for each sign that their encoding does not have.

    A pipe on Windows, say, has 250 signs, and no minus sign among them.
    """
    codecs.register_error("stand-in", _with_stand_ins)
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="stand-in")


def _with_stand_ins(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    return "".join(map(_stand_in, signs)), error.end


def _stand_in(sign: str) -> str:
    """Return what is nearest to a sign in ASCII: the letter without its marks, or ``?``."""
    plain = _STAND_INS.get(sign) or unicodedata.normalize("NFKD", sign)
    return "".join(one for one in plain if one.isascii()) or "?"


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
