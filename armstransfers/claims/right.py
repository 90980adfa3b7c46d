"""What would be right instead of a claim, in sentences to quote."""

from __future__ import annotations

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.claims.check import Verdict, Verdicts
from armstransfers.claims.judge import Finding
from armstransfers.claims.part import Part
from armstransfers.claims.quantities.ranks import rank_words
from armstransfers.claims.sentences import called, edition_words, listed, number, whole

_NAMED_ABOVE = 3
_VERBS = {"imports": "supplied", "exports": "received", "world": "accounted for"}
_VOLUME = {"imports": "imports of major arms", "exports": "exports of major arms"}


def correct(verdicts: Verdicts) -> str:
    """Return the right sentence, ready to be quoted, with its source.

    What no release can tell, or what is not surely said, is left out; nothing is returned where
    that is all.
    """
    told = [one for one in verdicts.stated if one.decided_by.told and one.part.sure]
    groups: dict[object, list[Verdict]] = {}
    for one in told:
        groups.setdefault(_together(one, told), []).append(one)
    sentences = [wording.capital(_statement(group)) for group in groups.values()]
    if not any(sentences):
        return ""
    release = told[0].decided_by.release
    source = f"{release.origin.title}, {edition_words(told[0].decided_by)}"
    right = " ".join(dict.fromkeys(filter(None, sentences)))
    return f"{right} (Source: {source}. Calculation: Arms Transfer Explorer.)"


def _together(one: Verdict, told: list[Verdict]) -> object:
    """Return what verdicts have in common that are told in one sentence.

    Share, rank and comparison of one partner; or the shares alone of several partners.
    """
    if not _of_partner(one):
        return one.key
    same = [other for other in told if _of_partner(other) and _route(other) == _route(one)]
    shares = all(other.part.kind == "share" for other in same) and len(one.part.subject) == 1
    part = one.part
    return (part.whole, part.years, part.of, part.side) if shares else _route(one)


def _of_partner(one: Verdict) -> bool:
    return one.part.kind in ("share", "rank", "comparison") and bool(one.decided_by.order)


def _route(one: Verdict) -> tuple[object, ...]:
    return one.part.supplier, one.part.recipient, one.part.years, one.part.of


def _statement(group: list[Verdict]) -> str:
    """Return what is true of one partner, or of several, in one window."""
    if not _of_partner(group[0]):
        return _other_sentence(group[0])
    subjects = list(dict.fromkeys(one.part.subject for one in group))
    return _partner_sentence(group) if len(subjects) == 1 else _shares_sentence(group)


def _share_of(finding: Finding) -> float:
    assert finding.numerator is not None
    assert finding.denominator is not None
    return float(100 * finding.numerator.value / finding.denominator.value)


def _shares_sentence(group: list[Verdict]) -> str:
    """Return the shares of several partners: ``Russia supplied 49.4 %, Israel 40.9 % of ...``."""
    part = group[0].part
    assert part.years is not None
    shares = {one.part.subject: _share_of(one.decided_by) for one in group}
    first, *others = shares.items()
    told = [f"{called(first[0])} {_VERBS[part.of]} {wording.per_cent(first[1])}"]
    told += [f"{called(subject)} {wording.per_cent(share)}" for subject, share in others]
    return f"{listed(told)} of {whole(part)} in {q.words(part.years)}."


def _partner_sentence(group: list[Verdict]) -> str:
    finding = next(one.decided_by for one in group if one.decided_by.order)
    part = finding.part
    assert part.years is not None
    share = _share_of(finding)
    subject, when = called(part.subject), q.words(part.years)
    verb = _VERBS[part.of]
    if finding.numerator is not None and finding.numerator.high <= 0:
        return f"no deliveries of {subject} are recorded in {whole(part)} in {when}."
    sentence = f"{subject} {verb} {wording.per_cent(share)} of {whole(part)} in {when}"
    wants_rank = any(one.part.kind in ("rank", "comparison") for one in group)
    if not wants_rank or len(part.subject) > 1:
        return f"{sentence}."
    own = next((value for name, value, _ in finding.order if name == part.subject[0]), 0.0)
    above = [(name, other) for name, value, other in finding.order if value > own]
    noun = {
        "imports": "supplier",
        "exports": "recipient",
        "world": "exporter" if part.side == "supplier" else "importer",
    }[part.of]
    place = len(above) + 1
    owner = "the world's" if part.of == "world" else "its"
    sentence += f" and was {owner} {rank_words(place, place)} {noun}"
    named = [
        f"{wording.called(name)} ({wording.per_cent(other)})"
        for name, other in above[:_NAMED_ABOVE]
    ]
    if len(above) > _NAMED_ABOVE:
        named.append(f"{len(above) - _NAMED_ABOVE} more")
    return f"{sentence}, after {listed(named)}." if named else f"{sentence}."


def _other_sentence(verdict: Verdict) -> str:
    part, finding = verdict.part, verdict.decided_by
    if part.years is None:
        return ""
    when = q.words(part.years)
    computed = finding.computed
    match part.kind:
        case "ranking":
            noun = "suppliers" if part.side == "supplier" else "recipients"
            shown = [
                f"{wording.called(name)} ({wording.per_cent(share)})"
                for name, _, share in finding.order[: len(part.subject)]
            ]
            return (
                f"the {len(shown)} largest {noun} in {whole(part)} in {when} were {listed(shown)}."
            )
        case "change" if computed is not None and part.base:
            way = "rose" if computed.value >= 0 else "fell"
            size = number(abs(computed.value), "%", 1)
            return f"{subject_volume(part)} {way} by {size} in {when} against {q.words(part.base)}."
        case "ratio" if computed is not None:
            return f"{subject_volume(part)} in {when} were {computed.value:.1f} times those of {called(part.others)}."
        case "volume" if computed is not None:
            return f"{subject_volume(part)} in {when} were {computed.value:,.0f} million TIV."
        case "points" if computed is not None and part.base:
            way = "rose" if computed.value >= 0 else "fell"
            size = f"{abs(computed.value):.1f} percentage points"
            return (
                f"{wording.possessive(part.subject[0])} share of {whole(part)} {way} by {size} in {when} "
                f"against {q.words(part.base)}."
            )
        case "comparison" if finding.numerator and finding.denominator:
            return (
                f"{subject_volume(part)} in {when} were {finding.numerator.value:,.0f} million TIV, those of "
                f"{called(part.others[:1])} {finding.denominator.value:,.0f}."
            )
        case _:
            return ""


def subject_volume(part: Part) -> str:
    """Return whose volume a part is about: ``Israel's deliveries to Azerbaijan``."""
    if part.supplier and part.recipient:
        return f"{wording.possessive(part.supplier[0])} deliveries to {called(part.recipient)}"
    if part.recipient:
        return f"{wording.possessive(part.recipient[0])} {_VOLUME['imports']}"
    if part.supplier:
        return f"{wording.possessive(part.supplier[0])} {_VOLUME['exports']}"
    return "the world's transfers of major arms"
