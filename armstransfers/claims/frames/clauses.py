"""A sentence as a row of tokens: its clauses, those it names, and the lists that they stand in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from armstransfers.claims.english.lexicon import phrases, words_of
from armstransfers.claims.english.names import Name
from armstransfers.claims.english.tokens import Token

HEADS = frozenset(
    {"IMPORTS", "EXPORTS", "FLOWS", "SUPPLIER", "RECIPIENT", "SHARE", "VOLUME", "ORDERED", "DEPEND"}
)
VERBS = frozenset(
    {"SUPPLY", "RECEIVE", "DEPEND", "ACCOUNT", "BE", "CAME", "WENT", "HAVE", "UP", "DOWN", "TURN"}
)
STOPS = frozenset({";", ".", "!", "?", "BREAK"})
_COMPARED = {"AFTER": "after", "AHEAD": "ahead", "FOLLOWED": "followed", "THAN": "than", "THOSE": "than", "EXCEPT": "except"}  # fmt: skip
_PASSED_OVER = words_of("passed_over")
_NP_LENGTH = 7
_DETERMINERS = words_of("determiners")
_APPOSED = frozenset(
    phrases("word, ITS, POSS, R, ARMS, SUPPLIER, RECIPIENT, WORLD, WITH, BY, A, W, SHARE, FLOWS, OF, TO, IMPORTS, EXPORTS, E")
)  # fmt: skip


@dataclass
class Mention:
    """A name in a sentence.

    Attributes
    ----------
    at : int
        Place of its token.
    name : Name
        Who.
    group : int
        Number of the list of names that it stands in: ``Russia, Israel and Belarus``.
    compared : {"", "after", "ahead", "followed", "than", "except"}
        Whether others are compared with it, and how; or whether it is left out.
    before : str
        Kind of the word before it: TO, FROM, BY.
    """

    at: int
    name: Name
    group: int = 0
    compared: str = ""
    before: str = ""


class Sentence:
    """A sentence as a row of tokens, with those it names.

    Parameters
    ----------
    row : list of Token
        Its tokens.
    """

    def __init__(self, row: list[Token]) -> None:
        self.row = row
        self.depth = self._brackets()
        self.mentions = [
            Mention(i, token.item)
            for i, token in enumerate(row)
            if token.kind == "E" and isinstance(token.item, Name)
        ]
        self._at = {mention.at: mention for mention in self.mentions}
        self.starts = self._clause_starts()
        self._group()
        self._compare()

    def kind(self, i: int) -> str:
        """Return the kind of a token, or an empty string outside the sentence."""
        return self.row[i].kind if 0 <= i < len(self.row) else ""

    def text(self, i: int) -> str:
        """Return the text of a token, or an empty string outside the sentence."""
        return self.row[i].text if 0 <= i < len(self.row) else ""

    def at(self, i: int) -> Mention | None:
        """Return the mention at a place."""
        return self._at.get(i)

    def has(self, kind: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a token of some kind stands between two places."""
        return any(token.kind == kind for token in self.row[max(start, 0) : end])

    def clause(self, i: int) -> range:
        """Return the places of the clause that a place is in."""
        number = bisect_right(self.starts, i)
        end = self.starts[number] if number < len(self.starts) else len(self.row)
        return range(self.starts[number - 1], end)

    def back(self, i: int) -> int:
        """Return the place before `i`, articles and adjectives passed over."""
        i -= 1
        while self.kind(i) == "word" and self.text(i) in _PASSED_OVER:
            i -= 1
        return i

    def members(self, mention: Mention) -> list[Mention]:
        """Return the list of names that a name stands in."""
        return self.groups[mention.group]

    @cached_property
    def groups(self) -> dict[int, list[Mention]]:
        """The lists of names, by their number."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.group, []).append(mention)
        return found

    def head(self, mention: Mention) -> tuple[str, bool]:
        """Return the kind of the noun that a name stands before, and whether it owns it."""
        i = mention.at + 1
        owned = self.kind(i) == "POSS"
        if "whose" in (self.text(i), self.text(i + 1) if self.kind(i) == "," else ""):
            owned, i = True, i + (self.kind(i) == ",")  # Azerbaijan, whose main supplier
        i += owned
        arms = ""
        for j in range(i, min(i + _NP_LENGTH, len(self.row))):
            kind = self.kind(j)
            if kind == "DEPEND" and not self.text(j).endswith(("nce", "ncy")):
                break  # depends on: a verb
            if kind in HEADS or kind == "CATEGORY":
                return kind, owned
            if kind == "ARMS":
                arms = kind
            elif not (
                (kind in ("R", "WORLD", "MORE", "LESS", "W") and (owned or not arms))
                or (kind == "E" and j == i)
                or (kind == "word" and self.text(j) not in _DETERMINERS and not arms)
            ):
                break
        return arms, owned

    def noun_before(self, i: int) -> str:
        """Return the kind of the noun that a preposition at a place belongs to, or nothing."""
        for j in range(i - 1, max(i - 5, -1), -1):
            kind = self.kind(j)
            if kind in HEADS or kind in ("ARMS", "A", "R"):
                if kind == "ARMS" and self.kind(j - 1) == "OF":
                    return self.noun_before(j - 1)
                return kind
            if kind not in ("word", "W", "(", ")"):
                return ""
        return ""

    def _brackets(self) -> list[int]:
        depth, found = 0, []
        for token in self.row:
            depth = max(depth - (token.kind == ")"), 0)
            found.append(depth)
            depth += token.kind == "("
        return found

    def _is_verb(self, i: int) -> bool:
        return self.kind(i) in VERBS or getattr(self.row[i].item, "changed", False)

    def _clause_starts(self) -> list[int]:
        """Return where clauses begin: after ``while``, or where a new subject has its verb."""
        starts, has_verb = [0], False
        for i, token in enumerate(self.row):
            if token.kind in STOPS:
                starts.append(i + 1)
                has_verb = False
            elif self._is_verb(i) or (token.kind == "IMPORTS" and self.kind(i - 1) == "E"):
                has_verb = True
            elif (
                token.kind in (",", "AND")
                and has_verb
                and not self.depth[i]
                and self._new_subject(i)
            ):
                starts.append(i + 1)
                has_verb = False
        return [start for start in starts if start < max(len(self.row), 1)] or [0]

    def _new_subject(self, i: int) -> bool:
        """Whether a name or number with a verb of its own follows a comma or an ``and``."""
        if self.kind(i - 1) == self.kind(i + 1) == "W":
            return False  # between 2010-14 and 2015-19
        for j in range(i + 1, min(i + 6, len(self.row))):
            kind = self.kind(j)
            if kind == "E" or (kind == "A" and self.kind(j + 1) == "OF"):
                for k in range(j + 1, min(j + 9, len(self.row))):
                    if self._is_verb(k) and not self.text(k).endswith("ing"):
                        return True
                    if self.kind(k) in ("E", ",", "AND", ";", ".") and kind == "E":
                        return False
                return False
            if kind not in ("word", "W", ",", "AND", "OF", "ITS", "THOSE", "FROM", "BY", "IMPORTS", "ARMS"):  # fmt: skip
                return False
        return False

    def _group(self) -> None:
        number = 0
        last: dict[int, list[Mention]] = {}  # the names before, by the depth of their brackets
        ended: set[int] = set()  # lists that an *and* has ended
        for mention in self.mentions:
            beside = last.setdefault(self.depth[mention.at], [])
            mention.group = -1
            for before in beside[:-3:-1]:
                joined, final = self._listed(before, mention)
                if joined and (before.group not in ended or final):
                    mention.group = before.group
                    ended |= {before.group} if final else set()
                    break
            if mention.group < 0:
                number += 1
                mention.group = number
            beside.append(mention)

    def _listed(self, first: Mention, second: Mention) -> tuple[bool, bool]:
        """Return whether a name follows another in a list, and whether an *and* joins them."""
        if self.depth[first.at] != self.depth[second.at]:
            return False, False
        outside: list[str] = []  # what stands in brackets does not part a list
        skip = -1
        for i in range(first.at + 1, second.at):
            if self.depth[i] > self.depth[first.at] or self.kind(i) in "()":
                continue
            if i <= skip or self.text(i) in ("the", "both"):
                continue
            if self.kind(i) == "," and not outside:
                skip = self._apposition(i, second.at)
                if skip > i:
                    continue
            outside.append(self.kind(i))
        if not {"AND", ","} & set(outside) or not set(outside) <= {",", "AND", "POSS"}:
            return False, False
        if "POSS" in outside and self.kind(second.at + 1) != "POSS":
            return False, False
        if self.kind(second.at + 1) == "POSS" and "POSS" not in outside and "AND" not in outside:
            return False, False  # Belarus, Azerbaijan's third-largest supplier
        return True, "AND" in outside

    def _apposition(self, i: int, end: int) -> int:
        """Return the last place of ``, the largest supplier,`` in a list, or `i` where none is."""
        ranked = False
        for j in range(i + 1, end):
            kind = self.kind(j)
            ranked = ranked or kind == "R"
            if kind in (",", "AND") and not self.depth[j]:
                return j - 1 if ranked else i
            if kind not in _APPOSED and not self.depth[j] and kind not in "()":
                return i
        return i

    def _compare(self) -> None:
        compared, of_group = "", 0
        for mention in self.mentions:
            i = self.back(mention.at)
            mention.before = self.kind(i)
            cue, those = self._cue(i)
            if self.kind(i) == "TO" and self.text(i - 1).startswith("second"):
                mention.compared = "after"
            elif cue or those:
                mention.compared = cue or "than"
            elif self.kind(i) == "NOT" and self.kind(i - 1) == ",":
                mention.compared = "except"
            elif (self.text(i) == "as" and self.has("ASMUCH", i - 8, i)) or (
                self.kind(i) in ("FROM", "TO", "BY")
                and self.text(i - 1) == "as"
                and self.has("ASMUCH", i - 8, i)
            ):
                mention.compared = "than"
            elif mention.group == of_group and compared:
                mention.compared = compared
            compared, of_group = mention.compared, mention.group

    def _cue(self, i: int) -> tuple[str, bool]:
        """Return how a name is compared by the words before it, and whether they take up a noun."""
        those, number, j = False, False, i
        while self.kind(j) in ("THOSE", "OF", "FROM", "TO", "BY", "A", "ON") or (
            self.kind(j) == "word" and self.text(j) in ("the", "in", "on")
        ):
            if self.kind(j) == "THOSE":
                if self._takes_up(j):
                    return "", False
                those = True
            number = number or self.kind(j) == "A"
            j -= 1
        cue = _COMPARED.get(self.kind(j), "")
        if cue in ("after", "ahead", "followed") and (number or j < i - 1):
            cue = ""
        return cue, those

    def _takes_up(self, i: int) -> bool:
        """Whether ``those of`` begins a clause: ``while those of Georgia halved``."""
        return self.kind(i - 1) in ("AND", "BREAK", ",", ";", "")
