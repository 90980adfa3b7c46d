"""The parts of one sentence: each number with the likeliest of whom, of what and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from armstransfers.analysis import question as q
from armstransfers.claims.english.doubts import bound, unclear
from armstransfers.claims.english.lexicon import words_of
from armstransfers.claims.english.measures import other_measure
from armstransfers.claims.frames.alternatives import SURE, one_by_one, other_readings, other_years
from armstransfers.claims.frames.clauses import Mention, Sentence
from armstransfers.claims.frames.context import Context
from armstransfers.claims.frames.heads import Head
from armstransfers.claims.frames.scores import Choice, Frame, apart, fitted, ranked
from armstransfers.claims.frames.states import state
from armstransfers.claims.frames.years import COMPARED, Named, Times, When, before, named
from armstransfers.claims.part import Of, Part, Way
from armstransfers.claims.quantities.ranks import stated_rank
from armstransfers.claims.quantities.windows import Years
from armstransfers.claims.stated import Stated
from armstransfers.core.coverage import Window

_AMONG = (
    "The rank is among states of one region ({}). Ranks here are among all; a list of the region's "
    "states is needed."
)
_UNNAMED = words_of("unnamed")


class Parts:
    """Reads the numbers of one sentence, each by itself.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    context : Context
        What was read before it; what is found is added to it.
    """

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence, self.context, self.row = sentence, context, sentence.row
        self.windows = self._windows()
        self.first = len(context.parts)
        self.likely = 1.0  # how likely the part before is
        self.before: Part | None = context.parts[-1] if context.parts else None

    def _read(self, head: Head) -> None:
        if self._of_others(head.at):
            return
        against = apart(self.sentence, head)
        names = {one.name.name for one in self.sentence.mentions}
        earlier = tuple(name for name in self.context.named if name not in names)
        choice = Choice(self.sentence, head, self.before, against, earlier)
        frames = ranked(choice.options(), fitted())
        none = frames[0][1].sense.kind == "none"
        if none and head.sort != "%" and (frames[0][0] >= SURE or len(frames) == 1):
            return
        frame = next(one for _, one in frames if one.sense.kind != "none")
        if frame.sense.kind in ("rank", "ranking") and not (
            frame.supplier.names or frame.recipient.names
        ):
            told = self.sentence.text(head.at)
            self.context.say(f"'{told}' names nobody, so no rank is judged.")
            return
        times = ranked(
            Times(self.sentence, head, frame.sense.kind, self.windows, self.before).options(),
            fitted(),
        )
        built = self._built(head, frame, times[0][1], against)
        if built is None:
            return
        chain = self._chain(frame)
        others = [
            (likely * chain, self._alone(head, one, times[0][1], against)) for likely, one in frames
        ]
        later = [(likely, *self._when(one, frame.sense.kind)[:2]) for likely, one in times]
        asked = [
            *other_readings(built, others),
            *other_years(built, later),
            *unclear(self.sentence, built, frame, times[0][1], head.at, self.context.years),
        ]
        for part in self._each(built, times[0][1], head):
            for doubt in asked:
                part = part.doubted(doubt.question, *doubt.alternatives, about=doubt.about)
            self.context.parts.append(part)
        self.before, self.likely = built, chain * sum(
            likely for likely, one in frames if one.supplier.names == frame.supplier.names and one.recipient.names == frame.recipient.names
        )  # fmt: skip

    def _chain(self, frame: Frame) -> float:
        """Return how likely those are whom a reading takes over from the part before it."""
        again = self.before is not None and (
            (bool(frame.supplier.names) and frame.supplier.names == self.before.supplier)
            or (bool(frame.recipient.names) and frame.recipient.names == self.before.recipient)
        )
        return self.likely if again and self.before and not self.before.measure else 1.0

    def _built(self, head: Head, frame: Frame, when: When, against: list[Mention]) -> Part | None:
        """Return the part that a reading makes, with its words; what is said of it is noted."""
        part = self._alone(head, frame, when, against, say=self.context.say)
        if part is None:
            return None
        years, base, places = self._when(when, part.kind, say=True)
        near = [*frame.supplier.of, *frame.recipient.of]
        told = [one for one in self.sentence.mentions if one.name.name in (*part.supplier, *part.recipient, *part.others) and one not in near]  # fmt: skip
        words = self.context.words(
            self.row[head.at], *(self.row[one.at] for one in (*near, *told)), *(self.row[i] for i in places)
        )  # fmt: skip
        part = replace(part, years=years, base=base, words=words, denied=self._denied(head.at),
                       measure=self._measure(head.at), needs=self._among_region(head.at, part))  # fmt: skip
        self._remark(head, frame, part)
        return part

    def _alone(
        self,
        head: Head,
        frame: Frame,
        when: When,
        against: list[Mention],
        say: Callable[[str], None] = lambda _: None,
    ) -> Part | None:
        """Return the part that a reading makes; `say` takes what could be read in another way."""
        supplier, recipient = frame.supplier.names, frame.recipient.names
        kind = frame.sense.kind
        if kind == "none":
            return None
        told = state(self.sentence, self.context.text, head.at, kind, say)
        if told is None and kind not in ("ranking", "comparison"):
            return None
        of: Of = frame.sense.of or ("imports" if recipient else "exports")
        others: tuple[str, ...] = ()
        way: Way = ""
        if kind in ("ratio", "comparison"):
            others, way, told = self._others(head, frame, against, told)
        years, base, _ = self._when(when, kind)
        subject = supplier if (of == "imports" and supplier) or not recipient else recipient
        if kind == "ranking" and len(subject) < 2:
            kind = "rank"
            told = state(self.sentence, self.context.text, head.at, kind, lambda _: None)
        return Part(
            kind,
            supplier,
            recipient,
            years,
            of,
            None if kind == "ranking" else told,
            others,
            way,
            base,
        )

    def _others(
        self, head: Head, frame: Frame, against: list[Mention], told: Stated | None
    ) -> tuple[tuple[str, ...], Way, Stated | None]:
        """Return with whom a subject is compared, and whether it is ahead of them."""
        own = {id(one) for one in (*frame.supplier.of, *frame.recipient.of)}
        beside = against or [one for one in self.sentence.mentions if one.compared == "than" and one.at > head.at and id(one) not in own]  # fmt: skip
        if frame.sense.kind == "ratio":
            beside = beside or [one for one in self.sentence.mentions if one.at > head.at and id(one) not in own][:1]  # fmt: skip
            return tuple(dict.fromkeys(one.name.name for one in beside)), "", told
        way: Way = "ahead" if self.row[head.at].kind == "MORE" else "after"
        if any(one.compared == "than" for one in (*frame.supplier.of, *frame.recipient.of)):
            # only Israel sold more than Belarus: Belarus was second, after Israel
            front = [
                one for one in self.sentence.mentions if one.at < head.at and id(one) not in own
            ]
            ahead = self.sentence.members(front[0]) if front else []
            names = tuple(one.name.name for one in ahead)
            rank = stated_rank("only", len(names) + 1, len(names) + 1)
            return names, "after", rank
        return tuple(one.name.name for one in beside), way, None

    def _each(self, part: Part, when: When, head: Head) -> Iterator[Part]:
        """Yield a part for each whole, for each who has a rank, and for each window of *both*."""
        windows = [part]
        again = self._both(when, part)
        if again is not None and self.sentence.kind(head.at - 1) not in ("FROM", "TO"):
            told = self.context.words(self.row[again.at])
            windows.append(replace(part, years=again.window, words=(*part.words, *told)))
        for one in windows:
            yield from one_by_one(one)

    def _both(self, when: When, part: Part) -> Named | None:
        """Return the other window of ``in both 2011-15 and 2016-20``."""
        if when.years is None or part.base or self.sentence.text(when.years.at - 1) != "both":
            return None
        return next((one for one in self.windows if one.at == when.years.at + 2), None)

    def _windows(self) -> list[Named]:
        found = named(self.sentence, self.context.published, self.context.years)
        record = self.sentence.has("RECORD")
        return [one for one in found if not (record and self.sentence.text(one.at - 1) == "since")]

    def _when(
        self, when: When, kind: str, *, say: bool = False
    ) -> tuple[Window | None, Window | None, list[int]]:
        """Return the years of a number, those it is compared with, and the places that name them."""
        if when.years is None or when.years.window is None:
            told = self._no_years(say=say)
            return told, before(told) if told and kind in COMPARED else None, []
        years, places = when.years.window, [when.years.at]
        if when.years.item.sort == "open" and say:
            self.context.say(
                f"'{self.sentence.text(when.years.at)}' has no end; read as {years[0]}-{years[1]}, to the "
                "last year of the newest edition at hand."
            )
        if kind not in COMPARED:
            return years, None, places
        if when.base is not None:
            return years, when.base.window, [*places, when.base.at]
        last = self.context.published.last_year
        if last is not None and bound(self.sentence, when.years) and years[1] < last:
            length = years[1] - years[0] + 1  # soared from 2015-19, as published
            return (last - length + 1, last), years, places
        if say:
            self.context.say(
                f"The claim does not say against which years; read against {q.words(before(years))}, the "
                "window of the same length just before, with which SIPRI compares."
            )
        return years, before(years), places

    def _no_years(self, *, say: bool) -> Window | None:
        """Return the years of the sentence before, for one that names none."""
        vague = next((t for t in self.row if isinstance(t.item, Years) and t.item.sort == "vague"), None)  # fmt: skip
        if self.context.years is not None and not self.windows:
            if say:
                self.context.say(
                    f"A sentence names no years; read with {q.words(self.context.years)}, those of the sentence before."
                )
            return self.context.years
        if not say:
            return None
        if vague is None:
            self.context.say("The claim names no years. Add them.")
            return None
        assert isinstance(vague.item, Years)
        hint, length = "", vague.item.length
        if length:
            last = self.context.published.latest
            hint = f"; {q.words((last - length + 1, last))} would be the last {length} years of the newest edition at hand"
        self.context.say(f"'{vague.text}' does not say which years{hint}. Add the years.")
        return None

    def _measure(self, i: int) -> str:
        """Return why a number counts no deliveries; one of *them* counts what was counted before."""
        taken_up = self.sentence.kind(i + 1) == "OF" and self.sentence.text(i + 2) in ("them", "those", "it", "which", "these")  # fmt: skip
        before = self.before.measure if taken_up and self.before else ""
        return other_measure(self.sentence, i) or before

    def _denied(self, i: int) -> bool:
        for j in range(i - 1, max(i - 7, self.sentence.clause(i).start - 1), -1):
            if self.sentence.kind(j) == "NOT":
                beside = self.sentence.at(j + 1)
                if beside is not None and beside.compared == "except":
                    return False  # Turkey, not Belarus
                return self.sentence.text(j + 1) not in ("only", "just", "merely")
        return False

    def _of_others(self, i: int) -> bool:
        """Whether a share is of others who are not named."""
        beside = self.sentence.text(i - 2 if self.sentence.kind(i - 1) == "(" else i - 1)
        if self.sentence.kind(i) != "A" or beside not in _UNNAMED:
            return False
        self.context.say(
            f"'{self.sentence.text(i)}' is of others, who are not named. It is not judged."
        )
        return True

    def _remark(self, head: Head, frame: Frame, part: Part) -> None:
        """Say what could be read in another way."""
        told = part.stated_words()
        ahead = [self.sentence.kind(j) for j in range(head.at + 1, head.at + 6)]
        whole = part.recipient if part.of == "imports" else part.supplier
        nouns = {
            "IMPORTS",
            "EXPORTS",
            "ARMS",
            "FLOWS",
            "ITS",
            "SHARE",
            "OF",
            "FROM",
            "WENT",
            "WITH",
        }
        clause = {self.sentence.kind(j) for j in self.sentence.clause(head.at)}
        if part.kind == "share" and len(whole) == 1 and part.of != "world" and not nouns & (set(ahead[:3]) | (clause - {"OF", "WITH"})):  # fmt: skip
            self.context.say(f"The claim does not say of what '{told}' is a share; read as a share of {whole[0]}'s {part.of}.")  # fmt: skip
        if part.kind == "share" and len(part.subject) > 1 and not self.sentence.has("TOGETHER"):
            self.context.say(
                f"'{told}' is read as the share of {' and '.join(part.subject)} together."
            )

    def _among_region(self, i: int, part: Part) -> str:
        """Return why a rank is none among all: it is one among a region's states."""
        if part.kind not in ("rank", "ranking"):
            return ""
        for one in self.sentence.mentions:
            noun, _ = self.sentence.head(one)
            inside = one.at < i + 5 and noun in ("SUPPLIER", "RECIPIENT")
            reach = i < one.at < i + 10 or (
                one.at < i
                and self.sentence.text(one.at - 1) in ("among", "amongst", "within", "inside")
            )
            if (
                one.name.form in ("region", "group")
                and one.at in self.sentence.clause(i)
                and (
                    inside
                    or (
                        reach
                        and self.sentence.text(one.at - 1)
                        in ("in", "among", "amongst", "within", "inside", "the")
                    )
                )
            ):
                self.context.words(self.row[one.at])
                return _AMONG.format(one.name.name)
        return ""
