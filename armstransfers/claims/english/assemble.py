"""The parts of one sentence: numbers joined with those of whom they are stated."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from armstransfers.claims import phrases
from armstransfers.claims.english.amounts import Amount
from armstransfers.claims.english.context import Context
from armstransfers.claims.english.numbers import Figure
from armstransfers.claims.english.ranks import Rank, stated_rank
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.row import Mention
from armstransfers.claims.english.text import words
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.english.when import When
from armstransfers.claims.english.wholes import Whole, whole_of
from armstransfers.claims.english.whom import Whom, names
from armstransfers.claims.english.windows import Years
from armstransfers.claims.part import Kind, Of, Part, Way
from armstransfers.claims.stated import Stated, stated
from armstransfers.coverage import Side, Window, other_side
from armstransfers.errors import BadRequest

MONEY = (
    "The claim gives a sum of money. TIV counts the volume of deliveries and is not money; what was "
    "paid must come from contracts, budgets or customs."
)
RECORD = (
    "A first or a record over windows needs every window since the one that is named, and whether "
    "they follow each other or slide; it is not judged here."
)
EACH = "The claim is about every one of several windows or years. Each is a claim of its own: name one."
ORDERS = "The claim is about orders or plans. SIPRI's TIV counts deliveries; orders must come from contracts."
EXCEPT = (
    "The claim leaves something out of the total, or adds up all but one. Shares here are of the "
    "whole: name what is stated of it."
)
_NEAR_DIRECTION = 4
_BEHIND_MORE = frozenset({"word", "ARMS", "THAN", "TO"})
_UNNAMED = frozenset({"others", "rest", "remainder", "remaining"})
_ANYONE = frozenset(
    ["country", "state", "nation", "one", "supplier", "other", "exporter", "single"]
)


class Reader:
    """Reads one sentence into the parts of a claim.

    Parameters
    ----------
    sentence : Sentence
        The sentence, with the roles of those it names.
    context : Context
        What was read before it; what is found is added to it.
    """

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence, self.context = sentence, context
        self.row = sentence.row
        self.when, self.whom = When(sentence, context), Whom(sentence, context)
        self.done: set[int] = set()  # places of amounts that were read together with another

    def read(self) -> None:
        """Read the sentence."""
        first = len(self.context.parts)
        for i, token in enumerate(self.row):
            if i in self.done:
                continue
            if isinstance(token.item, Amount):
                self._amount(i, token.item)
            elif isinstance(token.item, Rank):
                self._rank(i, token.item)
            elif token.kind in ("UP", "DOWN"):
                self._direction(i)
            elif token.kind in ("MORE", "LESS") and self.sentence.kind(i + 1) in _BEHIND_MORE:
                self._more(i)
        self._comparisons(first)
        self._records(first)
        self._left_out(first)
        self._implied_ranking(first)
        self._say_whose_years()
        self._remember(first)

    # amounts

    def _amount(self, i: int, amount: Amount) -> None:
        if amount.unit == "million":
            told = stated(self._text(i), amount.figure, "million", amount.hedge)
            self._add("money", i, told, *self.whom.pair(i), needs=MONEY)
        elif amount.unit == "million TIV":
            self._volume(i, amount)
        elif self._is_ratio(i, amount):
            self._ratio(i, amount)
        elif amount.changed and self._has_share_before(i):
            self.context.say(f"'{self._text(i)}' of a share is not judged by itself.")
        elif amount.unit == "percentage points" or self._is_change_of_share(i):
            self._points(i, amount)
        elif amount.changed or amount.unit == "times" or self._is_change(i, amount):
            self._change(i, amount)
        else:
            self._share(i, amount)

    def _share(self, i: int, amount: Amount) -> None:
        if self.sentence.text(i - 2 if self.sentence.kind(i - 1) == "(" else i - 1) in _UNNAMED:
            self.context.say(
                f"'{self._text(i)}' is of others, who are not named. It is not judged."
            )
            return
        place = i + 2 if [self.sentence.kind(i + 1), self.sentence.kind(i + 2)] == ["(", "A"] else i
        # the majority (60 %) of its arms; 94 and 60 per cent of the arms
        last = self.whom.run(place)[-1]
        if [self.sentence.kind(i - 1), self.sentence.kind(i + 1), self.sentence.kind(i + 2)] == [
            "FROM",
            "TO",
            "A",
        ]:
            last = i + 2  # from 1.3 to 0.3 per cent of the global total
        whole = whole_of(self.sentence, last) or whole_of(self.sentence, i)
        partners = self.whom.partners(place, whole)
        of, side = self.whom.of(place, whole, partners)
        needs = (whole.refused if whole else "") or self._no_deliveries(i)
        subject = names(partners) or self._subject_of_before(i, of, side)
        reporter = self.whom.reporter(i, whole, of, partners)
        if of == "world":
            supplier = subject if side == "supplier" else ()
            recipient = subject if side == "recipient" else ()
        elif of == "imports":
            supplier, recipient = subject, reporter
        else:
            supplier, recipient = reporter, subject
        try:
            told = phrases.share(amount, self._text(i))
        except BadRequest as error:
            self.context.say(f"{error} It is not judged.")
            return
        if whole is None and self.whom.last is None and reporter and not self._leads_from(i):
            self.context.say(
                f"The claim does not say of what '{self._text(i)}' is a share; read as a share of "
                f"{reporter[0]}'s {of}."
            )
        self.whom.last, self.whom.last_partners = (of, side), partners
        if len(subject) > 1 and not self.sentence.has("TOGETHER"):
            self.context.say(
                f"'{self._text(i)}' is read as the share of {' and '.join(subject)} together."
            )
        self._add("share", i, told, supplier, recipient, of, needs=needs, more=partners)

    def _leads_from(self, i: int) -> bool:
        """Whether a number says itself where from or where to: ``60 % came from``."""
        verbs = {"SUPPLY", "RECEIVE", "DEPEND"}
        if verbs & {self.sentence.kind(j) for j in self.sentence.clause(i)}:
            return True
        return any(
            self.sentence.kind(j) in ("FROM", "WENT")
            for j in range(i + 1, min(i + 6, len(self.row)))
        )

    def _subject_of_before(self, i: int, of: Of, side: Side) -> tuple[str, ...]:
        """Return the subject of the sentence before, for one that names none: ``it was 36 %``."""
        named = self.context.supplier if side == "supplier" else self.context.recipient
        if of == "world" or not named or self.context.of not in (of, None):
            return ()
        self.context.say(
            f"'{self._text(i)}' is read of {' and '.join(named)}, as in the sentence before."
        )
        return named

    def _no_deliveries(self, i: int) -> str:
        """Return why a number is of no deliveries: of orders, or of money. Else nothing."""
        clause = self.sentence.clause(i)
        if any(self.sentence.kind(j) == "SPENT" for j in clause):
            return MONEY
        return ORDERS if self._ordered(i) else ""

    def _ordered(self, i: int) -> bool:
        """Whether what a number is about was ordered, not delivered."""
        clause = self.sentence.clause(i)
        return any(
            self.sentence.kind(j) == "ORDERED"
            and self.sentence.kind(j - 1) in ("E", "HAVE", "AND", "word")
            for j in range(clause.start, i)
        )

    def _volume(self, i: int, amount: Amount) -> None:
        told = stated(self._text(i), amount.figure, "million TIV", amount.hedge)
        supplier, recipient = self.whom.pair(i)
        self._add("volume", i, told, supplier, recipient, "imports" if recipient else "exports")

    def _ratio(self, i: int, amount: Amount) -> None:
        other = self.whom.compared_after(i)
        less = self.sentence.kind(i + 1) == "LESS"
        supplier, recipient = self.whom.pair(i)
        others = names(self._group(other)) if other else ()
        side = self._same_side(other) if other else ("recipient" if recipient else "supplier")
        of = self._of_compared(side, supplier, recipient)
        part = amount.unit == "%" and self.sentence.kind(i + 1) == "OF"
        told = phrases.ratio(amount, self._text(i), less=less, part=part)
        self._say_times_more(i, amount)
        if amount.unit == "%" and not part:
            self.context.say(
                f"'{self._text(i)} {self.sentence.text(i + 1)}' is read as {told.value:g} times as much."
            )
        self._add(
            "ratio", i, told, supplier, recipient, of, others=others, more=[other] if other else [],
            needs=self._no_deliveries(i),
        )  # fmt: skip

    def _say_times_more(self, i: int, amount: Amount) -> None:
        """Say that three times more is read as three times as much."""
        if amount.unit == "times" and self.sentence.kind(i + 1) == "MORE":
            self.context.say(
                f"'{self._text(i)} {self.sentence.text(i + 1)}' is read as "
                f"{amount.figure.value:g} times as much, not as {amount.figure.value + 1:g} times."
            )

    def _points(self, i: int, amount: Amount) -> None:
        falls = self._falls(i)
        whole = self._whole_of_subject(i)
        partners = self.whom.partners(i, whole)
        of, _ = self.whom.of(i, whole, partners)
        reporter = self.whom.reporter(i, whole, of, partners)
        subject = names(partners)
        supplier, recipient = (subject, reporter) if of == "imports" else (reporter, subject)
        value = Figure(
            -amount.figure.value if falls else amount.figure.value, amount.figure.decimals
        )
        if amount.unit == "%":
            self.context.say(
                f"'{self._text(i)}' of a share is read as percentage points; per cent of the share "
                "would be something else."
            )
        told = stated(self._text(i), value, "percentage points", amount.hedge)
        now, then, tokens = self.when.two(i)
        self._add(
            "points",
            i,
            told,
            supplier,
            recipient,
            of,
            years=(now, tokens),
            base=then,
            more=partners,
        )

    def _change(self, i: int, amount: Amount) -> None:
        self._say_times_more(i, amount)
        told = phrases.change(amount, self._text(i), falls=self._falls(i))
        supplier, recipient = self.whom.pair(i)
        now, then, tokens = self.when.two(i)
        of: Of = "imports" if recipient else "exports"
        self._add("change", i, told, supplier, recipient, of, years=(now, tokens), base=then)

    def _direction(self, i: int) -> None:
        """Read a rise or fall without a number: it states more than nothing."""
        near = range(max(i - _NEAR_DIRECTION, 0), min(i + 9, len(self.row)))
        if any(isinstance(self.row[j].item, Amount) for j in near):
            return
        supplier, recipient = self.whom.pair(i)
        if not (supplier or recipient) or not self._has_base():
            return
        told = phrases.direction(self._text(i), rises=self.row[i].kind in ("UP", "MORE"))
        now, then, tokens = self.when.two(i)
        self._add(
            "change", i, told, supplier, recipient, "imports" if recipient else "exports",
            years=(now, tokens), base=then,
        )  # fmt: skip

    # ranks and comparisons

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
        counterpart = () if world else self.whom.counterpart(i, side, subject)
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
            for word, following in zip(said, [*said[1:], ""], strict=True)
        )

    def _first_of(self, subject: tuple[str, ...]) -> int:
        return next((one.at for one in self.sentence.mentions if one.name.name in subject), 0)

    def _of_compared(self, side: Side, supplier: tuple[str, ...], recipient: tuple[str, ...]) -> Of:
        """Return the denominator under which a compared name takes the place of the subject."""
        if supplier and recipient:
            return "imports" if side == "supplier" else "exports"
        return "imports" if recipient else "exports"

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
        self.context.words(token)
        return Part("comparison", supplier, recipient, years, "imports" if recipient else "exports")

    def _records(self, first: int) -> None:
        for i, token in enumerate(self.row):
            if token.kind != "RECORD":
                continue
            if token.text.startswith(("each", "every", "year")):
                told = self.context.words(token)
                self.context.parts[first:] = [
                    replace(part, needs=EACH, words=(*part.words, *told))
                    for part in self.context.parts[first:]
                ]
                continue
            years, _ = self.when.of(i)
            since = [self.row[j] for j in self.when.since_record]
            supplier, recipient = self.whom.pair(i)
            part = Part(
                "other",
                supplier,
                recipient,
                years,
                needs=RECORD,
                words=self.context.words(token, *since),
            )
            self.context.parts.append(part)

    def _left_out(self, first: int) -> None:
        """Say of parts that are stated of all but something that they cannot be told."""
        out = [i for i, token in enumerate(self.row) if token.kind == "EXCEPT"]
        out = [i for i in out if self.sentence.text(i) != "without" or self.sentence.at(i + 1)]
        if not out:
            return
        told = self.context.words(*(self.row[i] for i in out))
        self.context.parts[first:] = [
            replace(part, needs=EXCEPT, words=(*part.words, *told))
            for part in self.context.parts[first:]
        ]

    def _implied_ranking(self, first: int) -> None:
        """Offer what a list of shares implies: that these are the largest, in this order."""
        shares = [
            part for part in self.context.parts[first:]
            if part.kind == "share" and len(part.subject) == 1 and part.stated and not part.needs
        ]  # fmt: skip
        lists: dict[object, list[Part]] = {}
        for part in shares:
            lists.setdefault((part.whole, part.of, part.side, part.years), []).append(part)
        for group in lists.values():
            listed = tuple(part.subject[0] for part in group)
            values = [part.stated.value for part in group if part.stated]
            descending = all(a > b for a, b in pairwise(values))
            said = any(
                part.kind == "ranking" and set(part.subject) == set(listed)
                for part in self.context.parts
            )
            if len(listed) < 2 or len(set(listed)) < len(listed) or not descending or said:
                continue
            pieces = tuple(piece for part in group for piece in part.words[:1])
            ranking = replace(
                group[0], kind="ranking", stated=None, way="after", implied=True, words=pieces
            )
            side = group[0].side
            self.context.parts.append(replace(ranking, **{side: listed}))  # type: ignore[arg-type]

    def _say_whose_years(self) -> None:
        """Say that years which stand behind a share may not be those of the rank before it."""
        ranks = [i for i, token in enumerate(self.row) if isinstance(token.item, Rank)]
        shares = [i for i, token in enumerate(self.row) if isinstance(token.item, Amount)]
        if len(self.when.named) != 1 or not ranks or not shares:
            return
        if ranks[0] < shares[0] < self.when.named[0][0]:
            self.context.say(
                f"'{self._text(self.when.named[0][0])}' stands with '{self._text(shares[0])}' and may "
                f"not be meant for '{self._text(ranks[0])}'; both are read with these years."
            )

    def _remember(self, first: int) -> None:
        if len(self.context.parts) == first:
            self._remember_names()
        for part in self.context.parts[first:]:
            if part.recipient and part.of != "exports":
                self.context.recipient = part.recipient
            if part.supplier:
                self.context.supplier = part.supplier
            self.context.years = part.years or self.context.years
            self.context.of, self.context.side = part.of, part.side

    def _remember_names(self) -> None:
        """Keep whom and when a sentence without a number names, for the next one."""
        for one in self.sentence.mentions:
            if one.role == "recipient" and not one.compared:
                self.context.recipient = names(self.whom.members(one))
            elif one.role == "supplier" and not one.compared:
                self.context.supplier = names(self.whom.members(one))
            self.context.words(self.row[one.at])
        if len(self.when.named) == 1 and self.when.named[0][1].sort == "window":
            place, years = self.when.named[0]
            self.context.years = years.window
            self.context.words(self.row[place])

    # helpers

    def _group(self, mention: Mention) -> list[Mention]:
        return [one for one in self.sentence.mentions if one.group == mention.group]

    def _text(self, i: int) -> str:
        token = self.row[i]
        told = words(self.context.text, token.start, token.end).text
        article, _, rest = told.partition(" ")
        return rest if article.lower() in ("a", "an", "the") and not rest[:1].isalpha() else told

    def _same_side(self, other: Mention) -> Side:
        """Return on which side the one that a comparison names stands."""
        if other.before in ("FROM", "TO"):
            return "supplier" if other.before == "FROM" else "recipient"
        if other.role is not None and other.votes[other.role]:
            return other.role
        before = [one for one in self.sentence.mentions if one.at < other.at and not one.compared]
        subjects = [one for one in before if self.sentence.subject_like(one)] or before
        return (subjects[0].role if subjects else None) or "recipient"

    def _is_ratio(self, i: int, amount: Amount) -> bool:
        if amount.changed or amount.unit not in ("times", "%"):
            return False
        if self.whom.compared_after(i) is None:
            return (
                amount.unit == "times"
                and self.sentence.kind(i + 1) == "MORE"
                and not self._has_base()
            )
        following = {self.sentence.kind(j) for j in range(i + 1, min(i + 5, len(self.row)))}
        owned = self.sentence.at(i + 1)
        if self.row[i].text.endswith(("as many", "as much")) or (owned and owned.compared):
            return True  # four times Russia's
        other = self.whom.compared_after(i)
        half = self.sentence.kind(i + 1) == "OF" and self.sentence.kind(i + 2) == "THOSE"
        if amount.unit == "%" and other is not None and (other.before == "OF" or half):
            return True
        if amount.unit == "%":
            return bool(following & {"MORE", "LESS"})
        return bool(following & {"THOSE", "ASMUCH", "MORE", "LESS", "THAN", "VOLUME"})

    def _has_base(self) -> bool:
        """Whether a sentence names two windows, or one and that before it."""
        before = any(isinstance(t.item, Years) and t.item.sort == "before" for t in self.row)
        return before or len(self.when.named) > 1

    def _is_change(self, i: int, amount: Amount) -> bool:
        """Whether a percentage is one by which something rose or fell."""
        kind = self.sentence.kind
        if amount.signed:
            return True
        if kind(i + 1) in ("UP", "DOWN"):
            return True
        if kind(i + 1) == "word" and kind(i + 2) in ("UP", "DOWN"):
            return True
        if kind(i + 1) in ("MORE", "LESS"):
            return True
        reach = 12 if kind(i - 1) == "BY" else _NEAR_DIRECTION
        for j in range(i - 1, max(i - 1 - reach, -1), -1):
            if kind(j) in ("UP", "DOWN"):
                return kind(i - 1) not in ("TO", "FROM")
            if reach == _NEAR_DIRECTION and kind(j) not in ("word", "BY", "OF", "THAN"):
                return False
        return False

    def _is_change_of_share(self, i: int) -> bool:
        """Whether what rises or falls by a percentage is itself a share."""
        if not self._is_change(i, self.row[i].item):  # type: ignore[arg-type]  # it is an amount
            return False
        return self._has_share_before(i)

    def _has_share_before(self, i: int) -> bool:
        clause = self.sentence.clause(i)
        return any(self.sentence.kind(j) == "SHARE" for j in range(clause.start, i))

    def _whole_of_subject(self, i: int) -> Whole | None:
        for j in range(i - 1, -1, -1):
            if self.sentence.kind(j) == "SHARE":
                return whole_of(self.sentence, j)
        return whole_of(self.sentence, i)

    def _falls(self, i: int) -> bool:
        kinds = [self.sentence.kind(j) for j in range(max(i - 6, 0), min(i + 4, len(self.row)))]
        if "LESS" in kinds[-3:]:
            return True
        return "DOWN" in kinds and "UP" not in kinds[: kinds.index("DOWN")]

    def _denied(self, i: int) -> bool:
        for j in range(i - 1, max(i - 7, self.sentence.clause(i).start - 1), -1):
            if self.sentence.kind(j) == "NOT":
                beside = self.sentence.at(j + 1)
                if beside is not None and beside.compared == "except":
                    return False  # Turkey, not Belarus
                return self.sentence.text(j + 1) not in ("only", "just", "merely")
        return False

    def _add(
        self,
        kind: Kind,
        i: int,
        told: Stated | None,
        supplier: tuple[str, ...] = (),
        recipient: tuple[str, ...] = (),
        of: Of = "imports",
        *,
        years: tuple[Window | None, tuple[Token, ...]] | None = None,
        needs: str = "",
        more: list[Mention] | None = None,
        others: tuple[str, ...] = (),
        way: str = "",
        base: Window | None = None,
    ) -> None:
        if years is None:
            window, token = self.when.of(i)
            tokens: tuple[Token, ...] = (token,) if token else ()
        else:
            window, tokens = years
        named = [self.row[one.at] for one in more or []]
        own = [
            self.row[one.at] for one in self.sentence.mentions
            if one.name.name in (*supplier, *recipient, *others) and self.row[one.at] not in named
        ]  # fmt: skip
        part = Part(
            kind, supplier, recipient, window, of, told, others, way, base, self._denied(i),  # type: ignore[arg-type]
            needs=needs, words=self.context.words(self.row[i], *named, *own, *tokens),
        )  # fmt: skip
        self.context.parts += _one_by_one(part)
        alone = tokens and base is None and self.sentence.kind(i - 1) not in ("FROM", "TO")
        again = self.when.both(tokens[0] if alone else None)
        if again is not None:
            window, token = again
            moved = replace(part, years=window, words=(*part.words, *self.context.words(token)))
            self.context.parts += _one_by_one(moved)


def _one_by_one(part: Part) -> list[Part]:
    """Return a part for each denominator: ``the largest supplier to both Armenia and Georgia``."""
    if part.kind not in ("share", "rank", "ranking", "comparison", "points") or part.of == "world":
        return [part]
    side: Side = "recipient" if part.of == "imports" else "supplier"
    wholes = part.recipient if side == "recipient" else part.supplier
    if len(wholes) < 2:
        return [part]
    return [replace(part, **{side: (name,)}) for name in wholes]  # type: ignore[arg-type]
