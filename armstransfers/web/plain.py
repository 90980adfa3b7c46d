"""Text of files in places where Streamlit reads Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def plain(text: str) -> str:
    r"""Return a text in which Markdown finds no mark: no link, no emphasis, no formula.

    Examples
    --------
    >>> plain("NATO** and [a link](x)")
    'NATO\\*\\* and \\[a link\\](x)'
    """
    return _MARKS.sub(r"\\\1", text)
