"""Descriptions as people write them, in TOML."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from armstransfers.core.errors import ReadError
from armstransfers.core.measure import TIV_NAME, TIV_QUOTED
from armstransfers.readers.description import (
    AGGREGATES,
    FOUND,
    Columns,
    Counted,
    Covered,
    Description,
)
from armstransfers.readers.foreign import foreign
from armstransfers.readers.keys import Keys
from armstransfers.reference.codes import SCHEMES
from armstransfers.reference.entities import name_key

KNOWN = Path(__file__).with_name("known")
"""The folder of the descriptions of sources that are known."""
LONGEST = 20_000  # characters of a description; a list of all countries has 3,000
_COLUMN_KEYS = ("recipient", "supplier", "year", "value", "month")
_MEASURE_KEYS = ("name", "unit", "basis", "goods", "additive")


def describe(written: Description | str | Path) -> Description:
    """Return a description, read from a TOML file where a path is given.

    Raises
    ------
    ReadError
        If the file is no TOML, or a key is missing, unknown or of another kind.
    """
    if isinstance(written, Description):
        return written
    if not isinstance(written, str | Path):
        raise ReadError(f"a description is named by its path, and {written!r:.40} is none.")
    path = Path(written)
    try:
        _require_short(path.stat().st_size, path.name)
        content = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "it is no text").lower()
        raise ReadError(f"{reason}; check the path.", file=str(path)) from error
    return from_toml(content, path.name)


def from_toml(text: str, file: str) -> Description:
    """Return the description that a TOML text holds.

    Raises
    ------
    ReadError
        As for `describe`.
    """
    _require_short(len(text), file)
    with foreign("its tables or lists stand too deep in each other; write it plainly.", file=file):
        try:
            found = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ReadError(f"this is not TOML: {error}.", file=file) from error
    found = _completed(found, file)
    top = Keys(found, "", file)
    columns, counted = top.table("columns"), top.table("measure")
    if (columns is None) != (counted is None):
        raise ReadError(
            "a table of another source needs both [columns] and [measure]; an export of SIPRI's "
            "database needs neither.",
            file=file,
        )
    covers = top.table("covers")
    description = Description(
        title=top.text("title", needed=columns is not None),
        edition=top.year("edition"),
        downloaded=top.day("downloaded"),
        citation=top.text("citation"),
        terms=top.text("terms"),
        columns=_columns(columns) if columns else None,
        counted=_counted(counted) if counted else None,
        covers=_covers(covers) if covers else None,
        names=top.entities_of("names"),
        cannot_show=top.text("cannot_show"),
        key=top.text("key"),
        header=top.names("header"),
    )
    top.finish()
    _require_agreement(description, file)
    return description


def _completed(found: dict[str, Any], file: str) -> dict[str, Any]:
    """Return what is said with all that the known source says that it is like."""
    like = found.get("like")
    if like is None:
        return found
    said = tomllib.loads(known_source(str(like), file).read_text("utf-8"))
    for key, value in found.items():
        if key == "like":
            continue
        both = isinstance(value, dict) and isinstance(said.get(key), dict) and key != "covers"
        said[key] = said[key] | value if both else value
    return said


def known_source(name: str, file: str | None = None) -> Path:
    """Return the path of the description of a source that is known.

    Raises
    ------
    ReadError
        If there is none.
    """
    path = KNOWN / f"{name}.toml"
    if re.fullmatch("[a-z-]{1,40}", name) and path.is_file():
        return path
    known = ", ".join(sorted(path.stem for path in KNOWN.glob("*.toml")))
    raise ReadError(f"there is no source {name[:40]!r}; take one of {known}.", file=file)


def _require_agreement(description: Description, file: str) -> None:
    """Refuse a coverage that the columns contradict."""
    columns, covers = description.columns, description.covers
    if columns is None or covers is None:
        if covers and covers.years is None:
            raise ReadError("the key covers.years must be the first and the last year.", file=file)
        return
    if columns.totals_of:
        raise ReadError(
            "a table of totals names no partners, so it is complete for none; leave [covers] out.",
            file=file,
        )
    for side, name in columns.fixed.items():
        if getattr(covers, f"{side}s") is None:
            raise ReadError(
                f"covers.{side}s is all, and every row has the {side} {name}; say {side}s = "
                f'["{name}"].',
                file=file,
            )


def _require_short(size: int, file: str) -> None:
    if size > LONGEST:
        raise ReadError(
            f"the description is longer than {LONGEST:,} characters; name the columns and the "
            "measure alone.",
            file=file,
        )


def _columns(keys: Keys) -> Columns:
    fixed = keys.texts("fixed")
    unknown = sorted(fixed.keys() - {"recipient", "supplier"})
    if unknown:
        raise keys.wrong(f"fixed.{unknown[0]}", "recipient or supplier")
    totals_of = keys.one_of("totals_of", ("", "recipient", "supplier"))
    numbered = any(type(keys.found.get(key)) is int for key in _COLUMN_KEYS)
    needed = {
        side: side not in fixed and totals_of in ("", side) for side in ("recipient", "supplier")
    }
    for side in (
        side for side, is_needed in needed.items() if is_needed and not keys.found.get(side)
    ):
        raise keys.wrong(
            side,
            "the name of a column; where all rows have one, say fixed = "
            f'{{ {side} = "Germany" }}, and where the table has totals without partners, say '
            'totals_of = "recipient" or "supplier"',
        )
    columns = Columns(
        recipient=keys.column("recipient", numbered, needed["recipient"]),
        supplier=keys.column("supplier", numbered, needed["supplier"]),
        year=keys.column("year", numbered),
        value=keys.column("value", numbered),
        month=keys.column("month", numbered),
        count_rows=keys.flag("count_rows", False),
        numbered=numbered,
        fixed=fixed,
        only=keys.choices("only"),
        leave_out=keys.names("leave_out", AGGREGATES),
        totals_of=totals_of,
        scheme=keys.one_of("scheme", ("", *SCHEMES)),
        several=keys.one_of("several", ("", ",", ";", "/", "+")),
        set_aside=keys.flag("set_aside", False),
        add_rows=keys.flag("add_rows", False),
        decimal=keys.one_of("decimal", ("", ".", ",")),
        thousands=keys.one_of("thousands", ("", ",", ".", " ", "'")),
    )
    keys.finish()
    for side in ("recipient", "supplier"):
        if totals_of not in ("", side) and (getattr(columns, side) or side in fixed):
            raise keys.wrong(side, f"left out beside totals_of = {totals_of!r}")
    if numbered and not columns.year:
        raise keys.wrong("year", "a number, as the other columns have one")
    if bool(columns.year) != bool(columns.value or columns.count_rows):
        raise keys.wrong(
            "value" if columns.year else "year",
            "there, beside the other; leave out both where each year is a column",
        )
    if (columns.decimal or ".") == columns.thousands:
        raise keys.wrong("thousands", "another mark than decimal")
    return columns


def _counted(keys: Keys) -> Counted:
    name, unit, basis, goods = (keys.text(key, needed=True) for key in _MEASURE_KEYS[:4])
    if name_key(name) == name_key(TIV_NAME) or "tiv" in name_key(unit).split():
        name = TIV_QUOTED  # an edition of SIPRI's is read from its exports alone
    counted = Counted(
        name, unit, basis, goods, keys.flag("additive", None), keys.positive("precision")
    )
    keys.finish()
    return counted


def _covers(keys: Keys) -> Covered:
    years = None if keys.found.get("years") == FOUND else keys.years("years")
    if years is None:
        del keys.found["years"]
    recipients, suppliers = keys.entities("recipients"), keys.entities("suppliers")
    at_least = keys.found.pop("at_least", {})
    if not isinstance(at_least, dict) or not all(
        side in ("recipients", "suppliers") and type(number) is int
        for side, number in at_least.items()
    ):
        raise keys.wrong("at_least", "a table such as { recipients = 100 }")
    keys.finish()
    return Covered(recipients, suppliers, years, at_least)


def to_toml(described: dict[str, object]) -> str:
    """Return a description as TOML: plain values first, then its tables; what is None is left out."""
    plain = {key: value for key, value in described.items() if not isinstance(value, dict)}
    lines = [_line(key, value) for key, value in plain.items() if value is not None]
    for name, table in described.items():
        if isinstance(table, dict):
            lines += ["", f"[{name}]"]
            lines += [_line(key, value) for key, value in table.items() if value is not None]
    return "\n".join(lines) + "\n"


def _line(key: str, value: object) -> str:
    return f"{key} = {_written(value)}"


def _written(value: object) -> str:
    """Return a value as TOML has it: dates bare, tables on one line, all else as JSON writes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_written(k)} = {_written(v)}' for k, v in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)
