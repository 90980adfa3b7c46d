"""Of what a share is a share: the denominator as a sentence names it."""

from __future__ import annotations

from dataclasses import dataclass

from armstransfers.claims.english.lexicon import NO_ARMS
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import Mention
from armstransfers.claims.part import Of
from armstransfers.coverage import Side

_REACH = 10
_PERSONS = frozenset(
    ["country", "nation", "state", "republic", "government", "latter", "former", "army", "region"]
)


@dataclass(frozen=True)
class Whole:
    """A denominator.

    Attributes
    ----------
    of : {"imports", "exports", "world"} or None
        Whose total; None where only the names tell.
    mention : Mention or None
        Whose imports or exports, where a name says it.
    side : {"supplier", "recipient"} or None
        For the world's: whether of its exports or its imports.
    place : int
        Where it ends.
    refused : str
        Why it is no denominator of this project's: oil, or drones alone. Else empty.
    unnamed : bool
        Whether it is of someone who is not known: ``Y's imports``.
    """

    of: Of | None
    mention: Mention | None = None
    side: Side | None = None
    place: int = -1
    refused: str = ""
    unnamed: bool = False


def whole_of(sentence: Sentence, i: int) -> Whole | None:
    """Return the denominator that a sentence names for the share at a place, or None."""
    if sentence.kind(i) == "SHARE":
        forward = _phrase(sentence, _behind_owner(sentence, i + 1), openers=("of", "in", "on"))
    else:
        forward = _of_which(sentence, i) or _phrase(sentence, i + 1)
    if forward is not None:
        return forward
    # Russia's share of Azerbaijan's imports was 60 %
    for j in range(i - 1, -1, -1):
        if sentence.kind(j) in ("A", ";", "BREAK", "R"):
            break
        if sentence.kind(j) == "SHARE":
            start = j + 1
            start = _behind_owner(sentence, start)
            found = _phrase(sentence, start, openers=("of", "in", "on"))
            if found is not None and not _is_owner(found):
                return found
    return _of_subject(sentence, i)


def _of_which(sentence: Sentence, i: int) -> Whole | None:
    """Return the denominator of ``Azerbaijan's imports, 60 % of which``: the noun before."""
    if sentence.kind(i + 1) != "OF" or sentence.text(i + 2) != "which":
        return None
    before = [one for one in sentence.mentions if one.at < i]
    if not before or before[-1].role is None:
        return None
    of: Of = "imports" if before[-1].role == "recipient" else "exports"
    return Whole(of, before[-1], None, i + 2)


def _is_owner(whole: Whole) -> bool:
    """Whether a name is only whose share it is: ``the share of Israel went up to 69 %``."""
    mention = whole.mention
    return whole.place < 0 and mention is not None and mention.role == "supplier"


def _behind_owner(sentence: Sentence, start: int) -> int:
    """Return where a denominator begins in ``the share of Russian arms in Armenia's imports``."""
    if sentence.kind(start) != "OF":
        return start
    for j in range(start + 2, start + 7):
        if sentence.text(j) in ("in", "on"):
            return j
        if sentence.kind(j) not in ("E", "ARMS", "POSS", "word"):
            break
    return start


def _of_subject(sentence: Sentence, i: int) -> Whole | None:
    """Return the denominator that is itself the subject: ``Belarus's exports went mainly to``."""
    clause = sentence.clause(i)
    went = any(sentence.kind(j) == "WENT" for j in clause)
    for mention in sentence.mentions:
        if mention.at not in clause or mention.at > i:
            continue
        head, place = sentence.head(mention)
        if head == "IMPORTS" or (head in ("EXPORTS", "ARMS") and went):
            return Whole("imports" if head == "IMPORTS" else "exports", mention, None, place)
    return None


def _phrase(sentence: Sentence, start: int, openers: tuple[str, ...] = ("of",)) -> Whole | None:
    """Return the denominator of ``of Azerbaijan's total arms imports``, or None."""
    # most Belarusian weapons: without an "of"
    opened = sentence.text(start - 1).endswith(("most", "all")) and sentence.kind(start) != "OF"
    mention: Mention | None = None
    world = False
    head, place = "", -1
    owned_by_pronoun = False
    strange: list[str] = []
    unnamed = False
    for j in range(start, min(start + _REACH, len(sentence.row))):
        kind, text = sentence.kind(j), sentence.text(j)
        if kind == ")" and j == start:  # the majority (60 %) of its arms
            continue
        if not opened:
            if text in openers or (kind == "ITS" and j == start):
                opened = True
                owned_by_pronoun = kind == "ITS"
            elif kind == "SHARE" or text in ("share", "slice", "the", "a") or kind == ")":
                continue
            else:
                return None
            continue
        if kind == "E":
            current = sentence.at(j)
            if current is None or head:
                break
            mention = current
            continue
        if kind == "WORLD":
            world = True
        elif kind == "ITS":
            owned_by_pronoun = True
        elif kind == "POSS" or (kind == "word" and text not in ("in", "at", "and", "or")):
            if kind == "word" and text in NO_ARMS:
                strange.append(text)
            if kind == "word" and sentence.kind(j + 1) == "POSS" and text not in _PERSONS:
                unnamed = True
        elif text == "market":
            head, place = "IMPORTS" if mention else "EXPORTS", j
        elif kind in ("IMPORTS", "EXPORTS", "FLOWS", "RECIPIENT", "SUPPLIER"):
            head, place = kind, j
        elif kind == "ARMS":
            head, place = head or "ARMS", j
        elif kind == "CATEGORY":
            strange.append(text)
            head, place = head or "ARMS", j
        elif kind in ("SHARE", "VOLUME", "OF"):
            continue
        elif kind == "ORDERED":
            strange.append(text)
            head, place = head or "ARMS", j
        elif kind in ("RECEIVE", "SUPPLY") and head in ("ARMS", ""):
            # of the arms that Azerbaijan imported, of all arms delivered to Azerbaijan
            if kind == "RECEIVE":
                head = "IMPORTS"
            break
        elif kind == "IT":
            continue
        else:
            break
    if not opened or not (head or mention or world or owned_by_pronoun):
        return None
    after = place if place >= 0 else start
    if sentence.kind(after + 1) == "WORLD":
        world = True
    refused = _refusal(strange)
    if world:
        side: Side | None = "recipient" if head == "IMPORTS" else "supplier"
        if not head:
            side = None  # the global total: of whose side, the subject tells
        return Whole("world", mention, side, place, refused)
    flows: dict[str, Of] = {"IMPORTS": "imports", "EXPORTS": "exports"}
    return Whole(flows.get(head), mention, None, place, refused, unnamed and mention is None)


def _refusal(strange: list[str]) -> str:
    if not strange:
        return ""
    return (
        f"The claim is about '{strange[0]}'. Shares here are of deliveries of all major arms; "
        "a part of them, orders, or other goods cannot be told from it."
    )
