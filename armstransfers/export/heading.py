"""What stands around a picture, so that it can be read alone: finding, measure, source."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis.deliveries import deliveries
from armstransfers.core.coverage import Window
from armstransfers.core.errors import Refused
from armstransfers.model.citing import PROGRAM
from armstransfers.model.release import Release
from armstransfers.wording import charts as in_words

_DOT = " \N{MIDDLE DOT} "
_MUCH = 100 / 3  # per cent of a window: a delivery above it is named


@dataclass(frozen=True)
class Heading:
    """The words around a picture.

    Attributes
    ----------
    title : str
        The finding, in a sentence without its full stop.
    subtitle : str
        What is measured, how much of it there is, by which edition, and what to beware of.
    source : str
        One line: where the data come from, and whose calculation it is.
    """

    title: str
    subtitle: str
    source: str


def heading(release: Release, finding: str, *more: str) -> Heading:
    """Return what stands around any picture of a release.

    Parameters
    ----------
    release : Release
        The data.
    finding : str
        The headline of the view.
    *more : str
        What else the subtitle says, between the measure and the edition.
    """
    measure, origin = release.measure, release.origin
    what = f"{measure.name}, {measure.unit}"
    if measure.is_tiv:
        what = f"Deliveries of {measure.goods} by volume (TIV, not money)"
    parts = [what, *more, edition(release)]
    if origin.extract:
        parts.append("an extract of the database")
    if origin.selection:
        parts.append(origin.selection)
    title = edition(release).replace("SIPRI, ", "SIPRI Arms Transfers Database, ")
    return Heading(
        as_printed(finding.rstrip(". ")),
        as_printed(_DOT.join(parts)),
        f"Source: {title}. Calculation: {PROGRAM}.",
    )


def of_partners(release: Release, asked: q.Question, years: Window, table: pd.DataFrame) -> Heading:
    """Return what stands around a picture of one country's partners.

    Parameters
    ----------
    release : Release
        The data.
    asked, years
        Whose partners, and the window.
    table : pandas.DataFrame
        Their shares, as `armstransfers.shares` returns them.
    """
    return heading(
        release, wording.headline(table, asked, years), *_total(release, asked, years, table)
    )


def edition(release: Release) -> str:
    """Return whose edition it is, as people know it: ``SIPRI, March 2026 edition``."""
    if release.edition is None:
        return "edition unknown"
    if release.measure.is_tiv:
        return f"SIPRI, March {release.edition} edition"
    return f"{release.origin.title}, edition {release.edition}"


def as_printed(words: str) -> str:
    """Return words with shares and windows as English papers print them.

    Examples
    --------
    >>> as_printed("59.7 % in 2011-2020") == "59.7% in 2011\N{EN DASH}2020"
    True
    """
    words = re.sub("(?<=[0-9])[ \N{NO-BREAK SPACE}]%", "%", words)
    return re.sub(r"\b([12][0-9]{3})-([12][0-9]{3})\b", "\\1\N{EN DASH}\\2", words)


def _total(release: Release, asked: q.Question, years: Window, table: pd.DataFrame) -> list[str]:
    """Return what the subtitle says of the total, and of a delivery that is much of it."""
    if table.empty:
        return []
    total, measure = float(table["total"].iloc[0]), asked.measure
    volume = f"{total:,.{0 if total >= 100 else 1}f} {measure.unit}"
    when = in_words.years(years)
    parts = [f"{volume} in {when}"]
    if total < measure.few:
        parts = [f"only {volume} in {when}: a single delivery would change the shares"]
    try:
        rows = deliveries(release, **asked.keyword, years=years)
    except Refused:
        return parts
    if len(rows) and total > 0:
        largest = rows.iloc[int(rows["value"].to_numpy().argmax())]
        share = 100 * float(largest["value"]) / total
        if share > _MUCH:
            parts.append(
                f"one delivery ({largest['designation']}) is {in_words.whole_per_cent(share)} of it"
            )
    return parts
