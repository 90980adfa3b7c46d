"""One part of a claim: who, whom, when, of what, and what is stated of it."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass, field, replace
from typing import Literal

from armstransfers.analysis import question as q
from armstransfers.claims.frames.text import Words
from armstransfers.claims.stated import Stated
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import BadRequest

Kind = Literal[
    "share", "rank", "ranking", "comparison", "ratio", "change", "points", "volume", "money", "other"
]  # fmt: skip
Of = Literal["imports", "exports", "world"]
Way = Literal["", "after", "ahead"]
About = Literal["", "names", "years", "of"]

MOST_PARTS = 40
"""Parts of a claim that are judged at once."""
_NOUNS: dict[Kind, str] = {
    "share": "share",
    "rank": "rank",
    "ranking": "order of the largest",
    "comparison": "comparison",
    "ratio": "ratio",
    "change": "change",
    "points": "change of share",
    "volume": "volume",
    "money": "sum of money",
    "other": "statement",
}


@dataclass(frozen=True)
class Doubt:
    """Why the reading of a part is not sure, as a question to the person who can read the claim.

    Attributes
    ----------
    question : str
        What is asked, in one or two sentences.
    alternatives : tuple of Part
        Other readings to choose from; none where only the person can tell.
    about : {"", "names", "years", "of"}
        Which pieces answer it when a person gives them for the whole sentence.
    """

    question: str
    alternatives: tuple[Part, ...] = ()
    about: About = ""


@dataclass(frozen=True)
class Part:
    """One part of a claim, judged by itself.

    Attributes
    ----------
    kind : str
        ``share``; ``rank``; ``ranking`` (these are the largest); ``comparison`` (after or ahead of
        others); ``ratio`` (so many times another); ``change`` of a volume; ``points``, a change of
        a share; ``volume``; ``money`` and ``other``, which no release can tell.
    supplier, recipient : tuple of str
        Names of entities; several are added up, and none means all. In a ``ranking`` they are
        those named, in their order.
    years : (int, int) or None
        The window, None where the claim names none.
    of : {"imports", "exports", "world"}
        Whose total is the denominator: the recipient's imports, the supplier's exports, or the
        world's.
    stated : Stated or None
        What is stated, for kinds that state a number.
    others : tuple of str
        With whom it is compared.
    way : {"", "after", "ahead"}
        Whether a comparison puts it after the others or ahead of them.
    base : (int, int) or None
        The earlier window of a change.
    denied : bool
        Whether the claim says that it is not so.
    implied : bool
        Whether the claim only implies it.
    needs : str
        Why no release can tell, as a sentence; empty where one may.
    measure : str
        Why the claim measures something other than deliveries in TIV, as a sentence; empty where
        it does not.
    doubts : tuple of Doubt
        What is not sure of its reading. Such a part gets no verdict before a person has answered.
    confirmed : bool
        Whether a person said that the sentence says this.
    words : tuple of Words
        The pieces of the sentence that it was read from.
    """

    kind: Kind
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    years: Window | None = None
    of: Of = "imports"
    stated: Stated | None = None
    others: tuple[str, ...] = ()
    way: Way = ""
    base: Window | None = None
    denied: bool = False
    implied: bool = False
    needs: str = ""
    measure: str = ""
    doubts: tuple[Doubt, ...] = ()
    confirmed: bool = False
    words: tuple[Words, ...] = field(default=(), compare=False)

    @property
    def noun(self) -> str:
        """What kind of statement it is, for people."""
        return _NOUNS[self.kind]

    @property
    def side(self) -> Side:
        """The side on which its subject stands: the supplier of imports, say."""
        if self.of == "imports":
            return "supplier" if self.supplier else "recipient"
        if self.of == "exports":
            return "recipient" if self.recipient else "supplier"
        return "supplier" if self.supplier else "recipient"

    @property
    def subject(self) -> tuple[str, ...]:
        """Of whom it is stated."""
        return self.supplier if self.side == "supplier" else self.recipient

    @property
    def whole(self) -> str:
        """Whose imports or exports are the denominator; empty for the world's."""
        if self.of == "world":
            return ""
        names = self.recipient if self.of == "imports" else self.supplier
        return names[0] if len(names) == 1 else ""

    @property
    def sure(self) -> bool:
        """Whether nothing is doubtful about its reading."""
        return not self.doubts

    @property
    def guessed(self) -> bool:
        """Whether it was read from a sentence, and nobody has said that the sentence says it."""
        return bool(self.words) and not self.confirmed

    def doubted(self, question: str, *alternatives: Part, about: About = "") -> Part:
        """Return the part with one more doubt; one that a person answered for stays sure."""
        others = tuple(one for one in alternatives if one != replace(self, doubts=()))
        known = any(one.question == question for one in self.doubts)
        if known or not self.guessed:
            return self
        return replace(self, doubts=(*self.doubts, Doubt(question, others, about)))

    def said(self) -> Part:
        """Return the part as one of which a person said that the sentence says it."""
        return replace(self, doubts=(), confirmed=True)

    def stated_words(self) -> str:
        """Return what is stated, in words: those of the claim where it has some."""
        if self.kind == "comparison":
            return f"{'after' if self.way == 'after' else 'ahead of'} {', '.join(self.others)}"
        if self.stated is not None:
            return self.stated.words
        if self.kind == "ranking":
            return ", ".join(self.subject)
        return " ".join(piece.text for piece in self.words[:1])

    def missing(self) -> list[str]:
        """Return what a release cannot do without and the claim does not name."""
        wanted = {"supplier": bool(self.supplier), "recipient": bool(self.recipient)}
        if self.kind in ("share", "rank", "ranking", "points") and self.of != "world":
            lacking = [side for side, named in wanted.items() if not named]
        elif any(wanted.values()):
            lacking = []
        else:
            lacking = ["supplier or recipient"]
        if self.kind in ("comparison", "ratio") and not self.others:
            lacking.append("country to compare with")
        if self.years is None:
            lacking.append("years")
        if self.kind in ("change", "points") and self.base is None:
            lacking.append("earlier years to compare with")
        return lacking

    def describe(self) -> str:
        """Return the part in one line, as ``share, Belarus to Azerbaijan, of imports``."""
        route = " to ".join(filter(None, (" + ".join(self.supplier), " + ".join(self.recipient))))
        pieces = [self.kind, route or "world", f"of {self.of}"]
        pieces.append(q.words(self.years) if self.years else "no years")
        if self.base:
            pieces.append(f"against {q.words(self.base)}")
        if self.others:
            pieces.append(f"{self.way or 'than'} {' + '.join(self.others)}")
        if self.stated:
            pieces.append(self.stated.words)
        flags = [name for name in ("denied", "implied") if getattr(self, name)]
        return ", ".join(pieces + flags)


def require_few(parts: Sized) -> None:
    """Raise `BadRequest` for more than `MOST_PARTS` parts."""
    if len(parts) > MOST_PARTS:
        raise BadRequest(
            f"the claim has {len(parts):,} parts; at most {MOST_PARTS} parts are judged at once, so "
            "check it piece by piece."
        )
