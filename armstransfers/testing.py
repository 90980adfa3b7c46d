"""For tests and examples: a made-up release, and an assertion that says how two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from armstransfers.core.coverage import Block, Coverage, Window
from armstransfers.core.errors import BadRequest
from armstransfers.core.measure import tiv
from armstransfers.core.origin import Origin
from armstransfers.model.release import NO_TRANSFERS, Release

_TABLES = ("transfers", "margins", "deals")


def made_up_release(cells: Iterable[tuple[str, str, int, float]], *, years: Window) -> Release:
    """Return a made-up release that holds all of the world's transfers of some years.

    Parameters
    ----------
    cells : iterable of (str, str, int, float)
        Recipient, supplier, year and value of each transfer, in million TIV, exact to 0.01.
    years : (int, int)
        First and last year for which these are all transfers.

    Raises
    ------
    BadRequest
        If the years end before they begin, or a transfer lies outside.

    Examples
    --------
    >>> from armstransfers import shares
    >>> cells = [("India", "Russia", 2004, 60.0), ("India", "France", 2003, 30.0)]
    >>> made_up = made_up_release(cells, years=(2000, 2004))
    >>> shares(made_up, recipient="India", years=(2000, 2004))[["partner", "share"]].round(2)
      partner  share
    0  Russia  66.67
    1  France  33.33
    """
    first, last = years
    types = {name: str(dtype) for name, dtype in NO_TRANSFERS.dtypes.items()}
    rows = pd.DataFrame(cells, columns=list(types)).astype(types)
    if first > last or not rows["year"].between(first, last).all():
        raise BadRequest(f"the years {first}-{last} must be those of all the transfers.")
    whole = Coverage((Block(first, last),))
    return Release(rows, origin=Origin(), measure=tiv(0.01), coverage=whole)


def assert_release_equal(one: Release, other: Release, *, check_origin: bool = False) -> None:
    """Assert that two releases say the same.

    Compared are what the values count, what is covered, and the transfers, margins and deals,
    number by number. The order of rows, columns and blocks does not count, nor does it matter
    whether names are stored as categories. What was found while reading is not compared.

    Parameters
    ----------
    one, other : Release
        The two releases.
    check_origin : bool, optional
        Whether edition, days of download, files, citation and terms must be the same, too.

    Raises
    ------
    AssertionError
        With a sentence on the first difference that was found.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> newest, *_, oldest = shipped_releases()
    >>> assert_release_equal(newest, newest)
    >>> assert_release_equal(newest, oldest)
    Traceback (most recent call last):
    AssertionError: the measures differ: ...
    """
    __tracebackhide__ = True
    _require_same("measures", one.measure, other.measure)
    _require_same("coverages", set(one.coverage.blocks), set(other.coverage.blocks))
    for name in _TABLES:
        _require_same_rows(name, getattr(one, name), getattr(other, name))
    if check_origin:
        _require_same("origins", one.origin, other.origin)


def _require_same(what: str, one: object, other: object) -> None:
    __tracebackhide__ = True
    if one != other:
        raise AssertionError(f"the {what} differ: {one} and {other}.")


def _require_same_rows(name: str, one: pd.DataFrame, other: pd.DataFrame) -> None:
    __tracebackhide__ = True
    columns = sorted(one.columns)
    _require_same(f"columns of the {name}", columns, sorted(other.columns))
    rows, others = _counted(one[columns]), _counted(other[columns])
    only_one, only_other = rows - others, others - rows
    if only_one or only_other:
        example = dict(zip(columns, next(iter(only_one or only_other)), strict=True))
        raise AssertionError(
            f"the {name} differ: {only_one.total()} rows are in the first release alone and "
            f"{only_other.total()} in the second alone, for example {example}."
        )


def _counted(table: pd.DataFrame) -> Counter[tuple[Any, ...]]:
    """Return how often each row occurs; a blank is None, for a blank is equal to a blank."""
    plain = table.astype(object)
    return Counter(plain.where(plain.notna(), None).itertuples(index=False, name=None))
