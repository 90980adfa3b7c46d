"""A part of a release's deliveries: weapon categories, new or second hand, licensed, estimated.

What a filter leaves is a release again, with the coverage of the whole: every analysis works on
it, and its denominators are what is left. It carries the filter in words wherever it goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from armstransfers.analysis.question import WHOLE_DATABASE
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.model.release import Release
from armstransfers.reference.entities import name_key

Status = Literal["new", "second hand"]

CATEGORIES = (
    "Aircraft", "Air-defence systems", "Armoured vehicles", "Artillery", "Engines", "Missiles",
    "Naval weapons", "Satellites", "Sensors", "Ships", "Other",
)  # fmt: skip
"""SIPRI's weapon categories; a release may spell them a little differently."""

_NEW = "New"  # every other status of the source's is second hand
_ONLY, _WITHOUT = "only", "without"
_FLAGS = {
    "local_production": ("made under licence in the recipient", "not made under licence in the recipient"),
    "year_estimated": ("with an estimated delivery year", "without an estimated delivery year"),
    "number_estimated": ("with an estimated number delivered", "without an estimated number delivered"),
}  # fmt: skip
_LACKS = {
    "category": "weapon categories",
    "status": "whether weapons were new",
    "local_production": "what was made under licence",
    "year_estimated": "which delivery years are estimated",
    "number_estimated": "which numbers delivered are estimated",
}


@dataclass(frozen=True)
class Filter:
    """Which deliveries to keep. Conditions hold together; those that are not set keep all.

    Attributes
    ----------
    categories : tuple of str
        Weapon categories, each as in `CATEGORIES`.
    status : {"new", "second hand"} or None
        Second hand includes what was modernised before the delivery.
    local_production : bool or None
        Whether to keep only what was made under licence in the recipient, or only the rest.
    year_estimated, number_estimated : bool or None
        Whether to keep only deliveries whose year, or number, the source estimated, or only
        those where it did not.

    Examples
    --------
    >>> Filter(categories=("ships", "aircraft"), status="new").words
    'only aircraft and ships, new'
    """

    categories: tuple[str, ...] = ()
    status: Status | None = None
    local_production: bool | None = None
    year_estimated: bool | None = None
    number_estimated: bool | None = None

    def __post_init__(self) -> None:
        if self.status not in (None, "new", "second hand"):
            raise BadRequest(f"there is no status {self.status!r}; take new or second hand.")
        chosen = {_category(name) for name in self.categories}
        in_order = tuple(name for name in CATEGORIES if name in chosen)
        object.__setattr__(self, "categories", in_order)

    @property
    def words(self) -> str:
        """The filter in words: ``only aircraft and ships, new``; empty where it keeps all."""
        parts = []
        if self.categories:
            *others, last = [name.lower() for name in self.categories]
            parts.append(f"{', '.join(others)} and {last}" if others else last)
        if self.status:
            parts.append(self.status)
        for flag, (only, without) in _FLAGS.items():
            wanted = getattr(self, flag)
            if wanted is not None:
                parts.append(only if wanted else without)
        return f"only {', '.join(parts)}" if parts else ""

    def to_parameters(self) -> dict[str, str]:
        """Return the filter as parameters of a link; what is not set is left out."""
        found = {
            "category": ",".join(map(_slug, self.categories)),
            "status": _slug(self.status or ""),
        }
        for flag in _FLAGS:
            wanted = getattr(self, flag)
            found[flag] = "" if wanted is None else _ONLY if wanted else _WITHOUT
        return {name: text for name, text in found.items() if text}

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> Filter:
        """Return the filter that parameters of a link mean.

        Raises
        ------
        BadRequest
            At the first parameter, or value, that is not understood.

        Examples
        --------
        >>> Filter.from_parameters({"category": "ships,aircraft", "status": "new"}).words
        'only aircraft and ships, new'
        """
        for name in parameters:
            if name not in ("category", "status", *_FLAGS):
                raise BadRequest(f"there is no filter {name!r}.")
        names = [name for name in parameters.get("category", "").split(",") if name.strip()]
        status = name_key(parameters.get("status", ""))
        flags = {flag: _flag(flag, parameters.get(flag, "")) for flag in _FLAGS}
        return cls(tuple(map(_category, names)), status or None, **flags)  # type: ignore[arg-type]  # checked there


def filtered(release: Release, chosen: Filter) -> Release:
    """Return what a filter leaves of a release, as a release.

    Parameters
    ----------
    release : Release
        A release that tells, delivery by delivery, what the filter asks; or one of yearly sums
        with the part for which a condition holds: then one condition at a time is exact.
    chosen : Filter
        Which deliveries to keep.

    Returns
    -------
    Release
        The deliveries that are left. The coverage stays. Margins and deals, which count
        everything, are left out. `Release.describe_origin` and `Release.reference` name the
        filter. With a filter that keeps all, the release itself.

    Raises
    ------
    Refused
        If the release does not tell what the filter asks, or was filtered already.

    Examples
    --------
    >>> from armstransfers import shares, shipped_releases
    >>> licensed = filtered(shipped_releases()[0], Filter(local_production=True))
    >>> table = shares(licensed, recipient="India", years=(2021, 2025))
    >>> table[["partner", "share"]].head(2).round(1)
             partner  share
    0         France   71.2
    1  United States   10.3
    """
    if not chosen.words:
        return release
    if release.origin.selection:
        raise Refused(
            f"the release holds {release.origin.selection} already; filter the whole of it."
        )
    rows = release.transfers
    kept, unsaid = (_parts if "deal" not in rows else _deliveries)(release, rows, chosen)
    return Release(
        kept,
        origin=replace(
            release.origin,
            selection=chosen.words,
            left_out=_left_out(unsaid, rows, release),
            selected_from=release.id,
        ),
        measure=release.measure,
        coverage=release.coverage,
        report=release.report,
    )


def _left_out(unsaid: pd.Series, rows: pd.DataFrame, release: Release) -> str:
    """Return in words what was left out because nobody says whether the filter keeps it."""
    if not unsaid.any():
        return ""
    volume = rows.loc[unsaid, "value"].sum()
    amount = f"{volume:,.{release.measure.decimals}f} {release.measure.unit}"
    return f"without {amount} of which the source does not say"


def _deliveries(
    release: Release, rows: pd.DataFrame, chosen: Filter
) -> tuple[pd.DataFrame, pd.Series]:
    """Return the deliveries that a filter keeps, and which ones it cannot tell of."""
    wanted = _conditions(chosen)
    for column in wanted:
        if column not in rows:
            raise _lacks(release, column)
    keep = pd.Series(True, index=rows.index)
    if chosen.categories:
        keys = {name_key(name) for name in chosen.categories}
        keep &= rows["category"].map(lambda name: name_key(str(name)) in keys).astype(bool)
    if chosen.status:
        keep &= (rows["status"] == _NEW) == (chosen.status == "new")
    unsaid = pd.Series(False, index=rows.index)
    for flag in set(_FLAGS) & set(wanted):
        unsaid |= rows[flag].isna()
    unsaid &= keep
    for flag in set(_FLAGS) & set(wanted):
        keep &= (rows[flag] == wanted[flag]).fillna(False)
    return rows[keep].reset_index(drop=True), unsaid


def _parts(release: Release, rows: pd.DataFrame, chosen: Filter) -> tuple[pd.DataFrame, pd.Series]:
    """Return yearly sums of the part for which a condition holds, or of the rest.

    And which sums it cannot tell of.
    """
    wanted = _conditions(chosen)
    column = next(iter(wanted))
    part = "value_second_hand" if column == "status" else f"value_{column}"
    for asked in wanted:
        if ("value_second_hand" if asked == "status" else f"value_{asked}") not in rows:
            raise _lacks(release, asked)
    if len(wanted) > 1:
        raise Refused(
            f"edition {release.edition or 'unknown'} is at hand in yearly sums, whose parts cannot "
            f"be combined; set one condition alone, or {WHOLE_DATABASE}."
        )
    holds = chosen.status == "second hand" if column == "status" else wanted[column]
    value = rows[part] if holds else rows["value"] - rows[part]
    if rows[part].isna().all() and len(rows):
        raise _lacks(release, column)
    sums = rows[["recipient", "supplier", "year"]].assign(
        value=value.round(release.measure.decimals)
    )
    return sums[sums["value"] > 0].reset_index(drop=True), rows[part].isna()


def _conditions(chosen: Filter) -> dict[str, object]:
    """Return the columns that a filter asks for, and what it wants of them."""
    asked = {"category": chosen.categories or None, "status": chosen.status}
    asked |= {flag: getattr(chosen, flag) for flag in _FLAGS}
    return {column: wanted for column, wanted in asked.items() if wanted is not None}


def _lacks(release: Release, column: str) -> Refused:
    edition = f"edition {release.edition}" if release.edition else "the release"
    return Refused(
        f"{edition}, as it is at hand, does not tell {_LACKS[column]}; {WHOLE_DATABASE}."
    )


def _category(name: str) -> str:
    for category in CATEGORIES:
        if name_key(category) == name_key(name):
            return category
    raise BadRequest(f"there is no weapon category {name!r}; take one of {', '.join(CATEGORIES)}.")


def _flag(name: str, text: str) -> bool | None:
    if text not in ("", _ONLY, _WITHOUT):
        raise BadRequest(f"{text!r} is no value of {name}; take {_ONLY} or {_WITHOUT}.")
    return None if not text else text == _ONLY


def _slug(text: str) -> str:
    return name_key(text).replace(" ", "-")
