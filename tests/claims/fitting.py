"""Fits the weights of the reader on sentences whose reading is known: ``make fit-claims``.

The sentences are those of the tests, those of claims_varied.csv, and some of each template. What the
reader makes of claims_varied.csv is counted by weights that were not fitted on the sentence: it is
left out, with a fifth of the others at a time.
"""

from __future__ import annotations

import csv
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from claims import gold, varied
from claims.gold import Known
from claims.templates import many

from armstransfers.claims.english import assemble, parts
from armstransfers.claims.english.sentence import sentences
from armstransfers.claims.frames import scores, years
from armstransfers.claims.frames.clauses import Sentence
from armstransfers.claims.frames.heads import NONE, Head, heads
from armstransfers.claims.frames.published import Published, day
from armstransfers.claims.part import Part
from armstransfers.claims.quantities.amounts import Amount
from armstransfers.claims.quantities.ranks import Rank

HERE = Path(__file__).parent
CROSS_VALIDATED = HERE / "cross_validated.csv"
RATE, DECAY, ROUNDS = 0.15, 1e-3, 12
LEAST = 3  # sentences in which something must be seen to have a weight
SMALLEST = 0.15  # weight that is kept
EACH = 4  # sentences of each template
FOLDS = 5
Texts = Sequence[tuple[str, str, list[Known]]]


@dataclass
class Example:
    """The readings of a number, and which of them are right."""

    choice: scores.Choice | years.Times
    right: Callable
    wanted: object


def _text(sentence: Sentence, head: Head, text: str) -> str:
    token = sentence.row[head.at]
    return text[token.start : token.end].strip()


def _agrees(sentence: Sentence, head: Head, known: Known, text: str) -> bool:
    item = sentence.row[head.at].item
    kinds = {sense.kind for sense in head.senses} | (
        {"change"} if head.sort in ("way", "more") else set()
    )
    if known.kind not in kinds:
        return False
    told = _text(sentence, head, text)
    if known.value is None and known.kind in ("ranking",):
        return isinstance(item, Rank) and item.best == 1
    if known.value is None and known.kind == "comparison":
        return head.sort == "more"
    if known.value is not None:
        if isinstance(item, Amount):
            mine, theirs = item.figure.value, abs(known.value)
            if known.kind == "change" and item.unit == "times":
                mine = abs(100 * (mine - 1))
            if known.kind == "ratio" and item.unit == "%":
                mine = mine / 100
            return abs(abs(mine) - theirs) < 0.02 * max(theirs, 0.2)
        if isinstance(item, Rank):
            return item.worst == known.value or (known.kind == "ranking" and item.best == 1)
        return head.sort == "more" and known.kind == "rank"
    stated = known.stated
    article, _, rest = told.partition(" ")
    told = rest if article.lower() in ("a", "an", "the") and not rest[:1].isalpha() else told
    if head.sort == "more" and known.kind == "rank":
        return stated.startswith("more")
    return (
        stated == told
        or (known.kind == "rank" and stated.startswith(told + " "))
        or (not stated and head.sort == "more" and known.kind == "comparison")
    )


def examples(texts) -> list[list[Example]]:
    """Return the numbers of each text with their right readings."""
    return [list(_examples(text, on, parts)) for text, on, parts in texts]


def _examples(text, on, parts):
    rows = [Sentence(row) for row in sentences(text)]
    places = [(sentence, head) for sentence in rows for head in heads(sentence)]
    matched: dict[int, list[Known]] = defaultdict(list)
    last = 0
    for known in parts:
        for start in (last, 0):
            at = next(
                (
                    k
                    for k in range(start, len(places))
                    if _agrees(*places[k], known, text)
                    and (not matched[k] or (k == last and _each(matched[k][0], known)))
                ),
                None,
            )
            if at is not None:
                break
        if at is None:
            continue
        matched[at].append(known)
        last = at
    odd = any(
        "#" in name or "?" in name
        for known in parts
        for name in (*known.supplier, *known.recipient)
    ) or any(known.of is None and known.kind == "share" for known in parts)
    before = earlier_years = None
    known_of = Published(day(on), 2024)
    for k, (sentence, head) in enumerate(places):
        told = matched.get(k)
        if not told and (odd or (not parts and head.sort not in ("way", "more"))):
            continue
        if told and told[0].asked and told[0].kind in ("change", "comparison"):
            continue  # asked, and not as it is meant
        if told and any(
            "#" in name or "?" in name
            for known in told
            for name in (*known.supplier, *known.recipient)
        ):
            continue
        apart = scores.apart(sentence, head)
        at = rows.index(sentence)
        names = {one.name.name for one in sentence.mentions}
        earlier = (
            tuple(
                dict.fromkeys(
                    one.name.name for one in rows[at - 1].mentions if one.name.name not in names
                )
            )
            if at
            else ()
        )
        choice = scores.Choice(sentence, head, before, apart, earlier[:4], loose=True)
        if not told:
            if NONE in head.senses:
                yield _example(choice, "none", None, (), ())
            continue
        supplier = tuple(dict.fromkeys(name for known in told for name in known.supplier))
        recipient = tuple(dict.fromkeys(name for known in told for name in known.recipient))
        first = told[0]
        kind = first.kind if head.sort != "sole" else "share"
        of = first.of if kind in ("share", "points", "rank", "ranking") else None
        if kind in ("ratio", "comparison"):
            of = first.of if supplier and recipient else ("imports" if recipient else "exports")
        yield _example(choice, kind, of, supplier, recipient)
        windows = years.named(sentence, known_of, earlier_years)
        if head.sort != "sole":
            wanted = [(one.years, one.base) for one in told]
            yield Example(
                years.Times(sentence, head, kind, windows, before),
                lambda when, wanted=wanted, kind=kind: _when(when, kind) in wanted,
                wanted,
            )
        before = Part(
            kind, supplier, recipient, first.years, first.of or "imports", base=first.base
        )
        earlier_years = first.years


def _example(choice, kind, of, supplier, recipient):
    wanted = (kind, of, set(supplier), set(recipient))
    return Example(
        choice,
        lambda frame: (
            (
                frame.sense.kind,
                frame.sense.of,
                set(frame.supplier.names),
                set(frame.recipient.names),
            )
            == wanted
        ),
        wanted,
    )


def _when(when, kind):
    if when.years is None or when.years.window is None:
        return None, None
    base = when.base.window if when.base else years.before(when.years.window)
    return when.years.window, base if kind in years.COMPARED else None


def _each(one: Known, two: Known) -> bool:
    return (
        one.kind == two.kind
        and one.stated == two.stated
        and one.value == two.value
        and (one.supplier == two.supplier or one.recipient == two.recipient)
    )


@dataclass
class Prepared:
    """An example in numbers: what was seen in each factor, which factors each reading has, and which readings are right."""

    seen: np.ndarray
    starts: np.ndarray
    readings: np.ndarray
    right: np.ndarray


class Fit:
    """Weights that are learned: more for what speaks for right readings, less for what does not."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def prepare(self, example: Example) -> Prepared | None:
        """Return an example in numbers; None if no reading of it is right."""
        factors: dict[int, int] = {}
        seen: list[int] = []
        starts: list[int] = []
        readings, right = [], []
        for told, reading in example.choice.options():
            for factor in told:
                if id(factor) not in factors:
                    factors[id(factor)] = len(factors)
                    starts.append(len(seen))
                    for where in factor[0]:
                        seen += [
                            self.numbers.setdefault((where, what), len(self.numbers))
                            for what in factor[1]
                        ]
            readings.append([factors[id(factor)] for factor in told])
            right.append(example.right(reading))
        if not any(right):
            return None
        return Prepared(np.array(seen), np.array(starts), np.array(readings), np.array(right))

    def learn(self, each: list[Prepared]) -> scores.Weights:
        """Return the weights that tell the right readings from the others best."""
        counts = np.zeros(len(self.numbers))
        for one in each:
            counts[np.unique(one.seen)] += 1
        known = counts >= LEAST
        weights, squares = np.zeros(len(self.numbers)), np.zeros(len(self.numbers))
        chance = random.Random(1)
        order = list(each)
        for _ in range(ROUNDS):
            chance.shuffle(order)
            for one in order:
                values = np.add.reduceat(weights[one.seen], one.starts)
                told = values[one.readings].sum(axis=1) + np.where(one.right, 0.0, 1.0)  # a margin
                p = np.exp(told - told.max())
                p /= p.sum()
                good = np.where(one.right, p, 0)
                slope = np.zeros(len(values))
                np.add.at(
                    slope,
                    one.readings.ravel(),
                    np.repeat(p - good / good.sum(), one.readings.shape[1]),
                )
                sizes = np.diff(np.append(one.starts, len(one.seen)))
                each_slope = np.repeat(slope, sizes)
                used = (np.abs(each_slope) > 1e-4) & known[one.seen]
                ids, inverse = np.unique(one.seen[used], return_inverse=True)
                full = np.bincount(inverse, each_slope[used], len(ids)) + DECAY * weights[ids]
                squares[ids] += full * full
                weights[ids] -= RATE * full / (np.sqrt(squares[ids]) + 0.1)
        found: scores.Weights = {}
        for (where, what), number in self.numbers.items():
            if abs(weights[number]) >= SMALLEST:
                found.setdefault(where, {})[what] = round(float(weights[number]), 2)
        return found


def write(weights: scores.Weights, path: Path) -> None:
    """Write weights as a table, one line a weight."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("of", "seen", "weight"))
        for where in sorted(weights):
            out.writerows(
                (where, seen, f"{weight:.2f}") for seen, weight in sorted(weights[where].items())
            )


def digest() -> str:
    """Return what tells whether the sentences are those that weights were fitted on."""
    told = hashlib.sha256((HERE / "claims_varied.csv").read_bytes())
    templates = (HERE / "templates.py").read_text("utf-8").splitlines()
    imports = ("from ", "import ")  # which say nothing of the sentences
    told.update("\n".join(line for line in templates if not line.startswith(imports)).encode())
    lines = (HERE / "sentences.txt").read_text("utf-8").splitlines()
    told.update("\n".join(line for line in lines if line.startswith("> ")).encode())
    return told.hexdigest()[:16]


def main() -> None:
    """Fit the weights, and write them and what cross-validation finds of them."""
    fit = Fit()

    def prepared(texts: Texts) -> list[list[Prepared]]:
        return [
            [one for one in map(fit.prepare, each) if one is not None] for each in examples(texts)
        ]

    english = [row for row in varied.ROWS if row["language"] == "en"]
    own = prepared(gold.varied()[: len(english)])
    told = [one for each in prepared(gold.tested()) for one in each]
    base = 2 * told + [one for each in prepared(many(EACH)) for one in each]
    weights = fit.learn([*base, *(one for each in own for one in each)])
    write(weights, scores.SHIPPED)
    found: dict[str, str] = {}
    for fold in range(FOLDS):
        left_out = fit.learn(
            [*base, *(one for i, each in enumerate(own) if i % FOLDS != fold for one in each)]
        )
        assemble.fitted = parts.fitted = lambda left_out=left_out: left_out
        for i, row in enumerate(varied.ROWS):
            if i % FOLDS == fold:
                found[row["id"]] = varied.read(row).outcome
        print(f"fold {fold + 1} of {FOLDS}: {Counter(found.values())}", flush=True)
    with CROSS_VALIDATED.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("id", "outcome", "fitted_on"))
        out.writerows((row["id"], found[row["id"]], digest()) for row in varied.ROWS)


if __name__ == "__main__":
    main()
