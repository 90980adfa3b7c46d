"""Who delivers and who receives in a sentence: a role for every name, from the words around it.

Each rule is a habit of English about arms transfers: ``imports of X``, ``arms from X``, ``X's
largest supplier``. Rules vote; a name that none speaks of takes the role that is still free.
"""

from __future__ import annotations

from collections import Counter

from armstransfers.claims.english.before import CLEAR
from armstransfers.claims.english.behind import Behind
from armstransfers.claims.english.row import Mention
from armstransfers.claims.english.tokens import Token
from armstransfers.coverage import Side, other_side


class Sentence(Behind):
    """A sentence with the roles of those it names.

    Parameters
    ----------
    row : list of Token
        Its tokens.
    """

    def __init__(self, row: list[Token]) -> None:
        super().__init__(row)
        for mention in self.mentions:
            self._look_before(mention)
            self._look_behind(mention)
        for mention in self.mentions:
            self._look_for_verb(mention)
            self._look_for_rank(mention)
        self._share_in_groups()
        self.starts = self._clause_starts()
        self._settle()

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
            if certainty(weakest) <= CLEAR:
                for one in settled:
                    if one.group == weakest.group and weakest.role:
                        one.role = other_side(weakest.role)
                        break
