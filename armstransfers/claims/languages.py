"""Sentences in other languages: names, years and figures are found, and who supplied whom is asked.

Roles depend on case, word order and verbs, which no table tells. So nothing here is sure: each figure
becomes a part with its pieces filled in, and the other ways round as answers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from armstransfers.claims import phrases
from armstransfers.claims.frames.text import Words, lower, plain, words
from armstransfers.claims.part import Of, Part
from armstransfers.claims.quantities.amounts import find_amounts
from armstransfers.claims.stated import Stated
from armstransfers.core.coverage import Window
from armstransfers.reference import entities

_LANGUAGES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "languages.toml").read_text("utf-8")
)
NAMES = {code: known["name"] for code, known in _LANGUAGES.items()}
"""Languages that are recognised, for people."""
_HEDGES = {said: meant for known in _LANGUAGES.values() for said, meant in known["hedges"].items()}
_FRACTIONS = {
    said: value for known in _LANGUAGES.values() for said, value in known["fractions"].items()
}
_NUMBER = r"\d{1,3}(?:[.,]\d{1,3})?"
_FIGURE = re.compile(
    rf"(?:(?P<hedge>{'|'.join(_HEDGES)})\s)?(?:(?P<number>{_NUMBER})\s?(?:%|prozent\b|pour\scent\b|por\sciento\b|процент\w*)"
    rf"|(?:yüzde|%)\s?(?P<turkish>{_NUMBER})|(?P<fraction>{'|'.join(_FRACTIONS)})\b)"
)
_YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:\s?(?:-|bis|und|à|et|y|a|по)\s?(?P<last>(?:19|20)\d\d|\d\d))?(?!\d)"
)
_RISES, _FALLS, _EXPORTS = (
    re.compile("|".join(known[kind] for known in _LANGUAGES.values()))
    for kind in ("rises", "falls", "exports")
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 4  # words of a name
_STEM, _PREFIX = 4, 5  # letters by which an inflected name, or an adjective, is known


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    value: str = ""
    years: Window = (0, 0)


def language_of(text: str) -> str | None:
    """Return the code of the language of a text that is not English, or None.

    Examples
    --------
    >>> language_of("Belarus lieferte rund 7 Prozent der Waffenimporte Aserbaidschans.")
    'de'
    """
    low = lower(plain(text))
    if sum("\u0400" <= char <= "\u04ff" for char in low) > len(low) / 4:
        return "ru"
    said = {found[0] for found in _WORD.finditer(low)}
    counts = {code: len(said & set(known["said"].split())) for code, known in _LANGUAGES.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if best != "en" and counts[best] > max(counts["en"], 1) else None


def foreign_parts(text: str, language: str) -> list[Part]:
    """Return a part for each figure of a text in another language, with what is to be asked of it.

    Parameters
    ----------
    text : str
        The text.
    language : str
        Its code.
    """
    low = lower(plain(text))
    named, windows = list(_names(text, language)), list(_windows(low))
    found = []
    for figure in _FIGURE.finditer(low):
        near = sorted(named, key=lambda one: _distance(one, figure))[:1]
        near += sorted(named, key=lambda one: _distance(one, figure))[1:2] + named[:1]
        close = sorted(windows, key=lambda one: _distance(one, figure))
        told = words(text, *figure.span())
        readings = list(_readings(figure, told, low, near, [one.years for one in close]))
        if readings:
            pieces = (told, *(words(text, one.start, one.end) for one in (*near, *close[:2])))
            first, *others = (replace(one, words=pieces) for one in readings)
            found.append(
                first.doubted(
                    f"The sentence is in {NAMES[language]}: names, years and figures were found. Who supplied "
                    f"whom, and of what is '{told.text}'?",
                    *others,
                    about="names",
                )
            )
    return found


def _readings(
    figure: re.Match[str], told: Words, low: str, names: list[_Found], windows: list[Window]
) -> Iterator[Part]:
    """Yield the readings of one figure, the likeliest first."""
    years = windows[0] if windows else None
    later, earlier = (max(windows), min(windows)) if windows else (None, None)
    falls, moved = bool(_FALLS.search(low)), bool(_RISES.search(low) or _FALLS.search(low))
    exports = bool(_EXPORTS.search(low))
    ofs: tuple[Of, Of] = ("exports", "imports") if exports else ("imports", "exports")
    if moved and later and earlier and later != earlier and names:
        change = _stated("change", figure, told, falls=falls)
        whose = dict.fromkeys((min(names, key=lambda one: one.start).value, names[0].value))
        for of, own in ((of, (name,)) for name in whose for of in ofs):
            yield Part("change", own if of == "exports" else (), () if of == "exports" else own, later, of, change, base=earlier)  # fmt: skip
    share = _stated("share", figure, told)
    if share is None or not names:
        return
    each = {one.value: one.start for one in reversed(names)}
    nearest = names[0].value
    for place, pair in enumerate(combinations(dict.fromkeys(one.value for one in names), 2)):
        first, second = sorted(pair, key=lambda name: each[name])
        for supplier, recipient in ((first, second), (second, first)):
            for of in ofs if place == 0 else ofs[:1]:
                yield Part("share", (supplier,), (recipient,), years, of, share)
    yield Part("share", (nearest,), (), years, "world", share)
    yield Part("share", (), (nearest,), years, "world", share)


def _stated(
    kind: phrases.Phrase, figure: re.Match[str], told: Words, *, falls: bool = False
) -> Stated | None:
    number = (
        figure["number"] or figure["turkish"] or str(_FRACTIONS.get(figure["fraction"] or "", ""))
    )
    hedge = _HEDGES.get(figure["hedge"] or "", "")
    amounts = find_amounts(f"{hedge} {number.replace(',', '.')} %".strip())
    if not amounts or (amounts[0].figure.value > 100 and kind == "share"):
        return None
    return phrases.of_kind(kind, amounts[0], told.text, "fell" if falls else "")


def _distance(one: _Found, figure: re.Match[str]) -> int:
    return min(abs(one.start - figure.end()), abs(figure.start() - one.end))


def _windows(low: str) -> Iterator[_Found]:
    for found in _YEARS.finditer(low):
        first, last = int(found["first"]), found["last"] or found["first"]
        year = int(last) if len(last) == 4 else 100 * (first // 100) + int(last)
        if first <= year:
            yield _Found(*found.span(), years=(first, year))


def _names(text: str, language: str) -> Iterator[_Found]:
    """Yield who is named: by name, in another case, or by an adjective that begins as the name does."""
    spans = [found.span() for found in _WORD.finditer(text)]
    i = 0
    while i < len(spans):
        for j in range(min(i + _LONGEST, len(spans)), i, -1):
            start, end = spans[i][0], spans[j - 1][1]
            name = _named(text[start:end], language, single=j == i + 1)
            if name:
                yield _Found(start, end, name)
                i = j
                break
        else:
            i += 1


def _named(said: str, language: str, *, single: bool) -> str | None:
    key = entities.name_key(said)
    full, stems, prefixes = _known(language)
    if key in full and (said[:1].isupper() or not single):
        return full[key]
    if not single or len(key) < _STEM:
        return None
    if said[:1].isupper():
        cut = [key[:-letters] for letters in (0, 1, 2) if letters and len(key) - letters >= _STEM]
        return next((stems[stem] for stem in cut if stems.get(stem)), None)
    return prefixes.get(key[:_PREFIX]) if len(key) > _PREFIX else None


@cache
def _known(language: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return the names of a language, their stems, and how they begin; what two begin with is left out."""
    full = entities.names_in(language)
    stems: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    for key, name in full.items():
        for table, cut in ((stems, key), (stems, key[:-1]), (prefixes, key[:_PREFIX])):
            if len(cut) >= _STEM and " " not in cut:
                table[cut] = name if table.get(cut, name) == name else ""
    return full, stems, {key: name for key, name in prefixes.items() if len(key) == _PREFIX}
