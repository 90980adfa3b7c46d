"""What the word before a name says of its role: ``arms from X``, ``exports to X``, ``after X``."""

from __future__ import annotations

from armstransfers.claims.english.ranks import Rank
from armstransfers.claims.english.row import VERBS, Mention, Row
from armstransfers.coverage import Side

_TURNED_FROM = frozenset({"TURN", "word", ",", "AND", ")", "W", "E"})


STRONG, CLEAR, WEAK, FAINT = 6, 4, 2, 1


class Before(Row):
    """Lets the word before a name vote: ``from X``, ``to X``, ``by X``, ``of X``."""

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
                votes[self._side_taken_up(i)] += STRONG
        elif kind == "BY" and self._takes_up(i - 1):
            votes[self._side_taken_up(i)] += STRONG
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
                votes["recipient"] += STRONG
            elif self._turned_to(i):
                mention.turned = True
                votes["supplier"] += STRONG
            else:
                votes["recipient"] += STRONG - FAINT
        elif kind == "FROM":
            votes["supplier"] += STRONG
        elif kind == "ON" and self.has("DEPEND", i - 8, i):
            votes["recipient" if self._for_exports(i) else "supplier"] += STRONG
        elif kind == "BY":
            self._vote_by(mention, i)
        elif kind == "OF" and self._part_of_another(mention, i):
            mention.compared = "than"
        elif kind == "OF":
            self._vote_of(mention, i)
        elif kind == "FOR":
            noun = self.noun_before(i)
            if noun == "SUPPLIER":
                votes["recipient"] += CLEAR
            elif noun in ("RECIPIENT", "EXPORTS"):
                votes["supplier"] += CLEAR
        elif kind == "SUPPLY" and not self._passive(i):
            votes["recipient"] += CLEAR  # supplied Azerbaijan with

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
                mention.votes["recipient"] += STRONG
                return
            if kind in ("SUPPLY", "EXPORTS", "FLOWS", "ARMS", "ACCOUNT", "IMPORTS", "R"):
                mention.votes["supplier"] += STRONG  # imports were dominated by Russia
                return
            if kind in ("UP", "DOWN", "E"):
                return

    def _vote_of(self, mention: Mention, i: int) -> None:
        noun = self.noun_before(i)
        head, _ = self.head(mention)
        if noun == "RECIPIENT":
            mention.votes["supplier"] += CLEAR  # the largest recipient of Russian arms
        elif noun == "SUPPLIER":
            mention.votes["recipient"] += CLEAR  # the largest supplier of Azerbaijan
        elif noun == "IMPORTS":
            mention.votes["supplier" if head == "ARMS" else "recipient"] += CLEAR
        elif noun in ("EXPORTS", "FLOWS"):
            if head in ("ARMS", ""):
                mention.votes["supplier"] += CLEAR if head == "" else WEAK
        elif noun == "ARMS":
            mention.votes["recipient"] += WEAK
        elif noun == "SHARE" and self.text(mention.at + 1) in ("in", "on"):
            mention.votes["supplier"] += CLEAR  # the share of Russia in Armenia's imports
        elif noun == "SHARE" and self.kind(mention.at + 1) in VERBS:
            mention.votes["supplier"] += WEAK  # the share of Russia fell

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
