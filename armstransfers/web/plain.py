"""Words from files and links, shown as they are: Streamlit reads Markdown in everything it shows."""

from __future__ import annotations

import re

_MARKS = re.compile(r"(^[-+=]|(?<=^\d)[.)]|[\\`*_{}\[\]()#!|~<>$&:])")  # what Markdown is made of


def plain(words: str) -> str:
    r"""Return words that Markdown shows as they stand.

    Examples
    --------
    >>> print(plain("=A1 **x** $y$"))
    \=A1 \*\*x\*\* \$y\$
    """
    return _MARKS.sub(r"\\\1", words)
