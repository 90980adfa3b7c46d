"""What else to know about a verdict: other readings, other denominators, likely slips, doubts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis import solidity
from armstransfers.analysis.exact import may_concern
from armstransfers.claims import sentences as say
from armstransfers.claims.borne_out import published_share
from armstransfers.claims.check import Verdict, borne_out
from armstransfers.claims.judge import (
    NOT_SUPPORTED,
    REVISED,
    SUPPORTED,
    held,
    judge,
)
from armstransfers.claims.part import Of
from armstransfers.claims.quantities.numbers import Figure
from armstransfers.claims.right import subject_volume
from armstransfers.claims.stated import Hedge, Stated, stated
from armstransfers.core.coverage import Side
from armstransfers.core.errors import Refused
from armstransfers.core.measure import FEW_TIV
from armstransfers.wording.set_aside import left_out

_FEW_CELLS = 3
_MUCH_LICENSED = 25.0  # per cent of a denominator
_MUCH_UNKNOWN = 1.0
_FAR_MORE = 1.5
_LIKE_TIV = 0.15  # a sum of money that is this close to a volume was probably copied from one
_FRACTIONS = {
    "a tenth": 10, "a fifth": 20, "a quarter": 25, "a third": 100 / 3, "two fifths": 40, "half": 50,
    "three fifths": 60, "two thirds": 200 / 3, "three quarters": 75, "four fifths": 80,
    "nine tenths": 90,
}  # fmt: skip
_OTHER: dict[Of, Of] = {"imports": "exports", "exports": "imports"}


def remarks(verdict: Verdict) -> list[str]:
    """Return what else to know about a verdict, as sentences; nothing while it is a question."""
    if not verdict.part.sure:
        return []
    found = [
        *_exactly(verdict),
        *_other_denominator(verdict),
        *_slips(verdict),
        *_rank_now(verdict),
        *_far_more(verdict),
        *_nearest_fraction(verdict),
        *_money(verdict),
        *_few_cells(verdict),
        *_solidity(verdict),
        *_missing(verdict),
    ]
    return list(dict.fromkeys(found))


def _exactly(verdict: Verdict) -> Iterator[str]:
    """Say what would be found without the *about*."""
    exact = verdict.part.stated.exactly() if verdict.part.stated else None
    if exact is None or verdict.part.kind != "share" or verdict.verdict != SUPPORTED:
        return
    again = _as_if(verdict, exact)
    if again != SUPPORTED:
        yield f"Read as exactly {exact.words} %, it would be {again}."


def _as_if(verdict: Verdict, other: Stated) -> str:
    """Return the verdict on another number in place of the stated one."""
    findings = [
        replace(one, verdict=held(other, one.computed))
        for one in verdict.by_edition
        if one.computed
    ]
    decided = next(one for one in findings if one.release is verdict.decided_by.release)
    bearing = [one for one in verdict.published if one.same and other.fits(one.value)]
    if decided.verdict == NOT_SUPPORTED and (borne_out(findings, ()) or bearing):
        return REVISED
    return decided.verdict


def _other_denominator(verdict: Verdict) -> Iterator[str]:
    """Say where the number would be right as a share of the other side's total."""
    part = verdict.part
    if part.kind != "share" or verdict.verdict == SUPPORTED or part.denied or not part.stated:
        return
    if not (part.supplier and part.recipient and part.years) or part.of not in _OTHER:
        return
    swapped = replace(part, of=_OTHER[part.of])
    for volumes in verdict.asked:
        finding = judge(swapped, volumes)
        if finding.verdict == SUPPORTED:
            yield (
                f"{part.stated.words} fits another denominator: of {say.whole(swapped)} it is "
                f"{say.value_words(finding)} in {say.edition_words(finding)}."
            )
            return
    kind = "supplier_recipient_share" if swapped.of == "exports" else "recipient_supplier_share"
    partner = swapped.subject[0]
    for figure in published_share(kind, swapped.whole, partner, part.years):
        if part.stated.fits(figure.value):
            yield f"{part.stated.words} fits another denominator: {say.published_words(figure)}."
            return


def _slips(verdict: Verdict) -> Iterator[str]:
    """Say which slip of the pen would explain the number, or what it would then be."""
    part, computed = verdict.part, verdict.decided_by.computed
    if part.stated is None or computed is None or part.denied:
        return
    number = part.stated.decimals is not None and verdict.verdict != SUPPORTED
    if part.kind == "change" and number and part.stated.fits(100 + computed.value):
        yield (
            f"It rose to {100 + computed.value:.1f} % of the earlier volume, that is by "
            f"{computed.value:.1f} %: 'by' and 'to' may have been mixed up."
        )
    if part.kind == "ratio" and "%" in part.stated.words.replace("per cent", "%").replace(
        "percent", "%"
    ):
        figure = Figure(100 * abs(part.stated.value - 1), max((part.stated.decimals or 0) - 2, 0))
        times = stated(f"{figure.value:g} times", figure, "times")
        yield f"If {times.words} was meant, that would be {held(times, computed)}: {computed.value:.2f} times."
    if part.kind == "points" and verdict.verdict != SUPPORTED:
        yield from _per_cent_of_share(verdict)


def _per_cent_of_share(verdict: Verdict) -> Iterator[str]:
    part = verdict.part
    now = judge(replace(part, kind="share", base=None), verdict.volumes).computed
    then = judge(replace(part, kind="share", years=part.base, base=None), verdict.volumes).computed
    if now is None or then is None or not then.value or part.stated is None:
        return
    relative = 100 * (now.value / then.value - 1)
    if part.stated.fits(relative):
        yield f"The share itself changed by {relative:+.1f} per cent: points and per cent may have been mixed up."


def _rank_now(verdict: Verdict) -> Iterator[str]:
    """Say what the rank is in the latest five years, for a claim that may mean today."""
    part = verdict.part
    if part.kind != "rank" or verdict.verdict == SUPPORTED or not part.years:
        return
    last = verdict.decided_by.release.last_year
    if last is None or part.years[1] == last:
        return
    now = judge(replace(part, years=(last - 4, last)), verdict.volumes)
    if now.told:
        shown = say.value_words(now) if now.computed else "no delivery"
        yield (
            f"If the rank was meant for the latest years: {shown} in {q.words((last - 4, last))}, "
            f"{say.edition_words(now)}."
        )


def _far_more(verdict: Verdict) -> Iterator[str]:
    part, computed = verdict.part, verdict.decided_by.computed
    if (
        part.stated is None
        or computed is None
        or part.stated.hedge not in (Hedge.OVER, Hedge.AT_LEAST)
    ):
        return
    if part.kind == "share" and computed.value > _FAR_MORE * part.stated.value > 0:
        yield f"It was far more: {computed.value:.1f} %."


def _nearest_fraction(verdict: Verdict) -> Iterator[str]:
    part, computed = verdict.part, verdict.decided_by.computed
    if (
        part.kind != "share"
        or part.stated is None
        or part.stated.decimals is not None
        or computed is None
    ):
        return
    if part.stated.hedge in (Hedge.OVER, Hedge.UNDER, Hedge.AT_LEAST, Hedge.AT_MOST):
        return
    nearest = min(_FRACTIONS, key=lambda words: abs(_FRACTIONS[words] - computed.value))
    if abs(_FRACTIONS[nearest] - part.stated.value) > 0.1 and part.stated.value < 100:
        yield f"{computed.value:.1f} % is nearer to {nearest} than to {part.stated.words}."


def _money(verdict: Verdict) -> Iterator[str]:
    """Say where a sum of money looks like a volume that was taken for money."""
    part = verdict.part
    if (
        part.kind != "money"
        or part.stated is None
        or part.years is None
        or not (part.supplier or part.recipient)
    ):
        return
    for volumes in verdict.asked:
        try:
            band = volumes.volume(part.supplier, part.recipient, part.years)
        except Refused:
            continue
        if abs(band.value - part.stated.value) <= _LIKE_TIV * part.stated.value:
            edition = volumes.release.edition
            yield (
                f"The number looks like TIV: edition {edition} has {band.value:,.0f} million TIV for "
                f"{subject_volume(part)} in {q.words(part.years)}. TIV is a volume, not money."
            )
            return


def _few_cells(verdict: Verdict) -> Iterator[str]:
    part = verdict.part
    if (
        part.kind != "share"
        or not verdict.decided_by.told
        or part.of == "world"
        or part.years is None
    ):
        return
    side = "recipient" if part.of == "imports" else "supplier"
    cells = verdict.volumes.yearly(side, part.whole).cells  # type: ignore[arg-type]  # a side
    mine = cells[cells["partner"].isin(part.subject) & cells["year"].between(*part.years)]
    count = int((mine["high"] > 0).sum())
    if 0 < count <= _FEW_CELLS:
        yield f"It rests on deliveries in {wording.counted(count, 'year')} only."


def _missing(verdict: Verdict) -> Iterator[str]:
    """Say which lines of the files were set aside and may belong to the figures."""
    finding, part = verdict.decided_by, verdict.part
    if not finding.told or not part.years:
        return
    side: Side = "recipient" if part.of == "imports" else "supplier"
    asked = None if part.of == "world" else q.Question(side, part.whole)
    windows = [part.years, *([part.base] if part.base else [])]
    release = finding.release
    yield from left_out(may_concern(release, asked, *windows), release.measure)


def _solidity(verdict: Verdict) -> Iterator[str]:
    finding, part = verdict.decided_by, verdict.part
    if (
        not finding.told
        or part.kind not in ("share", "rank")
        or part.of == "world"
        or not part.years
    ):
        return
    if finding.denominator is not None and finding.denominator.value < FEW_TIV:
        yield (
            f"The whole is only {finding.denominator.value:,.2f} million TIV: one delivery more would "
            "change the shares."
        )
    if finding.unknown >= _MUCH_UNKNOWN:
        yield f"{wording.per_cent(finding.unknown)} of {say.whole(part)} is from or to unknown parties."
    solid = solidity(
        finding.release,
        **{"recipient" if part.of == "imports" else "supplier": part.whole},
        years=part.years,
    )
    if solid and (solid.local_production or 0) >= _MUCH_LICENSED:
        yield (
            f"{solid.local_production:.0f} % of the volume was made under licence in the recipient, "
            "which SIPRI counts as deliveries."
        )
