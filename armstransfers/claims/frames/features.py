"""What speaks for a reading: where a name stands, and how it stands to a number.

Each observation is a short word such as ``p=FROM`` or ``path=OF ITS ARMS FROM``. None of them says
what it means: that is weighed by what was fitted on sentences whose reading is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from armstransfers.claims.frames.clauses import VERBS, Mention, Sentence
from armstransfers.claims.part import Part
from armstransfers.claims.quantities.amounts import Amount
from armstransfers.claims.quantities.ranks import Rank

_SMALL = frozenset(
    [
        "in",
        "among",
        "within",
        "for",
        "with",
        "as",
        "where",
        "whose",
        "which",
        "who",
        "that",
        "and",
        "both",
        "than",
        "at",
        "on",
        "over",
        "by",
        "not",
        "also",
        "then",
        "only",
    ]
)
_NOUNS = frozenset({"IMPORTS", "EXPORTS", "ARMS", "WORLD", "SUPPLIER", "RECIPIENT", "FLOWS", "SHARE", "ITS", "VOLUME"})  # fmt: skip
_AROUND = ("IMPORTS", "EXPORTS", "SUPPLIER", "RECIPIENT", "WORLD", "UP", "DOWN", "MORE", "LESS", "THAN", "SHARE", "TOGETHER",
           "SUPPLY", "RECEIVE", "FROM", "TO", "WENT", "CAME", "DEPEND", "R", "ASMUCH", "THOSE", "FLOWS", "ITS")  # fmt: skip
_FEW = 2
_TRADE = {
    "IMPORTS": "buys", "RECEIVE": "buys", "RECIPIENT": "buys", "EXPORTS": "sells", "SUPPLY": "sells", "SUPPLIER": "sells",
    "importing": "buys", "reaching": "buys", "arriving": "buys", "sales": "sells", "sale": "sells", "shipments": "sells",
}  # fmt: skip


@dataclass(frozen=True)
class Filler:
    """Who may fill a role: one name, a list of names, nobody, or who was named before.

    Attributes
    ----------
    names : tuple of str
        The names.
    of : tuple of Mention
        Where they stand; empty for what is carried over.
    """

    names: tuple[str, ...] = ()
    of: tuple[Mention, ...] = ()


def word(sentence: Sentence, i: int) -> str:
    """Return a place as its kind, or as the word itself where that is a small one."""
    kind = sentence.kind(i)
    if kind != "word":
        item = sentence.row[i].item if kind else None
        return f"R{item.side or ''}" if isinstance(item, Rank) else kind or "^"
    return sentence.text(i) if sentence.text(i) in _SMALL else "word"


def of_names(sentence: Sentence, filler: Filler) -> tuple[str, ...]:
    """Return what can be seen of names by themselves."""
    first, last = filler.of[0], filler.of[-1]
    i = sentence.back(first.at)
    p = word(sentence, i)
    before = sentence.noun_before(i) if p in ("FROM", "TO", "BY", "OF", "FOR", "ON", "WITH", "in", "among") else ""  # fmt: skip
    noun, owned = sentence.head(last)
    verb, acted = _verb(sentence, last.at), _acted(sentence, i)
    nominative = "S" if p in ("^", ",", "AND", "word", "W", "that", ".", "BREAK", "(", "where") and not owned else "O"  # fmt: skip
    many = len(filler.of)
    group = len(sentence.members(first))
    return (
        f"p={p}", f"p={p}<{before}", f"n={word(sentence, last.at + 1)}", f"h={noun}{owned}", f"h={noun}{owned}&p={p}",
        f"form={first.name.form}&h={noun}", f"form={first.name.form}", f"v={verb}&{nominative}", f"v={verb}&p={p}",
        f"o={acted}&{nominative}", f"cmp={first.compared}", f"deep={sentence.depth[first.at] > 0}",
        f"many={many > 1}&group={group > 1}", f"first={first is sentence.mentions[0]}&{nominative}",
        f"v={verb}&h={noun}{owned}", f"pp={word(sentence, i - 1)} {p}", f"nn={word(sentence, last.at + 1)} {word(sentence, last.at + 2)}",
    )  # fmt: skip


def _verb(sentence: Sentence, at: int) -> str:
    """Return the first verb behind a name in its clause: ``BE SUPPLY``, ``BE R supplier``."""
    depth = sentence.depth[at]
    clause = sentence.clause(at)
    for j in range(at + 1, min(clause.stop, at + 14)):
        if sentence.depth[j] > depth:
            continue
        if sentence.depth[j] < depth:
            return ""
        kind = sentence.kind(j)
        if kind in VERBS:
            if kind not in ("BE", "HAVE"):
                return kind + ("ing" if sentence.text(j).endswith("ing") else "")
            for k in range(j + 1, min(j + 6, len(sentence.row))):
                ahead = sentence.kind(k)
                if ahead in ("SUPPLY", "RECEIVE", "DEPEND", "UP", "DOWN", "CAME", "WENT", "ACCOUNT"):  # fmt: skip
                    return f"{kind} {ahead}"
                if ahead == "R":
                    return f"{kind} {word(sentence, k)}"
                if ahead in (".", ",", "A", "FROM"):
                    return f"{kind} {ahead}"
            return kind
        if kind in ("E", "A") and j > at + 2:
            return ""
    return ""


def _acted(sentence: Sentence, i: int) -> str:
    """Return the verb before a name, with no other name between: ``sold Azerbaijan``."""
    for j in range(i, max(i - 8, -1), -1):
        kind = sentence.kind(j)
        if kind in VERBS:
            by = "by" if sentence.has("BY", j, i + 1) else ""
            return f"{kind}{by}"
        if kind in ("E", ";", ".", "BREAK"):
            return ""
    return ""


def between(sentence: Sentence, filler: Filler, at: int) -> tuple[str, ...]:
    """Return how names stand to a number."""
    if filler.of[0].at > at:
        side, start, end = "R", at + 1, filler.of[0].at
    else:
        side, start, end = "L", filler.of[-1].at + 1, at
    inner = range(start, end)
    path = [word(sentence, j) for j in inner if sentence.kind(j) not in ("W", "word")][:12]
    kinds = [sentence.kind(j) for j in inner]
    told = " ".join(path if len(path) <= 6 else [*path[:2], "..", *path[-2:]])
    ends = f"{path[0] if path else '-'} {path[-1] if path else '-'}"
    numbers, names = min(kinds.count("A") + kinds.count("R"), _FEW), min(kinds.count("E"), _FEW)
    breaks = min(sum(kind in (";", "BREAK", ".") for kind in kinds), 1)
    own = sentence.clause(at)
    same = filler.of[0].at in own
    inside = sentence.depth[at] - sentence.depth[filler.of[0].at]
    p = word(sentence, sentence.back(filler.of[0].at))
    noun, owned = sentence.head(filler.of[-1])
    return (
        f"path={side} {told}", f"ends={side} {ends}", f"{side}{numbers}{names}{breaks}", f"{side}{numbers}{names}&p={p}",
        f"{side}{names}&h={noun}{owned}", f"same={same}&{side}", f"in={inside}&{side}", f"{side}{numbers}&same={same}&p={p}",
        f"commas={min(kinds.count(','), _FEW)}&{side}{names}", f"close={side}{min(len(inner), 4)}",
        f"{side}{numbers}&v={_verb(sentence, filler.of[-1].at)}",
    )  # fmt: skip


def of_head(sentence: Sentence, at: int, sort: str, before: Part | None) -> tuple[str, ...]:
    """Return what can be seen of a number by itself."""
    told = [word(sentence, j) for j in range(at - 3, at + 5)]
    clause = sentence.clause(at)
    kinds = {sentence.kind(j) for j in clause}
    windows = min(sum(sentence.kind(j) == "W" for j in clause), _FEW)
    item = sentence.row[at].item
    seen = [
        f"sort={sort}", f"-1={told[2]}", f"-2={told[1]} {told[2]}", f"-3={told[0]} {told[1]} {told[2]}", f"+1={told[4]}",
        f"+2={told[4]} {told[5]}", f"+3={told[4]} {told[5]} {told[6]}", f"w={windows}", f"-1={told[2]}&+1={told[4]}",
        f"before={before.kind}.{before.of}" if before else "before=", f"text={sentence.text(at).split(' ')[-1]}",
        f"ahead={noun(sentence, range(at + 1, at + 9))}", f"behind={noun(sentence, range(at - 1, at - 9, -1))}",
        f"verb={_acted(sentence, at - 1)}", f"deep={sentence.depth[at] > 0}",
        f"before={before.kind if before else ''}.{before.of if before else ''}&-1={told[2]}&+1={told[4]}",
    ]  # fmt: skip
    if isinstance(item, Rank):
        side = among(sentence, at)
        seen += [f"rank={side}", f"noun={item.noun}", f"rank={side}&n={windows}", f"counted={item.counted}",
                 f"plural={item.noun.endswith('s')}", f"best={item.best == 1}", f"rank={side}&before={before.of if before else ''}"]  # fmt: skip
    if isinstance(item, Amount):
        seen += [
            f"changed={item.changed}",
            f"big={item.figure.value > 100}",
            f"signed={item.signed}",
        ]
    seen += [f"has={kind}" for kind in _AROUND if kind in kinds]
    if sort == "more":
        texts = {sentence.text(j) for j in range(max(at - 9, clause.start), at + 12)}
        seen += [
            f"no={one}"
            for one in ("no", "nobody", "only", "any", "one", "none", "other")
            if one in texts
        ]
    near = {sentence.kind(j) for j in range(max(at - 4, clause.start), min(at + 4, clause.stop))}
    seen += [f"near={kind}" for kind in ("UP", "DOWN", "MORE", "LESS", "SHARE", "THAN", "BY", "ASMUCH", "WORLD") if kind in near]  # fmt: skip
    return tuple(seen)


def noun(sentence: Sentence, places: Sequence[int]) -> str:
    """Return the first nouns from a number on: ``ITS ARMS``, ``IMPORTS``, ``WORLD EXPORTS``."""
    found: list[str] = []
    for j in places:
        kind = sentence.kind(j)
        if kind == "ARMS" and sentence.kind(j + 1) in ("IMPORTS", "EXPORTS", "FLOWS"):
            continue
        if kind in _NOUNS:
            found.append(kind)
            if kind not in ("WORLD", "ITS", "ARMS") or len(found) > 1:
                break
        elif kind in ("A", ";", ".", "BREAK", "") or (kind == "," and found):
            break
    return " ".join(found)


def among(sentence: Sentence, at: int) -> str:
    """Return among whom a rank is: suppliers or recipients; nothing where no noun says it."""
    item = sentence.row[at].item
    if not isinstance(item, Rank):
        return ""
    if item.side:
        return item.side
    if sentence.text(at + 1) not in ("among", "amongst"):
        return ""
    for j in range(at + 2, at + 8):
        if sentence.kind(j) in ("SUPPLIER", "RECIPIENT"):
            return sentence.kind(j).lower()
        if sentence.kind(j) in (",", ".", ";", "IMPORTS", "EXPORTS"):
            break
    return ""


def trade(sentence: Sentence, at: int) -> str:
    """Return whether a clause, or else its sentence, speaks of buying or of selling."""
    for places in (sentence.clause(at), range(len(sentence.row))):
        words = {_TRADE.get(sentence.kind(i)) or _TRADE.get(sentence.text(i), "") for i in places}
        words |= {item.side or "" for i in places if isinstance(item := sentence.row[i].item, Rank)}
        buys, sells = bool(words & {"buys", "recipient"}), bool(words & {"sells", "supplier"})
        if buys or sells:
            return f"{buys}{sells}"
    return ""


def pair(
    sentence: Sentence, supplier: Filler, recipient: Filler, at: int, of: str
) -> Iterator[str]:
    """Yield how those who fill the two roles stand to each other."""
    told = f"{_sort(supplier)}{_sort(recipient)}"
    yield told
    yield f"{told}&{of}"
    if supplier.of and recipient.of:
        s, r = supplier.of[0].at, recipient.of[0].at
        yield f"{told}{s < r}{s < at}{r < at}"
    else:
        one = supplier if supplier.of else recipient
        free = len(sentence.groups) - (1 if one.of else 0)
        yield f"{told}&free={min(free, _FEW)}"


def _sort(filler: Filler) -> str:
    return "n" if filler.of else "c" if filler.names else "-"
