"""Which figures are exact: not estimated, and without a line that was set aside."""

from __future__ import annotations

from collections.abc import Iterable

from armstransfers.analysis import question as q
from armstransfers.core.coverage import Window
from armstransfers.core.errors import Refused
from armstransfers.core.report import SetAside
from armstransfers.model.release import Release

Lines = tuple[SetAside, ...]


def may_concern(release: Release, asked: q.Question | None, *windows: Window) -> Lines:
    """Return the lines set aside that may belong to a question's deliveries.

    A line belongs there where it names the party that is asked for, in a year of a window. What
    cannot be read on it may be anything.

    Parameters
    ----------
    release : Release
        The data.
    asked : Question or None
        Whose partners; None where the figure is one of all the world.
    *windows : (int, int)
        The windows.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> may_concern(shipped_releases()[0], None, (2011, 2020))
    ()
    """
    return tuple(
        line
        for line in release.report.set_aside
        if _may_name(line, asked) and any(_may_lie_in(line, window) for window in windows)
    )


def concerning_any(release: Release, every: Iterable[q.Question] | None, *windows: Window) -> Lines:
    """Return the lines set aside that may belong to any of several questions, or to all the world."""
    if every is None:
        return may_concern(release, None, *windows)
    found = (may_concern(release, asked, *windows) for asked in every)
    return tuple(dict.fromkeys(line for lines in found for line in lines))


def require_exact(release: Release, asked: q.Question | None, *windows: Window) -> None:
    """Raise `Refused` where figures are only estimated, or may lack a line that was set aside.

    Parameters
    ----------
    release, asked, *windows
        As for `may_concern`.
    """
    for years in windows:
        q.require_not_estimated(release, asked, years)
    lines = may_concern(release, asked, *windows)
    if lines:
        which = ", ".join(f"{line.file}, line {line.line}" for line in lines[:3])
        more = f" and {len(lines) - 3:,} more" if len(lines) > 3 else ""
        raise Refused(
            f"the release was read without lines that may belong to this figure ({which}{more}), so it "
            "is not exact; correct them and import the file again, or ask without exactness."
        )


def _may_name(line: SetAside, asked: q.Question | None) -> bool:
    if asked is None:
        return True
    named = line.recipient if asked.side == "recipient" else line.supplier
    return not named or asked.names(named)


def _may_lie_in(line: SetAside, window: Window) -> bool:
    return line.years is None or (line.years[0] <= window[1] and window[0] <= line.years[1])
