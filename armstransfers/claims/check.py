"""A claim judged: every part, by every edition at hand, and by what SIPRI published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from armstransfers.analysis.volumes import Volumes
from armstransfers.claims import guards
from armstransfers.claims.borne_out import Published, published_on
from armstransfers.claims.claim import Claim
from armstransfers.claims.english.sentence import read_claim
from armstransfers.claims.frames.reading import Reading
from armstransfers.claims.judge import (
    NEEDS_READING,
    NOT_SUPPORTED,
    REVISED,
    SUPPORTED,
    Finding,
    judge,
)
from armstransfers.claims.nearest import NearWindow, nearest_windows
from armstransfers.claims.part import Part, require_few
from armstransfers.core.errors import BadRequest
from armstransfers.library import catalogue
from armstransfers.model.release import Release


@dataclass(frozen=True)
class Verdict:
    """What is found of one part of a claim.

    Attributes
    ----------
    key : str
        Its name among the verdicts: ``share``, ``rank``, or ``share_2`` for a second one.
    part : Part
        The part.
    verdict : str
        ``supported``, ``within rounding``, ``as published, revised since``, ``not supported``,
        ``cannot be told from this data``, ``different measure`` or ``needs your reading``.
    decided_by : Finding
        What the deciding release says.
    by_edition : tuple of Finding
        What each edition says, the newest first.
    published : tuple of Published
        What SIPRI published on the pair, the same window first.
    volumes : Volumes
        The volumes of the deciding release.
    asked : tuple of Volumes
        Those of every release that was asked, the newest edition first.
    """

    key: str
    part: Part
    verdict: str
    decided_by: Finding
    by_edition: tuple[Finding, ...]
    published: tuple[Published, ...]
    volumes: Volumes = field(repr=False, compare=False)
    asked: tuple[Volumes, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def nearest(self) -> tuple[NearWindow, ...]:
        """The nearest windows in which the part would hold, by the deciding release.

        None where it holds in its own.
        """
        if (
            self.verdict == SUPPORTED
            or not self.part.sure
            or self.part.missing() not in ([], ["years"])
        ):
            return ()
        return tuple(nearest_windows(self.part, self.volumes))


@dataclass(frozen=True)
class Verdicts:
    """What is found of a claim.

    Attributes
    ----------
    text : str
        The sentence that was checked, where there was one.
    each : tuple of Verdict
        The verdict on each part.
    pinned : int or None
        The edition that was asked to decide, if any.

    Examples
    --------
    >>> verdicts = check("Russia was the largest supplier of Azerbaijan in 2011-2020.")
    >>> verdicts.to_frame()[["part", "verdict", "computed"]]
       part    verdict  computed
    0  rank  supported       1.0
    """

    text: str
    each: tuple[Verdict, ...]
    pinned: int | None = None

    def __getitem__(self, key: str) -> Verdict:
        """Return the verdict called `key`: ``share``, ``rank``, ``share_2``."""
        for one in self.each:
            if one.key == key:
                return one
        raise KeyError(key)

    def __repr__(self) -> str:
        found = ", ".join(f"{one.key}: {one.verdict}" for one in self.each)
        return f"<Verdicts {found}>"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a part: the verdict, and the number of the edition that decides."""
        rows = [
            {
                "part": one.key,
                "claim": one.part.describe(),
                "verdict": one.verdict,
                "computed": None
                if one.decided_by.computed is None
                else one.decided_by.computed.value,
                "edition": one.decided_by.edition,
                "reason": one.decided_by.reason,
            }
            for one in self.each
        ]
        return pd.DataFrame(rows).astype({"computed": "float64", "edition": "Int64"})

    @property
    def stated(self) -> tuple[Verdict, ...]:
        """The verdicts on what the claim states; what it only implies is left out."""
        return tuple(one for one in self.each if not one.part.implied)


def check(
    claim: Claim | Reading | Sequence[Part] | str,
    releases: Iterable[Release] | None = None,
    *,
    edition: int | None = None,
) -> Verdicts:
    """Return what is found of a claim: a verdict for each of its parts.

    One edition decides a claim: of those that can tell the most of its parts the newest. A part that
    it cannot tell is decided by the newest that can. What is only estimated decides nothing. A part
    that is not borne out is *as published, revised since* where another edition at hand or a figure
    of SIPRI's own bears it out.

    Parameters
    ----------
    claim : Claim, Reading, str or sequence of Part
        The claim; a sentence as `read_claim` understood it, or the sentence itself; or parts.
    releases : iterable of Release, optional
        The releases to ask; by default all at hand.
    edition : int, optional
        The edition that decides alone. The others are still shown.

    Raises
    ------
    BadRequest
        If the sentence holds no claim that is understood or too many parts, or there is no release
        to ask.

    Examples
    --------
    >>> claim = Claim("Belarus", "Azerbaijan", (2011, 2020), share=7.1, rank=2)
    >>> verdicts = check(claim)
    >>> verdicts["share"].verdict, verdicts["rank"].verdict
    ('as published, revised since', 'not supported')
    >>> verdicts["rank"].nearest[0].years
    (2011, 2015)
    """
    text, parts = _parts(claim)
    require_few(parts)
    asked = sorted(
        catalogue.releases() if releases is None else releases,
        key=lambda one: -(one.edition or 0),
    )
    if not asked:
        raise BadRequest("there is no release to ask.")
    if edition is not None and all(one.edition != edition for one in asked):
        catalogue.choose(edition=edition)  # says which editions are at hand
    volumes = [Volumes(one) for one in asked]
    keys: dict[str, int] = {}
    found = [_by_edition(part, volumes) for part in parts]
    deciding = _deciding(found) if edition is None else edition
    each = [
        _verdict(_key(part, keys), part, findings, deciding, edition, tuple(volumes))
        for part, findings in zip(parts, found, strict=True)
    ]
    return Verdicts(text, tuple(each), edition)


_ByEdition = dict[int | None, tuple[Finding, Volumes]]


def borne_out(findings: Iterable[Finding], published: Iterable[Published]) -> bool:
    """Whether some edition or a figure of SIPRI's own bears a part out."""
    return any(one.verdict == SUPPORTED for one in findings) or any(
        one.bears_out for one in published
    )


def _parts(claim: Claim | Reading | Sequence[Part] | str) -> tuple[str, tuple[Part, ...]]:
    if isinstance(claim, Claim):
        return claim.text, claim.parts
    if isinstance(claim, str):
        claim = read_claim(claim)
    if isinstance(claim, Reading):
        return claim.text, claim.parts
    if not isinstance(claim, list | tuple) or not all(isinstance(part, Part) for part in claim):
        raise BadRequest(f"a claim is a sentence, a Claim or its parts, and {claim!r:.40} is none.")
    return "", tuple(claim)


def _key(part: Part, seen: dict[str, int]) -> str:
    name = f"implied_{part.kind}" if part.implied else part.kind
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}_{seen[name]}"


def _by_edition(part: Part, volumes: list[Volumes]) -> _ByEdition:
    """Return what each edition says of a part, by the best of its releases that can tell."""
    by_edition: _ByEdition = {}
    for one in volumes:
        edition = one.release.edition
        if edition not in by_edition or not by_edition[edition][0].told:
            finding = judge(part, one)
            if edition not in by_edition or finding.told:
                by_edition[edition] = finding, one
    return by_edition


def _deciding(found: Sequence[_ByEdition]) -> int | None:
    """Return the edition that can tell the most parts; of several, the newest."""
    editions = list(found[0]) if found else [None]
    return max(editions, key=lambda edition: sum(each[edition][0].told for each in found))


def _verdict(
    key: str,
    part: Part,
    by_edition: _ByEdition,
    deciding: int | None,
    pinned: int | None,
    asked: tuple[Volumes, ...],
) -> Verdict:
    able = [pair for pair in by_edition.values() if pair[0].told]
    able.sort(key=lambda pair: pair[0].edition != deciding)
    if pinned is not None:
        able = [by_edition[pinned]]
    decided, behind = able[0] if able else next(iter(by_edition.values()))
    findings = tuple(finding for finding, _ in by_edition.values())
    published = tuple(published_on(part))
    question = _far_off(decided, findings, published)
    if question:
        part = part.doubted(question)
        findings = tuple(_asked(one, part) for one in findings)
        decided = _asked(decided, part)
    verdict = decided.verdict
    if verdict == NOT_SUPPORTED and pinned is None and borne_out(findings, published):
        verdict = REVISED
    return Verdict(key, part, verdict, decided, findings, published, behind, asked)


def _far_off(decided: Finding, findings: Sequence[Finding], published: Sequence[Published]) -> str:
    """Return the question about a figure that no edition and nothing published comes near."""
    part = decided.part
    if not part.guessed or part.denied or decided.verdict != NOT_SUPPORTED:
        return ""
    if borne_out(findings, published):
        return ""
    value = decided.computed.value if decided.computed else None
    return guards.far_off(part, value, len(decided.order))


def _asked(finding: Finding, part: Part) -> Finding:
    """Return a finding without its verdict: its part is asked first."""
    return replace(finding, part=part, verdict=NEEDS_READING if finding.told else finding.verdict)
