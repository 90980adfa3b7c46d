"""What is asked in the box of the start page: a country, a group, a pair, or a sentence to check."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import LONGEST_NAME, ArmsTransfersError, UnknownEntity
from armstransfers.core.measure import tiv
from armstransfers.reference import entities, parties
from armstransfers.web import params
from armstransfers.web.links import Query
from armstransfers.wording import views as sentences

_TO = re.compile(r"\s*[-=]*[>→➔➜]\s*|\s+[-\N{EN DASH}\N{EM DASH}]\s+")
_FROM = re.compile(r"\s*(?:<[-=]*|←)\s*")
_ARMS = r"(?:(?:major )?(?:arms|weapons) )"
_GOODS = rf"(?:{_ARMS}(?:transfers |deliveries |exports |sales )?)?"
_MOST = r"(?:top |main |largest |biggest |leading )?"
_OF = r"(?:['\N{RIGHT SINGLE QUOTATION MARK}]s?)?"
_DID = r"(?:does|did|do)"
_DOES = (
    r"(?:supplie[sd]|supply|sells?|sold|delivers?|delivered|provides?|provided|exports?|exported"
    r"|arms|armed)(?: (?:major )?(?:arms|weapons))?(?: to)?"
)
_DO = r"(?:supply|sell|deliver|provide|export|arm)(?: (?:major )?(?:arms|weapons))?"
_WHO = r"(?:who|which (?:countries|country|states?))"
_FORMS = (
    r"(?P<recipient>.+)",
    rf"{_GOODS}(?:from )?(?P<supplier>.+?) to (?P<recipient>.+)",
    rf"{_GOODS}(?:to )?(?P<recipient>.+?) from (?P<supplier>.+)",
    rf"(?P<supplier>.+?){_OF} {_ARMS}?(?:arms|weapons|transfers|deliveries|exports|sales) to (?P<recipient>.+)",
    rf"(?P<recipient>.+?){_OF} {_ARMS}?(?:arms|weapons|imports|purchases) from (?P<supplier>.+)",
    rf"what {_DID} (?P<supplier>.+?) {_DO} to (?P<recipient>.+)",
    rf"{_DID} (?P<supplier>.+?) {_DO}(?: to)? (?P<recipient>.+)",
    rf"{_WHO} {_DOES} (?P<recipient>.+)",
    rf"(?:whom?|what|which countries|where) {_DID} (?P<supplier>.+?) {_DO}(?: to)?",
    rf"(?P<recipient>.+?){_OF} {_MOST}{_ARMS}?(?:imports|suppliers)",
    rf"{_MOST}{_ARMS}?(?:imports|suppliers) (?:of|by|to) (?P<recipient>.+)",
    rf"(?P<supplier>.+?){_OF} {_MOST}{_ARMS}?(?:exports|recipients|customers|buyers)",
    rf"{_MOST}{_ARMS}?(?:exports|recipients|customers|buyers) (?:of|by) (?P<supplier>.+)",
)
"""Ways to ask about one country or two. In each place stands the name of one, and nothing else."""
_AND = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+(?:and|vs\.?|versus)\s+", re.IGNORECASE)
_YEAR, _UNTIL = r"(?:19|20)\d\d", r" ?(?:[-\N{EN DASH}]|to) ?"
_YEARS = re.compile(
    rf"(?P<asked>.+?)[\s,(]+(?:in |from )?(?P<years>{_YEAR}(?:{_UNTIL}(?:{_YEAR}|\d\d))?)\)?"
)
_AT_ENDS = " .?!\"'“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_MOST_MEANT = 3
_LONGEST = 2 * LONGEST_NAME  # characters of what may be a pair; more is a sentence

Places = Mapping[Side, str]
"""Names by their place: of a recipient, of a supplier, or of both."""


@dataclass(frozen=True)
class Destination:
    """A view that answers what was asked.

    Attributes
    ----------
    view : str
        Its path.
    query : dict of str to list of str
        The parameters of its link, in their usual form.
    words : str
        The question that it answers.
    """

    view: str
    query: Query
    words: str


@dataclass(frozen=True)
class Understood:
    """Where to go; or, where that is not certain, what may have been meant, best first."""

    going: Destination | None = None
    meant: tuple[Destination, ...] = ()


def understand(text: str, latest: Window) -> Understood:
    """Return what a text asks for.

    Parameters
    ----------
    text : str
        What was typed.
    latest : (int, int)
        The years to show where the text names none.

    Examples
    --------
    >>> understand("India <- France", (2021, 2025)).going.words
    'What does France supply to India?'
    >>> [one.words for one in understand("Azerbejan", (2021, 2025)).meant]
    ['Who supplies Azerbaijan?']
    """
    if len(text) > _LONGEST:
        return Understood(_check(text))
    asked, years = _without_years(_plain(text), latest)
    readings = list(_readings(asked))
    for places in readings:
        group = _group(*places.values())
        names = {side: name for side, said in places.items() if (name := group or _known(said))}
        if len(names) == len(places):
            return Understood(leading_to(names, years))
    if going := _check(text):
        return Understood(going)
    similar = itertools.chain.from_iterable(map(_similar, readings))
    pairs_first = sorted((*similar, *_mentioned(asked)), key=len, reverse=True)
    meant = [*_side_by_side(asked, years), *(leading_to(places, years) for places in pairs_first)]
    first = [one for i, one in enumerate(meant) if one not in meant[:i]]
    return Understood(meant=tuple(first[:_MOST_MEANT]))


def leading_to(places: Places, years: Window) -> Destination:
    """Return the view on one country, or on a supplier and a recipient, in some years."""
    query: Query = {side: [entities.display_name(name)] for side, name in places.items()}
    query |= {"years": [str(year) for year in years]}
    if len(places) == 2:
        words = sentences.asking_pair(places["supplier"], places["recipient"], tiv(0.01))
        return Destination("pair", query, words)
    ((side, name),) = places.items()
    view = "suppliers" if side == "recipient" else "recipients"
    asked = q.Question(side, name, tiv(0.01), parties.named(name) if _group(name) else None)
    return Destination(view, query, wording.asking(asked))


def _side_by_side(asked: str, years: Window) -> list[Destination]:
    """Return the view that compares the recipients of a list; nothing where it is no list."""
    names = [_known(said) for said in _AND.split(asked)]
    if None in names or not 1 < len(set(names)) <= params.MOST_COMPARED:
        return []
    shown = [entities.display_name(name) for name in names if name]
    query = {"recipients": shown, "years": [str(year) for year in years]}
    called = wording.listed([wording.called(name) for name in names if name])
    return [Destination("compare", query, f"Compare {called}")]


def _check(text: str) -> Destination | None:
    """Return the view that checks a text; None where nothing in it can be checked."""
    from armstransfers.claims import read_claim  # the page itself needs none of it

    try:
        found = read_claim(text)
    except ArmsTransfersError:
        return None
    return Destination("check", {"sentence": [text]}, "Check a claim") if found.parts else None


def _plain(text: str) -> str:
    """Return a text in one line, with words for its arrows, and without marks at its ends."""
    words = _FROM.sub(" from ", _TO.sub(" to ", text))
    return " ".join(words.split()).strip(_AT_ENDS)


def _without_years(asked: str, latest: Window) -> tuple[str, Window]:
    """Take the years off the end of what is asked; without any, they are the latest."""
    from armstransfers.claims.claim import window

    found = _YEARS.fullmatch(asked)
    try:
        years = window(found["years"]) if found else None
    except ArmsTransfersError:
        years = None
    return (found["asked"], years) if found and years else (asked, latest)


def _readings(asked: str) -> Iterator[Places]:
    for form in _FORMS:
        if found := re.fullmatch(form, asked, re.IGNORECASE):
            yield found.groupdict()  # type: ignore[misc]  # the names of its groups are sides


def _known(said: str) -> str | None:
    try:
        found = entities.find(said)
    except UnknownEntity:
        return None
    return None if found.is_unknown else found.name


def _group(*said: str) -> str | None:
    """Return the region or the bloc that is asked for alone, by its name in links."""
    if len(said) != 1 or "+" in said[0]:
        return None
    try:
        found = parties.named(said[0])
    except ArmsTransfersError:
        return None
    return found.name if found and found.kind != "world" else None


def _similar(places: Places) -> Iterator[Places]:
    """Return places with the names that are most like those which nobody has."""
    found = {}
    for side, said in places.items():
        known = _known(said)
        found[side] = [known] if known else list(filter(_known, entities.suggest(said)))
    return (dict(zip(found, names, strict=True)) for names in itertools.product(*found.values()))


def _mentioned(asked: str) -> list[Places]:
    """Return what can be asked about the countries that a text mentions."""
    from armstransfers.claims.english.names import find_names

    names = list(dict.fromkeys(one.name for one in find_names(asked) if _known(one.name)))
    if len(names) == 1:
        return [{"recipient": names[0]}, {"supplier": names[0]}]
    if len(names) == 2:
        return [
            dict(zip(("supplier", "recipient"), pair, strict=True)) for pair in (names, names[::-1])
        ]
    return []
