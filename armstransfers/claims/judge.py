"""One part of a claim judged by one release."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from armstransfers.analysis import question as q
from armstransfers.analysis.volumes import Volumes
from armstransfers.analysis.world import exactness_of_totals
from armstransfers.claims.english.names import REGIONS
from armstransfers.claims.part import Kind, Part
from armstransfers.claims.stated import Stated
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import Refused
from armstransfers.model.release import Release
from armstransfers.model.tally import Band, Sums

SUPPORTED = "supported"
WITHIN_ROUNDING = "within rounding"
REVISED = "as published, revised since"
NOT_SUPPORTED = "not supported"
CANNOT_BE_TOLD = "cannot be told from this data"
DIFFERENT_MEASURE = "different measure"
NEEDS_READING = "needs your reading"

VERDICTS = (
    SUPPORTED,
    WITHIN_ROUNDING,
    REVISED,
    NOT_SUPPORTED,
    CANNOT_BE_TOLD,
    DIFFERENT_MEASURE,
    NEEDS_READING,
)
"""All verdicts. One release alone never finds the third: that takes several editions."""

REGION = (
    "{} is a region. Shares here are of states; for a region, SIPRI's regional tables and the list of "
    "its states are needed."
)
_DENIED = {SUPPORTED: NOT_SUPPORTED, NOT_SUPPORTED: SUPPORTED}


@dataclass(frozen=True)
class Finding:
    """What one release says of one part.

    Attributes
    ----------
    release : Release
        The release.
    part : Part
        The part.
    verdict : str
        One of `VERDICTS`, but never ``as published, revised since``.
    reason : str
        Why it cannot be told, as a sentence; empty where the release has a value.
    computed : Band or None
        The value with its band, in the unit of what is stated; for a rank, the rank. None where
        there is none: no delivery, or a ranking.
    numerator, denominator : Band or None
        What it was divided from, in million TIV; for a change, the volume now and then.
    order : tuple of (str, float, float)
        The known partners with their volumes and shares, largest first, where the part is about
        partners of one country or about the world's exporters or importers.
    unknown : float
        Percentage of the denominator from or to unknown parties.
    """

    release: Release
    part: Part
    verdict: str
    reason: str = ""
    computed: Band | None = None
    numerator: Band | None = None
    denominator: Band | None = None
    order: tuple[tuple[str, float, float], ...] = ()
    unknown: float = 0.0

    @property
    def edition(self) -> int | None:
        """Edition of the release."""
        return self.release.edition

    @property
    def told(self) -> bool:
        """Whether the release can tell."""
        return not self.reason

    @property
    def exactness(self) -> str:
        """How the release gives the values behind it."""
        part = self.part
        if not part.years:
            return ""
        if part.of == "world":
            return exactness_of_totals(self.release, part.years)
        side: Side = "recipient" if part.of == "imports" else "supplier"
        return self.release.coverage.exactness_of(side, part.whole, part.years)


def judge(part: Part, volumes: Volumes) -> Finding:
    """Return what a release says of a part.

    Parameters
    ----------
    part : Part
        The part.
    volumes : Volumes
        The volumes of the release.
    """
    if part.measure:
        return Finding(volumes.release, part, DIFFERENT_MEASURE, part.measure)
    cannot = Finding(volumes.release, part, CANNOT_BE_TOLD if part.sure else NEEDS_READING)
    if part.needs:
        return replace(cannot, reason=part.needs)
    if lacking := part.missing():
        return replace(cannot, reason=f"The claim names no {' and no '.join(lacking)}.")
    regions = [name for name in (*part.supplier, *part.recipient, *part.others) if name in REGIONS]
    if regions:
        return replace(cannot, reason=REGION.format(regions[0]))
    try:
        found = _JUDGES[part.kind](part, volumes)
    except Refused as refusal:
        sentence = str(refusal)
        return replace(cannot, reason=sentence[:1].upper() + sentence[1:])
    if not part.sure:
        return replace(found, verdict=NEEDS_READING)
    if part.denied:
        return replace(found, verdict=_DENIED.get(found.verdict, found.verdict))
    return found


def held(stated: Stated, computed: Band) -> str:
    """Return the verdict on a stated number."""
    if stated.fits(computed.value):
        return SUPPORTED
    return WITHIN_ROUNDING if stated.overlaps(computed.low, computed.high) else NOT_SUPPORTED


def sums_behind(part: Part, volumes: Volumes, years: Window | None = None) -> Sums:
    """Return the sums of all partners of the denominator of a part.

    Raises
    ------
    Refused
        If the release cannot tell them, or nothing was delivered.
    """
    years = years or part.years
    assert years is not None
    if part.of == "world":
        sums = volumes.yearly(part.side, "").window(years)
    else:
        side: Side = "recipient" if part.of == "imports" else "supplier"
        sums = volumes.yearly(side, part.whole).window(years)
    if sums.total.value <= 0:
        raise Refused(f"no deliveries are recorded in {q.words(years)}, so there is no share.")
    return sums


def _share(part: Part, volumes: Volumes) -> Finding:
    sums = sums_behind(part, volumes)
    assert part.stated is not None
    if part.of == "world" and part.supplier and part.recipient:
        assert part.years is not None
        own = volumes.volume(part.supplier, part.recipient, part.years)
        computed = own.share_of(sums.total)
    else:
        own, computed = sums.of(part.subject), sums.share(part.subject)
    return _found(part, volumes, sums, held(part.stated, computed), computed, own)


def _rank(part: Part, volumes: Volumes) -> Finding:
    sums = sums_behind(part, volumes)
    assert part.stated is not None
    computed = sums.rank(part.subject[0])
    verdict = NOT_SUPPORTED if computed is None else held(part.stated, computed)
    return _found(part, volumes, sums, verdict, computed, sums.of(part.subject))


def _ranking(part: Part, volumes: Volumes) -> Finding:
    """Judge whether those named are the largest; in their order where shares gave it."""
    sums = sums_behind(part, volumes)
    named = part.subject
    bands = [sums.of((name,)) for name in named]
    others = [
        sums.of((name,)) for name, known in zip(sums.names, sums.known, strict=True)
        if known and name not in named
    ]  # fmt: skip
    pairs = [(last, other) for last in bands for other in others]
    if part.way != "":  # in this order
        pairs += list(pairwise(bands))
    verdict = _all_above(pairs) if all(band.high > 0 for band in bands) else NOT_SUPPORTED
    return _found(part, volumes, sums, verdict, None, sums.of(named))


def _comparison(part: Part, volumes: Volumes) -> Finding:
    if part.of == "world" or not part.whole:
        sums = None
        mine = _volume_of(part, volumes, part.subject)
        others = [_volume_of(part, volumes, (other,)) for other in part.others]
    else:
        sums = sums_behind(part, volumes)
        mine, others = sums.of(part.subject), [sums.of((other,)) for other in part.others]
    ahead = part.way == "ahead"
    pairs = [(mine, other) if ahead else (other, mine) for other in others]
    verdict = _all_above(pairs)
    if part.stated is not None and sums is not None and verdict != NOT_SUPPORTED:
        # "second after Israel" says that nobody else is above
        above = [name for name, value in sums.ranked if value > mine.value]
        if set(above) - set(part.others):
            verdict = NOT_SUPPORTED
    if sums is None:
        return Finding(
            volumes.release, part, verdict, computed=None, numerator=mine, denominator=others[0]
        )
    computed = sums.rank(part.subject[0])
    return _found(part, volumes, sums, verdict, computed, mine)


def _ratio(part: Part, volumes: Volumes) -> Finding:
    mine = _volume_of(part, volumes, part.subject)
    other = _volume_of(part, volumes, part.others)
    return _divided(part, volumes, mine, other, mine.per)


def _change(part: Part, volumes: Volumes) -> Finding:
    assert part.years is not None
    assert part.base is not None
    now = volumes.volume(part.supplier, part.recipient, part.years)
    then = volumes.volume(part.supplier, part.recipient, part.base)
    return _divided(part, volumes, now, then, now.change_from)


def _points(part: Part, volumes: Volumes) -> Finding:
    now = sums_behind(part, volumes).share(part.subject)
    then = sums_behind(part, volumes, part.base).share(part.subject)
    assert part.stated is not None
    computed = now.points_from(then)
    return Finding(
        volumes.release, part, held(part.stated, computed), "", computed,
        sums_behind(part, volumes).of(part.subject), sums_behind(part, volumes).total,
    )  # fmt: skip


def _volume(part: Part, volumes: Volumes) -> Finding:
    assert part.years is not None
    assert part.stated is not None
    computed = volumes.volume(part.supplier, part.recipient, part.years)
    return Finding(volumes.release, part, held(part.stated, computed), "", computed, computed)


def _volume_of(part: Part, volumes: Volumes, subject: tuple[str, ...]) -> Band:
    assert part.years is not None
    if part.side == "supplier":
        return volumes.volume(subject, part.recipient, part.years)
    return volumes.volume(part.supplier, subject, part.years)


def _divided(
    part: Part, volumes: Volumes, one: Band, other: Band, against: Callable[[Band], Band]
) -> Finding:
    assert part.stated is not None
    if other.value <= 0:
        raise Refused("nothing was delivered in what it is compared with, so there is no ratio.")
    computed = against(other)
    if other.low <= 0:
        computed = computed._replace(high=float("inf"))
    return Finding(volumes.release, part, held(part.stated, computed), "", computed, one, other)


def _all_above(pairs: list[tuple[Band, Band]]) -> str:
    """Return whether the first of each pair is larger than the second."""
    if all(larger.value > smaller.value for larger, smaller in pairs):
        return SUPPORTED
    if all(larger.high > smaller.low for larger, smaller in pairs):
        return WITHIN_ROUNDING
    return NOT_SUPPORTED


def _found(
    part: Part, volumes: Volumes, sums: Sums, verdict: str, computed: Band | None, own: Band
) -> Finding:
    whole = sums.total
    order = tuple((name, value, 100 * value / whole.value) for name, value in sums.ranked)
    unknown = 100 * sums.unknown / whole.value
    return Finding(volumes.release, part, verdict, "", computed, own, whole, order, unknown)


_JUDGES: dict[Kind, Callable[[Part, Volumes], Finding]] = {
    "share": _share,
    "rank": _rank,
    "ranking": _ranking,
    "comparison": _comparison,
    "ratio": _ratio,
    "change": _change,
    "points": _points,
    "volume": _volume,
}
