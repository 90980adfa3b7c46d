"""Whatever happens to a file, its values are counted as they stand there, or it is refused.

500 mutations run with every test; ``ARMSTRANSFERS_MUTATIONS=20000`` runs as many.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

import counting
import pytest
from builders import (
    a1_file,
    b3_file,
    b3_row,
    c1_file,
    c1_row,
    c2_file,
    c2_row,
    c3_file,
    c4_file,
)
from counting import Counted
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from resaving import WAYS

from armstransfers.core.errors import ReadError
from armstransfers.readers import read_all

MUTATIONS = int(os.environ.get("ARMSTRANSFERS_MUTATIONS", "500"))


class Format(NamedTuple):
    """A made-up file, how it is counted by other means, and the columns that name its values."""

    text: str
    count: Callable[[str, str], Counted]
    keys: tuple[str, ...]


DYAD = ("recipient", "supplier", "year")
ROWS = {"Turkey": ["5", "", "0"], "Cote d'Ivoire": ["12", "7", "2"], "Israel": ["", "", "140"]}
FROM = "Total exports from"
CATEGORIES = {
    "Aircraft": ["5", "", "0"],
    "Air defence systems": ["12", "7", "2"],
    "Sensors": ["", "3", ""],
    "Ships": ["", "", "140"],
}
FORMATS = {
    "C2": Format(
        c2_file(
            c2_row(1, value="12.25", units="245"),
            c2_row(1, year=2005, value="0.4", units="8"),
            c2_row(22, "Turkey", "Cote d'Ivoire", 2011, "140"),
            c2_row(3, "Israel", "Hezbollah (Lebanon)*", 2020, "7.5", local="Yes"),
        ),
        counting.register,
        DYAD,
    ),
    "C1": Format(
        c1_file(
            c1_row(years="2003; 2004", value="12.25"),
            c1_row("Cote d'Ivoire", "Turkey", comment="first part\nsecond part", value="7"),
            c1_row("Sudan", "China", years="", delivered="0", value="0"),
            c1_row("Hezbollah (Lebanon)*", "Israel", "2019", "0.4"),
        ),
        counting.by_deal,
        DYAD,
    ),
    "B3": Format(
        b3_file(b3_row(1), b3_row(22, "", "APC; wheeled", 3.5), b3_row(3, "Turkey", year=2010)),
        counting.old_register,
        DYAD,
    ),
    "C3, imports of each": Format(
        c3_file("Recipient", ROWS, "Total world import"), counting.by_year, ("entity", "year")
    ),
    "C3, exports of each": Format(
        c3_file("Exports by", ROWS, "Total world export"), counting.by_year, ("entity", "year")
    ),
    "C3, suppliers of one": Format(
        c3_file("Supplier", ROWS, "Total exports to Sudan"), counting.by_year, ("supplier", "year")
    ),
    "C3, recipients of one": Format(
        c3_file("Recipient", ROWS, "Total exports from Israel"),
        counting.by_year,
        ("recipient", "year"),
    ),
    "C3, categories": Format(
        c3_file("", CATEGORIES, "Total exports to Sudan"), counting.by_year, ("group", "year")
    ),
    "C3, three in one file": Format(
        "".join(
            c3_file("Recipient", {"Turkey": cells, "Sudan": ["1", "", "4"]}, f"{FROM} {supplier}")
            for supplier, cells in ROWS.items()
        ),
        counting.by_table,
        DYAD,
    ),
    "C4": Format(
        c4_file({"Africa": ROWS, "North Africa": {"Turkey": ["1", "", "0"]}}),
        counting.by_group,
        ("group", "entity", "year"),
    ),
    "A1, to one": Format(a1_file("Sudan", ROWS), counting.by_year, ("supplier", "year")),
    "A1, from one": Format(
        a1_file("Israel", ROWS, way="from"), counting.by_year, ("recipient", "year")
    ),
    "A1, categories": Format(a1_file("Sudan", CATEGORIES), counting.by_year, ("group", "year")),
}
AS_TEXT = ("as it is", "CRLF", "CR", "byte order mark", "cp1252", "UTF-16", "semicolons")
"""Ways whose bytes can be counted again after a mutation."""

END = {"CR": b"\r", "UTF-16": b"\n\x00"}

WITHOUT_LINE = ("the columns are not those of", "the file is empty")
"""Refusals of files in which nobody can tell where the table is."""


def held(content: bytes, keys: tuple[str, ...]) -> tuple[Counted, set[str]]:
    """What the readers found: values by `keys`, and the names that they report as unknown."""
    found = Counted()
    unknown: set[str] = set()
    for release in read_all(content).releases:
        for table in (release.transfers, release.margins):
            if len(table) and set(keys) <= set(table.columns):
                for *key, value in (
                    table[[*keys, "value"]].astype(dict.fromkeys(keys, "str")).to_numpy()
                ):
                    found[tuple(key)] += value
        unknown |= set(release.report.unknown_names)
        found.doubled += release.report.doubled
    return found, unknown


def close(one: Counted, other: Counted) -> bool:
    return one.keys() == other.keys() and all(abs(one[key] - other[key]) < 1e-6 for key in one)


class Change(NamedTuple):
    """A change of a file: what is done, and where, as parts of its length."""

    what: str
    here: float
    there: float
    byte: int


def changed(content: bytes, change: Change, separator: bytes, end: bytes) -> bytes:
    """The content after a change."""
    here = int(change.here * len(content))
    byte = bytes([change.byte])
    match change.what:
        case "replace a byte":
            return content[:here] + byte + content[here + 1 :]
        case "insert a byte":
            return content[:here] + byte + content[here:]
        case "remove bytes":
            return content[:here] + content[here + 1 + int(change.there * 12) :]
        case "cut the end":
            return content[:here]
        case "cut the beginning":
            return content[here:]
    lines = content.split(end)
    i, j = (int(part * len(lines)) for part in (change.here, change.there))
    cells = lines[i].split(separator)
    k, m = (int(part * len(cells)) for part in (change.there, change.byte / 256))
    match change.what:
        case "remove a line":
            del lines[i]
        case "double a line":
            lines.insert(i, lines[i])
        case "swap two lines":
            lines[i], lines[j] = lines[j], lines[i]
        case "move a line":
            lines.insert(j, lines.pop(i))
        case "join two lines":
            lines[i : i + 2] = [b"".join(lines[i : i + 2])]
        case "add a field":
            lines[i] = separator.join([*cells[:k], bytes(str(change.byte), "ascii"), *cells[k:]])
        case "remove a field":
            lines[i] = separator.join([*cells[:k], *cells[k + 1 :]])
        case "swap two fields":
            cells[k], cells[m] = cells[m], cells[k]
            lines[i] = separator.join(cells)
    return end.join(lines)


WHATS = (
    "replace a byte", "insert a byte", "remove bytes", "cut the end", "cut the beginning",
    "remove a line", "double a line", "swap two lines", "move a line", "join two lines",
    "add a field", "remove a field", "swap two fields",
)  # fmt: skip
PARTS = st.floats(0, 1, exclude_max=True)
BYTES = st.one_of(st.sampled_from(b'0123456789,;"\n\r\t .-=\x00\x80\xff'), st.integers(0, 255))
CHANGES = st.lists(
    st.builds(Change, st.sampled_from(WHATS), PARTS, PARTS, BYTES), min_size=1, max_size=3
)
QUIET = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.generate, Phase.shrink),
}


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=-(-MUTATIONS // len(FORMATS)), **QUIET)
@given(way=st.sampled_from(AS_TEXT), changes=CHANGES)
def test_a_changed_file_is_counted_as_it_stands_or_refused_at_a_line(name, way, changes):
    made_up = FORMATS[name]
    separator = ";" if name == "B3" or way == "semicolons" else ","
    content = WAYS[way](made_up.text)
    for change in changes:
        content = changed(content, change, separator.encode(), END.get(way, b"\n"))
    try:
        found, unknown = held(content, made_up.keys)
    except ReadError as error:
        refusal = error
    else:
        refusal = None
    if refusal:
        assert "\n" not in str(refusal)
        assert str(refusal).startswith("(bytes)")
        assert refusal.line is not None or refusal.reason.startswith(WITHOUT_LINE)
        return
    counted = made_up.count(counting.text_of(content), separator)
    assert close(found, counted)
    assert found.doubled >= counted.doubled
    regions = {key[0] for key in counted} if name == "C4" else set()
    names = {part for key in counted for part in key[:-1]} - regions
    assert {one for one in names if counting.in_file(one) is None} - CATEGORIES.keys() <= unknown


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=-(-MUTATIONS // (10 * len(FORMATS))), **QUIET)
@given(way=st.sampled_from(("XLSX", "zip", "XLSX in a zip")), changes=CHANGES)
def test_a_changed_archive_is_read_as_it_was_packed_or_refused(name, way, changes):
    made_up = FORMATS[name]
    content = packed = WAYS[way](made_up.text)
    for change in changes:
        content = changed(content, change, b",", b"\n")
    try:
        found, _ = held(content, made_up.keys)
    except ReadError as error:
        refusal = str(error)
    else:
        refusal = ""
    assert "\n" not in refusal
    assert refusal or close(found, held(packed, made_up.keys)[0])


NAMES = st.sampled_from(["Turkey", "Cote d'Ivoire", "Israel", "Ruritania", "Hezbollah (Lebanon)*"])
WHOLE = st.sampled_from(["", "0", "1", "12", "140"])
DELIVERIES = st.lists(
    st.tuples(
        NAMES,
        NAMES,
        st.lists(st.integers(2000, 2010), min_size=1, max_size=3, unique=True),
        st.integers(1, 99_999).map(lambda hundredths: f"{hundredths / 100:g}"),
    ),
    min_size=1,
    max_size=5,
)
TABLES = (
    st.integers(1, 4)
    .flatmap(
        lambda years: st.dictionaries(
            NAMES, st.lists(WHOLE, min_size=years, max_size=years), min_size=1, max_size=4
        )
    )
    .filter(lambda rows: any("" in cells for cells in rows.values()))
)  # as the source's have


def any_file(draw):
    """A file of any format, with any values."""
    kind = draw(st.sampled_from(["C2", "C1", "B3", "C3", "C4", "A1"]))
    if kind in ("C2", "B3"):
        row, file = (c2_row, c2_file) if kind == "C2" else (b3_row, b3_file)
        rows = []
        for deal, (one, other, years, value) in enumerate(draw(DELIVERIES), start=1):
            sides = (one, other) if kind == "C2" else (one,)
            rows += [row(deal, *sides, value=value, year=year) for year in years]
        return file(*rows)
    if kind == "C1":
        return c1_file(
            *(
                c1_row(one, other, "; ".join(map(str, years)), value).replace(",2002,", ",2000,")
                for one, other, years, value in draw(DELIVERIES)
            )
        )
    rows = draw(TABLES)
    if kind == "C4":
        return c4_file({"Africa": rows, "North Africa": rows})
    if kind == "A1":
        return a1_file("Sudan", rows)
    return c3_file("Supplier", rows, "Total exports to Sudan")


@settings(max_examples=60, **QUIET)
@given(st.data())
def test_any_file_is_the_same_release_however_it_is_saved_again(data):
    text = any_file(data.draw)
    way = data.draw(st.sampled_from(sorted(WAYS)))
    original, again = (read_all(WAYS[one](text)).releases[0] for one in ("as it is", way))
    assert again.id == original.id
    assert again.transfers.equals(original.transfers)
    assert again.margins.equals(original.margins)
    assert again.coverage == original.coverage


@pytest.mark.parametrize("name", FORMATS)
def test_the_files_are_counted_alike_before_they_are_changed(name):
    made_up = FORMATS[name]
    separator = ";" if name == "B3" else ","
    counted = made_up.count(made_up.text, separator)
    assert sum(counted.values()) > 0
    assert close(held(made_up.text.encode(), made_up.keys)[0], counted)
