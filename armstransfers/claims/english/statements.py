"""Amounts in a sentence, each read as what it states: a share, a ratio, a volume, money."""

from __future__ import annotations

from armstransfers.claims import phrases
from armstransfers.claims.english.amounts import Amount
from armstransfers.claims.english.changes import Changes
from armstransfers.claims.english.partners import names
from armstransfers.claims.english.wholes import whole_of
from armstransfers.claims.part import Of
from armstransfers.claims.stated import stated
from armstransfers.coverage import Side
from armstransfers.errors import BadRequest

_UNNAMED = frozenset({"others", "rest", "remainder", "remaining"})


class Amounts(Changes):
    """Reads amounts: shares, ratios, volumes, sums of money, and those that are changes."""

    def _amount(self, i: int, amount: Amount) -> None:
        if amount.unit == "million":
            told = stated(self._text(i), amount.figure, "million", amount.hedge)
            self._add("money", i, told, *self.whom.pair(i))
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
        needs = whole.refused if whole else ""
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
        say = self.context.say if len(named) == 1 else self.context.ask
        say(f"'{self._text(i)}' is read of {' and '.join(named)}, as in the sentence before.")
        return named

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
        )  # fmt: skip

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
