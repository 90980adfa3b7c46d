"""The transfers of every party on one side, in memory and ready to be added up.

Rows are put in the order of their parties once, so that a question reads those of one party alone.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers.core.coverage import Side, Window, other_side
from armstransfers.model.tally import Tally, banded
from armstransfers.reference.parties import Group


class Ledger:
    """The transfers of every party on one side.

    Parameters
    ----------
    transfers : pandas.DataFrame
        Rows of ``recipient, supplier, year, value``.
    side : {"recipient", "supplier"}
        Whose transfers; the other side are its partners.
    half : float
        Half the step to which values are rounded.
    decimals : int
        Decimals that sums of values are rounded to.
    """

    def __init__(self, transfers: pd.DataFrame, side: Side, half: float, decimals: int) -> None:
        party, self._parties = _coded(transfers[side])
        partner, self._partners = _coded(transfers[other_side(side)])
        year = transfers["year"].to_numpy(dtype="int64")
        order = np.lexsort((year, partner, party))
        self._partner, self._year, self._party = partner[order], year[order], party[order]
        self._value = transfers["value"].to_numpy(dtype="float64")[order]
        self._half, self._decimals = half, decimals
        self._ends = np.searchsorted(self._party, np.arange(len(self._parties) + 1))

    def tally(self, whom: str | Group, years: Window) -> Tally:
        """Return what the partners of a party delivered or received in a window, by year.

        Partners are sorted by name.
        """
        mine = self._rows_of(whom)
        year = self._year[mine]
        inside = (year >= years[0]) & (year <= years[1])
        if isinstance(whom, Group) and whom.is_dated:
            inside &= self._is_member(whom, mine)
        partner, year = self._partner[mine][inside], year[inside]
        value = self._value[mine][inside]
        seen = np.zeros(len(self._partners), dtype=bool)
        seen[partner] = True
        names, row = self._partners[seen], (np.cumsum(seen) - 1)[partner]
        return Tally(names, years, row, year, banded(value, self._half), self._decimals)

    def _rows_of(self, whom: str | Group) -> slice | npt.NDArray[np.intp]:
        if isinstance(whom, Group):
            if whom.kind == "world":
                return slice(None)
            years = np.unique(self._year).tolist() if whom.is_dated else [0]
            names = set().union(*(whom.members(year) or () for year in years))
            return np.flatnonzero(np.isin(self._party, [*self._codes_of(names)]))
        for code in self._codes_of({whom}):
            return slice(self._ends[code], self._ends[code + 1])
        return slice(0, 0)

    def _is_member(self, group: Group, rows: slice | npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        """Return whether the party of each row was a member in the row's year."""
        party, year = self._party[rows], self._year[rows]
        found = np.zeros(len(party), dtype=bool)
        for one in np.unique(year).tolist():
            members = [*self._codes_of(group.members(one) or frozenset())]
            found |= (year == one) & np.isin(party, members)
        return found

    def _codes_of(self, names: set[str] | frozenset[str]) -> list[int]:
        return [self._code[name] for name in names if name in self._code]

    @cached_property
    def _code(self) -> dict[str, int]:
        return {str(name): code for code, name in enumerate(self._parties)}


def _coded(names: pd.Series) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.object_]]:
    """Return names as numbers in their alphabetical order, and the names."""
    code, found = pd.factorize(names)
    known = np.asarray(found, dtype=object)
    order = np.argsort(known)
    return np.argsort(order)[code], known[order]
