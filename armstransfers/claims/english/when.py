"""Which years of a sentence belong to which of its numbers."""

from __future__ import annotations

from armstransfers.analysis import question as q
from armstransfers.claims.english.context import Context
from armstransfers.claims.english.roles import Sentence
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.english.windows import Years
from armstransfers.coverage import Window

_CLOSE = 3  # words between a number and the years that follow it


class When:
    """The years of a sentence.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    context : Context
        What was read before it.
    """

    def __init__(self, sentence: Sentence, context: Context) -> None:
        self.sentence, self.context = sentence, context
        self.named: list[tuple[int, Years]] = [
            (i, token.item)
            for i, token in enumerate(sentence.row)
            if isinstance(token.item, Years) and token.item.sort in ("window", "open")
        ]
        self.since_record = [
            i
            for i, _ in self.named
            if sentence.text(i - 1) == "since" and sentence.has("RECORD", 0, i)
        ]
        self.named = [pair for pair in self.named if pair[0] not in self.since_record]

    def of(self, i: int) -> tuple[Window | None, Token | None]:
        """Return the window of the number at a place, and the token that names it."""
        chosen = self._chosen(i)
        if chosen is None:
            return self._vague_or_earlier()
        place, years = chosen
        return self._resolved(years, place), self.sentence.row[place]

    def two(self, i: int) -> tuple[Window | None, Window | None, tuple[Token, ...]]:
        """Return the later and the earlier window of a change, and their tokens."""
        row = self.sentence.row
        clause = self.sentence.clause(i)
        own = [pair for pair in self.named if pair[0] in clause] or self.named
        told = {self._resolved(years, place): place for place, years in own}
        windows = sorted((window, place) for window, place in told.items() if window is not None)
        if len(windows) > 2:
            near = sorted(windows, key=lambda pair: abs(pair[1] - i))[:2]
            windows = sorted(near)
        if len(windows) >= 2:
            (earlier, first), (later, second) = windows[0], windows[-1]
            if earlier[1] < later[0]:
                return later, earlier, (row[second], row[first])
            self.context.say(
                f"{q.words(earlier)} and {q.words(later)} overlap, so no change between them can be told."
            )
            return later, None, (row[second],)
        now, token = self.of(i)
        tokens = (token,) if token else ()
        if now is None:
            return None, None, tokens
        then = q.before(now)
        relative = [t for t in row if isinstance(t.item, Years) and t.item.sort == "before"]
        if relative:
            return now, then, (*tokens, relative[0])
        # from 2019 to 2020 may be from one year to the other, and from 2015-19 to a later window
        bounds = token is not None and (
            token.text.startswith(("from", "since", "between"))
            or self.sentence.kind(row.index(token) - 1) in ("FROM", "ON", "THAN")
        )
        say = self.context.ask if bounds else self.context.say
        say(
            f"The claim does not say against which years; read against {q.words(then)}, the window "
            "of the same length just before, with which SIPRI compares."
        )
        return now, then, tokens

    def _chosen(self, i: int) -> tuple[int, Years] | None:
        if len(self.named) <= 1:
            return self.named[0] if self.named else None
        own = self._close_behind(i)
        level = self.sentence.kind(i - 1)
        pair = own is not None and self._next_window(own[0]) is not None
        if level in ("FROM", "TO") and self._moves(i) and (own is None or pair):
            ordered = sorted(self.named, key=lambda pair: pair[1].window or (0, 0))
            return ordered[0] if level == "FROM" else ordered[-1]  # from 35 to 43 % between
        if own is not None:
            return own
        clause = self.sentence.clause(i)
        if not any(place in clause for place, _ in self.named):
            return self._latest(i)
        inside = [pair for pair in self.named if pair[0] in clause] or self.named
        earlier = [pair for pair in inside if pair[0] < i]
        later = [pair for pair in inside if pair[0] > i]
        taken_later = later and not any(
            self.sentence.kind(j) == "A" for j in range(i + 1, later[0][0])
        )
        if earlier and not (taken_later and not self._leads(earlier[-1][0])):
            return earlier[-1]
        return later[0] if later else earlier[-1]

    def _close_behind(self, i: int) -> tuple[int, Years] | None:
        """Return the years that follow a number directly: ``36 % in 2019-23``."""
        for place, years in self.named:
            between = {self.sentence.kind(j) for j in range(i + 1, place)}
            if i < place <= i + 1 + _CLOSE and not {"A", "R", "E", ","} & between:
                return place, years
        return None

    def _next_window(self, place: int) -> int | None:
        """Return the place of years that stand beside others: ``between 2009-13 and 2014-18``."""
        return next((at for at, _ in self.named if at == place + 2), None)

    def _moves(self, i: int) -> bool:
        clause = self.sentence.clause(i)
        return any(
            self.sentence.kind(j) in ("UP", "DOWN")
            or getattr(self.sentence.row[j].item, "changed", False)
            for j in clause
        )

    def both(self, token: Token | None) -> tuple[Window, Token] | None:
        """Return the other window of ``in both 2011-15 and 2016-20``, and its token."""
        row = self.sentence.row
        if token is None:
            return None
        place = row.index(token)
        other = self._next_window(place)
        window = next((years.window for at, years in self.named if at == other), None)
        if other is None or window is None or self.sentence.text(place - 1) != "both":
            return None
        return window, row[other]

    def _latest(self, i: int) -> tuple[int, Years]:
        """Return the latest window of a sentence, for a clause that has none of its own."""
        latest = max(self.named, key=lambda pair: pair[1].window or (0, 0))
        told = self.sentence.text(i)
        self.context.ask(
            f"Which years belong to '{told}' is not said; read with {q.words(latest[1].window or (0, 0))}."
        )
        return latest

    def _leads(self, place: int) -> bool:
        """Whether years stand at the beginning of their clause: ``in 2011-15 Russia ...``."""
        previous = self.sentence.kind(place - 1)
        return previous in ("", ";", "BREAK", "AND", ",", ".") or place <= 1

    def _resolved(self, years: Years, place: int) -> Window | None:
        if years.window is None or years.sort == "window":
            return years.window
        first = years.window[0]
        if first > self.context.latest:
            return None
        told = self.sentence.text(place)
        self.context.ask(
            f"'{told}' has no end; read as {first}-{self.context.latest}, to the last year of the "
            "newest edition at hand."
        )
        return first, self.context.latest

    def _vague_or_earlier(self) -> tuple[Window | None, Token | None]:
        for token in self.sentence.row:
            if isinstance(token.item, Years) and token.item.sort == "vague":
                length = token.item.length
                hint = ""
                if length:
                    first = self.context.latest - length + 1
                    hint = (
                        f"; {q.words((first, self.context.latest))} would be the last "
                        f"{length} years of the newest edition at hand"
                    )
                self.context.say(f"'{token.text}' does not say which years{hint}. Add the years.")
                return None, None
        if self.context.years is not None:
            self.context.say(
                f"A sentence names no years; read with {q.words(self.context.years)}, those of the "
                "sentence before."
            )
            return self.context.years, None
        self.context.say("The claim names no years. Add them.")
        return None, None
