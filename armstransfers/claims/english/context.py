"""What is carried along while a text is read: earlier names and years, parts, ambiguities."""

from __future__ import annotations

from dataclasses import dataclass, field

from armstransfers.claims.english.text import Words, words
from armstransfers.claims.english.tokens import Token
from armstransfers.claims.part import Of, Part
from armstransfers.coverage import Side, Window


@dataclass
class Context:
    """The text that is read, and what was found in it so far.

    Attributes
    ----------
    text : str
        The text.
    latest : int
        Last year of the data.
    recipient, supplier, years, of, side
        Of the last part: what a sentence does not say itself is taken from the one before.
    parts : list of Part
        The parts so far.
    ambiguities : list of str
        What could be read in another way.
    open_questions : list of str
        What is doubtful about the part that is read next.
    used : set of int
        Where tokens begin that a part was read from.
    """

    text: str
    latest: int
    recipient: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    years: Window | None = None
    of: Of | None = None
    side: Side = "supplier"
    parts: list[Part] = field(default_factory=list)
    ambiguities: list[str] = field(default_factory=list)
    open_questions: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def words(self, *pieces: Token | None) -> tuple[Words, ...]:
        """Return the words of some tokens, and note that they were used."""
        told = [piece for piece in pieces if piece is not None]
        self.used.update(piece.start for piece in told)
        return tuple(words(self.text, piece.start, piece.end) for piece in told)

    def say(self, sentence: str) -> None:
        """Note what could be read in another way."""
        if sentence not in self.ambiguities:
            self.ambiguities.append(sentence)

    def ask(self, sentence: str) -> None:
        """Note what could be read in another way, of the part that is read next."""
        self.say(sentence)
        self.open_questions.append(sentence)

    def doubtful(self, part: Part) -> Part:
        """Return a part with the questions that were open about it."""
        for question in self.open_questions:
            part = part.doubted(question, about="years" if "year" in question else "names")
        self.open_questions.clear()
        return part
