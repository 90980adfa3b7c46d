"""What the columns of a register say of each other, where each of them was read as it stands.

A register names the number of units, the TIV of one unit and the TIV delivered on every line, and
the partners of a deal on every line of it. A column that was dragged, sorted apart, swapped or
multiplied contradicts its neighbours. Both rules hold in every register of SIPRI that we know,
in more than 90,000 lines.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from armstransfers.core.errors import ReadError
from armstransfers.readers.column import Column
from armstransfers.readers.faults import Faults

_NOISE = 1e-9  # products differ from what is printed in their last bits
_MOST = 0.5  # of the lines
_REMEDY = (
    "a column may have been moved, sorted by itself or filled down in a spreadsheet, so download "
    "the file again"
)
Numbers = npt.NDArray[Any]


def require_product(
    units: npt.ArrayLike,
    each: npt.ArrayLike,
    value: npt.ArrayLike,
    *,
    step: float,
    lines: npt.ArrayLike,
    file: str,
    column: str,
    faults: Faults,
) -> bool:
    """Refuse a line whose units, at the TIV of one, are not the TIV that it lists.

    Parameters
    ----------
    units, each, value : array-like of float
        Number of units, TIV of one of them, TIV of all, in million; a line without one of them,
        NaN, is passed over.
    step : float
        Step to which the TIV are rounded, in million. Rounded TIV of one unit let the product be
        off by half a step a unit.
    lines, file, column
        Where the lines stand, for the message.
    faults : Faults
        What takes note of such a line.

    Returns
    -------
    bool
        Whether most lines could be held against their units, so that their TIV are what they were.

    Raises
    ------
    ReadError
        At the first such line, where none may be set aside.
    """
    numbers, ones, values = map(np.asarray, (units, each, value))
    products = numbers * ones
    wrong = np.abs(products - values) > (numbers + 1) * step / 2 + _NOISE * (1 + values)
    known = np.isin(np.asarray(lines), list(faults.lines))  # a cell of theirs cannot be read
    for at in np.flatnonzero(wrong & ~known):
        faults.note(
            ReadError(
                f"{numbers[at]:.15g} x {ones[at]:.15g} TIV a unit is {products[at]:.15g}, and the "
                f"line says {values[at]:.15g}; {_REMEDY}.",
                file=file,
                line=int(np.asarray(lines)[at]),
                column=column,
            )
        )
    return bool(np.isfinite(products).mean() > _MOST) if len(products) else False


def require_one_for_each_deal(deals: Column, columns: dict[str, Numbers]) -> None:
    """Refuse a line that gives its deal another partner, weapon or unit value than the line before.

    Parameters
    ----------
    deals : Column
        The numbers of the deals.
    columns : dict of str to numpy.ndarray
        Codes of what stands on each line, by the name of the column.

    Raises
    ------
    ReadError
        At the first such line of the first column that has one.
    """
    first = np.empty(len(deals.written), dtype=np.intp)
    order = np.arange(len(deals.codes))
    first[deals.codes[::-1]] = order[::-1]
    for name, codes in columns.items():
        wrong = codes != codes[first[deals.codes]]
        if wrong.any():
            at = int(np.argmax(wrong))
            line = int(deals.lines[int(first[deals.codes[at]])])
            raise ReadError(
                f"deal {deals.cells[int(deals.codes[at])]} has another {name} here than on line "
                f"{line}; {_REMEDY}.",
                file=deals.file,
                line=int(deals.lines[at]),
                column=name,
            )
