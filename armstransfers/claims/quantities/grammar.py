"""What a row of rules finds in a text: each a pattern, and what it makes of a place that fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Protocol, TypeVar


class _Item(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


Item = TypeVar("Item", bound=_Item)
Rules = tuple[tuple[str, Callable[[re.Match[str]], Item | None]], ...]

_compiled = cache(re.compile)  # when a text is first read, not when the module is


def find(rules: Rules[Item], text: str) -> list[Item]:
    """Return what rules find in a plain, lower-case text, in its order.

    A place belongs to the first rule that makes something of it.
    """
    found: list[Item] = []
    taken = bytearray(len(text))
    for pattern, build in rules:
        for match in _compiled(pattern).finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if one := build(match):
                found.append(one)
                taken[one.start : one.end] = b"\1" * (one.end - one.start)
    return sorted(found, key=lambda one: one.start)
