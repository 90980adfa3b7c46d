"""Of whom a number of a sentence is stated, and of whose imports or exports."""

from __future__ import annotations

from armstransfers.claims.english.context import Context
from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import Mention
from armstransfers.claims.english.wholes import Whole
from armstransfers.claims.part import Of
from armstransfers.coverage import Side, other_side

Names = tuple[str, ...]


class Whom:
    """Finds the names that belong to a number.

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

    def of(self, i: int, whole: Whole | None, partners: list[Mention]) -> tuple[Of, Side]:
        """Return the denominator of the share at a place, and the side of its subject."""
        role = partners[0].role if partners else None
        if whole is not None:
            if whole.unnamed:
                return whole.of or "imports", "supplier"
            if whole.of == "world":
                side = whole.side or role or "supplier"
                return "world", role if role and whole.side is None else side
            if whole.of is not None:
                return self._alone(whole.of, i, whole, partners)
            if whole.mention is not None and whole.mention.role:
                of: Of = "imports" if whole.mention.role == "recipient" else "exports"
                return of, other_side(whole.mention.role)
        voted = role is not None and bool(partners[0].votes[role])
        if whole is None and self.last is not None and (role == self.last[1] or not voted):
            return self.last
        if self.context.of == "world" and whole is None and not self.sentence.others(partners):
            return "world", self.context.side
        world = self._world_rank()
        if world is not None and whole is None:
            return "world", world
        if whole is not None and self._own_arms(i, partners):
            return "exports", "recipient"
        if whole is None and self._customer(i):
            return "exports", "recipient"
        if role == "recipient" and (self._has("supplier") or self.context.supplier):
            return "exports", "recipient"
        if role == "supplier" or role is None:
            return self._alone("imports", i, whole, partners)
        return self.context.of or "imports", "supplier"

    def _own_arms(self, i: int, partners: list[Mention]) -> bool:
        """Whether ``its arms`` are a supplier's: ``Belarus sold 17 % of its arms to Azerbaijan``."""
        return bool(partners) and partners[0].role == "recipient" and partners[0].at > i

    def _customer(self, i: int) -> bool:
        """Whether the share beside a rank is that of a customer: of the supplier's exports."""
        for j in self.sentence.clause(i):
            item = self.row[j].item
            if isinstance(item, Rank) and item.side == "recipient":
                return not self.side_of_rank(j, item)[1]
        return False

    def _alone(
        self, of: Of, i: int, whole: Whole | None, partners: list[Mention]
    ) -> tuple[Of, Side]:
        """Return the world's where only one side is named: ``the largest importer, with 9 %``."""
        side: Side = "supplier" if of == "imports" else "recipient"
        said = whole is not None and whole.of == "imports"
        if of == "imports" and said and not self.reporter(i, whole, "imports", partners):
            return "world", "recipient"
        if of == "exports" and not self.reporter(i, whole, "exports", partners):
            return "world", "supplier"
        return of, side

    def reporter(self, i: int, whole: Whole | None, of: Of, partners: list[Mention]) -> Names:
        """Return whose imports or exports are the denominator."""
        if of == "world":
            return ()
        side: Side = "recipient" if of == "imports" else "supplier"
        respective = self._respective(i)
        if respective is not None and respective not in partners and respective.role == side:
            return names([respective])
        beside = self._beside(i)
        if beside is not None and self._source_of_beside(i, beside) in partners:
            return names([beside])
        if beside is not None and side == "recipient" and self._next_whole(i, beside):
            return names([beside])
        parallel = self._parallel(i)
        if parallel is not None and parallel not in partners:
            return names([parallel])
        if whole is not None and whole.unnamed:
            return ()
        if whole is not None and whole.mention is not None:
            return names(self.members(whole.mention))
        free = [
            one for one in self.sentence.mentions
            if one.role == side and one not in partners and not one.compared
        ]  # fmt: skip
        if not free:
            return self.context.recipient if side == "recipient" else self.context.supplier
        nearest = min(
            free, key=lambda one: (one.at not in self.sentence.clause(i), abs(one.at - i))
        )
        return names(self.members(nearest))

    def _parallel(self, i: int) -> Mention | None:
        """Return the name of ``and 94 % for Armenia``: another denominator, the same partner."""
        mention = self.sentence.at(i + 2)
        if mention is None or mention.genitive:
            return None
        if (
            self.sentence.kind(i + 1) == "TO"
        ):  # 94 % of arms imports to Armenia and 60 % to Azerbaijan
            return mention if self.last is not None and self.last[0] == "imports" else None
        if self.sentence.kind(i + 1) in ("FOR", "OF") or self.sentence.text(i + 1) == "in":
            return None if self._share_of_others(i) else mention
        return None

    def _share_of_others(self, i: int) -> bool:
        """Whether ``17 % for Russia`` is Russia's share: ``Israel's share was 69 %, against``."""
        clause = self.sentence.clause(i)
        return any(self.sentence.kind(j) == "SHARE" for j in range(clause.start, i)) or (
            "THAN" in (self.sentence.kind(i - 1), self.sentence.kind(i - 2))
        )

    def members(self, mention: Mention) -> list[Mention]:
        """Return all of the list that a name stands in, which is itself where there is none."""
        return [one for one in self.sentence.mentions if one.group == mention.group]

    def pair(self, i: int) -> tuple[Names, Names]:
        """Return supplier and recipient of the volume that a place speaks of; either may lack."""
        clause = self.sentence.clause(i)
        named = [one for one in self.sentence.mentions if not one.compared]
        named = [one for one in named if not self._of_which(one.at) or self._of_which(i)]
        inside = [one for one in named if one.at in clause] or named
        found: dict[Side, Names] = {"supplier": (), "recipient": ()}
        owner = self._owner_before(i)
        taken_up = any(self.sentence.text(j).startswith("those") for j in clause if j < i)
        for side in found:
            mine = [one for one in inside if one.role == side]
            if not mine and taken_up:
                mine = [one for one in named if one.role == side and one.at < i]
            if owner is not None and owner.role == side:
                found[side] = names([owner])
            elif mine:
                nearest = min(mine, key=lambda one: abs(one.at - i))
                found[side] = names(self.members(nearest))
        if not found["supplier"] and not found["recipient"]:
            free = [one for one in inside if one.role is None]
            flow = self._flow(clause)
            if free and flow:
                found[flow] = names(self.members(free[0]))
            elif not named:
                side = flow or "recipient"
                found[side] = (
                    self.context.recipient if side == "recipient" else self.context.supplier
                )
        return found["supplier"], found["recipient"]

    def _of_which(self, i: int) -> bool:
        """Whether a place is in a clause about a share of the noun before it: ``60 % of which``."""
        for j in range(i, 1, -1):
            if self.sentence.kind(j) == ",":
                return self.sentence.kind(j + 1) == "A" and self.sentence.text(j + 3) == "which"
        return False

    def _owner_before(self, i: int) -> Mention | None:
        """Return whose noun rose or fell, not said again: ``France's increased by 11 %``."""
        for one in reversed(self.sentence.mentions):
            if one.at < i and self.sentence.owns(one) and not one.compared:
                between = {self.sentence.kind(j) for j in range(one.at, i)}
                return None if "A" in between or self.sentence.head(one)[0] else one
        return None

    def _flow(self, clause: range) -> Side | None:
        """Return whose volume a clause is about, by its nouns: imports or exports."""
        kinds = {self.sentence.kind(j) for j in clause}
        if "EXPORTS" in kinds and "IMPORTS" not in kinds:
            return "supplier"
        return "recipient" if "IMPORTS" in kinds else None

    def side_of_rank(self, i: int, rank: Rank) -> tuple[Side, bool]:
        """Return among whom a rank is, and whether among all of the world."""
        side: Side = rank.side or self._side_nearby(i)
        around = range(max(i - 4, 0), min(i + 12, len(self.row)))
        world = any(
            self.sentence.kind(j) == "WORLD" for j in around if j in self.sentence.clause(i)
        )
        across = other_side(side)
        others = [one for one in self.sentence.mentions if one.role == across and not one.compared]
        known = self.context.recipient if across == "recipient" else self.context.supplier
        owned = any(self.sentence.kind(j) in ("ITS", "POSS") for j in range(max(i - 3, 0), i))
        if not others and not known and rank.noun and not owned:
            world = True  # the largest importer, of all
        if self.sentence.apposed(i) and self._of_all(i, rank):
            return side, True
        return side, world and not self._of_someone(i, across)

    def _of_all(self, i: int, rank: Rank) -> bool:
        """Whether a rank beside a name is among all: ``Germany, the fifth-largest exporter,``."""
        apposed = self.sentence.apposed(i)
        inside = self.sentence.appositions[apposed.at] if apposed else range(0)
        alone = not {"ITS", "POSS", "E", "TO", "OF"} & {self.sentence.kind(j) for j in inside}
        return alone and rank.noun in ("exporter", "importer")

    def _of_someone(self, i: int, across: Side) -> bool:
        """Whether a rank is said to be among those of one country: ``of Azerbaijan``."""
        return any(
            one.role == across and not one.compared and abs(one.at - i) < 8
            and one.at in self.sentence.clause(i)
            for one in self.sentence.mentions
        )  # fmt: skip

    def _side_nearby(self, i: int) -> Side:
        for j in range(i + 1, min(i + 8, len(self.row))):
            if self.sentence.kind(j) in ("SUPPLIER", "RECIPIENT"):
                return "supplier" if self.sentence.kind(j) == "SUPPLIER" else "recipient"
            if self.sentence.kind(j) == "IMPORTS":
                break
        if self.sentence.text(i) == "led" and self.sentence.has("SUPPLIER", i - 6, i):
            return "supplier"
        subject = self._subject(i)
        if subject is not None and subject.role:
            return subject.role
        return "recipient" if self.context.of == "exports" else "supplier"

    def subject_of_rank(self, i: int, side: Side) -> list[Mention]:
        """Return who has the rank at a place."""
        apposed = self.sentence.apposed(i) or self._introduced(i)
        if apposed is not None:
            return [apposed]
        subject = self._subject(i, side)
        return self.members(subject) if subject is not None else []

    def _introduced(self, i: int) -> Mention | None:
        """Return the name of ``than the second-largest exporter, France``."""
        for one in self.sentence.mentions:
            between = [self.sentence.kind(j) for j in range(i + 1, one.at)]
            if (
                one.compared
                and between[-1:] == [","]
                and set(between[:-1]) <= {"ARMS", "word", "SUPPLIER", "RECIPIENT"}
            ):
                return one
        return None

    def _subject(self, i: int, side: Side | None = None) -> Mention | None:
        fitting = [
            one for one in self.sentence.mentions
            if not one.compared and (side is None or one.role in (side, None))
        ]  # fmt: skip
        clause = self.sentence.clause(i)
        behind = [one for one in fitting if one.at > i and one.at in clause]
        before = [one for one in fitting if one.at < i]
        was = self._named_behind(i, behind)
        if was is not None:
            return was
        beside = [one for one in before if self.sentence.subject_like(one)]
        inside = [one for one in beside if one.at in clause] or beside or before
        if inside:
            return inside[-1]
        return behind[0] if behind else None

    def _named_behind(self, i: int, behind: list[Mention]) -> Mention | None:
        """Return the name of ``the largest supplier was Russia``, or ``the largest share came from``."""
        for one in behind:
            between = [self.sentence.kind(j) for j in range(i + 1, one.at)]
            if between == ["(", "A", ")", "FROM"]:
                return one
            if one.before == "FROM" and {"CAME", "SUPPLY", "BE", "RECEIVE"} & set(between):
                return one
            if one.before == "BY" and {"SUPPLY", "BE"} & set(between):
                return one
            if one.before == "BY" and self.sentence.text(i) == "led":
                return one
            last = self.sentence.kind(self.sentence.back(one.at))
            if last == "BE" or (
                last in (",", ":", "-") and "SUPPLIER" in between and not one.genitive
            ):
                return one
        return None

    def counterpart(self, i: int, side: Side, subject: list[Mention]) -> Names:
        """Return of whom a rank is: the recipient of a supplier, or the supplier of a recipient."""
        across = other_side(side)
        fitting = [
            one for one in self.sentence.mentions
            if one.role == across and one not in subject and not one.compared
        ]  # fmt: skip
        if not fitting:
            return self.context.recipient if across == "recipient" else self.context.supplier
        clause = self.sentence.clause(i)
        nearest = min(fitting, key=lambda one: (one.at not in clause, abs(one.at - i)))
        return names(self.members(nearest))

    def compared_after(self, i: int) -> Mention | None:
        """Return with whom a number is compared: ``8.2 times those of Armenia``."""
        for one in self.sentence.mentions:
            if one.at > i and one.compared == "than" and one.at - i < 16:
                return one
        return None

    def _has(self, side: Side) -> bool:
        return any(one.role == side and not one.compared for one in self.sentence.mentions)

    def _world_rank(self) -> Side | None:
        """Return the side of a list of all of the world: of a rank, or of the world's exporters."""
        for i, token in enumerate(self.row):
            noun = self.sentence.kind(i + 2)
            if token.kind == "WORLD" and noun in ("SUPPLIER", "RECIPIENT"):
                return "supplier" if noun == "SUPPLIER" else "recipient"
            if isinstance(token.item, Rank) and token.item.sort == "rank":
                side, world = self.side_of_rank(i, token.item)
                if world:
                    return side
        return None


def names(mentions: list[Mention]) -> Names:
    """Return the names of some mentions, each once."""
    return tuple(dict.fromkeys(one.name.name for one in mentions))
