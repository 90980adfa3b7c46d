"""How a verdict's number was computed: numerator, denominator, and every cell behind them."""

from __future__ import annotations

import pandas as pd

from armstransfers.analysis.volumes import Volumes
from armstransfers.claims.check import Verdict
from armstransfers.claims.judge import Finding
from armstransfers.claims.part import Part
from armstransfers.core.coverage import Side, Window
from armstransfers.core.errors import Refused

COLUMNS = ("supplier", "recipient", "year", "value", "low", "high", "counts_in")


def cells(verdict: Verdict) -> pd.DataFrame:
    """Return every yearly value behind the number of a verdict, by the deciding release.

    Parameters
    ----------
    verdict : Verdict
        The verdict.

    Returns
    -------
    pandas.DataFrame
        ``supplier, recipient, year, value, low, high, counts_in``: million TIV with the rounding
        band of each printed value. ``counts_in`` is *numerator*, *denominator* or *both*. For the
        world's total one of the two names is blank. Empty where nothing can be told.
    """
    part, volumes = verdict.part, verdict.volumes
    if not verdict.decided_by.told or part.years is None:
        return pd.DataFrame(columns=list(COLUMNS))
    if part.kind in ("share", "rank", "ranking"):
        return _of_share(part, volumes, part.years)
    if part.kind == "points" and part.base is not None:
        both = [_of_share(part, volumes, years) for years in (part.years, part.base)]
        return pd.concat(both, ignore_index=True)
    if part.kind == "comparison" and verdict.decided_by.order:
        return _of_share(part, volumes, part.years)
    own = _of_volume(volumes, part.supplier, part.recipient, part.years, "numerator")
    if part.kind in ("ratio", "comparison"):
        supplier = part.others if part.side == "supplier" else part.supplier
        recipient = part.recipient if part.side == "supplier" else part.others
        other = _of_volume(volumes, supplier, recipient, part.years, "denominator")
    elif part.kind == "change" and part.base is not None:
        other = _of_volume(volumes, part.supplier, part.recipient, part.base, "denominator")
    else:
        return own
    return pd.concat([own, other], ignore_index=True)


def by_year(verdict: Verdict) -> pd.DataFrame:
    """Return numerator and denominator by year; their sums are those of the verdict.

    Returns
    -------
    pandas.DataFrame
        ``year, numerator, denominator`` in million TIV; a year without a delivery has 0.
    """
    table = cells(verdict)
    years = sorted({*_span(verdict.part.years), *_span(verdict.part.base)})
    decimals = verdict.decided_by.release.measure.decimals
    sums = {
        end: table[table["counts_in"].isin([end, "both"])].groupby("year")["value"].sum()
        for end in ("numerator", "denominator")
    }
    return pd.DataFrame(
        {"year": years} | {end: [float(of.get(y, 0.0)) for y in years] for end, of in sums.items()}
    ).round({"numerator": decimals, "denominator": decimals})


def formula(finding: Finding) -> str:
    """Return the calculation in one line: ``100 x 233.32 / 3,351.18 = 6.96 %``."""
    part, own, whole = finding.part, finding.numerator, finding.denominator
    if own is None:
        return ""
    decimals = finding.release.measure.decimals
    top = f"{own.value:,.{decimals}f}"
    if whole is None:
        return f"{top} million TIV"
    bottom = f"{whole.value:,.{decimals}f}"
    if not whole.value:
        return ""
    match part.kind:
        case "ratio":
            return f"{top} / {bottom} = {own.value / whole.value:.2f}"
        case "change":
            return f"100 x ({top} / {bottom} - 1) = {100 * (own.value / whole.value - 1):+.2f} %"
        case "comparison" if not finding.order:
            return f"{top} against {bottom}"
        case _:
            return f"100 x {top} / {bottom} = {100 * own.value / whole.value:.2f} %"


def _of_share(part: Part, volumes: Volumes, years: Window) -> pd.DataFrame:
    side: Side = "recipient" if part.of == "imports" else "supplier"
    if part.of == "world":
        side = part.side
    table = _rows(volumes, side, "" if part.of == "world" else part.whole, years)
    subject = table[part.side].isin(part.subject)
    table["counts_in"] = ["both" if mine else "denominator" for mine in subject]
    return table[list(COLUMNS)]


def _of_volume(
    volumes: Volumes,
    suppliers: tuple[str, ...],
    recipients: tuple[str, ...],
    years: Window,
    counts_in: str,
) -> pd.DataFrame:
    try:
        tables = [_rows(volumes, "recipient", one, years) for one in recipients]
    except Refused:
        tables = []
    if not tables:
        tables = [_rows(volumes, "supplier", one, years) for one in suppliers or ("",)]
    table = pd.concat(tables, ignore_index=True)
    if suppliers:
        table = table[table["supplier"].isin(suppliers)]
    if recipients:
        table = table[table["recipient"].isin(recipients)]
    return table.assign(counts_in=counts_in).reset_index(drop=True)[list(COLUMNS)]


def _rows(volumes: Volumes, side: Side, entity: str, years: Window) -> pd.DataFrame:
    yearly = volumes.yearly(side, entity)
    yearly.require(years)
    table = yearly.cells
    table = table[table["year"].between(*years) & (table["high"] > 0)]
    own, across = (
        (side, "") if not entity else ("supplier" if side == "recipient" else "recipient", side)
    )
    table = table.rename(columns={"partner": own})
    other = across or ("recipient" if own == "supplier" else "supplier")
    table = table.assign(**{other: entity})
    return table.sort_values(["year", own]).reset_index(drop=True)


def _span(years: Window | None) -> range:
    return range(years[0], years[1] + 1) if years else range(0)
