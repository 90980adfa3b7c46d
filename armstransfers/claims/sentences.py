"""Verdicts in sentences: what was found, and why."""

from __future__ import annotations

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.claims.borne_out import Published
from armstransfers.claims.check import Verdict, Verdicts
from armstransfers.claims.judge import NEEDS_READING, NOT_SUPPORTED, REVISED, Finding
from armstransfers.claims.nearest import NearWindow
from armstransfers.claims.part import Part
from armstransfers.claims.quantities.ranks import rank_words
from armstransfers.claims.stated import Unit
from armstransfers.model.tally import Band

_SPACE = "\N{NO-BREAK SPACE}"
_NAMED_ABOVE = 3
_VOLUME = {"imports": "imports of major arms", "exports": "exports of major arms"}


def listed(names: list[str]) -> str:
    """Return names as a list for people: ``Russia, Israel and Belarus``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def called(names: tuple[str, ...]) -> str:
    """Return names with their articles, as a list."""
    return listed([wording.called(name) for name in names])


def whole(part: Part) -> str:
    """Return the denominator of a part: ``Azerbaijan's imports of major arms``."""
    if part.of == "world":
        flow = "exports" if part.side == "supplier" else "imports"
        return f"the world's {_VOLUME[flow]}"
    return (
        f"{wording.possessive(part.whole)} {_VOLUME[part.of]}" if part.whole else _VOLUME[part.of]
    )


def number(value: float, unit: Unit, decimals: int = 2) -> str:
    """Return a value with its unit for people."""
    minus = "\N{MINUS SIGN}"
    match unit:
        case "rank":
            return f"rank {value:.0f}"
        case "times":
            return f"{value:.{decimals}f} times"
        case "percentage points":
            return f"{value:+.{decimals}f} percentage points".replace("-", minus)
        case "million TIV":
            return f"{value:,.{decimals}f} million TIV"
        case _:
            return f"{value:.{decimals}f}{_SPACE}%".replace("-", minus)


def value_words(finding: Finding) -> str:
    """Return what a release computed, with its band where it has one."""
    part, computed = finding.part, finding.computed
    if not finding.told:
        return "cannot be told"
    if part.kind == "ranking":
        return listed([wording.called(name) for name, _, _ in finding.order[: len(part.subject)]])
    if part.kind == "comparison":
        return _order_words(finding)
    if computed is None:
        return "no delivery"
    unit: Unit = "rank" if part.kind == "rank" else (part.stated.unit if part.stated else "")
    signed = "+" if part.kind == "change" and computed.value > 0 else ""
    shown = signed + number(computed.value, unit)
    if computed.low == computed.high:
        return shown
    if unit == "rank":
        return f"{shown} ({computed.low:.0f} to {computed.high:.0f} within rounding)"
    low, high = (
        number(computed.low, unit).split(_SPACE)[0].split(" ")[0],
        number(computed.high, unit),
    )
    return f"{shown} (rounding band {low} to {high})"


def edition_words(finding: Finding) -> str:
    """Return which edition a finding is of: ``edition 2022``."""
    return f"edition {finding.edition}" if finding.edition else "a release of unknown edition"


def reason(verdict: Verdict) -> list[str]:
    """Return why a part has its verdict, as sentences."""
    part, decided = verdict.part, verdict.decided_by
    if verdict.verdict == NEEDS_READING:
        return [*questions(part), *_values(verdict)]
    if not decided.told:
        return [decided.reason, *_published_instead(verdict)]
    told = [f"{wording.capital(edition_words(decided))}: {value_words(decided)}."]
    if part.stated is not None and part.kind not in ("comparison", "rank"):
        told.append(f"'{part.stated.words}' stands for {part.stated.rule}.")
    if part.denied:
        told.append("The claim denies it.")
    if part.kind in ("rank", "ranking", "comparison"):
        told += _who_was_above(decided)
    for other in verdict.by_edition:
        if other is not decided and other.told:
            told.append(
                f"{wording.capital(edition_words(other))}: {value_words(other)}, {other.verdict}."
            )
    if verdict.verdict == REVISED:
        told.append("It was right for the data of its time; SIPRI has revised them since.")
    elif verdict.verdict == NOT_SUPPORTED and _holds_nowhere(verdict):
        told.append("It holds in no edition at hand.")
    bearing = [one for one in verdict.published if one.bears_out]
    told += [f"{published_words(one)}." for one in bearing[:2]]
    return told


def questions(part: Part) -> list[str]:
    """Return what is asked about a part, as sentences, with the readings there are to choose from."""
    asked = []
    for doubt in part.doubts:
        others = [reading(one) for one in doubt.alternatives]
        asked.append(doubt.question + (f" Or: {'; or '.join(others)}." if others else ""))
    return asked


def reading(part: Part) -> str:
    """Return the pieces of a part as they were read: ``Russia to Armenia, of imports, 2016-2020``."""
    pieces = part.describe().removesuffix(", implied").removesuffix(", denied").split(", ")
    return ", ".join(pieces[1:])


def _values(verdict: Verdict) -> list[str]:
    """Return what each edition computes for a part that has no verdict yet."""
    values = [
        f"{wording.capital(edition_words(one))}: {value_words(one)}."
        for one in verdict.by_edition if one.told
    ]  # fmt: skip
    read = f"It was read as: {reading(verdict.part)}."
    return [read, *(values or [verdict.decided_by.reason])]


def _holds_nowhere(verdict: Verdict) -> bool:
    told = [one for one in verdict.by_edition if one.told]
    return len(told) > 1 and all(one.verdict == NOT_SUPPORTED for one in told)


def _published_instead(verdict: Verdict) -> list[str]:
    """Return what SIPRI published of exactly what a release cannot tell."""
    same = [one for one in verdict.published if one.same][:2]
    return [
        f"{published_words(one)}, which {'bears the claim out' if one.bears_out else 'is something else'}."
        for one in same
    ]


def published_words(figure: Published) -> str:
    """Return a published figure for people: ``SIPRI published 8 % for 2011-2015 in 2021``."""
    rank = f", rank {figure.rank}," if figure.rank else ""
    of_whom = {
        "recipient_supplier_share": "{p} in {r} imports",
        "supplier_recipient_share": "{p} in {r} exports",
        "global_export_share": "{n} in the world's exports",
        "global_import_share": "{n} in the world's imports",
    }.get(figure.kind, "{n}, {p}")
    about = of_whom.format(
        p=wording.called(figure.partner) if figure.partner else "",
        r=wording.possessive(figure.reporter),
        n=wording.called(figure.reporter),
    )
    doubt = "; reports of it differ" if figure.status == "conflict" else ""
    if figure.kind == "pct_change":
        flow, _, base = figure.partner.partition(" vs ")
        return (
            f"SIPRI published a change of {figure.printed}{_SPACE}% in {wording.possessive(figure.reporter)} "
            f"{flow}, {q.words(figure.years)} against {base}, in {figure.edition}{doubt}"
        )
    return (
        f"SIPRI published {figure.printed}{_SPACE}%{rank} for {about}, {q.words(figure.years)}, in "
        f"{figure.edition}{doubt}"
    )


def _who_was_above(finding: Finding) -> list[str]:
    part = finding.part
    if finding.computed is None or part.kind == "ranking":
        return []
    subject = part.subject[0]
    own = next((value for name, value, _ in finding.order if name == subject), 0.0)
    above = [(name, share) for name, value, share in finding.order if value > own]
    if not above:
        return []
    names = [f"{wording.called(name)} ({wording.per_cent(share)})" for name, share in above]
    if len(names) > _NAMED_ABOVE:
        names = [*names[:_NAMED_ABOVE], f"{len(names) - _NAMED_ABOVE} more"]
    sentences = [f"Above {wording.called(subject)} stood {listed(names)}."]
    left_out = [pair for pair in above if pair[0] not in part.others]
    if part.kind == "comparison" and part.way == "after" and part.stated is not None and left_out:
        sentences += _if_left_out(finding, subject, left_out)
    return sentences


def _if_left_out(finding: Finding, subject: str, left_out: list[tuple[str, float]]) -> list[str]:
    """Return what the claim would need: a ranking without those whom it leaves out."""
    gone = listed(
        [f"{wording.called(name)} ({wording.per_cent(share)})" for name, share in left_out]
    )
    rest = 100 - sum(share for _, share in left_out)
    own = next(share for name, _, share in finding.order if name == subject)
    place = 1 + sum(share > own for name, _, share in finding.order if name not in dict(left_out))
    return [
        f"The claim leaves out {gone}. Without {'it' if len(left_out) == 1 else 'them'}, "
        f"{wording.called(subject)} would be {rank_words(place, place)}, with "
        f"{wording.per_cent(100 * own / rest)} of the rest."
    ]


def _order_words(finding: Finding) -> str:
    part = finding.part
    if not finding.order:
        assert finding.numerator is not None
        assert finding.denominator is not None
        return f"{_tiv(finding.numerator)} against {_tiv(finding.denominator)}"
    rows = {name: (place, share) for place, (name, _, share) in enumerate(finding.order, 1)}
    told = []
    for name in (*part.subject, *part.others):
        place, share = rows.get(name, (0, 0.0))
        told.append(
            f"{wording.called(name)} {wording.per_cent(share)}"
            + (f", rank {place}" if place else "")
        )
    return "; ".join(told)


def _tiv(band: Band) -> str:
    return f"{band.value:,.2f} million TIV"


def near_words(verdict: Verdict, near: NearWindow) -> str:
    """Return a window in which a part would hold, as a sentence."""
    shown = _holds(near.finding)
    published = [
        one for one in verdict.published
        if one.years == near.years and one.partner in near.finding.part.subject
    ]  # fmt: skip
    said = f" {published_words(published[0])}." if published else ""
    return f"In {q.words(near.years)} it would hold: {shown}.{said}"


def _holds(finding: Finding) -> str:
    part = finding.part
    if part.kind == "rank" and finding.numerator and finding.denominator:
        share = 100 * finding.numerator.value / finding.denominator.value
        return f"{value_words(finding)}, {wording.per_cent(share)}"
    return value_words(finding)


def headline(verdicts: Verdicts) -> str:
    """Return all verdicts on what is stated: ``Share (7.1): supported.``, and so on."""
    return " ".join(f"{wording.capital(name_of(one))}: {one.verdict}." for one in verdicts.stated)


def name_of(verdict: Verdict) -> str:
    """Return what a verdict is on, for people: ``share of 7.1 %``."""
    return f"{verdict.part.noun} ({verdict.part.stated_words()})"
