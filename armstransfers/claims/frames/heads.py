"""What states something in a sentence, and as what each may be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.part import Kind, Of
from armstransfers.claims.quantities.amounts import Amount
from armstransfers.claims.quantities.ranks import Rank

Reading = Kind | Literal["none"]
_BEHIND_MORE = frozenset({"word", "ARMS", "THAN", "TO", "E", "W", "FROM"})
_NEAR = 8


@dataclass(frozen=True)
class Sense:
    """As what a number may be read: its kind, and of whose total it is.

    Attributes
    ----------
    kind : str
        The kind of the part, or none.
    of : {"imports", "exports", "world"} or None
        Of what; None where the names tell.
    """

    kind: Reading
    of: Of | None = None

    @property
    def key(self) -> str:
        """Its name among the weights."""
        return f"{self.kind}.{self.of}" if self.of else self.kind


def _of_each(*kinds: Kind) -> tuple[Sense, ...]:
    wholes: tuple[Of, ...] = ("imports", "exports", "world")
    return tuple(Sense(kind, of) for kind in kinds for of in wholes)


NONE = Sense("none")
_COMPARED: tuple[Of, ...] = ("imports", "exports")
_RATIO = tuple(Sense("ratio", of) for of in _COMPARED)
_COMPARISON = tuple(Sense("comparison", of) for of in _COMPARED)
_OF_WHAT = {
    "%": (*_of_each("share", "points"), *_RATIO, Sense("change"), NONE),
    "% of share": (*_of_each("share", "points"), NONE),  # the share fell by 40 per cent
    "percentage points": (*_of_each("points"), NONE),
    "times": (*_RATIO, Sense("change"), NONE),
    "million TIV": (Sense("volume"),),
    "million": (Sense("money"),),
    "rank": (*_of_each("rank", "ranking"), NONE),
    "sole": _of_each("share"),
    "way": (Sense("change"), NONE),
    "more": (*_COMPARISON, Sense("change"), *_of_each("rank"), NONE),
    "beside": _COMPARISON,
}


@dataclass(frozen=True)
class Head:
    """A number or a word that states something.

    Attributes
    ----------
    at : int
        Place of its token.
    sort : str
        The unit of an amount; rank or sole; way, for a rise or fall without a number; more, for
        a comparison; beside, for who is ahead or behind.
    """

    at: int
    sort: str

    @property
    def senses(self) -> tuple[Sense, ...]:
        """As what it may be read."""
        return _OF_WHAT[self.sort]


def heads(sentence: Sentence) -> list[Head]:
    """Return what states something in a sentence, in its order."""
    found = []
    for i, token in enumerate(sentence.row):
        match token.item:
            case Amount(changed=True) if sentence.has("SHARE", sentence.clause(i).start, i):
                pass  # the shares between which it halved are judged
            case Amount(unit="%") if sentence.kind(i - 1) == "BY" and sentence.has(
                "SHARE", sentence.clause(i).start, i
            ):
                found.append(Head(i, "% of share"))
            case Amount(unit=unit):
                found.append(Head(i, unit))
            case Rank() if sentence.text(i - 1).startswith("next"):
                pass
            case Rank(sort="rank"):
                found.append(Head(i, "rank"))
            case Rank(sort="sole"):
                found.append(Head(i, "sole"))
            case Rank(sort="bare") if sentence.at(i - 1) or sentence.kind(i - 1) == "BE":
                found.append(Head(i, "rank"))
            case None if token.kind in ("UP", "DOWN") and not _numbered(sentence, i):
                found.append(Head(i, "way"))
            case None if (
                token.kind in ("MORE", "LESS")
                and sentence.kind(i + 1) in _BEHIND_MORE
                and not _numbered(sentence, i, 3)
                and sentence.has("THAN", i, i + 25)
                and not _than_all(sentence, i)
            ):
                found.append(Head(i, "more"))
    return found


def _numbered(sentence: Sentence, i: int, near: int = _NEAR) -> bool:
    """Whether an amount stands by a word, so that the word is no statement of its own."""
    around = sentence.row[max(i - near // 2, 0) : i + near + 1]
    return any(isinstance(token.item, Amount) for token in around)


def _than_all(sentence: Sentence, i: int) -> bool:
    """Whether somebody is compared with all others together."""
    than = next((j for j in range(i, len(sentence.row)) if sentence.kind(j) == "THAN"), i)
    return "all" in (sentence.text(than + 1), sentence.text(than + 2))
