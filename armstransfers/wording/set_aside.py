"""How it is said that lines could not be read and were set aside."""

from __future__ import annotations

from collections.abc import Sequence

from armstransfers.analysis import question as q
from armstransfers.core.measure import Measure
from armstransfers.core.report import SetAside
from armstransfers.wording import called, capital, counted

_MOST_NAMED = 3


def left_out(lines: Sequence[SetAside], measure: Measure) -> list[str]:
    """Return a sentence on lines that may belong to a figure and are missing; none where none is."""
    if not lines:
        return []
    are = "is" if len(lines) == 1 else "are"
    return [
        f"{counted(len(lines), 'line')} that may belong here could not be read and {are} left out, "
        f"{volume(lines, measure)}."
    ]


def unreadable(lines: Sequence[SetAside], measure: Measure) -> str:
    """Return how many lines of the files cannot be read, which, and what they would carry."""
    places = [f"{line.line}" for line in lines[:_MOST_NAMED]]
    if len({line.file for line in lines}) > 1:
        places = [f"{line.line} of {line.file}" for line in lines[:_MOST_NAMED]]
    more = len(lines) - len(places)
    last = f"{more:,} more" if more else places.pop()
    named = f"{', '.join(places)} and {last}" if places else last
    noun = "line cannot" if len(lines) == 1 else "lines cannot"
    which = "line" if len(lines) == 1 else "lines"
    return f"{len(lines):,} {noun} be read ({which} {named}), {volume(lines, measure)}"


def volume(lines: Sequence[SetAside], measure: Measure) -> str:
    """Return the volume that lines would carry, as far as it can be read."""
    values = [line.value for line in lines if line.value is not None]
    if not values:
        return "of unknown volume"
    carried = f"with {sum(values):,.{measure.decimals}f} {measure.unit}"
    if len(values) == len(lines):
        return carried if len(lines) == 1 else f"{carried} in all"
    which = "only one" if len(values) == 1 else f"{len(values)}"
    return f"{carried} on the {which} whose volume can be read"


def legible(line: SetAside, measure: Measure) -> str:
    """Return what can be read on a line: parties, years and volume."""
    parties = (
        f"{called(line.supplier) if line.supplier else 'unreadable supplier'} to "
        f"{called(line.recipient) if line.recipient else 'unreadable recipient'}"
    )
    if not (line.supplier or line.recipient or line.years) and line.value is None:
        return "nothing of it can be read"
    when = q.words(line.years) if line.years else "unreadable year"
    carried = (
        "unreadable volume"
        if line.value is None
        else f"{line.value:,.{measure.decimals}f} {measure.unit}"
    )
    return f"{parties}, {when}, {carried}"


def what_was_left_out(lines: Sequence[SetAside], measure: Measure) -> str:
    """Return how many lines a release was read without, and what they would carry."""
    are = "is" if len(lines) == 1 else "are"
    return f"{counted(len(lines), 'line')} could not be read and {are} left out, {volume(lines, measure)}"


def the_lines(lines: Sequence[SetAside]) -> str:
    """Return ``the line`` or ``the 3 lines``."""
    return "the line" if len(lines) == 1 else f"the {len(lines):,} lines"


def how_many(lines: Sequence[SetAside]) -> str:
    """Return how many lines of which files cannot be read, as a heading."""
    files = list(dict.fromkeys(line.file for line in lines))
    of = files[0] if len(files) == 1 else f"{len(files)} files"
    return f"{counted(len(lines), 'line')} of {of} cannot be read"


def what_consent_means(lines: Sequence[SetAside], measure: Measure) -> str:
    """Return what follows where the rest is read without the lines."""
    this, one = ("This line is", "it") if len(lines) == 1 else ("These lines are", "one of them")
    return (
        f"The rest can be read. {this} then left out, {volume(lines, measure)}, and every figure that "
        f"may lack {one} says so."
    )


def why(line: SetAside) -> str:
    """Return what cannot be read on a line, and in which column."""
    reason = line.reason.partition(";")[0].rstrip(".")
    return f"{line.column}: {reason}" if line.column else capital(reason)
