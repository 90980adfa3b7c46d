"""A column of a register, checked at each cell that differs from the others, spread to all lines.

A register of 60,000 lines has 74 years and 300 names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from armstransfers.core.errors import ReadError
from armstransfers.readers import text
from armstransfers.readers.faults import Faults
from armstransfers.readers.layout import MARK
from armstransfers.readers.names import Names
from armstransfers.readers.numbers import (
    plain_flag,
    plain_mark,
    plain_numbers,
    plain_year,
    plain_year_of_day,
)

OnEachLine = pd.api.extensions.ExtensionArray | npt.NDArray[Any]
_YEAR_OF_ORDER = "((19|20)[0-9]{2})?"
_DEAL = "[0-9]{1,12}"
_DECIMALS = {text.WHOLE_NUMBER: 0, text.HUNDREDTHS: 2, text.FOUR_DECIMALS: 4}


@dataclass(frozen=True)
class Column:
    """The cells of a column, and the way to say which of them is wrong.

    Attributes
    ----------
    written : pyarrow.StringArray
        The cells that differ, as they are written.
    codes : numpy.ndarray
        Which of them stands on each line.
    name, file : str
        What messages call the column, and the file.
    lines : numpy.ndarray
        On which line of the file each cell stands.
    faults : Faults
        What takes note of a cell that cannot be read.
    forgiven : list of str
        Sentences on cells in another form than the site's that have one reading alone.
    """

    written: pa.StringArray
    codes: npt.NDArray[np.int32]
    name: str
    file: str
    lines: npt.NDArray[np.int64]
    faults: Faults = field(default_factory=Faults)
    forgiven: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, cells: pa.ChunkedArray | pa.Array, **place: Any) -> Column:
        """Return the column that a dictionary-encoded array holds."""
        if isinstance(cells, pa.ChunkedArray):
            cells = cells.unify_dictionaries().combine_chunks()
        return cls(cells.dictionary, cells.indices.to_numpy(), **place)

    @cached_property
    def cells(self) -> pa.StringArray:
        """The cells that differ, without blanks around them."""
        return pc.utf8_trim_whitespace(self.written)

    def names(self, names: Names) -> OnEachLine:
        """Return names of entities, as a category; a name has letters."""
        cells = self.cells.to_pylist()
        named = [not cell or any(map(str.isalpha, cell)) for cell in cells]
        self._right(self.cells, named, _shifted)
        return self._words(pa.array(map(names.entity, self.cells.to_pylist()), pa.string()))

    def filled_names(self, names: Names) -> OnEachLine:
        """Return names of entities, of whom none may be left out."""
        self._right(self.cells, pc.not_equal(self.cells, ""), _empty)
        return self.names(names)

    def categories(self, names: Names) -> OnEachLine:
        """Return weapon categories as they stand, as a category; unknown ones are remembered."""
        for cell in self.cells.to_pylist():
            names.category(cell)
        return self._words(self.cells)

    def words(self) -> OnEachLine:
        """Return words, as a category."""
        return self._words(self.cells)

    def texts(self) -> OnEachLine:
        """Return texts that mostly differ."""
        texts: OnEachLine = pd.array(self.cells, dtype="str").take(self.codes)
        return texts

    def designations(self) -> OnEachLine:
        """Return designations without the hyphen that has nothing behind it, as a category."""
        whole = pc.replace_substring_regex(self.cells, " -$", "")
        return self._words(pc.utf8_rtrim_whitespace(whole))

    def years(self) -> OnEachLine:
        """Return years of delivery."""
        cells = self._plain(plain_year_of_day)
        right = list(map(text.is_year, cells.to_pylist()))
        return self._spread(self._right(cells, right, text.bad_year, "0").cast(pa.int64()))

    def order_years(self) -> OnEachLine:
        """Return years of order; orders may be older than deliveries, or of unknown year."""
        cells = self._plain(plain_year_of_day)
        cells = self._right(cells, _matches(cells, _YEAR_OF_ORDER), _no_order_year, "")
        return self._known(cells, pa.int64(), "Int64")

    def numbers(self, form: str) -> npt.NDArray[Any]:
        """Return volumes or numbers, written in `form`."""
        cells = self._in_form(form, _matches)
        return self._spread(cells.cast(pa.float64()))

    def numbers_or_nothing(self, form: str) -> npt.NDArray[Any]:
        """Return volumes or numbers written in `form`, and NaN for an empty cell."""
        cells = self._in_form(form, _matches_or_empty)
        known = pc.if_else(pc.equal(cells, ""), None, cells)
        return self._spread(known.cast(pa.float64()))

    def deals(self) -> OnEachLine:
        """Return numbers of deals, without noughts in front."""
        cells = self._plain(plain_year)
        cells = self._right(cells, _matches(cells, _DEAL), _no_deal, "0")
        deals: OnEachLine = pd.array(pc.utf8_ltrim(cells, "0"), dtype="str").take(self.codes)
        return deals

    def flags(self) -> OnEachLine:
        """Return Yes and No as truth, and an empty cell as missing: the source does not say."""
        cells = self._plain(plain_flag)
        stated = pc.not_equal(cells, "")
        known = pc.is_in(cells, pa.array(["Yes", "No"]))
        cells = self._right(cells, pc.or_(known, pc.invert(stated)), _no_flag, "No")
        flags = self._spread(pc.equal(cells, "Yes"))
        if pc.all(stated).as_py():
            return flags
        return pd.arrays.BooleanArray(flags, ~self._spread(stated))

    def marks(self) -> OnEachLine:
        """Return question marks as truth, and an empty cell as none; also what stands instead."""
        cells = self._plain(plain_mark)
        cells = self._right(cells, pc.is_in(cells, pa.array([MARK, ""])), _shifted)
        return self._spread(pc.equal(cells, MARK))

    def whole_numbers(self) -> OnEachLine:
        """Return whole numbers; an empty cell is missing."""
        cells = self._in_form(text.WHOLE_NUMBER, _matches_or_empty, _shifted, "")
        return self._known(cells, pa.float64(), "Float64")

    @property
    def empty_lines(self) -> int:
        """On how many lines nothing is stated."""
        cells = pa.array(map(plain_flag, self.cells.to_pylist()), pa.string())
        return int(self._spread(pc.equal(cells, "")).sum())

    def _in_form(
        self,
        form: str,
        fit: Callable[[pa.StringArray, str], Any],
        error: Callable[..., ReadError] | None = None,
        instead: str = "0",
    ) -> pa.StringArray:
        """Return the numbers of the column in a form of the site's."""
        cells = self.cells
        if not pc.all(fit(cells, form)).as_py():
            cells = self._plain(plain_numbers(cells.to_pylist(), _DECIMALS[form]))
        error = error or partial(text.bad_number, form=form)
        return self._right(cells, fit(cells, form), error, instead)

    def _plain(self, plain: Callable[[str], str]) -> pa.StringArray:
        """Return the cells in the site's form, and take note of those that had another."""
        cells = pa.array(map(plain, self.cells.to_pylist()), pa.string())
        changed = pc.and_(pc.not_equal(cells, self.cells), pc.not_equal(cells, ""))
        if pc.any(changed).as_py():
            first = pc.index(changed, True).as_py()
            count = int(self._spread(changed).sum())
            was, now = self.cells[first].as_py(), cells[first].as_py()
            cells_ = "1 cell" if count == 1 else f"{count:,} cells"
            self.forgiven.append(
                f"{self.name!r}: {cells_} such as {was[:40]!r} read as {now[:40]!r}"
            )
        return cells

    def _right(
        self,
        cells: pa.StringArray,
        right: Sequence[bool] | Any,
        error: Callable[..., ReadError],
        instead: str = "",
    ) -> pa.StringArray:
        """Take note of each line whose cell is not right; return the cells with another instead."""
        are_right = np.asarray(right)
        if are_right.all():
            return cells
        for at in np.flatnonzero(~are_right[self.codes]):
            place = {"file": self.file, "line": int(self.lines[at]), "column": self.name}
            self.faults.note(error(self.cells[int(self.codes[at])].as_py(), **place))
        return pc.if_else(pa.array(are_right), cells, instead)

    def _words(self, words: pa.StringArray) -> OnEachLine:
        differing = words.dictionary_encode()  # two cells may stand for one name
        codes = differing.indices.to_numpy()[self.codes]
        return pd.Categorical.from_codes(codes, pd.Index(differing.dictionary, dtype="str"))

    def _known(self, cells: pa.StringArray, kind: pa.DataType, dtype: str) -> OnEachLine:
        """Return numbers of which some may be missing."""
        known = pc.if_else(pc.equal(cells, ""), None, cells).cast(kind)
        numbers: OnEachLine = pd.array(known, dtype=dtype).take(self.codes)
        return numbers

    def _spread(self, values: pa.Array) -> npt.NDArray[Any]:
        each: npt.NDArray[Any] = values.to_numpy(zero_copy_only=False)[self.codes]
        return each


def _matches(cells: pa.StringArray, form: str) -> pa.BooleanArray:
    return pc.match_substring_regex(cells, f"^({form})$")


def _matches_or_empty(cells: pa.StringArray, form: str) -> pa.BooleanArray:
    return pc.match_substring_regex(cells, f"^({form})?$")


def _empty(cell: str, **place: Any) -> ReadError:
    del cell
    return text.empty(**place)


def _no_deal(cell: str, **place: Any) -> ReadError:
    if not cell:
        return text.empty(**place)
    reason = "is not a number of a deal; correct it or download the file again."
    return ReadError(f"{cell[:40]!r} {reason}", **place)


def _no_order_year(cell: str, **place: Any) -> ReadError:
    return text.bad_year(cell, **place) if cell.isdigit() else _shifted(cell, **place)


def _shifted(cell: str, **place: Any) -> ReadError:
    return ReadError(
        f"{cell[:40]!r} does not belong into this column; a comma may have been added or removed, so "
        "download the file again.",
        **place,
    )


def _no_flag(cell: str, **place: Any) -> ReadError:
    reason = "is neither Yes nor No; correct the cell, or empty it if nobody knows."
    return ReadError(f"{cell[:40]!r} {reason}", **place)
