"""What goes wrong, said in one sentence for the person who reads it."""

from __future__ import annotations

from armstransfers.core.measure import Measure
from armstransfers.core.report import SetAside
from armstransfers.core.screen import one_line

LONGEST_NAME = 200
"""Characters of the longest name that is looked up; that of no country has half as many."""


class ArmsTransfersError(Exception):
    """Any error that this package raises on purpose. Its text is one sentence, on one line.

    Examples
    --------
    >>> from armstransfers import find
    >>> try:
    ...     find("Atlantis")
    ... except ArmsTransfersError as error:
    ...     print(error)
    unknown country or organisation 'Atlantis'.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(one_line(text))  # it may quote names and words that come from anybody


class ReadError(ArmsTransfersError):
    """A file cannot be read exactly, so nothing of it is read.

    Attributes
    ----------
    reason : str
        What was found and what to do about it.
    file : str or None
        Name of the file.
    line : int or None
        Line in the file, counted from 1.
    column : str or None
        Name of the column.

    Examples
    --------
    >>> error = ReadError("the year 20x4 is not a number.", file="a.csv", line=7)
    >>> str(error)
    'a.csv, line 7: the year 20x4 is not a number.'
    """

    def __init__(
        self,
        reason: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: str | None = None,
    ) -> None:
        self.reason, self.file, self.line, self.column = reason, file, line, column
        place = [file or ""]
        if line is not None:
            place.append(f"line {line}")
        if column is not None:
            place.append(f"column {column!r}")
        where = ", ".join(p for p in place if p)
        super().__init__(f"{where}: {reason}" if where else reason)


class UnreadableLines(ReadError):
    """Some lines of the files cannot be read; without them the others can be.

    Attributes
    ----------
    lines : tuple of SetAside
        The lines, of all the files. Reading again with ``set_aside=True`` leaves them out and
        keeps them on the report.
    measure : Measure
        What the values on them count.
    """

    def __init__(self, first: ReadError, lines: tuple[SetAside, ...], measure: Measure) -> None:
        self.lines, self.measure = lines, measure
        super().__init__(first.reason, file=first.file, line=first.line, column=first.column)


class UnknownEntity(ArmsTransfersError):
    """No entity has this name.

    Attributes
    ----------
    name : str
        What was asked for.
    suggestions : tuple of str
        Entities with a similar name, best first; never used without being chosen.

    Examples
    --------
    >>> from armstransfers import find
    >>> find("Belaruss")
    Traceback (most recent call last):
    armstransfers.core.errors.UnknownEntity: unknown country or organisation 'Belaruss'; did you mean Belarus?
    """

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        self.name, self.suggestions = name, suggestions
        if len(name) > LONGEST_NAME:
            name, hint = (
                f"{name[:40]}\N{HORIZONTAL ELLIPSIS}",
                f"; no name has over {LONGEST_NAME} characters.",
            )
        else:
            hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else "."
        super().__init__(f"unknown country or organisation {name!r}{hint}")


class UnknownRelease(ArmsTransfersError):
    """No release with this id, or of this edition, is on this computer.

    Examples
    --------
    >>> from armstransfers import choose
    >>> choose(edition=1066)
    Traceback (most recent call last):
    armstransfers.core.errors.UnknownRelease: edition 1066 is not on this computer; at hand are ...
    """


class Refused(ArmsTransfersError):
    """The loaded release cannot answer the question without misleading.

    Examples
    --------
    >>> from armstransfers import shares, shipped_releases
    >>> shares(shipped_releases()[1], recipient="Algeria", years=(2015, 2024))
    Traceback (most recent call last):
    armstransfers.core.errors.Refused: the extract of edition 2025 does not hold all suppliers of Algeria, ...
    """


class NotFetched(ArmsTransfersError):
    """A source's own site does not give what it was asked for."""


class BadRequest(ArmsTransfersError):
    """The question itself makes no sense: a window that ends before it begins, say.

    Examples
    --------
    >>> from armstransfers import shares, shipped_releases
    >>> shares(shipped_releases()[0], recipient="India", years=(2024, 2015))
    Traceback (most recent call last):
    armstransfers.core.errors.BadRequest: the window 2024-2015 ends before it begins.
    """
