"""By how much sums of an extract may be off, where its sources do not settle every delivery."""

from __future__ import annotations

from collections.abc import Iterable

from armstransfers.analysis.question import Question
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release
from armstransfers.reference.shipped import doubtful_recipients, possible_error


def possible_errors(release: Release, asked: Question, windows: Iterable[Window]) -> list[float]:
    """Return by how much the denominator of each of several windows may be off.

    Parameters
    ----------
    release : Release
        The data. Only an extract that was put together from several downloads has doubts.
    asked : Question
        Whose imports or exports. Exports may be off by what the imports of their recipients may be.
    windows : iterable of (int, int)
        The windows.

    Returns
    -------
    list of float
        In the unit of the measure; 0 where the sum is exact.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest = shipped_releases()[0]
    >>> possible_errors(newest, Question("recipient", "Botswana"), [(2022, 2022), (2021, 2025)])
    [0.7, 0.7]
    >>> possible_errors(newest, Question("recipient", "India"), [(2022, 2022), (2021, 2025)])
    [0.6, 0.0]
    """
    every = list(windows)
    doubtful = doubtful_recipients(release.edition) if release.origin.extract else frozenset()
    if asked.side == "recipient":
        doubtful = frozenset(name for name in doubtful if asked.names(name))
    if not doubtful:
        return [0.0] * len(every)
    rows = release.transfers
    rows = rows[rows["recipient"].isin(doubtful)]
    rows = rows[[asked.names(str(name)) for name in rows[asked.side]]]
    found = []
    for years in every:
        there = rows.loc[rows["year"].between(*years), "recipient"].unique()
        whom = doubtful if asked.side == "recipient" else map(str, there)
        found.append(round(sum(possible_error(release.edition, name, years) for name in whom), 2))
    return found
