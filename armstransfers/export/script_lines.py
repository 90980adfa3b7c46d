"""What scripts are put together from: fixed lines, and constants that hold all that varies."""

from __future__ import annotations

from collections.abc import Mapping
from pprint import pformat
from string import Template
from typing import Any

from armstransfers.analysis import question as q
from armstransfers.analysis.filters import Filter
from armstransfers.core.coverage import Side, other_side
from armstransfers.core.errors import BadRequest, Refused
from armstransfers.model.release import Release
from armstransfers.reference.shipped import package

_WIDTH = 96  # letters of a line of constants

# the first two lines are fixed, for Python looks there for the encoding of a file
_TOP = """\
# One number of Arms Transfer Explorer, derived anew. It runs with Python 3 and pandas alone.
#
{provenance}
#
# It reads the transfers of that release as CSV. To get them:
{file}
# Then: python THIS_SCRIPT.py transfers.csv

import sys

import pandas as pd

"""

_READ = """
file = sys.argv[1] if len(sys.argv) > 1 else "transfers.csv"
transfers = pd.read_csv(file, keep_default_na=False, dtype={"recipient": str, "supplier": str})
"""
_RENAME_COLUMNS = """\
transfers = transfers.rename(columns=COLUMNS)  # in case it is the project's file
"""
_RENAME_COUNTRIES = """\
sides = ["recipient", "supplier"]
transfers[sides] = transfers[sides].replace(NAMES)
"""
_KEEP_ROWS = """\
for column, kept in KEPT.items():
    transfers = transfers[transfers[column].isin(kept)]
"""
_KEEP_PART = """\
transfers["value"] = pd.to_numeric(transfers[PART])  # a blank is not known, and counts in no part
"""
_KEEP_REST = """\
transfers["value"] = transfers["value"] - pd.to_numeric(transfers[PART])  # a blank counts in no part
"""

OF_PARTNER = """\
rows = transfers[(transfers["$own"] == $OWN) & transfers["year"].between(FIRST, LAST)]
volumes = rows.groupby("$other")["value"].sum().round(DECIMALS)
share = 100 * volumes.get($OTHER, 0.0) / volumes.sum()
rank = volumes.drop(UNKNOWN, errors="ignore").rank(method="min", ascending=False).get($OTHER)
print(f"{$OTHER}: {volumes.get($OTHER, 0.0):.{DECIMALS}f} of {volumes.sum():.{DECIMALS}f} {UNIT}")
print(f"share {share:.2f} %, rank {'none' if rank is None else int(rank)}")
"""

OF_WORLD = OF_PARTNER.replace('(transfers["$own"] == $OWN) & ', "")

OF_SERIES = """\
rows = transfers[transfers["$own"] == $OWN]
years = rows.pivot_table(index="year", columns="$other", values="value", aggfunc="sum")
years = years.reindex(range(FIRST, LAST + 1)).fillna(0)
years[$OTHER] = years.get($OTHER, 0)
windows = years.rolling(WINDOW).sum().round(DECIMALS)
shares = 100 * windows[$OTHER] / windows.sum(axis=1)
share = shares[LAST]
print(shares.dropna().round(2).to_string())
print(f"{$OTHER}, {WINDOW} years to {LAST}: {share:.2f} %")
"""

OF_PAIR = """\
def share_of(side, name, across, partner):
    rows = transfers[(transfers[side] == name) & transfers["year"].between(FIRST, LAST)]
    volumes = rows.groupby(across)["value"].sum().round(DECIMALS)
    return 100 * volumes.get(partner, 0.0) / volumes.sum()


"""
OF_IMPORTS = """\
dependence = share_of("recipient", RECIPIENT, "supplier", SUPPLIER)
print(f"share of the recipient's imports: {dependence:.2f} %")
"""
OF_EXPORTS = """\
exposure = share_of("supplier", SUPPLIER, "recipient", RECIPIENT)
print(f"share of the supplier's exports: {exposure:.2f} %")
"""

OF_CHANGE = """\
def share_in(first, last):
    rows = transfers[(transfers["$own"] == $OWN) & transfers["year"].between(first, last)]
    volumes = rows.groupby("$other")["value"].sum().round(DECIMALS)
    return 100 * volumes.get($OTHER, 0.0) / volumes.sum()


then, now = share_in(*THEN), share_in(*NOW)
points = now - then
print(f"{$OTHER}: {then:.2f} %, then {now:.2f} %: {points:+.2f} percentage points")
"""

OF_GROUP = """\
rows = transfers[(transfers["$own"] == $OWN) & transfers["year"].isin(COUNTED)]
inside = [name in COUNTED[year] for name, year in zip(rows["$other"], rows["year"])]
share = 100 * rows.loc[inside, "value"].sum() / rows["value"].sum()
print(f"{GROUP}: {share:.2f} %")
"""

_CHECK = """

def check(found, expected):
    wrong = f"the headline says {expected}, this file gives {found:.2f}: is it {RELEASE}?"
    assert round(abs(found - expected), 6) <= 0.005, wrong


"""


def in_words(body: str, side: Side) -> str:
    """Return the lines of a script in the words of a side; all words are this program's own."""
    across = other_side(side)
    return Template(body).substitute(own=side, OWN=side.upper(), other=across, OTHER=across.upper())


def party(asked: q.Question) -> str | list[str]:
    """Return the entity as a constant of a script, or the members of a group.

    Raises
    ------
    Refused
        If the members differ from year to year.
    """
    if asked.group is None:
        return asked.entity
    if asked.group.is_dated:
        raise Refused(
            "no script is written for members that differ from year to year; ask for those of one day."
        )
    return sorted(asked.group.members(0) or ())


def of_party(body: str, asked: q.Question) -> str:
    """Return the lines of a script in the words of a side, for an entity, a group or the world."""
    named = 'transfers["$own"] == $OWN'
    if asked.group is not None and asked.group.kind == "world":
        body = body.replace(f"({named}) & ", "").replace(f"[{named}]", "")
    elif asked.group is not None:
        body = body.replace(named, 'transfers["$own"].isin($OWN)')
    return in_words(body, asked.side)


def assembled(
    release: Release,
    chosen: Filter,
    provenance: Mapping[str, str],
    constants: Mapping[str, Any],
    body: str,
    expected: Mapping[str, float],
) -> str:
    """Return a script.

    Parameters
    ----------
    release : Release
        The data.
    chosen : Filter
        The filter that left this release of another.
    provenance : mapping of str to str
        What the script carries at its top.
    constants : mapping of str to value
        The values of the names in capitals, all of them plain Python.
    body : str
        Its lines, as `in_words` returns them.
    expected : mapping of str to float
        The numbers of the headline by the name that the lines give them.

    Raises
    ------
    BadRequest
        If the release was filtered and `chosen` is not its filter.
    """
    reading, of_reading = _reading(release, chosen)
    measure = release.measure
    every = {**of_reading, **constants, "DECIMALS": measure.decimals, "UNIT": measure.unit}
    every["RELEASE"] = release.reference
    used = {name: value for name, value in every.items() if name in reading + body + _CHECK}
    comments = [f"# {_one_line(f'{name}: {text}')}" for name, text in provenance.items()]
    top = _TOP.format(provenance="\n".join(comments), file="\n".join(_where_to_get(release)))
    lines = [f"{name} = {pformat(value, width=_WIDTH)}\n" for name, value in used.items()]
    checks = [f"check({name}, {share:.2f})\n" for name, share in expected.items()]
    return "".join([top, *lines, reading, "\n", body, _CHECK, *checks])


def _reading(release: Release, chosen: Filter) -> tuple[str, dict[str, Any]]:
    """Return the lines that read the file and filter it, and the constants in them."""
    if chosen.words != release.origin.selection:
        held = release.origin.selection or "everything"
        raise BadRequest(f"the release holds {held}; name that filter, and the script repeats it.")
    lines, constants = _READ, {}
    shipped = _shipped(release)
    if shipped:
        lines, constants = lines + _RENAME_COLUMNS, {"COLUMNS": shipped["release"]["columns"]}
    if shipped and release.report.renamed:
        lines, constants = lines + _RENAME_COUNTRIES, constants | {"NAMES": release.report.renamed}
    wanted = chosen.to_parameters()
    if wanted and "deal" in release.transfers:
        return lines + _KEEP_ROWS, constants | {"KEPT": _values(release, list(wanted))}
    if wanted:  # yearly sums: they can be filtered by one condition alone
        column, value = next(iter(wanted.items()))
        part = "second_hand" if column == "status" else column
        holds = value in ("only", "second-hand")
        return lines + (_KEEP_PART if holds else _KEEP_REST), constants | {"PART": f"value_{part}"}
    return lines, constants


def _values(release: Release, columns: list[str]) -> dict[str, list[Any]]:
    """Return what the deliveries that a filter left have in the columns that it asked for."""
    return {column: sorted(set(release.transfers[column].tolist())) for column in columns}


def _where_to_get(release: Release) -> list[str]:
    whole = _one_line(release.origin.selected_from or release.id)
    export = f"#   armstransfers releases export {whole} transfers.csv"
    shipped = _shipped(release)
    if shipped:
        return [export, f"# or take data/{shipped['path']} of the project instead."]
    return ["#   armstransfers import FILE.csv, with the source's own file, and then", export]


def _shipped(release: Release) -> dict[str, Any] | None:
    """Return the description of the file that ships, if the release is an extract."""
    wanted = release.edition, release.origin.extract
    for resource in package()["resources"]:
        about = resource.get("release")
        if about and wanted == (about["edition"], about["extract"]):
            found: dict[str, Any] = resource
            return found
    return None


def _one_line(text: str) -> str:
    """Return a text that stays in its comment, whatever stands in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
