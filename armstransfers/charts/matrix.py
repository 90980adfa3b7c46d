"""A series as a matrix: a row a partner, a column a window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from armstransfers.analysis.leading import UNKNOWN
from armstransfers.core.coverage import Window
from armstransfers.reference.entities import is_unknown

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Matrix:
    """A series of the shares of one country's partners.

    Attributes
    ----------
    partners : list of str
        Whose rows these are.
    first, last : array of int
        First and last year of each window.
    value, share : array of float
        A row a partner, a column a window; shares are blank where nothing was delivered.
    total : array of float
        What was delivered in each window.
    estimated : array of bool
        Whether a window's values are only estimated.
    """

    partners: list[str]
    first: npt.NDArray[Any]
    last: npt.NDArray[Any]
    value: Numbers
    share: Numbers
    total: Numbers
    estimated: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, series: pd.DataFrame, span: Window) -> Matrix:
        """Return a series, as `armstransfers.share_series` returns it, from one year to another."""
        rows = series[series["last_year"].between(*span)]
        names = rows["partner"].unique()
        head = rows.iloc[: len(rows) // max(len(names), 1)]
        shape = len(names), len(head)
        return cls(
            [str(name) for name in names],
            head["first_year"].to_numpy(),
            head["last_year"].to_numpy(),
            rows["value"].to_numpy(dtype=float).reshape(shape),
            rows["share"].to_numpy(dtype=float).reshape(shape),
            head["total"].to_numpy(dtype=float),
            (head["exactness"] == "estimated").to_numpy(),
        )

    @property
    def known(self) -> Matrix:
        """The rows of partners that the source names."""
        return self.only([at for at, name in enumerate(self.partners) if not _unknown(name)])

    @property
    def unknown(self) -> Numbers:
        """What partners delivered whom the source does not name, together."""
        rows = [at for at, name in enumerate(self.partners) if _unknown(name)]
        together: Numbers = self.value[rows].sum(axis=0)
        return together

    def only(self, rows: list[int]) -> Matrix:
        """Return some of the rows."""
        names = [self.partners[at] for at in rows]
        return replace(self, partners=names, value=self.value[rows], share=self.share[rows])

    def parted(self, names: list[str]) -> tuple[Matrix, Matrix]:
        """Return the rows of some partners, in their order, and those of all other known ones."""
        known = self.known
        at = {name: row for row, name in enumerate(known.partners)}
        some = [at[name] for name in names if name in at]
        return known.only(some), known.only([row for row in at.values() if row not in set(some)])

    def within(self, years: Window) -> npt.NDArray[np.bool_]:
        """Return which columns end in some years."""
        found: Flags = (self.last >= years[0]) & (self.last <= years[1])
        return found


def joined(one: Matrix, other: Matrix) -> Matrix:
    """Return the rows of two matrices of the same windows, sorted by how high they ever were."""
    share = np.vstack([one.share, other.share])
    order = np.argsort(-np.nan_to_num(share).max(axis=1, initial=0.0), kind="stable")
    both = replace(
        one, partners=[*one.partners, *other.partners], share=share,
        value=np.vstack([one.value, other.value]),
    )  # fmt: skip
    return both.only([int(row) for row in order])


def _unknown(name: str) -> bool:
    return name == UNKNOWN or is_unknown(name)
