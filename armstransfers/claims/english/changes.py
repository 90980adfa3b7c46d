"""Changes in a sentence: a volume that rose or fell, a share that moved."""

from __future__ import annotations

from armstransfers.claims import phrases
from armstransfers.claims.english.amounts import Amount
from armstransfers.claims.english.numbers import Figure
from armstransfers.claims.english.partners import names
from armstransfers.claims.english.parts import Parts
from armstransfers.claims.english.wholes import Whole, whole_of
from armstransfers.claims.part import Of
from armstransfers.claims.stated import stated

_NEAR_DIRECTION = 4


class Changes(Parts):
    """Reads changes: of a volume in per cent, of a share in percentage points."""

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
        if amount.unit == "times":
            self.context.ask(f"'{self._text(i)}' of a share is no number of points. What is meant?")
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
