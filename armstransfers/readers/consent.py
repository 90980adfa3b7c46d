"""Lines that cannot be read: named before anyone consents that they are left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from armstransfers.core.errors import ReadError, UnreadableLines
from armstransfers.core.measure import Measure
from armstransfers.core.report import SetAside
from armstransfers.readers.part import Part


def by_consent(parse: Callable[..., Part], set_aside: bool) -> Part:
    """Return what a file holds; where lines of it cannot be read, say which they are.

    Parameters
    ----------
    parse : callable
        Reads the file; takes ``may_set_aside``.
    set_aside : bool
        Whether the person who brings the file has agreed that such lines are left out.

    Raises
    ------
    UnreadableLines
        If lines cannot be read, and nobody has agreed.
    ReadError
        If the file cannot be read without them either.
    """
    try:
        return parse(may_set_aside=set_aside)
    except ReadError as error:
        try:
            part = parse(may_set_aside=True)
        except ReadError:
            raise error from None
        raise _unreadable(part.set_aside, part.measure) from error


def _unreadable(lines: tuple[SetAside, ...], measure: Measure) -> UnreadableLines:
    first = lines[0]
    error = ReadError(first.reason, file=first.file, line=first.line, column=first.column or None)
    return UnreadableLines(error, lines, measure)


def all_unreadable(found: Sequence[UnreadableLines]) -> UnreadableLines:
    """Return the lines of all files in one; a volume counts where all have one measure."""
    measure = found[0].measure
    lines = (
        line if error.measure == measure else replace(line, value=None)
        for error in found
        for line in error.lines
    )
    return _unreadable(tuple(lines), measure)
