"""A chart of a question, from a release in one call."""

from __future__ import annotations

from armstransfers.analysis import question as q
from armstransfers.analysis import share_series
from armstransfers.analysis.leading import framed
from armstransfers.charts.chart import Chart
from armstransfers.charts.pair import pair_over_time
from armstransfers.charts.partners import partners_over_time
from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.model.release import Release


def chart(
    release: Release,
    *,
    recipient: q.Whom | None = None,
    supplier: q.Whom | None = None,
    years: Window | int,
    window: int = 5,
    all_years: bool = False,
    dark: bool = False,
    narrow: bool = False,
) -> Chart:
    """Return the chart of a question, as the explorer draws it.

    Parameters
    ----------
    release : Release
        The data.
    recipient, supplier : str, list of str or Group
        Name one of the two for its partners over time, a country or a group as for `shares`; two
        countries for what one is to the other.
    years : (int, int) or int
        The window that is asked for, or one year. It sets the frame: two such windows before it, and all later
        years, are drawn beside it.
    window : {5, 1, 3, 10}
        Years in the trailing windows of the lines.
    all_years : bool, optional
        Whether every year is drawn.
    dark, narrow : bool, optional
        Whether it is for a dark page, and for one as narrow as a phone.

    Returns
    -------
    Chart
        ``figure`` is Plotly's, to be shown, changed or saved; ``alt`` says in words what it shows,
        and ``table`` holds its numbers. A notebook shows it as it is.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `shares`.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> drawn = chart(shipped_releases()[0], recipient="Azerbaijan", years=(2011, 2020))
    >>> drawn.alt[:74]
    "Lines of each supplier's share of Azerbaijan's imports of major arms in 5-"
    """
    marked = q.window(years)
    if recipient is not None and supplier is not None:
        if not (isinstance(recipient, str) and isinstance(supplier, str)):
            raise BadRequest("a chart of a pair is of two countries; name one of each side.")
        return _pair(release, recipient, supplier, marked, window, all_years, dark, narrow)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    asked = asked.until(release.last_year or marked[1])
    q.require_additive(release.measure)
    q.require_covered(release, asked, marked)
    trailing, yearly = (
        share_series(release, **asked.keyword, window=length) for length in (window, 1)
    )
    covered = asked.covered(release)
    return partners_over_time(
        trailing,
        yearly,
        asked=asked,
        window=window,
        marked=marked,
        covered=(covered[0], covered[-1]),
        all_years=all_years,
        dark=dark,
        narrow=narrow,
    )


def _pair(
    release: Release,
    recipient: str,
    supplier: str,
    marked: Window,
    window: int,
    all_years: bool,
    dark: bool,
    narrow: bool,
) -> Chart:
    found, refusals = {}, []
    buyer = q.question(release, recipient=recipient, supplier=None)
    seller = q.question(release, recipient=None, supplier=supplier)
    for asked, partner in ((buyer, seller.entity), (seller, buyer.entity)):
        try:
            q.require_covered(release, asked, marked)
        except Refused as refusal:
            refusals.append(refusal)
            continue
        series = [share_series(release, **asked.keyword, window=n) for n in (window, 1)]
        found[asked.side] = [one[one["partner"] == partner] for one in series]
    if not found:
        raise refusals[0]
    volumes = next(iter(found.values()))[1]
    covered = release.coverage.years
    if covered is None:
        raise BadRequest("this release has no years to draw.")
    return pair_over_time(
        found["recipient"][0] if "recipient" in found else None,
        found["supplier"][0] if "supplier" in found else None,
        volumes,
        recipient=buyer.entity,
        supplier=seller.entity,
        measure=buyer.measure,
        window=window,
        marked=marked,
        span=framed(volumes.assign(total=volumes["value"]), covered, marked, everything=all_years),
        dark=dark,
        narrow=narrow,
    )
