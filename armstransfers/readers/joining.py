"""The rows of several files put together: nothing counted twice, and nothing contradicted."""

from __future__ import annotations

import itertools
from collections.abc import Hashable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from armstransfers.core.coverage import Block, Side
from armstransfers.core.errors import ReadError
from armstransfers.model.release import NO_MARGINS, NO_TRANSFERS
from armstransfers.readers.names import CATEGORIES

_MARGINS = list(NO_MARGINS.columns)
_PLACE = ["line", "source"]  # two files may have one name, so a number tells them apart
_CODED = pa.dictionary(pa.int32(), pa.large_string())  # room for the codes of all files


class Rows(NamedTuple):
    """Transfers with a column ``line``, the file that the lines are in, and what it covers."""

    transfers: pd.DataFrame
    file: str
    blocks: tuple[Block, ...]


def join_transfers(tables: list[Rows], key: list[str]) -> tuple[pd.DataFrame, int]:
    """Return the transfers of several files, and how many records stood in more than one place.

    Parameters
    ----------
    tables : list of Rows
        The files.
    key : list of str
        Columns that name a record.

    Raises
    ------
    ReadError
        If a record has two values, two files that cover the same differ there, or a deal has other
        partners in one of them.
    """
    numbered = [
        table.transfers.assign(source=i) for i, table in enumerate(tables) if len(table.transfers)
    ]
    if not numbered:
        return NO_TRANSFERS, 0
    rows = _one_below_another(numbered)
    again = rows.duplicated(key, keep=False)
    content = [column for column in rows.columns if column not in _PLACE]
    different = rows[again].drop_duplicates(content)
    if different.duplicated(key).any():
        raise _contradiction(different, key, tables)
    _require_agreement(tables, rows, content)
    if "deal" in key and len(numbered) > 1:
        _require_one_deal(rows, tables)
    if not again.any():
        return _without_place(rows), 0
    once = rows.drop_duplicates(content)
    return _without_place(once), len(rows) - len(once)


def with_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose categories are text again."""
    categories = frame.select_dtypes("category").columns
    return frame.astype(dict.fromkeys(categories, "str"))


def _one_below_another(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all frames; what is a category in one of them stays one."""
    words = dict.fromkeys(name for frame in frames for name in frame.select_dtypes("category"))
    rows = pd.concat(
        [frame.drop(columns=[*words], errors="ignore") for frame in frames], ignore_index=True
    )
    columns = dict.fromkeys(name for frame in frames for name in frame)
    joined = {name: _categories(name, frames) if name in words else rows[name] for name in columns}
    return pd.DataFrame(joined, copy=False)


def _categories(name: Hashable, frames: list[pd.DataFrame]) -> pd.Categorical:
    """Return one column of all frames, its categories in the order of the alphabet."""
    there = [
        pa.array(frame[name], _CODED) if name in frame else pa.nulls(len(frame), _CODED)
        for frame in frames
    ]
    column = pa.chunked_array(there).unify_dictionaries().combine_chunks()
    order = pc.sort_indices(column.dictionary)
    codes = pc.inverse_permutation(order.cast(pa.int32())).take(column.indices).fill_null(-1)
    ordered = pd.Index(column.dictionary.take(order), dtype="str")
    return pd.Categorical.from_codes(codes.to_numpy(), ordered)


def _without_place(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.drop(columns=_PLACE, errors="ignore").reset_index(drop=True)


def _contradiction(different: pd.DataFrame, key: list[str], tables: list[Rows]) -> ReadError:
    clashing = different[different.duplicated(key, keep=False)].sort_values(key, kind="stable")
    first, second = clashing.iloc[0], clashing.iloc[1]
    what = (
        f"deal {first['deal']} in {first['year']}"
        if "deal" in key
        else f"{first['supplier']} to {first['recipient']} in {first['year']}"
    )
    place = f"line {first['line']} of {tables[first['source']].file}"
    return ReadError(
        f"{what} stands here and on {place} with other values; keep the right one of the two.",
        file=tables[second["source"]].file,
        line=int(second["line"]),
    )


def _require_agreement(tables: list[Rows], rows: pd.DataFrame, content: list[str]) -> None:
    """Raise `ReadError` where two files cover the same and one holds what the other does not.

    Two downloads of one selection are not joined: what the source took back in between would
    count beside what it put in its place. A record must stand in as many files as cover it, so
    files need not be held against each other two by two.
    """
    covering = _covering(tables, rows)
    several = covering > 1
    if not several.any():
        return
    shared = rows[several].drop_duplicates([*content, "source"])
    holding = shared.groupby(content, observed=True, dropna=False)["source"].transform("size")
    lacking = holding.to_numpy() < covering[shared.index]
    if not lacking.any():
        return
    row = shared.iloc[int(np.argmax(lacking))]
    same = (shared[content].astype(object).fillna("") == row[content].fillna("")).all(axis=1)
    holders = set(shared.loc[same, "source"])
    alone = rows.loc[[row.name]]
    other = next(
        i for i, one in enumerate(tables) if i not in holders and _covers(one, alone).all()
    )
    mine, theirs = tables[row["source"]], tables[other]
    pairs = itertools.product(mine.blocks, theirs.blocks)
    common = next(block for block in (one.common(two) for one, two in pairs) if block)
    raise ReadError(
        f"{mine.file} and {theirs.file} both cover {common.describe()} and differ there, as in "
        f"{row['supplier']} to {row['recipient']} in {row['year']}; leave one of the two out.",
        file=mine.file,
        line=int(row["line"]),
    )


def _covering(tables: list[Rows], rows: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Return for each row how many files cover its recipient, its supplier and its year."""
    count = np.zeros(len(rows), dtype=np.intp)
    of_one_side: dict[Side, dict[str, list[Block]]] = {"recipient": {}, "supplier": {}}
    for table in tables:
        block = table.blocks[0] if len(table.blocks) == 1 else None
        if block and (block.recipients is None) != (block.suppliers is None):
            side: Side = "supplier" if block.recipients is None else "recipient"
            for name in block.recipients or block.suppliers or ():
                of_one_side[side].setdefault(name, []).append(block)
        elif table.blocks:
            count += _covers(table, rows)
    years = rows["year"].to_numpy()
    for whose, blocks in of_one_side.items():
        for party, places in rows.groupby(whose, observed=True).indices.items() if blocks else ():
            for block in blocks.get(str(party), ()):
                at = years[places]
                count[places] += (block.first_year <= at) & (at <= block.last_year)
    return count


def _covers(table: Rows, rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return for each row whether a file covers it."""
    covered = np.zeros(len(rows), dtype=bool)
    for block in table.blocks:
        covered |= inside(rows, block).to_numpy()
    return covered


def _require_one_deal(rows: pd.DataFrame, tables: list[Rows]) -> None:
    """Raise `ReadError` where one deal is between others in one file than in another.

    Such files are of two states of the edition, or one of them was changed.
    """
    deals, _ = pd.factorize(rows["deal"])
    order = np.arange(len(rows))
    first = np.empty(len(rows), dtype=np.intp)
    first[deals[::-1]] = order[::-1]
    for side in ("supplier", "recipient"):
        names = rows[side].astype("category").cat.codes.to_numpy()
        wrong = names != names[first[deals]]
        if wrong.any():
            one, other = rows.iloc[first[deals[np.argmax(wrong)]]], rows.iloc[np.argmax(wrong)]
            raise ReadError(
                f"deal {other['deal']} is {other['supplier']} to {other['recipient']} here, and "
                f"{one['supplier']} to {one['recipient']} on line {one['line']} of "
                f"{tables[one['source']].file}; leave one of the two files out.",
                file=tables[other["source"]].file,
                line=int(other["line"]),
            )


def inside(rows: pd.DataFrame, block: Block) -> pd.Series:
    """Return which rows lie inside a block."""
    there = rows["year"].between(block.first_year, block.last_year)
    for side, names in (("recipient", block.recipients), ("supplier", block.suppliers)):
        if names is not None:
            there &= rows[side].isin(names)
    return there


def join_margins(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the margins of several files.

    Raises
    ------
    ReadError
        If two of them print another total for the same, or one lacks a line of the other.
    """
    frames = [table for table in tables if len(table)]
    if not frames:
        return NO_MARGINS
    rows = pd.concat([frame.assign(source=i) for i, frame in enumerate(frames)], ignore_index=True)
    once = rows[_MARGINS].drop_duplicates()
    key = _MARGINS[:-1]
    again = once[once.duplicated(key, keep=False)].sort_values(key)
    if len(again):
        first = again.iloc[0]
        values = again["value"].iloc[:2].tolist()
        raise ReadError(
            f"two files print another total for {first['entity']} in {first['year']}: "
            f"{values[0]:g} and {values[1]:g}; leave one of them out."
        )
    _require_same_lines(rows)
    return once.reset_index(drop=True)


def _require_same_lines(rows: pd.DataFrame) -> None:
    """Raise `ReadError` where a table of totals has a line that another of the same kind lacks.

    A table holds the totals of a side, or of a group of it, for all years from its first to its last.
    """
    of_one = rows["group"].isin(CATEGORIES)  # a table by category is of one country, or of all
    whose = rows["entity"].where(of_one, "")
    kind = [rows["side"], rows["group"], whose]
    years = rows.groupby([*kind, rows["source"]])["year"].agg(["min", "max"]).reset_index()
    years.columns = pd.Index(["side", "group", "whose", "source", "first", "last"])
    cells = rows.assign(whose=whose).merge(
        years, on=["side", "group", "whose"], suffixes=("", "_of")
    )
    lacking = cells[cells["year"].between(cells["first"], cells["last"])]
    there = pd.MultiIndex.from_frame(rows[[*_MARGINS[:-1], "source"]])
    wanted = pd.MultiIndex.from_frame(lacking[[*_MARGINS[:-1], "source_of"]])
    missing = lacking[~wanted.isin(there)]
    if len(missing):
        first = missing.iloc[0]
        raise ReadError(
            f"of two files that print totals of the same kind, only one has {first['entity']} in "
            f"{first['year']}; they are of different days, or one was cut, so leave one of them out."
        )
