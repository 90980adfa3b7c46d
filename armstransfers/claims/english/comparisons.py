"""Ranks and comparisons in a sentence."""

from __future__ import annotations

from dataclasses import replace

from armstransfers.claims.english.amounts import Amount
from armstransfers.claims.english.changes import Changes
from armstransfers.claims.english.partners import names
from armstransfers.claims.english.ranks import Rank, stated_rank
from armstransfers.claims.english.row import Mention
from armstransfers.claims.part import Of, Part, Way
from armstransfers.claims.stated import Stated
from armstransfers.coverage import other_side

_ANYONE = frozenset(
    ["country", "state", "nation", "one", "supplier", "other", "exporter", "single"]
)


class Comparisons(Changes):
    """Reads ranks, and who is said to be ahead of whom."""

    def _rank(self, i: int, rank: Rank) -> None:
        if rank.sort == "bare" and self.sentence.at(i - 1) is None:
            return
        if rank.sort == "vague":
            self.context.say(f"'{self._text(i)} {rank.noun}' names no rank, so it is not judged.")
            return
        if self.sentence.text(i - 1).startswith("next"):
            self.context.say(f"'next {self._text(i)}' names no rank, so it is not judged.")
            return
        side, world = self.whom.side_of_rank(i, rank)
        subject = self.whom.subject_of_rank(i, side)
        of: Of = "world" if world else ("imports" if side == "supplier" else "exports")
        counterpart = () if world else self.whom.nearest(i, other_side(side), subject)
        subjects = names(subject)
        row = self.whom.run(i)
        if len(row) == len(subjects) > 1:  # the second and fourth largest exporters
            subjects = (subjects[row.index(i)],)
        supplier = subjects if side == "supplier" else counterpart
        recipient = counterpart if side == "supplier" else subjects
        restricted = self._among_region(i)
        if rank.sort == "sole":
            told = Stated(
                self._text(i),
                100.0,
                99.5,
                100.0,
                "%",
                "99.5 to 100 % (the only one has all)",
                decimals=None,
            )
            self._add("share", i, told, supplier, recipient, of, more=subject)
            return
        plural = rank.noun.endswith("s")
        if len(subjects) > 1 and (plural or rank.counted) and rank.best == 1:
            self._add("ranking", i, None, supplier, recipient, of, more=subject)
            return
        if rank.counted and not subjects:
            self.context.say(f"'{self._text(i)} {rank.noun}' names nobody, so no rank is judged.")
            return
        best, worst = rank.best, rank.worst
        if plural and not rank.counted and best == worst == 1:
            self.context.say(f"'{self._text(i)} {rank.noun}' is read as the largest.")
        noun = f" {rank.noun}" if rank.noun and rank.worst > rank.best else ""
        told = stated_rank(self._text(i) + noun, best, worst)
        for name in subjects or ("",):
            one = (name,) if name else ()
            self._add(
                "rank", i, told,
                one if side == "supplier" else supplier, recipient if side == "supplier" else one,
                of, more=subject, needs=restricted,
            )  # fmt: skip

    def _among_region(self, i: int) -> str:
        """Return why a rank is none among all: it is one among a region's states."""
        for one in self.sentence.mentions:
            before = self.sentence.text(one.at - 1)
            reach = i < one.at < i + 10 or (before in ("among", "amongst", "within") and one.at < i)
            near = reach and one.at in self.sentence.clause(i)
            inside = one.at < i + 5 and self.sentence.head(one)[0] in ("SUPPLIER", "RECIPIENT")
            if (
                one.name.form == "region"
                and near
                and (inside or before in ("in", "among", "within", "the"))
            ):
                self.context.words(self.row[one.at])
                return (
                    f"The rank is among states of one region ({one.name.name}). Ranks here are among all; "
                    "a list of the region's states is needed."
                )
        return ""

    def _more(self, i: int) -> None:
        """Read ``more arms than Turkey``: ahead of it."""
        other = self.whom.compared_after(i)
        number = any(isinstance(self.row[j].item, Amount) for j in range(max(i - 2, 0), i))
        if number:
            return
        supplier, recipient = self.whom.pair(i)
        if other is None:
            if self._has_base():
                self._direction(i)
            self._more_than_any(i, supplier, recipient)
            return
        side = self._same_side(other)
        others = names(self._group(other))
        if self._nobody(i):  # no country supplied more than Russia
            side = "supplier" if self.sentence.has("SUPPLY", 0, i) else "recipient"
            own = {side: others}
            across = {other_side(side): supplier if side == "recipient" else recipient}
            told = stated_rank(self._text(i), 1, 1)
            whole = {**own, **across}
            of: Of = "imports" if side == "supplier" else "exports"
            self._add("rank", i, told, whole["supplier"], whole["recipient"], of, more=[other])
            return
        of = self._of_compared(side, supplier, recipient)
        subject = supplier if side == "supplier" else recipient
        if not subject:
            return
        if self.sentence.text(self._first_of(subject) - 1) in ("only", "but", "except"):
            # only Israel, nobody but Israel sold more than Belarus: Belarus was second, after Israel
            told = stated_rank("only", len(subject) + 1, len(subject) + 1)
            moved = {"supplier": supplier, "recipient": recipient, side: others}
            self._add(
                "comparison", i, told, moved["supplier"], moved["recipient"], of,
                others=subject, way="after", more=[other],
            )  # fmt: skip
            return
        self._add(
            "comparison",
            i,
            None,
            supplier,
            recipient,
            of,
            others=others,
            way="ahead" if self.row[i].kind == "MORE" else "after",
            more=[other],
        )

    def _more_than_any(self, i: int, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> None:
        """Read ``more than any other country``: the largest."""
        for j in range(i + 1, len(self.row)):
            if self.sentence.kind(j) == "THAN" and self.sentence.text(j + 1) in (
                "any",
                "all",
                "anyone",
            ):
                of: Of = "exports" if self.sentence.has("RECEIVE", 0, i) else "imports"
                told = stated_rank("more than any other", 1, 1)
                self._add("rank", i, told, supplier, recipient, of)
                return

    def _nobody(self, i: int) -> bool:
        """Whether a comparison is about nobody: ``no other country``."""
        clause = self.sentence.clause(i)
        said = [self.sentence.text(j) for j in range(clause.start, i)]
        return any(
            word in ("nobody", "none") or (word == "no" and following in _ANYONE)
            for word, following in zip(said, [*said[1:], ""], strict=False)
        )

    def _first_of(self, subject: tuple[str, ...]) -> int:
        return next((one.at for one in self.sentence.mentions if one.name.name in subject), 0)

    def _comparisons(self, first: int) -> None:
        seen: set[int] = set()
        for other in self.sentence.mentions:
            if other.compared in ("", "than", "except") or other.group in seen:
                continue
            seen.add(other.group)
            group = self._group(other)
            own = self._part_beside(other.at, first) or self._bare_part(other)
            if own is None:
                continue
            others = names(group)
            if not others or set(others) & set(own.subject):
                continue
            place = own.stated if own.kind == "rank" and other.compared == "after" else None
            only = any(
                self.sentence.text(j) == "only" for j in range(max(other.at - 3, 0), other.at)
            )
            if place is None and only and other.compared == "after":
                rank = len(others) + 1  # behind only Russia and Israel: third
                place = stated_rank("only", rank, rank)
            if place is not None and not place.low == place.high == len(others) + 1:
                place = None
            way: Way = "after" if other.compared == "after" else "ahead"
            part = replace(
                own, kind="comparison", stated=place, others=others, way=way, needs="", implied=False,
                words=self.context.words(self.row[self.sentence.back(other.at)], *(self.row[one.at] for one in group)),
            )  # fmt: skip
            self.context.parts.append(part)

    def _part_beside(self, i: int, first: int) -> Part | None:
        """Return the rank or share before a place, or else behind it, whose subject is compared."""
        at = self.row[i].start
        parts = [
            part for part in self.context.parts[first:]
            if part.kind in ("rank", "share", "ranking") and part.words
        ]  # fmt: skip
        before = [part for part in parts if part.words[0].start < at]
        ranks = [part for part in before if part.kind == "rank"]
        same = [part for part in ranks if before and part.subject == before[-1].subject]
        return (same or before)[-1] if before else next(iter(parts), None)

    def _bare_part(self, other: Mention) -> Part | None:
        supplier, recipient = self.whom.pair(other.at)
        if not supplier and not recipient:
            return None
        years, token = self.when.of(other.at)
        own = (one for one in self.sentence.mentions if one.name.name in (*supplier, *recipient))
        self.context.words(token, *(self.row[one.at] for one in own))
        return Part("comparison", supplier, recipient, years, "imports" if recipient else "exports")
