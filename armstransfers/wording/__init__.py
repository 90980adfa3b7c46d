"""Sentences made from numbers: headlines and notes, the same wherever they are shown."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis import Solidity
from armstransfers.analysis import question as q
from armstransfers.analysis.possible import possible_errors
from armstransfers.core.coverage import Window
from armstransfers.model.release import Release
from armstransfers.reference import entities
from armstransfers.reference.parties import WORLD

_PLURAL = frozenset(
    {
        "Americas", "Bahamas", "Comoros", "Maldives", "Marshall Islands", "Netherlands", "Philippines",
        "Seychelles", "Solomon Islands", "United Arab Emirates", "United Nations", "United States",
    }
)  # fmt: skip
_WITH_ARTICLE = _PLURAL | {
    "African Union", "Central African Republic", "Dominican Republic", "DR Congo",
    "European Union", "Gambia", "Regional Security System", "Republic of the Congo",
    "Soviet Union", "United Kingdom", "Middle East",
}  # fmt: skip
_NAMED_IN_HEADLINE = 3
_UNKNOWN_WORTH_SAYING = 1.0  # per cent of a denominator

ESTIMATED = "estimated, equal split"
"""What stands beside every value that a register by deal can only estimate."""
WHAT_IS_ESTIMATED = (
    "a register by deal does not say how much came in which year, so each deal is split equally over "
    "its years of delivery"
)

BETWEEN = "Deliveries between members count."
"""What stands beside every figure of a group."""

LAST_SOVIET_YEAR = 1991  # SIPRI: Soviet Union to 1991, Russia from 1992


def called(name: str) -> str:
    """Return an entity's or a group's name for people, with its article: ``the United States``."""
    if " + " in name:
        return listed([called(one) for one in name.split(" + ")])
    if name == WORLD.name:
        return "the world"
    shown = entities.display_name(name)
    return f"the {shown}" if shown in _WITH_ARTICLE else shown


def possessive(name: str) -> str:
    """Return ``Azerbaijan's``, ``the United States'``."""
    shown = called(name)
    is_plural = entities.display_name(name) in _PLURAL or shown.endswith(" members")
    return shown + ("'" if is_plural else "'s")


def capital(sentence: str) -> str:
    """Return a sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def per_cent(share: float) -> str:
    """Return a share for people, with one decimal: ``7.0 %``, ``under 0.1 %``.

    The space does not break, so that the sign never stands alone on a line.
    """
    return "under 0.1\N{NO-BREAK SPACE}%" if 0 < share < 0.05 else f"{share:.1f}\N{NO-BREAK SPACE}%"


def points(change: float) -> str:
    """Return a change of share with its sign; a true minus sign."""
    signed = f"{change:+.1f}"
    return signed[1:] if signed[1:] == "0.0" else signed.replace("-", "\N{MINUS SIGN}")


def asking(asked: q.Question) -> str:
    """Return the question that a view answers."""
    if not asked.measure.is_received:
        of = f"{possessive(asked.entity)} {asked.flow} of {asked.measure.goods}"
        return f"{capital(of)}: {'from whom' if asked.side == 'recipient' else 'to whom'}?"
    if asked.side == "recipient":
        return f"Who supplies {called(asked.entity)}?"
    are_several = asked.entity.endswith(" members") or " + " in asked.entity
    return f"Whom {'do' if are_several else 'does'} {called(asked.entity)} supply?"


def denominator(asked: q.Question) -> str:
    """Return the denominator for people: ``Azerbaijan's imports of major arms``."""
    return f"{possessive(asked.entity)} {asked.flow} of {asked.measure.goods}"


def who_counts(*asked: q.Question, table: pd.DataFrame | None = None) -> str:
    """Return who counts in groups that are asked for; of `shares` also how much is between them."""
    groups = list(dict.fromkeys(one.group for one in asked if one.group is not None))
    between = [BETWEEN] if any(group != WORLD for group in groups) else []
    counted = " ".join([*(group.counted for group in groups), *between])
    if len(groups) != 1 or table is None or groups[0].is_dated:
        return counted
    inside = table.loc[table["partner"].isin(groups[0].members(0) or ()), "share"].sum()
    return f"{counted} These are {per_cent(float(inside))} of the whole." if between else counted


def if_estimated(*tables: pd.DataFrame) -> str:
    """Return what stands at the end of a sentence on tables that hold an estimate; else nothing."""
    estimated = any((table["exactness"] == "estimated").any() for table in tables)
    return f" ({ESTIMATED})" if estimated else ""


def headline(table: pd.DataFrame, asked: q.Question, years: Window) -> str:
    """Return the sentence that says what `shares` found.

    Unknown partners are named where they hold a share worth saying.
    """
    when = q.words(years)
    if table.empty:
        return capital(f"no deliveries are recorded in {denominator(asked)} in {when}.")
    parts = shares_named(table, asked, years)
    if not parts:
        came = "came from" if asked.side == "recipient" else "went to"
        return f"All of {denominator(asked)} in {when} {came} unknown {asked.across}s."
    return f"{', '.join(parts)}{if_estimated(table)}."


def shares_named(table: pd.DataFrame, asked: q.Question, years: Window) -> list[str]:
    """Return the largest shares as the parts of one sentence; none if all is of Unknown."""
    named = table[table["kind"] != "unknown"].head(_NAMED_IN_HEADLINE)
    if named.empty:
        return []
    unknown = float(table.loc[table["kind"] == "unknown", "share"].sum())
    verb = "supplied" if asked.side == "recipient" else "received"
    if not asked.measure.is_received:
        verb = "accounted for"
    of_what = f"of {denominator(asked)} in {q.words(years)}"
    first, *others = zip(named["partner"], named["share"], strict=True)
    parts = [f"{capital(called(first[0]))} {verb} {per_cent(first[1])} {of_what}"]
    parts += [f"{called(partner)} {per_cent(share)}" for partner, share in others]
    if unknown >= _UNKNOWN_WORTH_SAYING:
        parts.append(f"unknown {asked.across}s {per_cent(unknown)}")
    return parts


def listed(parts: list[str]) -> str:
    """Return parts as one phrase: ``a``, ``a and b``, ``a, b and c``."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def caution(table: pd.DataFrame, asked: q.Question) -> str:
    """Return a warning where the whole is so small that shares say little; else nothing."""
    total = float(table["total"].iloc[0])
    if total >= asked.measure.few:
        return ""
    whole = f"{total:,.{asked.measure.decimals}f} {asked.measure.unit}"
    return f"The whole is only {whole}: one delivery more would change the shares."


def equal_partners(low: float, high: float, asked: q.Question) -> str:
    """Return a concentration as a number of equal partners."""
    number = f"{low:.1f}" if f"{low:.1f}" == f"{high:.1f}" else f"{low:.1f} to {high:.1f}"
    noun = asked.across if number == "1.0" else f"{asked.across}s"
    return f"As concentrated as {number} equal {noun}."


def what_stands_behind(solid: Solidity, release: Release, asked: q.Question) -> list[str]:
    """Return sentences on how solid a denominator is: its records and SIPRI's estimates."""
    unit = release.measure.unit
    total = f"{solid.total:,.{release.measure.decimals}f} {unit}"
    if solid.deliveries is None:
        lists = " This release does not list deliveries." if release.measure.is_tiv else ""
        sentences = [f"Shares are of {total} in all.{lists}"]
    else:
        records = "delivery record" if solid.deliveries == 1 else "delivery records"
        sentences = [f"Shares are of {total} in {solid.deliveries:,} {records}."]
    parts = [
        ("year_estimated", "with a delivery year that SIPRI estimated"),
        ("number_estimated", "with a number delivered that SIPRI estimated"),
        ("local_production", "made under licence in the recipient"),
        ("second_hand", "second hand"),
    ]
    shares = [(what, getattr(solid, what), words) for what, words in parts]
    said = [
        (solid.at_least(what), share, words)
        for what, share, words in shares
        if share is not None and not (solid.at_least(what) and round(share) == 0)
    ]  # at least nothing would say nothing
    stated = [f"{least}{share:.0f}\N{NO-BREAK SPACE}% {words}" for least, share, words in said]
    if stated:
        sentences.append(f"By {release.measure.quantity}: {', '.join(stated)}.")
    if any(least for least, _, _ in said):
        largest = per_cent(max(solid.not_stated.values()))
        blank = "this extract leaves" if release.origin.extract else "SIPRI leaves"
        sentences.append(
            f"\N{LEFT DOUBLE QUOTATION MARK}At least\N{RIGHT DOUBLE QUOTATION MARK}, because {blank} these marks blank for up to {largest} of it."
        )
    came = (
        "came from unknown suppliers" if asked.side == "recipient" else "went to unknown recipients"
    )
    if solid.unknown:
        share = capital(per_cent(solid.unknown))
        sentences.append(f"{share} {came} and stays in the denominator.")
    else:
        sentences.append(f"Nothing {came}.")
    return sentences


def left_open_by_unknown(table: pd.DataFrame) -> list[str]:
    """Return sentences on ranks that would change if Unknown were known."""
    top = table[table["rank"].notna()].head(_NAMED_IN_HEADLINE)
    columns = ("partner", "rank", "rank_best_if_known", "rank_worst_if_known", "share_if_known")
    return [
        f"If the unknown parties were known, {called(partner)} could rank {_between(best, worst)} "
        f"and hold up to {per_cent(share)}."
        for partner, rank, best, worst, share in zip(*(top[c] for c in columns), strict=True)
        if not best == rank == worst
    ]


def soviet_change(change: pd.DataFrame, then: Window) -> str:
    """Return the word on Russia's change against a window with Soviet years; empty where none is due.

    Parameters
    ----------
    change : pandas.DataFrame
        As `armstransfers.change` returns it.
    then : (int, int)
        The earlier window.
    """
    soviet = change[change["partner"] == "Soviet Union"]
    share = float(soviet["share_then"].fillna(0.0).sum())
    if then[0] > LAST_SOVIET_YEAR or not share > 0 or "Russia" not in set(change["partner"]):
        return ""
    return f"Russia's leaves out the Soviet Union, which had {per_cent(share)} then."


def breaks(release: Release, asked: q.Question, partners: list[str], years: Window) -> list[str]:
    """Return sentences on what to know about the years and the states in a window."""
    sentences = []
    spans_1991 = years[0] <= LAST_SOVIET_YEAR < years[1]
    involved = {asked.entity, *partners}
    if spans_1991 and involved & {"Russia", "Soviet Union"}:
        sentences.append(
            "The Soviet Union (to 1991) and Russia (from 1992) are two entities here and are "
            "never added together."
        )
    former = entities.entities().get(asked.entity)
    if former and former.predecessors and years[0] < _birth_year(former):
        before = ", ".join(called(name) for name in former.predecessors)
        sentences.append(f"Before {_birth_year(former)}, look at {before}.")
    sentences += _possible_error(release, asked, years)
    if release.last_year is not None and years[1] == release.last_year:
        last = f"{release.last_year} is the last year of this edition"
        revised = "; SIPRI revises recent years most" if release.measure.is_tiv else ""
        sentences.append(f"{last}{revised}.")
    return sentences


def _possible_error(release: Release, asked: q.Question, years: Window) -> list[str]:
    """Return a sentence where an extract's sum, or that of single years, may be off; else none."""
    single = [(year, year) for year in range(years[0], years[1] + 1)]
    whole, *each = possible_errors(release, asked, [years, *single])
    unit = release.measure.unit
    why = "the downloads that this extract was compiled from do not settle every delivery"
    if whole:
        total = f"{capital(possessive(asked.entity))} total may be off by up to {whole:g} {unit}"
        return [f"{total}: {why}."]
    doubtful = [str(year) for (year, _), error in zip(single, each, strict=True) if error]
    if not doubtful:
        return []
    return [
        f"The sum of {q.words(years)} is exact; {listed(doubtful)} may each be off by up to "
        f"{max(each):g} {unit}: {why}."
    ]


def _birth_year(entity: entities.Entity) -> int:
    return int(entity.valid_from[:4] or 0)


def _between(best: int, worst: int) -> str:
    return str(best) if best == worst else f"between {best} and {worst}"
