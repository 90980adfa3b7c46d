"""Who delivers and who receives in a sentence: a role for every name, from the words around it.

Each rule is a habit of English about arms transfers: ``imports of X``, ``arms from X``, ``X's
largest supplier``. Rules vote; a name that none speaks of takes the role that is still free.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from armstransfers.claims.english.names import Name
from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.tokens import Token
from armstransfers.coverage import Side, other_side

HEADS = frozenset(
    {"IMPORTS", "EXPORTS", "FLOWS", "SUPPLIER", "RECIPIENT", "SHARE", "VOLUME", "ORDERED", "DEPEND"}
)
VERBS = frozenset(
    {"SUPPLY", "RECEIVE", "DEPEND", "ACCOUNT", "BE", "CAME", "WENT", "HAVE", "UP", "DOWN", "TURN"}
)
_STOPS = frozenset({";", ".", "!", "?", "BREAK"})
_APPOSED = frozenset(
    {
        "word",
        "ITS",
        "POSS",
        "R",
        "ARMS",
        "SUPPLIER",
        "RECIPIENT",
        "WORLD",
        "WITH",
        "BY",
        "A",
        "W",
        "SHARE",
        "FLOWS",
    }
)
_TURNED_FROM = frozenset({"TURN", "word", ",", "AND", ")", "W", "E"})
_BETWEEN_NAMES = frozenset({",", "AND", "-"})
_RELATIVE = frozenset({"which", "who"})
_OBLIQUE = frozenset({"TO", "FROM", "BY", "OF", "ON", "FOR", "SUPPLY"})
_PASSED_OVER = frozenset(
    [
        "the",
        "a",
        "an",
        "both",
        "neighbouring",
        "neighboring",
        "its",
        "ally",
        "state",
        "only",
        "just",
        "well",
        "far",
        "distantly",
        "closely",
        "then",
        "rival",
        "fellow",
        "nearby",
        "regional",
    ]
)
_NP_LENGTH = 7
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "both",
        "some",
        "any",
        "all",
        "and",
        "or",
        "in",
        "at",
    ]
)
_STRONG, _CLEAR, _WEAK, _FAINT = 6, 4, 2, 1


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


class Sentence:
    """A sentence with the roles of those it names.

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
        self._group()
        for mention in self.mentions:
            self._look_before(mention)
            self._look_behind(mention)
        for mention in self.mentions:
            self._look_for_verb(mention)
            self._look_for_rank(mention)
        self._share_in_groups()
        self.starts = self._clause_starts()
        self._settle()

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
            if token.kind in _STOPS:
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
            if kind in (",", "AND") or kind in _STOPS:
                break
            owner = kind == "E" and (self.kind(i + 1) == "POSS" or self.kind(i - 1) in ("TO", "OF"))
            linked = kind in ("TO", "OF") and ranked and self.kind(i + 1) == "E"
            if not (kind in _APPOSED or owner or linked) or self.text(i) in _RELATIVE:
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

    def _look_before(self, mention: Mention) -> None:
        i = self.back(mention.at)
        if self._ranked_before(i):
            i = self._ranked_before(i)  # as much as the second-largest exporter, France
        kind, votes = self.kind(i), mention.votes
        mention.before = kind
        if kind == "EXCEPT" or (kind == "NOT" and self.kind(i - 1) == ","):
            mention.compared = "except"
        elif kind in ("AFTER", "AHEAD", "FOLLOWED", "THAN", "THOSE"):
            mention.compared = {"AFTER": "after", "AHEAD": "ahead", "FOLLOWED": "followed"}.get(
                kind, "than"
            )
            if kind == "THOSE" and self.text(i).endswith("from"):
                mention.before = "FROM"
            if self._takes_up(i):
                mention.compared = ""
            if self._takes_up(i) and not self.text(i).startswith("the "):
                votes[self._side_taken_up(i)] += _STRONG
        elif kind == "BY" and self._takes_up(i - 1):
            votes[self._side_taken_up(i)] += _STRONG
        elif (
            (kind == "A" and self._times_of(mention, i))
            or (self.text(i) == "as" and self.has("ASMUCH", i - 8, i))
            or (
                kind in ("TO", "FROM", "BY")
                and (
                    self.kind(i - 1) == "THAN"
                    or (self.text(i - 1) == "as" and self._as_much_before(i))
                )
            )
        ):
            mention.compared = "than"
        elif kind == "TO":
            before = self.row[i - 1] if i else None
            if (
                before is not None
                and isinstance(before.item, Rank)
                and before.text.startswith("second")
            ):
                mention.compared = "after"  # second only to Russia
            elif self._takes_up(i - 1):
                votes["recipient"] += _STRONG
            elif self._turned_to(i):
                mention.turned = True
                votes["supplier"] += _STRONG
            else:
                votes["recipient"] += _STRONG - _FAINT
        elif kind == "FROM":
            votes["supplier"] += _STRONG
        elif kind == "ON" and self.has("DEPEND", i - 8, i):
            votes["recipient" if self._for_exports(i) else "supplier"] += _STRONG
        elif kind == "BY":
            self._vote_by(mention, i)
        elif kind == "OF" and self._part_of_another(mention, i):
            mention.compared = "than"
        elif kind == "OF":
            self._vote_of(mention, i)
        elif kind == "FOR":
            noun = self.noun_before(i)
            if noun == "SUPPLIER":
                votes["recipient"] += _CLEAR
            elif noun in ("RECIPIENT", "EXPORTS"):
                votes["supplier"] += _CLEAR
        elif kind == "SUPPLY" and not self._passive(i):
            votes["recipient"] += _CLEAR  # supplied Azerbaijan with

    def _takes_up(self, i: int) -> bool:
        """Whether ``those of`` begins a clause: ``while those of Georgia halved``."""
        starts = self.kind(i - 1) in ("AND", "BREAK", ",", ";", "")
        return starts and self.text(i).split(" ")[0] in ("those", "that", "the")

    def _side_taken_up(self, i: int) -> Side:
        """Return on which side a name behind ``those of`` stands: that of the noun before."""
        if self.text(i).endswith("from"):
            return "supplier"
        if self.has("SHARE", 0, i):
            return "supplier"
        nouns = [self.kind(j) for j in range(i) if self.kind(j) in ("IMPORTS", "EXPORTS")]
        return "supplier" if nouns and nouns[-1] == "EXPORTS" else "recipient"

    def _times_of(self, mention: Mention, i: int) -> bool:
        """Whether it stands as in ``were four times Russia's``."""
        return getattr(self.row[i].item, "unit", "") == "times" and self.owns(mention)

    def _ranked_before(self, i: int) -> int:
        """Return the place before ``the second-largest exporter,``, where a comparison is; or 0."""
        if self.kind(i) != "," or self.kind(i - 1) not in ("SUPPLIER", "RECIPIENT"):
            return 0
        j = i - 2
        while self.kind(j) in ("ARMS", "word"):
            j -= 1
        start = self.back(j) if self.kind(j) == "R" else 0
        compares = (
            self.kind(start) in ("AFTER", "AHEAD", "THAN", "THOSE") or self.text(start) == "as"
        )
        return start if start > 0 and compares else 0

    def _turned_to(self, i: int) -> bool:
        """Whether somebody turned to a name for arms: ``turned to India (43 %) and to France``."""
        if self.kind(i - 1) not in _TURNED_FROM:
            return False
        return any(self._turns(j) for j in range(i))

    def _turns(self, i: int) -> bool:
        """Whether a recipient turns to suppliers at a place, and not a supplier to customers."""
        if self.kind(i) != "TURN":
            return False
        return not self.has("RECIPIENT", i) and not self.has("EXPORTS", i)

    def _for_exports(self, i: int) -> bool:
        """Whether somebody depends on another for its exports, and not for its imports."""
        return self.has("EXPORTS", i, i + 10)

    def _part_of_another(self, mention: Mention, i: int) -> bool:
        """Whether it stands as in ``Armenia's imports were an eighth of Azerbaijan's``."""
        owned = self.kind(mention.at + 1) == "POSS" and not self.head(mention)[0]
        if not owned or self.kind(i - 1) != "A" or self.kind(mention.at + 2) == "AND":
            return False
        return any(
            one.at < i and self.head(one)[0] in ("IMPORTS", "EXPORTS") for one in self.mentions
        )

    def _as_much_before(self, i: int) -> bool:
        return any(
            token.kind == "ASMUCH" or token.text.endswith(("as many", "as much"))
            for token in self.row[max(i - 8, 0) : i]
        )

    def _vote_by(self, mention: Mention, i: int) -> None:
        passive = False
        for j in range(i - 1, max(i - 9, -1), -1):
            kind = self.kind(j)
            passive = passive or kind == "BE"
            if kind in ("IMPORTS", "RECEIVE") and not passive:
                mention.votes["recipient"] += _STRONG
                return
            if kind in ("SUPPLY", "EXPORTS", "FLOWS", "ARMS", "ACCOUNT", "IMPORTS", "R"):
                mention.votes["supplier"] += _STRONG  # imports were dominated by Russia
                return
            if kind in ("UP", "DOWN", "E"):
                return

    def _vote_of(self, mention: Mention, i: int) -> None:
        noun = self.noun_before(i)
        head, _ = self.head(mention)
        if noun == "RECIPIENT":
            mention.votes["supplier"] += _CLEAR  # the largest recipient of Russian arms
        elif noun == "SUPPLIER":
            mention.votes["recipient"] += _CLEAR  # the largest supplier of Azerbaijan
        elif noun == "IMPORTS":
            mention.votes["supplier" if head == "ARMS" else "recipient"] += _CLEAR
        elif noun in ("EXPORTS", "FLOWS"):
            if head in ("ARMS", ""):
                mention.votes["supplier"] += _CLEAR if head == "" else _WEAK
        elif noun == "ARMS":
            mention.votes["recipient"] += _WEAK
        elif noun == "SHARE" and self.text(mention.at + 1) in ("in", "on"):
            mention.votes["supplier"] += _CLEAR  # the share of Russia in Armenia's imports
        elif noun == "SHARE" and self.kind(mention.at + 1) in VERBS:
            mention.votes["supplier"] += _WEAK  # the share of Russia fell

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

    def _look_behind(self, mention: Mention) -> None:
        listed = self.kind(mention.at + 2) == "E" or self.kind(mention.at + 1) == "W"
        if self._heads(mention) and listed:
            mention.votes["recipient"] += _FAINT  # Azerbaijan 2011-2020: 60 % Russia
        head, place = self.head(mention)
        owned = self.kind(mention.at + 1) == "POSS" or self.text(place - 1) == "whose"
        owned = owned or any(self.text(j) == "whose" for j in range(mention.at, max(place, 0)))
        adjective = mention.name.form == "adjective" or (
            mention.name.form == "region" and mention.name.name == "Europe"
        )
        votes = mention.votes
        mention.genitive = bool(head) and (
            owned or adjective or place == mention.at + 1 or head != ""
        )
        if not head:
            if self.kind(mention.at + 1) == "ORIGIN":
                votes["supplier"] += _STRONG
            if (owned or adjective) and self._of_amount(mention):
                # 94 % of Armenia's and 60 % of Azerbaijan's weapons
                votes["supplier" if self._next_head(mention) == "EXPORTS" else "recipient"] += _WEAK
            if adjective and mention.before in ("BE", "BY"):
                votes["supplier"] += _STRONG  # 60 % of its weapons were Russian
            if self.text(mention.at + 1) in ("-made", "-built", "-supplied", "-origin"):
                votes["supplier"] += _STRONG
            return
        if head == "IMPORTS":
            votes["recipient"] += _STRONG + 1
        elif head == "EXPORTS":
            votes["supplier"] += _STRONG + 1
        elif head == "FLOWS":
            votes["supplier"] += _CLEAR if adjective or owned else _WEAK
        elif mention.name.form == "region" and head in ("SUPPLIER", "RECIPIENT"):
            pass  # the second-largest European importer: a list that is ranked, and nobody's partner
        elif head == "SUPPLIER":
            ranked = self.has("R", mention.at, place)
            votes["recipient" if owned or (adjective and ranked) else "supplier"] += _STRONG
        elif head == "RECIPIENT":
            ranked = self.has("R", mention.at, place)
            market = self.text(place) == "market" and not ranked
            votes["recipient" if market else "supplier"] += _STRONG
        elif head == "DEPEND":
            votes["recipient"] += _STRONG
        elif head == "ARMS":
            if owned:
                votes["recipient"] += _WEAK + _FAINT
            elif adjective:
                votes["supplier"] += _FAINT if self._of_amount(mention) else _CLEAR
        elif head == "SHARE" and owned:
            votes["supplier"] += _FAINT

    def _next_head(self, mention: Mention) -> str:
        """Return the noun that the next name stands before: it may be meant for this one too."""
        following = [self.head(one)[0] for one in self.mentions if one.at > mention.at]
        return next(filter(None, following), "")

    def _of_amount(self, mention: Mention) -> bool:
        """Whether it stands as in ``two thirds of Azerbaijani weapons``."""
        i = self.back(mention.at)
        while self.kind(i) == "word":
            i -= 1
        return self.kind(i) == "OF" and self.kind(i - 1) == "A"

    def _nominative(self, mention: Mention) -> bool:
        of_noun = self.kind(mention.at + 1) == "POSS" and self.kind(mention.at + 2) == "word"
        oblique = mention.before in _OBLIQUE or mention.compared
        return not mention.genitive and not of_noun and not oblique  # Russia's closest ally

    def subject_like(self, mention: Mention) -> bool:
        """Whether a name may be a subject: ``Russia``, ``Russian arms``, ``Russia's share``."""
        if self._nominative(mention) or mention.turned:
            return True
        head, _ = self.head(mention)
        return head in ("ARMS", "EXPORTS", "FLOWS", "SHARE") and mention.before not in _OBLIQUE

    def _look_for_verb(self, mention: Mention) -> None:
        """Let the verb of which a name is the subject vote: ``Russia supplied``."""
        relative = self.text(mention.at + 1) in _RELATIVE or (
            self.kind(mention.at + 1) == "," and self.text(mention.at + 2) in _RELATIVE
        )
        if not self._nominative(mention) and not relative:
            return
        brackets, passed = 0, mention.at
        for i in range(mention.at + 1, min(mention.at + 16, len(self.row))):
            kind = self.kind(i)
            brackets += (kind == "(") - (kind == ")")
            if kind in _STOPS or kind == ":":
                return
            if brackets or i <= passed:
                continue
            other = self.at(i)
            if other is not None and other.group != mention.group:
                if self._nominative(other):
                    return
                passed = max(self.head(other)[1], i)  # Azerbaijan's imports: a noun, no verb
            if self.text(i) in ("took", "takes", "taken") and self.has("R", i, i + 3):
                return  # took third place
            if kind == "AHEAD" and self.text(i).endswith(("d", "k")):
                return  # overtook, replaced: a verb, of either side
            if kind in ("SUPPLY", "RECEIVE", "DEPEND", "IMPORTS", "EXPORTS"):
                self._vote_verb(mention, i)
                return
            if kind == "BE":
                self._vote_be(mention, i)
                return
            if (
                kind == "TURN"
                and self._turns(i)
                and {"TO", "FROM"} & {self.kind(j) for j in range(i + 1, i + 7)}
            ):
                mention.votes["recipient"] += _STRONG
            if kind in ("ACCOUNT", "CAME", "WENT", "TURN"):
                return

    def _vote_verb(self, mention: Mention, i: int) -> None:
        kind = self.kind(i)
        if kind == "SUPPLY":
            side: Side = "recipient" if self._passive(i) else "supplier"
        else:
            exports = kind == "EXPORTS" or (kind == "DEPEND" and self._for_exports(i))
            side = "supplier" if exports else "recipient"
            if kind == "RECEIVE" and self._passive(i):
                side = "supplier"
        mention.votes[side] += _STRONG

    def _vote_be(self, mention: Mention, i: int) -> None:
        for j in range(i + 1, min(i + 12, len(self.row))):
            kind = self.kind(j)
            if kind == "SUPPLIER":
                mention.votes["supplier"] += _STRONG
                return
            if kind == "RECIPIENT":
                mention.votes["recipient"] += _STRONG
                return
            if kind in ("SUPPLY", "RECEIVE", "DEPEND"):
                active = self.text(j).endswith("ing")
                side: Side = "supplier" if (kind == "SUPPLY") == active else "recipient"
                mention.votes["recipient" if kind == "DEPEND" else side] += _STRONG
                return
            if kind in _STOPS or kind in (",", "AFTER", "AHEAD", "THAN", "FROM"):
                return

    def _look_for_rank(self, mention: Mention) -> None:
        """Let a noun in apposition vote: ``the largest supplier was Russia``, ``Russia, the main``."""
        if mention.genitive or mention.compared:
            return
        i = self.back(mention.at)
        if self.kind(i) in ("BE", ",", ":", "-", "("):
            for j in range(i - 1, max(i - 14, -1), -1):
                kind = self.kind(j)
                if kind in ("SUPPLIER", "RECIPIENT"):
                    mention.votes["supplier" if kind == "SUPPLIER" else "recipient"] += _CLEAR
                    break
                if kind in _STOPS or kind in VERBS:
                    break
        if self.kind(mention.at + 1) in (",", "("):
            for j in range(mention.at + 2, min(mention.at + 8, len(self.row))):
                kind = self.kind(j)
                if kind in ("SUPPLIER", "RECIPIENT"):
                    mention.votes["supplier" if kind == "SUPPLIER" else "recipient"] += _CLEAR
                    break
                if kind not in ("R", "word", "ARMS", "E", "POSS", "ITS", "WORLD"):
                    break

    def _passive(self, i: int) -> bool:
        """Whether a participle is passive: ``was supplied by``."""
        if self.text(i).endswith("ing"):
            return False
        back = i - 1
        while (self.kind(back) == "word" and self.text(back).endswith("ly")) or self.kind(
            back
        ) == "A":
            back -= 1
        return self.kind(back) == "BE"

    def _share_in_groups(self) -> None:
        for number in {mention.group for mention in self.mentions}:
            members = [one for one in self.mentions if one.group == number]
            if len(members) == 1:
                continue
            free = [one for one in members if not one.genitive]
            shared: Counter[Side] = Counter()
            for one in free:
                shared += one.votes
            compared = next((one.compared for one in free if one.compared), "")
            for one in free:
                one.votes = Counter(shared)
                one.compared = one.compared or compared
                one.before = free[0].before

    def _settle(self) -> None:
        for mention in self.mentions:
            ahead = mention.votes["supplier"] - mention.votes["recipient"]
            if ahead:
                mention.role = "supplier" if ahead > 0 else "recipient"
        sure = {
            mention.at: mention.role
            for mention in self.mentions
            if mention.role and not mention.compared
        }
        for mention in self.mentions:
            if mention.role is None:
                mention.role = (
                    self._role_of_namesake(mention)
                    or self._role_of_owner(mention)
                    or self._role_of_parallel(mention)
                )
        for mention in self.mentions:
            if mention.role is None:
                clause = self.clause(mention.at)
                near = {role for at, role in sure.items() if at in clause} or set(sure.values())
                if len(near) == 1:
                    mention.role = other_side(next(iter(near)))
        self._unclash()

    def _role_of_namesake(self, mention: Mention) -> Side | None:
        """Return the role that the same name has elsewhere in the sentence."""
        return next(
            (one.role for one in self.mentions if one.role and one.name.name == mention.name.name),
            None,
        )

    def owns(self, mention: Mention) -> bool:
        """Whether a name owns a noun that is not said again: ``while Pakistan's rose``."""
        return self.kind(mention.at + 1) == "POSS" and self.kind(mention.at + 2) != "word"

    def _role_of_owner(self, mention: Mention) -> Side | None:
        """Return the role of whoever owns the noun that a name owns as well."""
        if not self.owns(mention) or self.head(mention)[0]:
            return None
        before = [one for one in self.mentions if one.at < mention.at and one.role]
        owners = [
            one for one in before if self.head(one)[0] in ("IMPORTS", "EXPORTS", "SHARE")
            and self.kind(one.at + 1) == "POSS"
        ]  # fmt: skip
        return owners[-1].role if owners else None

    def _heads(self, mention: Mention) -> bool:
        """Whether a name heads a list: ``Armenia 2020-24: India 63 %``."""
        return ":" in (self.kind(mention.at + 1), self.kind(mention.at + 2))

    def _role_of_parallel(self, mention: Mention) -> Side | None:
        """Return the role of the subject whose number comes before: ``and South Korea 42 %``."""
        if self.kind(mention.at + 1) != "A":
            return None
        before = [
            one for one in self.mentions
            if one.at < mention.at and one.role and self.subject_like(one) and not self._heads(one)
            and self.has("A", one.at, mention.at)
        ]  # fmt: skip
        return before[-1].role if before else None

    def _unclash(self) -> None:
        """Turn a weak role that leaves nobody on the other side."""
        settled = [one for one in self.mentions if one.role and not one.compared]
        roles = {one.role for one in settled}
        groups = {one.group for one in settled}
        if len(roles) == 1 and len(groups) > 1 and len({one.name.name for one in settled}) > 1:

            def certainty(one: Mention) -> int:
                return abs(one.votes["supplier"] - one.votes["recipient"])

            doubtful = [one for one in settled if certainty(one)]
            if not doubtful:
                return
            weakest = min(doubtful, key=certainty)
            if certainty(weakest) <= _CLEAR:
                for one in settled:
                    if one.group == weakest.group and weakest.role:
                        one.role = other_side(weakest.role)
                        break
