"""Who has a rank of a sentence, and among whose suppliers or customers."""

from __future__ import annotations

from armstransfers.claims.english.partners import Names, Partners, names
from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.row import Mention
from armstransfers.coverage import Side, other_side


class Ranked(Partners):
    """Finds who has a rank, and among whom."""

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

    def nearest(self, i: int, side: Side, apart: list[Mention]) -> Names:
        """Return who of a side is named nearest to a place, apart from some; or was named before."""
        free = [
            one for one in self.sentence.mentions
            if one.role == side and one not in apart and not one.compared
        ]  # fmt: skip
        if not free:
            return self.context.recipient if side == "recipient" else self.context.supplier
        clause = self.sentence.clause(i)
        mention = min(free, key=lambda one: (one.at not in clause, abs(one.at - i)))
        return names(self.members(mention))

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
