"""What was understood of a sentence, with the words it came from, to be shown and mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from armstransfers.claims.frames.text import Words
from armstransfers.claims.part import Of, Part
from armstransfers.core.coverage import Window


@dataclass(frozen=True)
class Understood:
    """One thing that was understood.

    Attributes
    ----------
    what : str
        What it is: supplier, recipient, years, share, rank, compared with, ...
    value : str
        How it was understood.
    words : Words
        The words that it came from.
    """

    what: str
    value: str
    words: Words


@dataclass(frozen=True)
class Reading:
    """How an English sentence was understood.

    Attributes
    ----------
    text : str
        The sentence.
    parts : tuple of Part
        The parts of its claim, each with the words it was read from.
    understood : tuple of Understood
        Names, years, shares, ranks and so on, in the order of the text.
    ambiguities : tuple of str
        What could be read in another way, and how it was read; sentences.
    not_understood : tuple of Words
        Words that may matter and were not understood. Nothing is guessed from them.
    by_hand : bool
        Whether single parts were mended by hand.
    """

    text: str
    parts: tuple[Part, ...]
    understood: tuple[Understood, ...] = ()
    ambiguities: tuple[str, ...] = ()
    not_understood: tuple[Words, ...] = ()
    by_hand: bool = False

    def with_parts(self, parts: tuple[Part, ...]) -> Reading:
        """Return the reading with parts that were mended one by one."""
        return replace(self, parts=parts, by_hand=parts != self.parts)

    def mended(
        self,
        *,
        supplier: tuple[str, ...] = (),
        recipient: tuple[str, ...] = (),
        years: Window | None = None,
        of: Of | None = None,
        base: Window | None = None,
    ) -> Reading:
        """Return the reading with something else for every part; what is not given stays.

        What is given is sure: doubts about it are answered.
        """
        changes: dict[str, Any] = {
            "supplier": supplier, "recipient": recipient, "years": years, "of": of,
        }  # fmt: skip
        given = {name: value for name, value in changes.items() if value}
        answered = {"names" if name in ("supplier", "recipient") else name for name in given} | (
            {"years"} if base else set()
        )
        parts = []
        for part in self.parts:
            compared = part.kind in ("change", "points")
            left = tuple(doubt for doubt in part.doubts if doubt.about not in answered)
            parts.append(
                replace(part, **given, base=(base or part.base) if compared else None, doubts=left)
            )
        return replace(self, parts=tuple(parts))

    def confirmed(self) -> Reading:
        """Return the reading as one of which a person said that the sentence says all of it."""
        return replace(self, parts=tuple(part.said() for part in self.parts))
