"""A sentence as a row of tokens: its names and lists of names, its clauses and its nouns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from armstransfers.claims.english.lexicon import phrases
from armstransfers.claims.english.names import Name
from armstransfers.claims.english.tokens import Token
from armstransfers.coverage import Side

HEADS = frozenset(
    {"IMPORTS", "EXPORTS", "FLOWS", "SUPPLIER", "RECIPIENT", "SHARE", "VOLUME", "ORDERED", "DEPEND"}
)
VERBS = frozenset(
    {"SUPPLY", "RECEIVE", "DEPEND", "ACCOUNT", "BE", "CAME", "WENT", "HAVE", "UP", "DOWN", "TURN"}
)
STOPS = frozenset({";", ".", "!", "?", "BREAK"})
_APPOSED = frozenset(
    phrases("""
        word, ITS, POSS, R, ARMS, SUPPLIER, RECIPIENT, WORLD, WITH, BY, A, W, SHARE, FLOWS""")
)
_BETWEEN_NAMES = frozenset({",", "AND", "-"})
RELATIVE = frozenset({"which", "who"})
OBLIQUE = frozenset({"TO", "FROM", "BY", "OF", "ON", "FOR", "SUPPLY"})
_PASSED_OVER = frozenset(
    phrases("""
        the, a, an, both, neighbouring, neighboring, its, ally, state, only, just, well, far,
        distantly, closely, then, rival, fellow, nearby, regional""")
)
_NP_LENGTH = 7
_DETERMINERS = frozenset(
    phrases("""
        the, a, an, this, that, these, those, both, some, any, all, and, or, in, at""")
)


@dataclass
class Mention:
    """A name in a sentence, and its role there.

    Attributes
    ----------
    at : int
        Place of its token.
    name : Name
        Who.
    group : int
        Number of the list of names that it stands in: ``Russia, Israel and Belarus``.
    votes : Counter
        What speaks for which role.
    compared : {"", "after", "ahead", "followed", "than", "except"}
        Whether others are compared with it, and how; or whether it is left out.
    genitive : bool
        Whether it stands before a noun: ``Azerbaijan's``, ``Russian``.
    before : str
        Kind of the word before it: TO, FROM, BY.
    turned : bool
        Whether somebody turned to it for arms.
    """

    at: int
    name: Name
    group: int = 0
    votes: Counter[Side] = field(default_factory=Counter)
    compared: str = ""
    genitive: bool = False
    before: str = ""
    turned: bool = False
    role: Side | None = None


class Row:
    """A sentence as a row of tokens, with those it names.

    Parameters
    ----------
    row : list of Token
        Its tokens.
    """

    def __init__(self, row: list[Token]) -> None:
        self.row = row
        self.mentions = [
            Mention(i, token.item)
            for i, token in enumerate(row)
            if token.kind == "E" and isinstance(token.item, Name)
        ]
        self.appositions = {mention.at: self._apposition(mention.at) for mention in self.mentions}
        self.starts = [0]
        self._group()

    def clause(self, i: int) -> range:
        """Return the places of the clause that a place is in."""
        start = max(begin for begin in self.starts if begin <= i)
        end = min((begin for begin in self.starts if begin > i), default=len(self.row))
        return range(start, end)

    def _clause_starts(self) -> list[int]:
        """Return where clauses begin: after ``while``, or where a new subject has its verb."""
        starts, has_verb, brackets = [0], False, 0
        for i, token in enumerate(self.row):
            brackets += (token.kind == "(") - (token.kind == ")")
            if token.kind in STOPS:
                starts.append(i + 1)
                has_verb = False
            elif self._is_verb(i) or (token.kind == "IMPORTS" and self.kind(i - 1) == "E"):
                has_verb = True
            elif token.kind in (",", "AND") and has_verb and not brackets and self._new_subject(i):
                starts.append(i + 1)
                has_verb = False
        return [start for start in starts if start < max(len(self.row), 1)] or [0]

    def _is_verb(self, i: int) -> bool:
        return self.kind(i) in VERBS or getattr(self.row[i].item, "changed", False)

    def _new_subject(self, i: int) -> bool:
        """Whether a name or number with a verb of its own follows a comma or an ``and``."""
        if self.kind(i + 1) == "A" and self.kind(i + 2) == "OF" and self.kind(i + 3) == "IT":
            return True  # and two thirds of them come from
        if self.kind(i - 1) == self.kind(i + 1) == "W":
            return False  # between 2010-14 and 2015-19
        for j in range(i + 1, min(i + 6, len(self.row))):
            mention = self.at(j)
            if mention is not None:
                taken_up = any(self._takes_up(k) for k in range(i + 1, j))
                if not self._nominative(mention) and not mention.genitive and not taken_up:
                    return False
                for k in range(j + 1, min(j + 9, len(self.row))):
                    kind = self.kind(k)
                    if self._is_verb(k) and not self.text(k).endswith("ing"):
                        return True
                    if kind in ("E", ",", "AND", ";", "."):
                        return False
                return False
            if self.kind(j) not in ("word", "W", ",", "AND", "OF", "ITS", "THOSE", "FROM", "BY"):
                return False
        return False

    def kind(self, i: int) -> str:
        """Return the kind of a token, or an empty string outside the sentence."""
        return self.row[i].kind if 0 <= i < len(self.row) else ""

    def text(self, i: int) -> str:
        """Return the text of a token, or an empty string outside the sentence."""
        return self.row[i].text if 0 <= i < len(self.row) else ""

    def has(self, kind: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a token of some kind stands between two places."""
        return any(token.kind == kind for token in self.row[max(start, 0) : end])

    def at(self, i: int) -> Mention | None:
        """Return the mention at a place."""
        return next((one for one in self.mentions if one.at == i), None)

    def back(self, i: int) -> int:
        """Return the place before `i`, articles and adjectives passed over."""
        i -= 1
        while self.kind(i) == "word" and self.text(i) in _PASSED_OVER:
            i -= 1
        return i

    def others(self, mentions: list[Mention]) -> list[Mention]:
        """Return who else is named."""
        return [one for one in self.mentions if one not in mentions]

    def head(self, mention: Mention) -> tuple[str, int]:
        """Return kind and place of the noun that a name stands before, as in ``Russia's exports``."""
        i = mention.at + 1
        owned = self.kind(i) == "POSS"
        if "whose" in (self.text(i), self.text(i + 1) if self.kind(i) == "," else ""):
            owned, i = True, i + (self.kind(i) == ",")  # Azerbaijan, whose main supplier
        i += owned
        arms = -1
        for j in range(i, min(i + _NP_LENGTH, len(self.row))):
            kind = self.kind(j)
            if kind == "DEPEND" and not self.text(j).endswith(("nce", "ncy")):
                break  # depends on: a verb
            if kind in HEADS or kind == "CATEGORY":
                return kind, j
            if kind == "ARMS":
                arms = j
            elif (
                (kind in ("R", "WORLD", "MORE", "LESS") and (owned or arms < 0))
                or (kind == "E" and j == i)
                or (kind == "word" and self.text(j) not in _DETERMINERS and arms < 0)
            ):
                continue
            else:
                break
        return ("ARMS", arms) if arms >= 0 else ("", -1)

    def _apposition(self, at: int) -> range:
        """Return the places of ``, the largest supplier (60 %)`` behind a name; empty without one."""
        if self.kind(at + 1) != ",":
            return range(0)
        brackets, ranked, i = 0, False, at + 2
        for i in range(at + 2, len(self.row)):
            kind = self.kind(i)
            brackets += (kind == "(") - (kind == ")")
            if brackets or kind == ")":
                continue
            ranked = ranked or kind == "R"
            if kind in (",", "AND") or kind in STOPS:
                break
            owner = kind == "E" and (self.kind(i + 1) == "POSS" or self.kind(i - 1) in ("TO", "OF"))
            linked = kind in ("TO", "OF") and ranked and self.kind(i + 1) == "E"
            if not (kind in _APPOSED or owner or linked) or self.text(i) in RELATIVE:
                return range(0)
        return range(at + 1, i) if ranked and brackets == 0 else range(0)

    def apposed(self, i: int) -> Mention | None:
        """Return of whom a place in an apposition speaks: Russia in ``Russia, the main supplier``."""
        return next((one for one in self.mentions if i in self.appositions[one.at]), None)

    def _group(self) -> None:
        number, ended = 0, False
        before: Mention | None = None
        for mention in self.mentions:
            inside = self._in_brackets(mention.at) or self.apposed(mention.at) is not None
            joined = before is not None and not inside and self._listed(before.at, mention.at)
            last = joined and before is not None and self._outside("AND", before.at, mention.at)
            if not joined or (ended and not last):
                number += 1
            mention.group = before.group if joined and before and not ended else number
            if not inside:
                ended = last
                before = mention

    def _in_brackets(self, i: int) -> bool:
        kinds = [token.kind for token in self.row[:i]]
        return kinds.count("(") > kinds.count(")")

    def _outside(self, kind: str, start: int, end: int) -> bool:
        """Whether a token of some kind stands between two places, and in no brackets."""
        return any(self.kind(i) == kind and not self._in_brackets(i) for i in range(start + 1, end))

    def _listed(self, first: int, second: int) -> bool:
        depth, outside = 0, []  # what stands in brackets does not part a list
        for i in range(first + 1, second):
            depth += self.kind(i) == "("
            if depth == 0 and self.text(i) != "the" and i not in self.appositions[first]:
                outside.append(self.kind(i))
            depth -= self.kind(i) == ")"
        if depth or not set(outside) <= _BETWEEN_NAMES:
            return False
        if self.kind(second + 1) == "POSS" and self.kind(first + 1) not in ("POSS", "AND"):
            return False  # Belarus, Azerbaijan's third-largest supplier
        return "," in outside or "AND" in outside

    def _takes_up(self, i: int) -> bool:
        """Whether ``those of`` begins a clause: ``while those of Georgia halved``."""
        starts = self.kind(i - 1) in ("AND", "BREAK", ",", ";", "")
        return starts and self.text(i).split(" ")[0] in ("those", "that", "the")

    def noun_before(self, i: int) -> str:
        """Return the kind of the noun that a preposition at a place belongs to, or nothing."""
        for j in range(i - 1, max(i - 5, -1), -1):
            kind = self.kind(j)
            if kind in HEADS or kind == "ARMS":
                if kind == "ARMS" and self.kind(j - 1) == "OF":
                    return self.noun_before(j - 1)
                return kind
            if kind not in ("word", "W", "(", ")", "A"):
                return ""
        return ""

    def _nominative(self, mention: Mention) -> bool:
        of_noun = self.kind(mention.at + 1) == "POSS" and self.kind(mention.at + 2) == "word"
        oblique = mention.before in OBLIQUE or mention.compared
        return not mention.genitive and not of_noun and not oblique  # Russia's closest ally

    def subject_like(self, mention: Mention) -> bool:
        """Whether a name may be a subject: ``Russia``, ``Russian arms``, ``Russia's share``."""
        if self._nominative(mention) or mention.turned:
            return True
        head, _ = self.head(mention)
        return head in ("ARMS", "EXPORTS", "FLOWS", "SHARE") and mention.before not in OBLIQUE

    def owns(self, mention: Mention) -> bool:
        """Whether a name owns a noun that is not said again: ``while Pakistan's rose``."""
        return self.kind(mention.at + 1) == "POSS" and self.kind(mention.at + 2) != "word"

    def _heads(self, mention: Mention) -> bool:
        """Whether a name heads a list: ``Armenia 2020-24: India 63 %``."""
        return ":" in (self.kind(mention.at + 1), self.kind(mention.at + 2))
