"""What is carried along while a text is read: earlier names and years, parts, ambiguities."""

from __future__ import annotations

from dataclasses import dataclass, field

from armstransfers.claims.english.tokens import Token
from armstransfers.claims.frames.published import Published
from armstransfers.claims.frames.text import Words, words
from armstransfers.claims.part import Part
from armstransfers.core.coverage import Window


@dataclass
class Context:
    """The text that is read, and what was found in it so far.

    Attributes
    ----------
    text : str
        The text.
    published : Published
        What is known of its day, and the last year of the data.
    named : tuple of str
        Who the sentence before names.
    years : (int, int) or None
        Of the last part: what a sentence does not say itself is taken from the one before.
    parts : list of Part
        The parts so far.
    ambiguities : list of str
        What could be read in another way.
    used : set of int
        Where tokens begin that a part was read from.
    """

    text: str
    published: Published
    named: tuple[str, ...] = ()
    years: Window | None = None
    parts: list[Part] = field(default_factory=list)
    ambiguities: list[str] = field(default_factory=list)
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
