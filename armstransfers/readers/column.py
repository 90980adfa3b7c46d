"""A column of a register, checked at each cell that differs from the others, spread to all lines.

A register of 60,000 lines has 74 years and 300 names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from armstransfers.errors import ReadError
from armstransfers.readers import text
from armstransfers.readers.names import Names

OnEachLine = pd.api.extensions.ExtensionArray | npt.NDArray[Any]
_YEAR_OF_ORDER = "((19|20)[0-9]{2})?"
_DEAL = "[0-9]{1,12}"


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
    first_line : int
        On which line of the file the column begins.
    """

    written: pa.StringArray
    codes: npt.NDArray[np.int32]
    name: str
    file: str
    first_line: int

    @classmethod
    def of(cls, cells: pa.ChunkedArray, *, name: str, file: str, first_line: int) -> Column:
        """Return the column that a dictionary-encoded array holds."""
        array = cells.unify_dictionaries().combine_chunks()
        return cls(array.dictionary, array.indices.to_numpy(), name, file, first_line)

    @cached_property
    def cells(self) -> pa.StringArray:
        """The cells that differ, without blanks around them."""
        return pc.utf8_trim_whitespace(self.written)

    def names(self, names: Names) -> OnEachLine:
        """Return names of entities, as a category."""
        return self._words(pa.array(map(names.entity, self.cells.to_pylist()), pa.string()))

    def filled_names(self, names: Names) -> OnEachLine:
        """Return names of entities, of whom none may be left out."""
        self._require(pc.not_equal(self.cells, ""), _empty)
        return self.names(names)

    def categories(self, names: Names) -> OnEachLine:
        """Return weapon categories as they stand, as a category; unknown ones are remembered."""
        for cell in self.cells.to_pylist():
            names.category(cell)
        return self._words(self.cells)

    def words(self) -> OnEachLine:
        """Return words as they are written, as a category."""
        return self._words(self.written)

    def designations(self) -> OnEachLine:
        """Return designations without the hyphen that has nothing behind it, as a category."""
        whole = pc.replace_substring_regex(self.written, " -$", "")
        return self._words(pc.utf8_rtrim_whitespace(whole))

    def years(self) -> OnEachLine:
        """Return years of delivery."""
        self._require(list(map(text.is_year, self.cells.to_pylist())), text.bad_year)
        return self._numbers(self.cells.cast(pa.int64()))

    def order_years(self) -> OnEachLine:
        """Return years of order; orders may be older than deliveries, or of unknown year."""
        self._require_form(_YEAR_OF_ORDER, text.bad_year)
        known = pc.if_else(pc.equal(self.cells, ""), None, self.cells).cast(pa.int64())
        years: OnEachLine = pd.array(known, dtype="Int64").take(self.codes)
        return years

    def numbers(self, form: str) -> OnEachLine:
        """Return volumes or numbers, written in `form`."""
        self._require_form(form, partial(text.bad_number, form=form))
        return self._numbers(self.cells.cast(pa.float64()))

    def deals(self) -> OnEachLine:
        """Return numbers of deals, without noughts in front."""
        self._require_form(_DEAL, _no_deal)
        deals: OnEachLine = pd.array(pc.utf8_ltrim(self.cells, "0"), dtype="str").take(self.codes)
        return deals

    def flags(self) -> OnEachLine:
        """Return Yes and No as truth, and an empty cell as missing: the source does not say."""
        stated = pc.not_equal(self.cells, "")
        known = pc.is_in(self.cells, pa.array(["Yes", "No"]))
        self._require(pc.or_(known, pc.invert(stated)), _no_flag)
        flags = self._numbers(pc.equal(self.cells, "Yes"))
        if pc.all(stated).as_py():
            return flags
        return pd.arrays.BooleanArray(flags, ~self._numbers(stated))

    @property
    def empty_lines(self) -> int:
        """On how many lines the cell is empty."""
        return int(self._numbers(pc.equal(self.cells, "")).sum())

    def _require_form(self, form: str, error: Callable[..., ReadError]) -> None:
        self._require(pc.match_substring_regex(self.cells, f"^({form})$"), error)

    def _require(self, right: Sequence[bool], error: Callable[..., ReadError]) -> None:
        """Raise `error` for the first line whose cell is not right."""
        are_right = np.asarray(right)
        if are_right.all():
            return
        at = int(np.argmin(are_right[self.codes]))
        place = {"file": self.file, "line": self.first_line + at, "column": self.name}
        raise error(self.cells[int(self.codes[at])].as_py(), **place)

    def _words(self, words: pa.StringArray) -> OnEachLine:
        differing = words.dictionary_encode()  # two cells may stand for one name
        codes = differing.indices.to_numpy()[self.codes]
        return pd.Categorical.from_codes(codes, pd.Index(differing.dictionary, dtype="str"))

    def _numbers(self, numbers: pa.Array) -> npt.NDArray[Any]:
        each: npt.NDArray[Any] = numbers.to_numpy(zero_copy_only=False)[self.codes]
        return each


def _empty(cell: str, **place: Any) -> ReadError:
    del cell
    return text.empty(**place)


def _no_deal(cell: str, **place: Any) -> ReadError:
    if not cell:
        return text.empty(**place)
    reason = "is not a number of a deal; correct it or download the file again."
    return ReadError(f"{cell[:40]!r} {reason}", **place)


def _no_flag(cell: str, **place: Any) -> ReadError:
    reason = "is neither Yes nor No; correct the cell, or empty it if nobody knows."
    return ReadError(f"{cell[:40]!r} {reason}", **place)
