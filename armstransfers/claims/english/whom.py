"""Of whom a number of a sentence is stated, and of whose imports or exports."""

from __future__ import annotations

from armstransfers.claims.english.partners import Names, names
from armstransfers.claims.english.ranked import Ranked
from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.row import Mention
from armstransfers.claims.english.wholes import Whole
from armstransfers.claims.part import Of
from armstransfers.coverage import Side, other_side


class Whom(Ranked):
    """Finds the names that belong to a number.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    context : Context
        What was read before it.
    """

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
        return self.nearest(i, side, partners)

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

    def compared_after(self, i: int) -> Mention | None:
        """Return with whom a number is compared: ``8.2 times those of Armenia``."""
        for one in self.sentence.mentions:
            if one.at > i and one.compared == "than" and one.at - i < 16:
                return one
        return None
