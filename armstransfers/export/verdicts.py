"""Verdicts as JSON can hold them, and how a verdict is cited."""

from __future__ import annotations

from typing import Any

from armstransfers.claims import derivation, tables
from armstransfers.claims import sentences as say
from armstransfers.claims.check import Verdict, Verdicts
from armstransfers.claims.frames.reading import Reading
from armstransfers.claims.frames.text import Words
from armstransfers.claims.mending import cells_of, line_of
from armstransfers.claims.remarks import remarks
from armstransfers.claims.right import correct
from armstransfers.export.provenance import TIV_NOTE
from armstransfers.export.tables import to_records
from armstransfers.model.citing import PROGRAM, citation


def as_dict(verdicts: Verdicts, reading: Reading | None = None) -> dict[str, Any]:
    """Return verdicts as JSON can hold them.

    Parameters
    ----------
    verdicts : Verdicts
        What was found of a claim.
    reading : Reading, optional
        How its sentence was understood, where it was one.

    Returns
    -------
    dict
        ``verdicts`` by part (share, rank, ...), each with ``sure`` and its ``questions``, ``by_edition``, ``nearest_windows``,
        ``published``, ``sentence`` (the right one, to be quoted), ``headline``, ``cite``; with a
        reading also ``understood``, ``ambiguities`` and ``not_understood``, each with the place
        of its words in the sentence.
    """
    answer: dict[str, Any] = {"claim": verdicts.text or None}
    if reading is not None:
        answer["understood"] = [
            {"what": one.what, "value": one.value, **_place(one.words)}
            for one in reading.understood
        ]
        answer["ambiguities"] = list(reading.ambiguities)
        answer["not_understood"] = [_place(words) for words in reading.not_understood]
    near = to_records(tables.near_table(verdicts))
    answer |= {
        "headline": say.headline(verdicts),
        "verdicts": {one.key: _verdict(one) for one in verdicts.each},
        "by_edition": to_records(tables.edition_table(verdicts)),
        "nearest_windows": [_with_years(row) for row in near],
        "published": [_with_years(row) for row in to_records(tables.published_table(verdicts))],
        "sentence": correct(verdicts),
        "cite": verdict_citation(verdicts),
    }
    plain: dict[str, Any] = _plain(answer)
    return plain


def verdict_citation(verdicts: Verdicts, *, link: str = "") -> str:
    """Return how a verdict is cited: the source as the source asks, the verdict as ours.

    Parameters
    ----------
    verdicts : Verdicts
        What was found of a claim.
    link : str, optional
        Link that reopens the view.
    """
    claim = f"Claim checked: '{verdicts.text}'. " if verdicts.text else ""
    releases = {one.decided_by.release.id: one.decided_by.release for one in verdicts.each}
    cited = " ".join(citation(release) for release in releases.values())
    view = f" View: {link}" if link else ""
    return f"{claim}Verdict by {PROGRAM}: {say.headline(verdicts)} {cited}{view}"


def _verdict(one: Verdict) -> dict[str, Any]:
    part, decided, computed = one.part, one.decided_by, one.decided_by.computed
    digits = 0 if part.kind == "rank" else 2
    day = decided.release.generated

    def rounded(value: float | None) -> float | int | None:
        if value is None:
            return None
        return int(value) if part.kind == "rank" else round(value, digits)

    return {
        "verdict": one.verdict,
        "sure": part.sure,
        "questions": [
            {
                "question": doubt.question,
                "alternatives": [line_of(cells_of(other)) for other in doubt.alternatives],
            }
            for doubt in part.doubts
        ],
        "stated": part.stated_words(),
        "computed": rounded(computed.value) if computed else None,
        "low": rounded(computed.low) if computed else None,
        "high": rounded(computed.high) if computed else None,
        "shown": say.value_words(decided),
        "unit": part.stated.unit if part.stated else "",
        "rule": part.stated.rule if part.stated else "",
        "kind": part.kind,
        "supplier": " + ".join(part.supplier) or None,
        "recipient": " + ".join(part.recipient) or None,
        "years": list(part.years) if part.years else None,
        "of": part.of,
        "base": list(part.base) if part.base else None,
        "compared_with": list(part.others),
        "denied": part.denied,
        "implied": part.implied,
        "words": [_place(words) for words in part.words],
        "edition": decided.edition,
        "release": decided.release.id,
        "generated": day.isoformat() if day else None,
        "reasons": say.reason(one),
        "remarks": remarks(one),
        "derivation": {
            "formula": derivation.formula(decided),
            "numerator": round(decided.numerator.value, 2) if decided.numerator else None,
            "denominator": round(decided.denominator.value, 2) if decided.denominator else None,
            "unit": decided.release.measure.unit,
            "by_year": to_records(derivation.by_year(one)) if decided.told else [],
            "note": TIV_NOTE,
        },
    }


def _with_years(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row in which first and last year are one window."""
    first, last = row.pop("first_year"), row.pop("last_year")
    return {**row, "years": [first, last]}


def _place(words: Words) -> dict[str, Any]:
    return {"text": words.text, "start": words.start, "end": words.end}


def _plain(value: Any) -> Any:
    """Return an answer with ordinary spaces, for programs and for pasting."""
    if isinstance(value, str):
        return value.replace("\N{NO-BREAK SPACE}", " ")
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
