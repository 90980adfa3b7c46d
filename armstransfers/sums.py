"""Sums of one party's transfers, by partner and by year, from rows in memory.

Rows are put in the order of their parties once, so that a question reads those of one party alone.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from armstransfers.coverage import Side, Window, other_side


class Sums:
    """The transfers of every party on one side, ready to be added up.

    Parameters
    ----------
    transfers : pandas.DataFrame
        Rows of ``recipient, supplier, year, value``.
    side : {"recipient", "supplier"}
        Whose transfers; the other side are its partners.
    """

    def __init__(self, transfers: pd.DataFrame, side: Side) -> None:
        party, names = pd.factorize(transfers[side])
        partner, partners = pd.factorize(transfers[other_side(side)])
        year = transfers["year"].to_numpy(dtype="int64")
        order = np.lexsort((year, partner, party))
        self._partner, self._year = partner[order], year[order]
        self._value = transfers["value"].to_numpy(dtype="float64")[order]
        self._partners = np.asarray(partners, dtype=object)
        ends = np.searchsorted(party[order], np.arange(len(names) + 1))
        self._rows = {
            str(name): slice(start, end)
            for name, start, end in zip(names, ends[:-1], ends[1:], strict=True)
        }

    def of(
        self, entity: str, years: Window, *, half: float = 0.0, by_year: bool = False
    ) -> pd.DataFrame:
        """Return the sums of a party in a window.

        Parameters
        ----------
        entity : str
            The party.
        years : (int, int)
            First and last year, both inside.
        half : float, optional
            Half the step to which values are rounded: a value is at most so far from the true
            one, and a printed 0 stands for no less than 0.
        by_year : bool, optional
            Whether to add up each year by itself.

        Returns
        -------
        pandas.DataFrame
            ``partner, value, low, high``, and ``year`` with `by_year`, by partner and year.
        """
        mine = self._rows.get(entity, slice(0, 0))
        year = self._year[mine]
        inside = (year >= years[0]) & (year <= years[1])
        partner, year = self._partner[mine][inside], year[inside]
        value = self._value[mine][inside]
        is_first = np.ones(len(value), dtype=bool)
        is_first[1:] = partner[1:] != partner[:-1]
        if by_year:
            is_first[1:] |= year[1:] != year[:-1]
        first = np.flatnonzero(is_first)
        low = np.where(value > 0, value - half, 0.0)
        value, low, high = (
            np.add.reduceat(each, first) if len(first) else each
            for each in (value, low, value + half)
        )
        return pd.DataFrame(
            {
                "partner": pd.Series(self._partners[partner[first]], dtype="str"),
                **({"year": year[first]} if by_year else {}),
                "value": value,
                "low": low,
                "high": high,
            }
        )
