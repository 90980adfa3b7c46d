"""What a person says that rows cover, where their first lines were cut off."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from armstransfers.core.coverage import Block, Coverage, Side
from armstransfers.core.errors import BadRequest
from armstransfers.model.release import Release
from armstransfers.readers.whom import are_too_many
from armstransfers.reference import entities

_SIDES: dict[str, Side] = {"recipients": "recipient", "suppliers": "supplier"}
_FORMS = "all, recipients=Georgia,Armenia or suppliers=Belarus"


class Covers(NamedTuple):
    """Recipients with all their suppliers, suppliers with all their recipients, or all of both.

    Attributes
    ----------
    recipients, suppliers : frozenset of str or None
        Names of entities; None for all.
    """

    recipients: frozenset[str] | None = None
    suppliers: frozenset[str] | None = None

    @property
    def is_all(self) -> bool:
        """Whether these are all recipients and all suppliers."""
        return self.recipients is None and self.suppliers is None


ALL = Covers()


def covers_of(written: str) -> Covers:
    """Return what ``all``, ``recipients=Georgia,Armenia`` or ``suppliers=Belarus`` means.

    Raises
    ------
    BadRequest
        If it is none of these.
    UnknownEntity
        If nobody has one of the names.

    Examples
    --------
    >>> covers_of("suppliers=Belarus")
    Covers(recipients=None, suppliers=frozenset({'Belarus'}))
    """
    side, equals, names = written.strip().partition("=")
    if not equals and side.casefold() == "all":
        return ALL
    listed = [name.strip() for name in names.split(",") if name.strip()]
    side = side.strip().casefold()
    if side not in _SIDES or not listed:
        raise BadRequest(f"{written!r:.60} does not say what is covered; write {_FORMS}.")
    return Covers(**{side: frozenset(entities.find(name).name for name in listed)})


def confirmed(release: Release, covers: Covers, *, edition: int | None = None) -> Release:
    """Return a release of unknown coverage as complete for what a person says.

    It is complete for the years from its first delivery to its last. The edition that its totals or
    its rows tell counts; where they tell none it must be given.

    Parameters
    ----------
    release : Release
        One that was just read, with `Release.is_excerpt` and perhaps `Release.looks`.
    covers : Covers
        What it holds completely.
    edition : int, optional
        Year of SIPRI's yearly update; tables of other sources need none.

    Raises
    ------
    BadRequest
        If the release says itself what it covers, its edition is unknown or another one, or it
        does not hold what it should.
    """
    transfers = release.transfers
    if not release.is_excerpt or not len(transfers):
        raise BadRequest(
            f"{release.id} says itself what it is complete for; leave out what it covers."
        )
    if not can_be_confirmed(release):
        raise BadRequest(
            f"no shares can be taken of {release.id}, whatever it holds completely: its values may not "
            "be added up, or too many of its names are nobody's; describe the table, and say under "
            "[names] whom they mean."
        )
    first, last = int(transfers["year"].min()), int(transfers["year"].max())
    if release.measure.is_tiv:
        edition = _edition(release, edition, last)
    last -= last == release.report.unfinished
    _require_held(release, covers)
    by_deal = release.origin.format == "C1"
    block = Block(
        first,
        last,
        covers.recipients,
        covers.suppliers,
        exactness="rounded" if release.measure.is_rounded else "exact",
        grain="window" if by_deal else "year",
    )
    said = tuple(replace(one, says_all=covers.is_all) for one in release.report.wholeness)
    return Release(
        transfers,
        origin=replace(release.origin, edition=edition or release.edition),
        measure=release.measure,
        coverage=Coverage((block,)),
        margins=release.margins,
        deals=release.deals,
        report=replace(release.report, wholeness=said if covers.is_all else ()),
    )


def can_be_confirmed(release: Release) -> bool:
    """Whether shares can be taken of rows of unknown coverage when a person says what they hold.

    Not where values may not be added, and not where so many names are nobody's that one country may
    have several of them.
    """
    unknown = release.report.unknown_names
    names = {*release.names("recipient"), *release.names("supplier")}
    return (
        release.is_excerpt
        and bool(len(release.transfers))
        and release.measure.additive
        and not are_too_many(len(names & unknown.keys()), len(names - unknown.keys()))
    )


def may_be_all(release: Release) -> bool:
    """Whether rows of unknown coverage may be those of all recipients and all suppliers.

    What looks like a part of its source is none of that, whatever a person says.
    """
    is_part = any(one.verdict == "part" for one in release.report.wholeness)
    return not is_part and not release.origin.known_as


def _edition(release: Release, edition: int | None, last: int) -> int:
    found = release.edition
    if found is not None and edition not in (None, found):
        raise BadRequest(f"it is of edition {found}, not {edition}; leave the edition out.")
    known = found if found is not None else edition
    if known is None:
        raise BadRequest(
            f"nothing tells its edition, the year of SIPRI's update; say it, as --edition {last + 1}."
        )
    if last >= known:
        raise BadRequest(
            f"it holds deliveries of {last}, and edition {known} ends with {known - 1}; give another "
            "edition."
        )
    return known


def _require_held(release: Release, covers: Covers) -> None:
    if covers.is_all and not may_be_all(release):
        part = next((one.words for one in release.report.wholeness if one.verdict == "part"), "")
        raise BadRequest(
            f"it {part or 'is a part of its source'}, so it does not hold all; say whose deliveries "
            "it holds, as recipients=Georgia."
        )
    for side, names in ((s, getattr(covers, plural)) for plural, s in _SIDES.items()):
        missing = sorted((names or frozenset()) - set(release.names(side)))
        if missing:
            raise BadRequest(f"it holds no deliveries with {missing[0]} as {side}.")
