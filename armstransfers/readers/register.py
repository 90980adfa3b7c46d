"""Registers with one line for each deal and delivery year (formats C2 and B3).

Exact to 0.01 million TIV, as SIPRI prints them; what was rounded further since is told. The column ``TIV delivery values`` already holds the discount for
second-hand weapons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from armstransfers.core.errors import ReadError
from armstransfers.core.measure import tiv
from armstransfers.core.report import Skipped
from armstransfers.readers import cells, steps, text
from armstransfers.readers.cells import Cells, Place
from armstransfers.readers.column import Column, OnEachLine
from armstransfers.readers.consistent import require_one_for_each_deal, require_product
from armstransfers.readers.deals import numbers_of_deals
from armstransfers.readers.faults import Faults
from armstransfers.readers.names import Names
from armstransfers.readers.part import File, Part
from armstransfers.readers.selection import dated

_DEAL = "SIPRI AT Database ID"
_UNITS, _UNIT = "Numbers delivered", "TIV deal unit"
_TELLING = ("designation", "order_year", "units")  # what tells a delivery from most others
_MOST_TWICE, _PART_TWICE = 12, 0.01  # lines like another one, and part of all lines
_FLAGS = {
    "Local production": "local_production",
    "Delivery year is estimate": "year_estimated",
    "Numbers delivered is estimate": "number_estimated",
}
_ONE_FOR_EACH_DEAL = {
    "Supplier": "supplier",
    "Recipient": "recipient",
    "Designation": "designation",
    "Armament category": "category",
    "Status": "status",
}


def read_register(
    file: File, start: int, body: str, *, format: str, may_set_aside: bool = False
) -> Part:
    """Return what a register holds.

    Parameters
    ----------
    file : File
        The file.
    start : int
        Where the header begins in its text.
    body : str
        Header and lines, separated by commas; each stands on the line on which it stands in the
        file.
    format : str
        Format, as the documentation numbers them.
    may_set_aside : bool, optional
        Whether lines that cannot be read are left out and reported.

    Raises
    ------
    ReadError
        With line and column, if a cell cannot be read exactly.
    """
    header_line = file.line_at(start)
    table = _table(body, header_line, Place("C2", file.name, Faults(may_set_aside=may_set_aside)))
    names = Names()
    # the old site leaves an unknown supplier blank, and prints more decimals
    is_old = format == "B3"
    form = text.FOUR_DECIMALS if is_old else text.HUNDREDTHS
    transfers = _transfers(table, names, form, is_old=is_old)
    borne_out = _require_consistency(transfers, table, form, file.name)
    step = steps.step_of(transfers["value"], borne_out=borne_out)
    years = transfers["year"]
    aside = table.set_aside(body, header_line, transfers.assign(first_year=years, last_year=years))
    transfers = transfers[~transfers["line"].isin(table.faults.lines)].reset_index(drop=True)
    if "deal" not in transfers:
        _require_once(transfers, table, file.name)
        transfers.insert(4, "deal", numbers_of_deals(transfers))
    part = Part(
        file=file,
        format=format,
        measure=tiv(step),
        names=names,
        transfers=transfers,
        skipped=(
            *_not_stated(table, file),
            *table.notes(file.name, "C2"),
            *(() if is_old else text.cut_perhaps(file)),
            *steps.notes(step, file),
        ),
        set_aside=aside,
    )
    return dated(part, file.text[:start])


def _transfers(table: Cells, names: Names, form: str, *, is_old: bool) -> pd.DataFrame:
    supplier = Column.names if is_old else Column.filled_names
    readings: dict[str, tuple[str, Callable[[Column], OnEachLine]]] = {
        "recipient": ("Recipient", partial(Column.filled_names, names=names)),
        "supplier": ("Supplier", partial(supplier, names=names)),
        "year": ("Delivery year", Column.years),
        "value": ("TIV delivery values", partial(Column.numbers, form=form)),
        "deal": (_DEAL, Column.deals),
        "category": ("Armament category", partial(Column.categories, names=names)),
        "designation": ("Designation", Column.designations),
        "description": ("Description", Column.words),
        "status": ("Status", Column.words),
        "units": (_UNITS, partial(Column.numbers, form=form)),
        "order_year": ("Order date", Column.order_years),
        **{field: (name, Column.flags) for name, field in _FLAGS.items()},
    }
    found = {field: read(table[name]) for field, (name, read) in readings.items() if name in table}
    return pd.DataFrame({**found, "line": table.lines}, copy=False)


def _table(body: str, header_line: int, place: Place) -> Cells:
    first, _, lines = body.removesuffix("\n").partition("\n")
    header = text.split(first, file=place.file, number=header_line)
    columns = cells.columns_of(header, place.register, file=place.file, line=header_line)
    if not lines.strip(", \n"):
        raise text.no_lines(file=place.file, line=header_line)
    table = cells.quickly(lines, columns, header_line + 1, place)
    if table is None:
        records = cells.records(lines, header_line + 1, place.file)
        table = cells.one_by_one(records, columns, place)
    table.note_names(header, columns, place.register)
    return table


def _require_once(transfers: pd.DataFrame, table: Cells, file: str) -> None:
    """Refuse many lines that stand twice where no number of a deal tells whether they are two.

    In SIPRI's registers one line in two thousand is like another.
    """
    twice = transfers.drop(columns="line").duplicated()
    count, lines = int(twice.sum()), len(transfers)
    many = count > max(_MOST_TWICE, _PART_TWICE * lines) or 2 * count >= max(lines, 2)
    # where little is said of a delivery, many are alike
    if many and transfers.columns.isin(_TELLING).sum() == len(_TELLING):
        raise ReadError(
            f"{count:,} lines stand here for a second time, and without the column {_DEAL!r} nobody can "
            "tell whether they are deliveries of their own; remove them, or download the file again "
            "with that column.",
            file=file,
            line=int(transfers["line"][twice].iloc[0]),
        )
    if count:
        alike = "1 line is" if count == 1 else f"{count:,} lines are"
        table.forgiven.append(
            f"{alike} like another one, and count, for deals have no numbers here"
        )


def _not_stated(table: Cells, file: File) -> Iterator[Skipped]:
    """Yield a note on each column of flags that is empty on some lines."""
    for name in filter(table.__contains__, _FLAGS):
        empty, lines = table[name].empty_lines, len(table.lines)
        if empty:
            note = f"{name!r} is empty on {empty:,} of {lines:,} lines: not stated, never No"
            yield Skipped(file.name, note)


def _require_consistency(transfers: pd.DataFrame, table: Cells, form: str, file: str) -> bool:
    """Hold the columns against each other, and return whether units bear out the volumes."""
    borne_out = False
    one = {
        name: transfers[field].cat.codes.to_numpy()
        for name, field in _ONE_FOR_EACH_DEAL.items()
        if field in transfers
    }
    if _UNIT in table and _UNITS in table:
        borne_out = require_product(
            transfers["units"],
            table[_UNIT].numbers(form),
            transfers["value"],
            step=text.step(form),
            lines=transfers["line"],
            file=file,
            column="TIV delivery values",
            faults=table.faults,
        )
        one[_UNIT] = table[_UNIT].codes
    if _DEAL in table and not table.faults.lines:
        require_one_for_each_deal(table[_DEAL], one)
    return borne_out
