"""What stands behind a name and tells its role: a noun, a verb, a rank in apposition."""

from __future__ import annotations

from armstransfers.claims.english.before import CLEAR, FAINT, STRONG, WEAK, Before
from armstransfers.claims.english.row import RELATIVE, STOPS, VERBS, Mention
from armstransfers.coverage import Side


class Behind(Before):
    """Lets the noun, the verb and the rank behind a name vote: ``X's imports``, ``X supplied``."""

    def _look_behind(self, mention: Mention) -> None:
        listed = self.kind(mention.at + 2) == "E" or self.kind(mention.at + 1) == "W"
        if self._heads(mention) and listed:
            mention.votes["recipient"] += FAINT  # Azerbaijan 2011-2020: 60 % Russia
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
                votes["supplier"] += STRONG
            if (owned or adjective) and self._of_amount(mention):
                # 94 % of Armenia's and 60 % of Azerbaijan's weapons
                votes["supplier" if self._next_head(mention) == "EXPORTS" else "recipient"] += WEAK
            if adjective and mention.before in ("BE", "BY"):
                votes["supplier"] += STRONG  # 60 % of its weapons were Russian
            if self.text(mention.at + 1) in ("-made", "-built", "-supplied", "-origin"):
                votes["supplier"] += STRONG
            return
        if head == "IMPORTS":
            votes["recipient"] += STRONG + 1
        elif head == "EXPORTS":
            votes["supplier"] += STRONG + 1
        elif head == "FLOWS":
            votes["supplier"] += CLEAR if adjective or owned else WEAK
        elif mention.name.form == "region" and head in ("SUPPLIER", "RECIPIENT"):
            pass  # the second-largest European importer: a list that is ranked, and nobody's partner
        elif head == "SUPPLIER":
            ranked = self.has("R", mention.at, place)
            votes["recipient" if owned or (adjective and ranked) else "supplier"] += STRONG
        elif head == "RECIPIENT":
            ranked = self.has("R", mention.at, place)
            market = self.text(place) == "market" and not ranked
            votes["recipient" if market else "supplier"] += STRONG
        elif head == "DEPEND":
            votes["recipient"] += STRONG
        elif head == "ARMS":
            if owned:
                votes["recipient"] += WEAK + FAINT
            elif adjective:
                votes["supplier"] += FAINT if self._of_amount(mention) else CLEAR
        elif head == "SHARE" and owned:
            votes["supplier"] += FAINT

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

    def _look_for_verb(self, mention: Mention) -> None:
        """Let the verb of which a name is the subject vote: ``Russia supplied``."""
        relative = self.text(mention.at + 1) in RELATIVE or (
            self.kind(mention.at + 1) == "," and self.text(mention.at + 2) in RELATIVE
        )
        if not self._nominative(mention) and not relative:
            return
        brackets, passed = 0, mention.at
        for i in range(mention.at + 1, min(mention.at + 16, len(self.row))):
            kind = self.kind(i)
            brackets += (kind == "(") - (kind == ")")
            if kind in STOPS or kind == ":":
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
                mention.votes["recipient"] += STRONG
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
        mention.votes[side] += STRONG

    def _vote_be(self, mention: Mention, i: int) -> None:
        for j in range(i + 1, min(i + 12, len(self.row))):
            kind = self.kind(j)
            if kind == "SUPPLIER":
                mention.votes["supplier"] += STRONG
                return
            if kind == "RECIPIENT":
                mention.votes["recipient"] += STRONG
                return
            if kind in ("SUPPLY", "RECEIVE", "DEPEND"):
                active = self.text(j).endswith("ing")
                side: Side = "supplier" if (kind == "SUPPLY") == active else "recipient"
                mention.votes["recipient" if kind == "DEPEND" else side] += STRONG
                return
            if kind in STOPS or kind in (",", "AFTER", "AHEAD", "THAN", "FROM"):
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
                    mention.votes["supplier" if kind == "SUPPLIER" else "recipient"] += CLEAR
                    break
                if kind in STOPS or kind in VERBS:
                    break
        if self.kind(mention.at + 1) in (",", "("):
            for j in range(mention.at + 2, min(mention.at + 8, len(self.row))):
                kind = self.kind(j)
                if kind in ("SUPPLIER", "RECIPIENT"):
                    mention.votes["supplier" if kind == "SUPPLIER" else "recipient"] += CLEAR
                    break
                if kind not in ("R", "word", "ARMS", "E", "POSS", "ITS", "WORLD"):
                    break
