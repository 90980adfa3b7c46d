"""Of whom a number of a sentence is stated: the name that it stands beside, or leads to."""

from __future__ import annotations

from armstransfers.claims.english.context import Context
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import Mention
from armstransfers.claims.english.wholes import Whole
from armstransfers.claims.part import Of
from armstransfers.coverage import Side, other_side

Names = tuple[str, ...]


class Partners:
    """Finds those of whom a number is stated.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    context : Context
        What was read before it.
    """

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence, self.context = sentence, context
        self.row = sentence.row
        self.last: tuple[Of, Side] | None = None  # denominator and side of the share before
        self.last_partners: list[Mention] = []

    def partners(self, i: int, whole: Whole | None) -> list[Mention]:
        """Return those of whom the share at a place is stated."""
        own = whole.mention if whole else None
        respective = self._respective(i)
        if respective is not None and not self._is_whole(respective, whole):
            return [respective]
        against = self._against(i)
        if against is not None:
            return [against]
        direct = self._directly_behind(i)
        if direct is not None:
            return [direct]
        apposed = self.sentence.apposed(i) or self._relied_on(i) or self._owner(i)
        if apposed is not None:
            return [apposed]
        beside = self._beside(i)
        source = self._source_of_beside(i, beside)
        if source is not None:
            return self.members(source)
        if beside is not None and self._next_whole(i, beside):
            return self.last_partners
        if beside is not None and beside is not own:
            return [beside]
        relative = self._antecedent(i)
        if relative is not None and relative is not own:
            return self.members(relative)
        ahead = self._after(i)
        if ahead is not None and ahead is not own:
            return self.members(ahead)
        wanted: Side | None = None
        if whole and whole.of in ("imports", "exports"):
            wanted = "supplier" if whole.of == "imports" else "recipient"
        elif whole and own is None and whole.of != "world" and self._receives(i):
            wanted = "supplier"  # bought 88 % of its weapons
        elif own is not None and own.role:
            wanted = other_side(own.role)
        elif whole is None and self.last is not None:
            wanted = self.last[1]
        before = [
            one for one in self.sentence.mentions
            if one.at < i and one is not own and one.compared in ("", "followed")
            and (wanted is None or one.role in (wanted, None))
            and not self._is_reporter(one) and one.before != "SUPPLY"
        ]  # fmt: skip
        inside = self.sentence.clause(i)
        near = [one for one in before if one.at in inside] or before
        near = [one for one in near if wanted and one.role == wanted] or near
        if near:
            subjects = [one for one in near if self.sentence.subject_like(one)] or near
            return self.members(subjects[-1])
        behind = [
            one for one in self.sentence.mentions
            if one.at > i and one is not own and not one.compared and (one.role == wanted or wanted is None)
        ]  # fmt: skip
        if wanted is None:
            behind = [one for one in behind if self.sentence.subject_like(one)]
        return self.members(behind[0]) if behind else []

    def _receives(self, i: int) -> bool:
        """Whether the verb that a number belongs to is one of receiving."""
        for j in range(i - 1, self.sentence.clause(i).start - 1, -1):
            if self.sentence.kind(j) not in ("word", "A", "ARMS"):
                return self.sentence.kind(j) == "RECEIVE" and self.sentence.kind(j - 1) != "BE"
        return False

    def _relied_on(self, i: int) -> Mention | None:
        """Return the name of ``relied on Moscow for 94 %``."""
        j = i - 1
        while self.sentence.kind(j) in ("word", "FOR"):
            j -= 1
        mention = self.sentence.at(j)
        relied = mention is not None and mention.before == "ON" and j < i - 1
        return mention if relied else None

    def _owner(self, i: int) -> Mention | None:
        """Return the name of ``Israel's share was 25.9 %, Russia's 59.7 %``."""
        mention = self.sentence.at(i - 2) if self.sentence.kind(i - 1) == "POSS" else None
        return mention if mention is not None and mention.role != "recipient" else None

    def _antecedent(self, i: int) -> Mention | None:
        """Return the name of ``India, which supplied 43 %``."""
        kind, j = self.sentence.kind, i - 1
        while kind(j) in ("word", "FOR", "WITH", "W"):
            j -= 1
        if kind(j) not in ("SUPPLY", "ACCOUNT", "HAVE") or self.sentence.text(j - 1) not in (
            "which", "who", "that",
        ):  # fmt: skip
            return None
        return self.sentence.at(j - 3 if kind(j - 2) == "," else j - 2)

    def _source_of_beside(self, i: int, beside: Mention | None) -> Mention | None:
        """Return Russia in ``Armenia 94 % and Azerbaijan 60 % of their arms came from Russia``."""
        if beside is None or beside.role != "recipient":
            return None
        for one in self.sentence.mentions:
            if one.at > i and one.before == "FROM" and self.sentence.has("CAME", i, one.at):
                return one
        return None

    def _next_whole(self, i: int, beside: Mention) -> bool:
        """Whether a name is the next denominator: ``99 % from the US, Japan 97 %``."""
        again = self.last == ("imports", "supplier") and bool(self.last_partners)
        return again and beside.role == "recipient" and beside.at == i - 1

    def _against(self, i: int) -> Mention | None:
        """Return whose the second number is: ``India overtook Russia, with 63 % against 32 %``."""
        if self.sentence.kind(i - 1) != "THAN" or self.sentence.kind(i - 2) != "A":
            return None
        compared = [one for one in self.sentence.mentions if one.compared in ("ahead", "after")]
        return compared[-1] if compared and compared[-1].at < i else None

    def _is_whole(self, mention: Mention, whole: Whole | None) -> bool:
        """Whether a name stands for the denominator: a recipient, where the share is of imports."""
        supplied = mention.role == "recipient" and self.sentence.has("SUPPLY", 0, mention.at)
        with_ = supplied and self.sentence.has("WITH", mention.at)
        if whole is not None and whole.of is None and with_:
            return (
                whole.mention is None
            )  # supplied Azerbaijan and Armenia with 60 and 94 % of their arms
        return whole is not None and whole.of == "imports" and mention.role == "recipient"

    def _directly_behind(self, i: int) -> Mention | None:
        """Return the name of a list that puts the number first: ``60 % Russia, 26 % Israel``."""
        mention = self.sentence.at(i + 1)
        if (
            mention is None
            or mention.genitive
            or self.sentence.kind(i - 1) not in (":", ",", "AND", "-", "(")
        ):
            return None
        return mention

    def _respective(self, i: int) -> Mention | None:
        """Return the name that belongs to a number by ``respectively``: the third to the third."""
        numbers = self.run(i)
        if self.sentence.has("RESPECTIVELY") and len(numbers) == 1:
            numbers = [j for j, token in enumerate(self.row) if token.kind == "A"]
        groups = [
            [one for one in self.sentence.mentions if one.group == number]
            for number in sorted({one.group for one in self.sentence.mentions})
        ]
        fitting = [group for group in groups if len(group) == len(numbers) > 1]
        if not fitting:
            return None
        nearest = min(fitting, key=lambda group: abs(group[0].at - i))
        return nearest[numbers.index(i)]

    def run(self, i: int) -> list[int]:
        """Return what stands in one row with a number or rank: ``26, 7, and 4 per cent``."""
        kind = self.sentence.kind
        found = [i]
        for step in (-1, 1):
            j = i + step
            while kind(j) in (",", "AND"):
                j += step
                if kind(j) == kind(i):
                    found.append(j)
                    j += step
        return sorted(found)

    def _beside(self, i: int) -> Mention | None:
        """Return the name that a number stands right behind: ``Russia (60 %``, ``Russia: 60 %``."""
        kind = self.sentence.kind
        j = i - 1
        while kind(j) == "word" or (
            kind(j) in ("WITH", "ACCOUNT", "FOR") and "(" in (kind(j - 1), kind(j - 2))
        ):
            j -= 1
        if kind(j) == "E" and j == i - 1:
            mention = self.sentence.at(j)
        elif kind(j) in ("(", ":", "-", "WITH"):
            ranked = kind(j) == "(" and kind(j - 1) == "R"  # with Spain a distant second (6 %
            mention = self.sentence.at(j - 2 if ranked else j - 1)
            if mention is None and kind(j) == "WITH" and kind(j - 1) == ",":
                mention = self.sentence.at(j - 2)  # to India, with 43 %
                mention = mention if mention and mention.turned else None
        else:
            return None
        if mention is None or self._belongs_to_noun(mention) or mention.before == "SUPPLY":
            return None
        subject = self.sentence.subject_like(mention) or mention.compared == "followed"
        return mention if kind(j) != "WITH" or subject else None

    def _belongs_to_noun(self, mention: Mention) -> bool:
        """Whether a name only says of whom a noun is: ``the largest supplier to Azerbaijan (7 %)``."""
        before = self.sentence.back(mention.at)
        if mention.before not in ("TO", "OF", "FOR", "BY"):
            return False
        return self.sentence.noun_before(before) in ("SUPPLIER", "RECIPIENT", "IMPORTS", "EXPORTS")

    def _after(self, i: int) -> Mention | None:
        """Return the name that a number leads to: ``60 % came from Russia``, ``11 % went to``."""
        outward = False
        direct = self.sentence.at(i + 2)
        imports = self.last is not None and self.last[0] == "imports"
        if direct is not None and not direct.genitive:
            if self.sentence.kind(i + 1) == "TO" and not imports:
                return direct  # 18 % to Sudan
            if self.sentence.kind(i + 1) == "FOR" and self._share_of_others(i):
                return direct
        for j in range(i + 1, len(self.row)):
            kind = self.sentence.kind(j)
            if kind in ("A", ";", "BREAK", ".") or (kind == "R" and j < i + 4):
                return None
            outward = outward or kind in ("WENT", "EXPORTS", "ITS")
            if kind == "FROM" and self._goes_on(i, j):
                return None
            mention = self.sentence.at(j)
            if mention is None or mention.compared:
                continue
            if mention.before == "FROM" or (mention.before == "BY" and mention.role == "supplier"):
                return mention
            if mention.before in ("ON", "BE") and mention.role == "supplier":
                return mention  # dependent on Russia; were Russian
            if (
                mention.before == "TO"
                and outward
                and mention.role == "recipient"
                and self._sends(i, j)
            ):
                return mention
        return None

    def _goes_on(self, i: int, j: int) -> bool:
        """Whether a preposition takes up one before the number: ``from India (43 %) and from``."""
        if self.sentence.kind(j - 1) not in (",", "AND"):
            return False
        verbs = {"CAME", "RECEIVE", "SUPPLY", "BE"}
        if verbs & {self.sentence.kind(k) for k in range(i + 1, j)}:
            return False
        return self.sentence.has(self.sentence.kind(j), 0, i)

    def _sends(self, i: int, j: int) -> bool:
        """Whether what stands between a number and ``to`` is of the supplier's: its exports."""
        between = {self.sentence.kind(k) for k in range(i + 1, j)}
        return bool(between & {"WENT", "EXPORTS", "ITS"}) or any(
            one.role == "supplier" for one in self.sentence.mentions if i < one.at < j
        )

    def _is_reporter(self, mention: Mention) -> bool:
        """Whether a name is that of the denominator: ``Azerbaijan's imports``."""
        return mention.genitive and self.sentence.head(mention)[0] == "IMPORTS"

    def _share_of_others(self, i: int) -> bool:
        """Whether ``17 % for Russia`` is Russia's share: ``Israel's share was 69 %, against``."""
        clause = self.sentence.clause(i)
        return any(self.sentence.kind(j) == "SHARE" for j in range(clause.start, i)) or (
            "THAN" in (self.sentence.kind(i - 1), self.sentence.kind(i - 2))
        )

    def members(self, mention: Mention) -> list[Mention]:
        """Return all of the list that a name stands in, which is itself where there is none."""
        return [one for one in self.sentence.mentions if one.group == mention.group]

    def _has(self, side: Side) -> bool:
        return any(one.role == side and not one.compared for one in self.sentence.mentions)


def names(mentions: list[Mention]) -> Names:
    """Return the names of some mentions, each once."""
    return tuple(dict.fromkeys(one.name.name for one in mentions))
