"""Lines that cannot be read: the first refuses the file, unless they may be set aside."""

from __future__ import annotations

from armstransfers.core.errors import ReadError
from armstransfers.core.report import SetAside

MOST_SET_ASIDE = 100  # lines; where more cannot be read, something else is wrong
_MOST_PART = 0.05  # of all lines
_LONGEST = 1_000  # characters of a line that a report repeats; SIPRI's longest have a third


class Faults:
    """The lines of one table that cannot be read, and why.

    Parameters
    ----------
    may_set_aside : bool
        Whether such lines are left out, as the person who brings the file has agreed to; else the
        first is raised.
    any_number : bool
        Whether they are left out however many they are, as a description of the table says.
    """

    def __init__(self, *, may_set_aside: bool = False, any_number: bool = False) -> None:
        self.may_set_aside, self.any_number = may_set_aside, any_number
        self._errors: dict[int, ReadError] = {}
        self._columns: dict[int, set[str]] = {}

    def note(self, error: ReadError) -> None:
        """Remember the fault of a line; only the first of each line counts.

        Raises
        ------
        ReadError
            The fault itself, where no line may be set aside or it names none.
        """
        if not self.may_set_aside or error.line is None:
            raise error
        self._errors.setdefault(error.line, error)
        self._columns.setdefault(error.line, set()).add(error.column or "")

    def is_alone(self, line: int) -> bool:
        """Whether one cell of a line is wrong and no other, so that its cells stand in their places."""
        return len(self._columns[line]) == 1

    @property
    def lines(self) -> set[int]:
        """The lines that cannot be read."""
        return set(self._errors)

    def set_aside(self, written: dict[int, str], lines: int) -> tuple[SetAside, ...]:
        """Return the lines as a report has them.

        Parameters
        ----------
        written : dict of int to str
            What stands on each of them.
        lines : int
            How many lines the table has.

        Raises
        ------
        ReadError
            The first fault, where there are too many: then the file is another than it seems.
        """
        if not self._errors:
            return ()
        most = min(MOST_SET_ASIDE, max(1, _MOST_PART * lines), lines - 1)
        if len(self._errors) > most and not self.any_number:
            first = self._errors[min(self._errors)]
            others = len(self._errors) - 1
            more = f"; {others:,} other lines cannot be read either, too many to be set aside."
            reason = first.reason.rstrip(".") + more if others else first.reason
            raise ReadError(reason, file=first.file, line=first.line, column=first.column)
        return tuple(
            SetAside(
                error.file or "",
                line,
                error.reason,
                _cut(written.get(line, "")),
                error.column or "",
            )
            for line, error in sorted(self._errors.items())
        )


def _cut(written: str) -> str:
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}\N{HORIZONTAL ELLIPSIS}"
