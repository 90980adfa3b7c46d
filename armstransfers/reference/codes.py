"""Codes of countries, by the scheme that a table uses: ISO, M49, Comtrade, COW, Gleditsch and Ward.

The same letters mean different countries in different schemes: SLO is Slovakia in COW and Slovenia
to the Olympic Committee. A code is therefore read within one scheme, which is named or which alone
explains a whole column.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from armstransfers.core.errors import BadRequest, UnknownEntity
from armstransfers.reference.shipped import shipped_path

SCHEMES = {
    "iso2": "ISO 3166-1 alpha-2",
    "iso3": "ISO 3166-1 alpha-3, XKX for Kosovo as the World Bank and the EU have it",
    "m49": "ISO 3166-1 numeric, which is M49 of the United Nations",
    "comtrade": "UN Comtrade and BACI: M49, and 842, 251, 757, 579, 699, 490 for some",
    "cow": "Correlates of War, numbers or letters",
    "gw": "Gleditsch and Ward, numbers or letters",
    "sipri": "three letters of SIPRI's old site",
}
"""The schemes that are understood, and what they are."""

_IN_ENTITIES = {"iso2": ["iso2"], "iso3": ["iso3", "iso3_former"], "sipri": ["sipri_old_code"]}
_TODAY = 9999  # the last year of a code that is in use


@dataclass(frozen=True)
class _Holder:
    """The entity that a code stands for, and in which years."""

    entity: str
    first_year: int
    last_year: int


def find_code(code: str, scheme: str, year: int | None = None) -> str:
    """Return the name of the entity that has a code in a scheme.

    Parameters
    ----------
    code : str
        The code, in any case; numbers with or without noughts in front.
    scheme : str
        One of `SCHEMES`.
    year : int, optional
        The year of which a table speaks: COW's 365 is the Soviet Union to 1991 and Russia from
        1992 on. Without it the code is read as of today.

    Raises
    ------
    BadRequest
        If there is no such scheme.
    UnknownEntity
        If nobody has the code in it, or nobody had in that year.

    Examples
    --------
    >>> find_code("842", "comtrade"), find_code("SLO", "cow"), find_code("365", "cow", 1980)
    ('United States', 'Slovakia', 'Soviet Union')
    """
    holders = _holders(require_scheme(scheme)).get(_key(code))
    for holder in holders or ():
        if year is None or holder.first_year <= year <= holder.last_year:
            return holder.entity
    raise UnknownEntity(code, ())


def code_of(entity: str, scheme: str, year: int | None = None) -> str:
    """Return the code of an entity in a scheme; empty where it has none.

    Of COW and of Gleditsch and Ward it is the number, of Comtrade M49's. `year` as for `find_code`.

    Examples
    --------
    >>> code_of("Germany", "cow"), code_of("Germany", "cow", 1985), code_of("Hamas (Palestine)*", "iso3")
    ('255', '260', '')
    """
    for code, holder in _codes_of(require_scheme(scheme)).get(entity, ()):
        if year is None or holder.first_year <= year <= holder.last_year:
            return code
    return ""


def require_scheme(scheme: str) -> str:
    """Return the scheme of this name.

    Raises
    ------
    BadRequest
        If there is none.
    """
    if scheme not in SCHEMES:
        raise BadRequest(
            f"there is no scheme {scheme!r} of codes; take one of {', '.join(SCHEMES)}."
        )
    return scheme


def schemes_of(codes: Iterable[str]) -> list[str]:
    """Return the schemes in which every one of several codes stands for somebody.

    SIPRI's own three letters are never among them: no other source uses them.

    Examples
    --------
    >>> schemes_of(["842", "710"]), schemes_of(["ROK", "SLO"])
    (['comtrade'], ['cow', 'gw'])
    """
    wanted = {_key(code) for code in codes if code.strip()}
    others = (scheme for scheme in SCHEMES if scheme != "sipri")
    return [scheme for scheme in others if wanted and wanted <= _holders(scheme).keys()]


def are_one(schemes: Collection[str], codes: Iterable[str]) -> bool:
    """Whether several schemes mean the same by each of the codes."""
    return all(len({find_code(code, scheme) for scheme in schemes}) == 1 for code in codes)


def with_codes(
    table: pd.DataFrame,
    schemes: Iterable[str],
    columns: Iterable[str] = ("recipient", "supplier", "partner", "entity"),
) -> pd.DataFrame:
    """Return a table with a column of codes behind each column of names.

    Parameters
    ----------
    table : pandas.DataFrame
        Any table with names of entities; a column ``year`` or ``last_year`` dates the codes.
    schemes : iterable of str
        Names of `SCHEMES`.
    columns : iterable of str, optional
        The columns of names; those that the table does not have are passed over.

    Returns
    -------
    pandas.DataFrame
        The table with ``recipient_iso3`` and the like, empty where there is no code: for armed
        groups, organisations and unknown parties.
    """
    wanted = [require_scheme(scheme) for scheme in schemes]
    dated = next((table[name] for name in ("year", "last_year") if name in table), None)
    years = [None] * len(table) if dated is None else [int(year) for year in dated]
    coded = table.copy(deep=False)
    for column in (name for name in columns if name in table):
        at = list(coded).index(column)
        names = [str(name) for name in table[column]]
        for place, scheme in enumerate(wanted, 1):
            cells = [code_of(name, scheme, year) for name, year in zip(names, years, strict=True)]
            coded.insert(at + place, f"{column}_{scheme}", cells)
    return coded


def _key(code: str) -> str:
    """Return a code as the tables of this module have it: numbers without noughts in front."""
    code = code.strip().upper().removesuffix(".0")
    return (code.lstrip("0") or "0") if code.isascii() and code.isdigit() else code


@cache
def _holders(scheme: str) -> dict[str, tuple[_Holder, ...]]:
    """Return who has each code, those of today first."""
    found: dict[str, list[_Holder]] = {}
    for code, holder in _rows(scheme):
        found.setdefault(_key(code), []).append(holder)
    return {
        code: tuple(sorted(holders, key=lambda one: -one.last_year))
        for code, holders in found.items()
    }


@cache
def _codes_of(scheme: str) -> dict[str, tuple[tuple[str, _Holder], ...]]:
    """Return the codes of each entity, today's first."""
    found: dict[str, list[tuple[str, _Holder]]] = {}
    for code, holder in _rows("m49" if scheme == "comtrade" else scheme):
        found.setdefault(holder.entity, []).append((code, holder))
    return {
        name: tuple(sorted(codes, key=lambda one: -one[1].last_year))
        for name, codes in found.items()
    }


@cache
def _rows(scheme: str) -> list[tuple[str, _Holder]]:
    if columns := _IN_ENTITIES.get(scheme):
        known = ((row[name], row["entity"]) for row in _table("entities.csv") for name in columns)
        return [(code, _Holder(entity, 0, _TODAY)) for code, entity in known if code]
    own = ("m49", "comtrade") if scheme == "comtrade" else (scheme,)
    return [
        (
            row["code"],
            _Holder(row["entity"], int(row["first_year"] or 0), int(row["last_year"] or _TODAY)),
        )
        for row in _table("codes.csv")
        if row["scheme"] in own
    ]


def _table(name: str) -> list[dict[str, str]]:
    with shipped_path(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
