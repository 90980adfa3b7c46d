"""Sentences that are made: how desks and institutes write of arms transfers, with blanks for who, when and how much.

S and R are suppliers and recipients, Sa and Ra their adjectives, Sc and Rc their capitals; W is a window and V the one
before it; P a share, N a rank. Each template is followed by the parts that it states: kind, supplier, recipient, of what,
window, figure; a change has its base after the window.
"""

from __future__ import annotations

import csv
import random
from functools import cache

from claims.gold import Known

from armstransfers.reference.shipped import shipped_path

SHARE, WORLD = "share S R imports W P", "share - R world W P"
TEMPLATES: tuple[tuple[str, ...], ...] = (
    ("{S} accounted for {P} per cent of {R}'s arms imports in {W}.", "share S R imports W P"),
    ("In {W} {R} received {P} per cent of its major arms from {S}, {P2} per cent from {S2} and {P3} per cent from {S3}.",
     "share S R imports W P", "share S2 R imports W P2", "share S3 R imports W P3"),
    ("The main supplier to {R} in {W} was {S}, which accounted for {P} per cent of {Ra} arms imports.",
     "rank S R imports W 1", "share S R imports W P"),
    ("{S} was the {N}-largest supplier of major arms to {R} in {W} ({P} per cent).", "rank S R imports W N", "share S R imports W P"),
    ("{R} was the {N}-largest recipient of {Sa} arms exports in {W}, accounting for {P} per cent of the total.",
     "rank S R exports W N", "share S R exports W P"),
    ("{R} received {P} per cent of {Sa} arms exports in {W}, followed by {R2} with {P2} per cent.",
     "share S R exports W P", "share S R2 exports W P2", "comparison S R exports W ahead R2"),
    ("{P} per cent of {Sa} exports of major arms in {W} went to {R} and {P2} per cent to {R2}.",
     "share S R exports W P", "share S R2 exports W P2"),
    ("The {N}-largest exporter in {W} was {S}, with {P} per cent of global arms exports.", "rank S - world W N", "share S - world W P"),
    ("{S}, the world's {N}-largest arms exporter in {W}, delivered {P} per cent of its arms to {R}.",
     "rank S - world W N", "share S R exports W P"),
    ("{R} was the {N}-largest arms importer in the world in {W} and got {P} per cent of its arms from {S}.",
     "rank - R world W N", "share S R imports W P"),
    ("{R}'s arms imports rose by {P} per cent between {V} and {W}.", "change - R imports W V +P"),
    ("Arms imports by {R} decreased by {P} per cent between {V} and {W}.", "change - R imports W V -P"),
    ("{Sa} arms exports grew by {P} per cent between {V} and {W}, while those of {S2} fell by {P2} per cent.",
     "change S - exports W V +P", "change S2 - exports W V -P2"),
    ("Exports of major arms by {S} to {R} dropped by {P} per cent from {V} to {W}.", "change S R imports W V -P"),
    ("{Sa} arms exports to {R} were {P} per cent lower in {W} than in {V}.", "change S R imports W V -P"),
    ("{R} bought {P} per cent more arms from {S} in {W} than in {V}.", "change S R imports W V +P"),
    ("{R} imported {P} per cent fewer major arms in {W} than in {V}.", "change - R imports W V -P"),
    ("The share of {S} in {Ra} arms imports fell from {P} per cent in {V} to {P2} per cent in {W}.",
     "share S R imports V P", "share S R imports W P2"),
    ("{S}'s share of total {Ra} arms imports rose from {P} to {P2} per cent between {V} and {W}.",
     "share S R imports V P", "share S R imports W P2"),
    ("{Ra} arms imports from {S} made up {P} per cent of the total in {W}, up from {P2} per cent in {V}.",
     "share S R imports W P", "share S R imports V P2"),
    ("{S} supplied {P} per cent of {R}'s arms in {W}, compared with {P2} per cent in {V}.",
     "share S R imports W P", "share S R imports V P2"),
    ("{S}'s share of global arms exports was {P} per cent in {W}, down from {P2} per cent in {V}.",
     "share S - world W P", "share S - world V P2"),
    ("{R} accounted for {P} per cent of the world's arms imports in {W}.", "share - R world W P"),
    ("{S} ({P} per cent), {S2} ({P2} per cent) and {S3} ({P3} per cent) were the largest suppliers of arms to {R} in {W}.",
     "ranking S+S2+S3 R imports W", "share S R imports W P", "share S2 R imports W P2", "share S3 R imports W P3"),
    ("{R}'s largest arms suppliers in {W} were {S} ({P} per cent) and {S2} ({P2} per cent).",
     "ranking S+S2 R imports W", "share S R imports W P", "share S2 R imports W P2"),
    ("Deliveries from {S} made up {P} per cent of {R}'s arms imports in {W}.", "share S R imports W P"),
    ("{Rc} acquired {P} per cent of its weapons from {Sc} between {WA} and {WB}.", "share S R imports W P"),
    ("Between {WA} and {WB}, {S} was {R}'s {N} biggest arms supplier, behind {S2}.", "rank S R imports W N", "comparison S R imports W after S2"),
    ("{S} overtook {S2} as the largest supplier of {R} in {W}, with a {P} per cent share.",
     "rank S R imports W 1", "share S R imports W P", "comparison S R imports W ahead S2"),
    ("About {P} per cent of the weapons that {R} bought in {W} came from {S}.", "share S R imports W P"),
    ("{R} depended on {S} for {P} per cent of its arms imports in {W}.", "share S R imports W P"),
    ("{S} sold {P} per cent of its arms to {R} in {W}.", "share S R exports W P"),
    ("{R} took {P} per cent of {S}'s arms exports over {W}, making it the {N} largest customer.",
     "share S R exports W P", "rank S R exports W N"),
    ("{S} became {R}'s top arms supplier in {W}, ahead of {S2} and {S3}.", "rank S R imports W 1", "comparison S R imports W ahead S2+S3"),
    ("In {W}, {S} delivered more arms to {R} than {S2}.", "comparison S R imports W ahead S2"),
    ("{R} imported more arms than {R2} in {W}.", "comparison - R imports W ahead R2"),
    ("{R} imported twice as many arms as {R2} in {W}.", "ratio - R imports W 2 R2"),
    ("{S} exported {X} times as many arms to {R} as {S2} in {W}.", "ratio S R imports W X S2"),
    ("{Ra} arms imports in {W} were {X} times higher than those of {R2}.", "ratio - R imports W X R2"),
    ("{S} and {S2} together supplied {P} per cent of {R}'s arms in {W}.", "share S+S2 R imports W P"),
    ("Over half of {R}'s arms imports in {W} came from {S}.", "share S R imports W 50"),
    ("{Sa} weapons accounted for {P}% of {R}'s imports in {W}, {S2a} ones for {P2}%.",
     "share S R imports W P", "share S2 R imports W P2"),
    ("{R}, which received {P} per cent of its arms from {S} in {W}, was the {N}-largest importer.",
     "share S R imports W P", "rank - R world W N"),
    ("In {W} {P}% of {Ra} arms imports were from {S}, while {S2} supplied {P2}%.", "share S R imports W P", "share S2 R imports W P2"),
    ("{Sa} arms exports increased by {P} per cent between {V} and {W}, and its share of the global total rose from {P2} to {P3} per cent.",
     "change S - exports W V +P", "share S - world V P2", "share S - world W P3"),
    ("{S} exported major arms to many states in {W}, with {R} receiving {P} per cent of the total.", "share S R exports W P"),
    ("{R} ({P} per cent of {Sa} arms exports) was the main recipient in {W}, ahead of {R2} ({P2} per cent).",
     "share S R exports W P", "rank S R exports W 1", "share S R2 exports W P2", "comparison S R exports W ahead R2"),
    ("{S} remained {R}'s main supplier, providing {P} per cent of its arms in {W}, but deliveries fell by {P2} per cent compared with {V}.",
     "rank S R imports W 1", "share S R imports W P", "change S R imports W V -P2"),
    ("Arms transfers from {S} to {R} tripled between {V} and {W}.", "change S R imports W V x3"),
    ("{R} increased its arms imports by {P} per cent in {W} compared with {V}.", "change - R imports W V +P"),
    ("The volume of arms delivered to {R} in {W} was {P} per cent below that of {V}.", "change - R imports W V -P"),
    ("{S} was responsible for {P}% of deliveries to {R} from {WA} to {WB}, {S2} for {P2}%.", "share S R imports W P", "share S2 R imports W P2"),
    ("{R} gets {P} percent of its arms from {S} ({W}).", "share S R imports W P"),
    ("{S} ranked {N} among the world's arms exporters in {W}.", "rank S - world W N"),
    ("{R} ranked {N} among importers of major arms in {W}, with {P} per cent of the global total.", "rank - R world W N", "share - R world W P"),
    ("Of all {Sa} arms exports in {W}, {P} per cent were delivered to {R}.", "share S R exports W P"),
    ("{R} is {S}'s biggest arms customer: it took {P} per cent of its exports in {W}.", "rank S R exports W 1", "share S R exports W P"),
    ("{R} purchased the bulk of its weapons, {P} per cent, from {S} in {W}.", "share S R imports W bulk", "share S R imports W P"),
    ("{S} provided {P}% of the arms imported by {R} and {P2}% of those imported by {R2} in {W}.", "share S R imports W P", "share S R2 imports W P2"),
    ("{R}'s biggest supplier was {S} in {V} and {S2} in {W}.", "rank S R imports V 1"),
    ("The {Ra} government imported {P} per cent of its arms from {S} in {V} and {P2} per cent in {W}.",
     "share S R imports V P", "share S R imports W P2"),
    ("{P} per cent of {Ra} arms imports came from {S} in {W}; {S2} delivered {P2} per cent.", "share S R imports W P", "share S2 R imports W P2"),
    ("{S} and {S2} were the {N} and {N2} largest arms exporters in {W}.", "rank S - world W N", "rank S2 - world W N2"),
    ("Arms imports by {R} went up {P} per cent between {V} and {W}, those by {R2} went down {P2} per cent.",
     "change - R imports W V +P", "change - R2 imports W V -P2"),
    ("{S} supplied arms worth {T} million TIV to {R} in {W}.", "volume S R imports W T"),
    ("{R} bought arms from {S} ({P}%), {S2} ({P2}%) and {S3} ({P3}%) in {W}.",
     "share S R imports W P", "share S2 R imports W P2", "share S3 R imports W P3"),
    ("{S} sold arms to {R} ({P}%), {R2} ({P2}%) and {R3} ({P3}%) in {W}.",
     "share S R exports W P", "share S R2 exports W P2", "share S R3 exports W P3"),
    ("{S}'s main markets in {W} were {R} ({P}%), {R2} ({P2}%) and {R3} ({P3}%).",
     "ranking S R+R2+R3 exports W", "share S R exports W P", "share S R2 exports W P2", "share S R3 exports W P3"),
    ("{S} ({P} per cent) and {S2} ({P2} per cent) led global arms exports in {W}.", "share S - world W P", "share S2 - world W P2"),
    ("The biggest importers in {W} were {R} ({P} per cent of global arms imports) and {R2} ({P2} per cent).",
     "ranking - R+R2 world W", "share - R world W P", "share - R2 world W P2"),
    ("{R}'s arms imports in {W} were a third of those of {R2}.", "ratio - R imports W third R2"),
    ("{R}'s arms imports in {W} were half of {R2}'s.", "ratio - R imports W half R2"),
    ("{S} leans on {R} for {P} per cent of all the arms it exports ({W}).", "share S R exports W P"),
    ("{S} counted on {R} for {P} per cent of its arms sales in {W}.", "share S R exports W P"),
    ("{R} ranked {N} among the world's importers in {W}, while {R2} was {N2}.", "rank - R world W N", "rank - R2 world W N2"),
    ("{S} was {N} among the world's arms exporters in {W} and {S2} {N2}.", "rank S - world W N", "rank S2 - world W N2"),
    ("{S} ({P} per cent) was ahead of {S2} among the world's exporters in {W}.", "share S - world W P", "comparison S - world W ahead S2"),
    ("{R} and {R2} together received {P} per cent of the world's arms imports in {W}.", "share - R+R2 world W P"),
    ("{S} and {S2} combined accounted for {P} per cent of global arms exports in {W}.", "share S+S2 - world W P"),
    ("Together, {S}, {S2} and {S3} delivered {P} per cent of {Ra} arms imports in {W}.", "share S+S2+S3 R imports W P"),
    ("{S} was not the {N}-largest exporter in the world in {W}.", "rank S - world W N"),
    ("In {W}, {P} per cent of global arms exports came from {S} and {P2} per cent from {S2}.", "share S - world W P", "share S2 - world W P2"),
    ("{S}'s share of {R}'s arms imports rose by {T} percentage points between {V} and {W}.", "points S R imports W V T"),
    ("{S}'s share of {Ra} arms imports fell by {P} per cent between {V} and {W}.", "points S R imports W V -P"),
    ("{S} accounted for {P} per cent of global arms exports in {W} and was the world's number {D} exporter.",
     "share S - world W P", "rank S - world W D"),
    ("{R} had {P} per cent of global arms imports in {W} and was the world's number {D} importer.",
     "share - R world W P", "rank - R world W D"),
    ("In {V} {S} held {P} per cent of global arms exports; in {W} it was the number {D} exporter.", "share S - world V P", "rank S - world W D"),
    ("{S} was {R}'s {N}-largest arms supplier after {S2} in {W}, with about {P} per cent.",
     "rank S R imports W N", "share S R imports W P", "comparison S R imports W after S2"),
    ("{S} supplied {P} per cent of {R}'s arms in {W}, and {R}'s imports rose {P2} per cent in {W} compared with {V}.",
     "share S R imports W P", "change - R imports W V +P2"),
    ("{S} was the {N}-largest supplier of {R} in {W}, after {S2}, with {P} per cent, and {Ra} arms imports fell {P2} per cent between {V} and {W}.",
     "rank S R imports W N", "share S R imports W P", "change - R imports W V -P2", "comparison S R imports W after S2"),
    ("{S} depends on {R} for {P} per cent of its arms exports ({W}).", "share S R exports W P"),
    ("{R} accounted for {P}% of what {S} exported in {W}.", "share S R exports W P"),
    ("{P} per cent of the arms that {S} exported in {W} were bound for {R}.", "share S R exports W P"),
    ("{Ra} arms imports were {X} times higher in {W} than in {V}.", "change - R imports W V xX"),
    ("{R}'s imports of major arms in {W} were {X} times as large as in {V}.", "change - R imports W V xX"),
    ("{Ra} arms imports were {P} per cent lower in {W} than in {V}, whereas {R2}'s were {P2} per cent higher.",
     "change - R imports W V -P", "change - R2 imports W V +P2"),
    ("{S} supplied {R}, {R2} and {R3} with {P}, {P2} and {P3} per cent of their arms respectively in {W}.",
     "share S R imports W P", "share S R2 imports W P2", "share S R3 imports W P3"),
    ("{S}, {S2} and {S3} accounted for {P}, {P2} and {P3} per cent, respectively, of {Ra} arms imports in {W}.",
     "share S R imports W P", "share S2 R imports W P2", "share S3 R imports W P3"),
    ("In {V} and {W} {S} supplied {P} and {P2} per cent of {R}'s arms, respectively.", "share S R imports V P", "share S R imports W P2"),
    ("{S} and {S2} were {R}'s main arms suppliers in {W}; {S2} delivered {P} per cent.", "ranking S+S2 R imports W", "share S2 R imports W P"),
    ("Ranked {N} among importers in {W}, {R} took {P} per cent of global arms imports.", "rank - R world W N", "share - R world W P"),
    ("{R}, the {N}-largest importer in {W}, raised its arms imports by {P} per cent compared with {V}, with {S} as its main supplier.",
     "rank - R world W N", "change - R imports W V +P", "rank S R imports W 1"),
    ("Exports of arms by {S} grew {P} per cent in {W} compared with {V}, with exports by {S2} up {P2} per cent and by {S3} down {P3} per cent.",
     "change S - exports W V +P", "change S2 - exports W V +P2", "change S3 - exports W V -P3"),
    ("{S} rose to {N} among the largest arms exporters in {W}.", "rank S - world W N"),
    ("Deliveries of major arms to {R} grew by {P} per cent between {V} and {W}.", "change - R imports W V +P"),
    ("Arms sales by {S} doubled between {V} and {W}.", "change S - exports W V x2"),
    ("{P} per cent of the arms delivered to {R} in {W} were {Sa}, {P2} per cent {S2a}.", "share S R imports W P", "share S2 R imports W P2"),
    ("{S} was the origin of {P} per cent of {R}'s imports in {W}, {S2} of {P2} per cent.", "share S R imports W P", "share S2 R imports W P2"),
    ("{R} got {P} per cent of its arms from {S} in {W}; in {V} it was {P2} per cent.", "share S R imports W P", "share S R imports V P2"),
    ("No state supplied more arms to {R} in {W} than {S}.", "rank S R imports W 1"),
    ("{R} received more arms from {S} than from {S2} in {W}.", "comparison S R imports W ahead S2"),
    ("{R} buys {P} per cent of its arms from {S} and sells {P2} per cent of its own to {R2} ({W}).", "share S R imports W P", "share R R2 exports W P2"),
    ("Global arms exports in {W} were dominated by {S} ({P} per cent), {S2} ({P2} per cent) and {S3} ({P3} per cent).",
     "share S - world W P", "share S2 - world W P2", "share S3 - world W P3"),
    ("{S}, {S2} and {S3} together had {P} per cent of the global arms export market in {W}.", "share S+S2+S3 - world W P"),
    ("{R} relied on {S} ({P} per cent) and {S2} ({P2} per cent) for its arms in {W}.", "share S R imports W P", "share S2 R imports W P2"),
    ("{S}'s deliveries to {R} in {W} were {X} times those to {R2}.", "ratio S R exports W X R2"),
    ("{S}, the largest supplier of {R} in {W}, provided {P} per cent; {S2} was second with {P2} per cent.",
     "rank S R imports W 1", "share S R imports W P", "share S2 R imports W P2", "rank S2 R imports W 2"),
    ("In {W}, {S}'s exports reached {P} per cent of the global total, with {R} taking {P2} per cent of them.", "share S - world W P", "share S R exports W P2"),
    ("{R} was the world's {N}-largest arms importer in {W}, up from {N2} in {V}.", "rank - R world W N", "rank - R world V N2"),
)  # fmt: skip


@cache
def _people() -> list[tuple[str, str, str]]:
    """Return states with an adjective and a capital of their own."""
    words: dict[str, dict[str, str]] = {}
    with shipped_path("demonyms.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words.setdefault(row["entity"], {}).setdefault(row["kind"], row["word"])
    return sorted((name, one["adjective"], one["capital"]) for name, one in words.items() if {"adjective", "capital"} <= one.keys())  # fmt: skip


_WORDS = {"bulk": 50, "third": 1 / 3, "half": 0.5}
_ORDINALS = {
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
}


def made(template: tuple[str, ...], chance: random.Random) -> tuple[str, list[Known]]:
    """Return a sentence of a template, with chance names, years and figures, and the parts that it states."""
    blanks: dict[str, str] = {}
    who: dict[str, str] = {}
    people = chance.sample(_people(), 6)
    for key, (name, adjective, capital) in zip(
        ("S", "S2", "S3", "R", "R2", "R3"), people, strict=True
    ):
        who[key] = name
        blanks |= {key: name, f"{key}a": adjective, f"{key}c": capital}
    length = chance.choice((5, 5, 5, 4, 8))
    first = chance.randint(1992, 2025 - 2 * length)
    windows = {
        "V": (first, first + length - 1),
        "W": (first + length, min(first + 2 * length - 1, 2024)),
    }
    short = chance.random() < 0.7
    for key, (one, two) in windows.items():
        blanks[key] = f"{one}\N{EN DASH}{two % 100:02}" if short else f"{one}-{two}"
        blanks |= {f"{key}A": str(one), f"{key}B": str(two)}
    figures = dict(
        zip(("P", "P2", "P3"), sorted(chance.sample(range(4, 94), 3), reverse=True), strict=True)
    )
    blanks |= {key: str(value) for key, value in figures.items()}
    ranks = sorted(chance.sample(range(2, 9), 2))
    blanks |= {
        "N": _ORDINALS[ranks[0]],
        "N2": _ORDINALS[ranks[1]],
        "D": str(ranks[1]),
        "X": str(chance.randint(2, 9)),
        "T": str(chance.randint(100, 2000)),
    }
    sentence = template[0].format(**blanks)
    return sentence, [_known(spec.split(" "), who, windows, figures | {"N": ranks[0], "N2": ranks[1], "D": ranks[1], "X": int(blanks["X"]), "T": int(blanks["T"])}) for spec in template[1:]]  # fmt: skip


def _known(
    spec: list[str],
    who: dict[str, str],
    windows: dict[str, tuple[int, int]],
    figures: dict[str, int],
) -> Known:
    kind, supplier, recipient, of, years, *rest = spec
    named = [
        tuple(who[key] for key in side.split("+")) if side != "-" else ()
        for side in (supplier, recipient)
    ]
    base = windows[rest.pop(0)] if kind in ("change", "points") else None
    value, others = None, ()
    if kind == "change":
        told = rest[0]
        value = (
            100 * ((figures["X"] if told[1:] == "X" else int(told[1:])) - 1)
            if told[0] == "x"
            else figures[told[1:]] * (1 if told[0] == "+" else -1)
        )
    elif kind == "comparison":
        others = tuple(who[key] for key in rest[1].split("+"))
    elif kind == "points":
        value = figures[rest[0].lstrip("-")] * (-1 if rest[0].startswith("-") else 1)
    elif rest:
        value = figures.get(rest[0]) or _WORDS.get(rest[0]) or int(rest[0])
        others = (who[rest[1]],) if kind == "ratio" else ()
    return Known(
        kind, *named, of, windows[years], base, "", None if value is None else float(value), others
    )


def many(each: int, seed: int = 1) -> list[tuple[str, str, list[Known]]]:
    """Return sentences of every template."""
    chance = random.Random(seed)
    return [
        (text, "", parts)
        for template in TEMPLATES
        for text, parts in (made(template, chance) for _ in range(each))
    ]
