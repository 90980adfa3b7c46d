"""A paragraph for an essay, made from the numbers: what they say, of what, and what is in doubt."""

from __future__ import annotations

import pandas as pd

from armstransfers import wording
from armstransfers.analysis import Solidity, shares, solidity
from armstransfers.analysis import question as q
from armstransfers.analysis.change import change
from armstransfers.core.coverage import Window
from armstransfers.core.errors import Refused
from armstransfers.export.provenance import exactness, source_line
from armstransfers.model.release import Release

_PLACES = (
    "largest", "second-largest", "third-largest", "fourth-largest", "fifth-largest",
    "sixth-largest", "seventh-largest", "eighth-largest", "ninth-largest", "tenth-largest",
)  # fmt: skip
_COMPARED = 3  # partners whose shares are compared
_WORTH_SAYING = 0.5  # per cent of a denominator


def partners_paragraph(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    years: Window | int,
) -> str:
    """Return a paragraph on a recipient's suppliers, or a supplier's recipients.

    Parameters
    ----------
    release, recipient, supplier, years
        As for `armstransfers.shares`.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `armstransfers.shares`.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> words = partners_paragraph(shipped_releases()[-1], recipient="AZE", years=(2011, 2020))
    >>> print(words.replace(chr(160), " ")[:107])
    Russia supplied 60.0 % of Azerbaijan's imports of major arms in 2011-2020, Israel 26.6 % and Belarus 7.1 %.
    """
    years = q.window(years)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    table = shares(release, **asked.keyword, years=years)
    named = wording.shares_named(table, asked, years)
    opening = f"{wording.listed(named)}." if named else wording.headline(table, asked, years)
    return _paragraph([opening, *_doubts(release, asked, table, years)], release)


def pair_paragraph(release: Release, *, recipient: str, supplier: str, years: Window | int) -> str:
    """Return a paragraph on one supplier and one recipient: both shares, each of its own whole.

    A share whose denominator the release does not hold is left out, and the paragraph says so.

    Parameters
    ----------
    release, years
        As for `armstransfers.shares`.
    recipient, supplier : str
        The pair, in any spelling.

    Raises
    ------
    Refused
        If the release holds neither denominator.
    UnknownEntity, BadRequest
        As for `armstransfers.shares`.
    """
    years = q.window(years)
    buyer = q.question(release, recipient=recipient, supplier=None)
    seller = q.question(release, recipient=None, supplier=supplier)
    findings, doubts, left_out, refusals = [], [], [], []
    for asked, partner in ((buyer, seller.entity), (seller, buyer.entity)):
        try:
            table = shares(release, **asked.keyword, years=years)
        except Refused as refusal:
            refusals.append(refusal)
            came = "came from" if asked is buyer else "went to"
            left_out.append(
                f"What part of {wording.denominator(asked)} {came} {wording.called(partner)} cannot "
                "be told from this release."
            )
            continue
        findings.append(_standing(table, asked, partner, years))
        if not table.empty:
            doubts += _doubts(release, asked, table, years, partner)
    if not findings:
        raise refusals[0]
    return _paragraph([*findings, *left_out, *doubts], release)


def change_paragraph(
    release: Release,
    *,
    recipient: str | None = None,
    supplier: str | None = None,
    then: Window | int,
    now: Window | int,
) -> str:
    """Return a paragraph on how shares, and the whole, changed between two windows.

    Parameters
    ----------
    release, recipient, supplier, then, now
        As for `armstransfers.change`.

    Raises
    ------
    Refused, UnknownEntity, BadRequest
        As for `armstransfers.change`.
    """
    then, now = q.two_windows(then, now)
    asked = q.question(release, recipient=recipient, supplier=supplier)
    table = change(release, **asked.keyword, then=then, now=now)
    top = _largest_of_either(table)
    if top.empty or top[["share_then", "share_now"]].isna().any(axis=None):
        windows = [shares(release, **asked.keyword, years=years) for years in (then, now)]
        spans = zip(windows, (then, now), strict=True)
        return _paragraph([wording.headline(one, asked, years) for one, years in spans], release)
    how = dict.fromkeys(exactness(release, asked, y).partition(";")[0] for y in (then, now))
    return _paragraph(
        [
            _moved(top, asked, then, now),
            _whole_moved(table, asked, release),
            release.measure.meaning,
            f"The values are {wording.listed(list(how))}.",
            *wording.breaks(release, asked, list(top["partner"]), (then[0], now[1])),
        ],
        release,
    )


def _paragraph(sentences: list[str], release: Release) -> str:
    """Return sentences as a paragraph, none twice, with the source at the end."""
    return " ".join(dict.fromkeys([*sentences, source_line(release)]))


def _standing(table: pd.DataFrame, asked: q.Question, partner: str, years: Window) -> str:
    """Return what share one partner has, and its place among the others."""
    row = table[table["partner"] == partner]
    of_what = f"of {wording.denominator(asked)} in {q.words(years)}"
    verb = "supplied" if asked.side == "recipient" else "received"
    if row.empty:
        return f"{wording.capital(wording.called(partner))} {verb} nothing {of_what}."
    found = row.iloc[0]
    sentence = f"{wording.capital(wording.called(partner))} {verb} {wording.per_cent(found['share'])} {of_what}"
    if found["rank"] is pd.NA:
        return f"{sentence}."
    rank = int(found["rank"])
    place = f"{_PLACES[rank - 1]} {asked.across}" if rank <= len(_PLACES) else ""
    place = f"its {place}" if place else f"number {rank} of its {asked.across}s"
    when = "that year" if years[0] == years[1] else "in those years"
    rivals = table.loc[(table["rank"] == rank) & (table["partner"] != partner), "partner"]
    level = f", level with {wording.listed([*map(wording.called, rivals)])}" if len(rivals) else ""
    low, high = found["rank_low"], found["rank_high"]
    band = f" (rounding allows rank {low} to {high})" if low != high else ""
    return f"{sentence} and was {place} {when}{level}{band}."


def _doubts(
    release: Release, asked: q.Question, table: pd.DataFrame, years: Window, partner: str = ""
) -> list[str]:
    """Return sentences on the whole, and on what a reader should know before using a share."""
    solid = solidity(release, **asked.keyword, years=years)
    if solid is None:
        return []
    chosen = table[table["partner"] == partner] if partner else table
    partners = [partner] if partner else list(table["partner"])
    sentences = [
        _amount(solid, asked, release),
        *_estimates(solid, asked, release),
        _unknown(solid, asked),
        *wording.left_open_by_unknown(chosen),
        wording.caution(table, asked),
        release.measure.meaning,
        _exactness(release, asked, chosen, years),
        *wording.breaks(release, asked, partners, years),
    ]
    return [sentence for sentence in sentences if sentence]


def _amount(solid: Solidity, asked: q.Question, release: Release) -> str:
    whole = wording.capital(f"{wording.possessive(asked.entity)} {asked.flow}")
    records = ""
    if solid.deliveries:
        records = f" in {wording.counted(solid.deliveries, 'delivery record')}"
    return f"{whole} came to {_volume(solid.total, release)}{records}."


def _unknown(solid: Solidity, asked: q.Question) -> str:
    if not solid.unknown:
        return ""
    verb = "delivered" if asked.side == "recipient" else "received"
    share = wording.per_cent(solid.unknown)
    return f"Unknown {asked.across}s {verb} {share} of it, which stays in the whole."


def _volume(value: float, release: Release) -> str:
    return f"{_number(value, release)} {release.measure.unit}"


def _number(value: float, release: Release) -> str:
    return f"{value:,.{release.measure.decimals}f}"


def _exactness(release: Release, asked: q.Question, table: pd.DataFrame, years: Window) -> str:
    if asked.exactness(release, years) != "rounded" or table.empty:
        return f"The values are {exactness(release, asked, years)}."
    first = table.iloc[0]
    return (
        f"The source rounds to {release.measure.precision:g} {release.measure.unit}, which leaves "
        f"{wording.possessive(first['partner'])} share between {first['share_low']:.2f} and "
        f"{first['share_high']:.2f}\N{NO-BREAK SPACE}%."
    )


def _estimates(solid: Solidity, asked: q.Question, release: Release) -> list[str]:
    """Return what of the whole the source estimated, and what was licensed or second hand."""
    who = "SIPRI" if release.measure.is_tiv else "The source"
    where = wording.called(asked.entity) if asked.side == "recipient" else "the recipients"
    estimated = [
        f"the {words} of {solid.at_least(what)}{_whole_per_cent(share)}"
        for what, words, share in (
            ("year_estimated", "delivery year", solid.year_estimated),
            ("number_estimated", "number delivered", solid.number_estimated),
        )
        if share and share >= _WORTH_SAYING
    ]
    made = [
        f"{solid.at_least(what)}{_whole_per_cent(share)} was {words}"
        for what, words, share in (
            ("local_production", f"made under licence in {where}", solid.local_production),
            ("second_hand", "second hand", solid.second_hand),
        )
        if share and share >= _WORTH_SAYING
    ]
    quantity = release.measure.quantity
    sentences = (
        [f"{who} estimated {wording.listed(estimated)} of this {quantity}."] if estimated else []
    )
    return [*sentences, f"Of it, {wording.listed(made)}."] if made else sentences


def _whole_per_cent(share: float) -> str:
    return f"{share:.0f}\N{NO-BREAK SPACE}%"


def _largest_of_either(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the largest known partners of either window, the largest first."""
    known = table[table["kind"] != "unknown"]
    larger = known[["share_then", "share_now"]].max(axis=1).sort_values(ascending=False)
    return known.loc[larger.index[:_COMPARED]]


def _moved(top: pd.DataFrame, asked: q.Question, then: Window, now: Window) -> str:
    """Return how the shares of some partners changed."""
    columns = (top[c] for c in ("partner", "share_then", "share_now", "points"))
    moves = [
        (wording.possessive(partner), f"{_from_to(was, has)} ({wording.points(points)}")
        for partner, was, has, points in zip(*columns, strict=True)
    ]
    (owner, move), *others = moves
    parts = [f"{owner} share of {wording.denominator(asked)} {move} percentage points)"]
    parts += [f"{owner} {move} points)" for owner, move in others]
    return f"Between {q.words(then)} and {q.words(now)}, {wording.listed(parts)}."


def _from_to(was: float, has: float) -> str:
    before, after = (wording.per_cent(share) if share else "nothing" for share in (was, has))
    if before == after:
        return f"stayed at {after}"
    return f"{'rose' if has > was else 'fell'} from {before} to {after}"


def _whole_moved(table: pd.DataFrame, asked: q.Question, release: Release) -> str:
    before, after = (float(table[c].sum()) for c in ("value_then", "value_now"))
    way = "grew" if after > before else "fell"
    change_in_words = f"{way} by {_whole_per_cent(abs(100 * after / before - 100))}"
    return (
        f"{wording.capital(wording.denominator(asked))} {change_in_words} in "
        f"{release.measure.quantity}, from {_number(before, release)} to {_volume(after, release)}."
    )
