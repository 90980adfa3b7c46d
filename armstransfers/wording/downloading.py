"""What is said of the download of the complete register: how far it is, and what is there."""

from __future__ import annotations

from armstransfers.analysis import question as q
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release
from armstransfers.wording import counted


def progress(total: int, decade: Window | None, seconds: float | None) -> str:
    """Return what the download is at, and how long the rest will take.

    Examples
    --------
    >>> print(progress(8, (1970, 1979), 95.0))
    Asking SIPRI's site for 1970-1979. About 2 minutes left.
    >>> print(progress(8, None, None))
    Putting the decades together.
    """
    if decade is None:
        return (
            "Putting the decades together." if total else "Asking SIPRI's site for its last year."
        )
    left = f" {_left(seconds)}" if seconds is not None else ""
    return f"Asking SIPRI's site for {q.words(decade)}.{left}"


def there(done: int, total: int) -> str:
    """Return how many decades are there.

    Examples
    --------
    >>> print(there(3, 8))
    3 of 8 decades are here.
    """
    return f"{done} of {counted(total, 'decade')} {'is' if done == 1 else 'are'} here."


def underway(done: int, total: int) -> str:
    """Return in few words how far the download is.

    Examples
    --------
    >>> print(underway(3, 8))
    Downloading: 3 of 8 decades
    """
    return f"Downloading: {done} of {counted(total, 'decade')}" if total else "Downloading"


def got(release: Release) -> str:
    """Return what is on this computer now."""
    years = release.coverage.years
    window = f", {q.words(years)}" if years else ""
    return (
        f"The complete database is on this computer: edition {release.edition}{window}, "
        f"{counted(len(release.transfers), 'delivery row')}."
    )


def lacks(release: Release) -> str:
    """Return what a file lacks of the complete register by delivery year; empty where it is that."""
    if release.coverage.is_by_deal:
        return (
            "This is the register by deal, which does not say what came in which year. Download it "
            "again with deliveries by year ticked, the box of step 2. What was read is on the page Your data."
        )
    if not release.coverage.is_whole:
        return (
            f"This file holds {release.describe_content()}, and not the whole register. Take all "
            "suppliers and all recipients, and leave the lines above the table in it. What was read is "
            "on the page Your data."
        )
    return ""


def _left(seconds: float) -> str:
    minutes = -(-int(seconds) // 60)
    return "Less than a minute left." if seconds < 60 else f"About {minutes} minutes left."
