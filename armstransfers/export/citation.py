"""How to cite a figure: the source as the source asks, and the calculation as ours."""

from __future__ import annotations

from datetime import date

from armstransfers.release import Release

PROGRAM = "Arms Transfer Explorer"


def citation(release: Release, *, link: str = "") -> str:
    """Return the citation of a figure as text.

    Parameters
    ----------
    release : Release
        The data behind the figure.
    link : str, optional
        Link that reopens the view.
    """
    day = release.generated
    did = "data generated" if release.measure.is_tiv else "downloaded"
    generated = f"{did} {_day(day)}" if day else "date of download unknown"
    edition = f"edition {release.edition}" if release.edition else "edition unknown"
    view = f" View: {link}" if link else ""
    return (
        f"{release.origin.citation} ({edition}, {generated}; release {release.reference}). "
        f"Calculation: {PROGRAM}.{view}"
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
