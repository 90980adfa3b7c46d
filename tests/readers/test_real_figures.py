"""The figures in docs/real-files.md, read and counted by other means, on SIPRI's real exports."""

from __future__ import annotations

import os
import zipfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import counting
import pytest
from counting import Counted

from armstransfers.core.errors import ReadError
from armstransfers.model.release import Release
from armstransfers.readers import Reading, read_all

DOC = Path(__file__).parents[2] / "docs" / "real-files.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end -->"
EARLY, LATE = (
    "register-by-delivery-year_1950-1989_2024-04.csv",
    "register-by-delivery-year_1990-2023_2024-04.csv",
)
IMPORTS = "import-values_all-recipients_2024-10.csv"
EXPORTS = "export-values_all-suppliers_2024-10.csv"
TABLES = "tiv-import-tables_1950-2021_2022-04.zip"
TO_ALL = "TIV-Import-All-1950-2021.csv"
DEALS = "register_air-defence_2024-02.rtf"


class Figures(NamedTuple):
    """What a file holds."""

    records: int
    cells: int
    years: str
    total: str

    def __str__(self) -> str:
        return f"{self.records:,} | {self.cells:,} | {self.years} | {self.total}"


def figures(records: int, cells: Counted, years: set[int], decimals: int) -> Figures:
    span = f"{min(years)}-{max(years)}" if years else "-"
    total = f"{sum(cells.values()):,.{decimals}f}" if cells else "-"
    return Figures(records, len(cells), span, total)


# as the readers find it


def cells_of(frame, keys: list[str]) -> Counted:
    cells = Counted()
    for *key, value in frame[[*keys, "value"]].astype(dict.fromkeys(keys, "str")).to_numpy():
        cells[tuple(key)] += value
    return cells


def as_read(release: Release) -> Figures:
    decimals = release.measure.decimals
    if len(release.transfers):
        cells = cells_of(release.transfers, ["recipient", "supplier", "year"])
        records = len(release.deals) if release.origin.format == "C1" else len(release.transfers)
        return figures(records, cells, set(release.transfers["year"]), decimals)
    if len(release.margins):
        cells = cells_of(release.margins, ["side", "group", "entity", "year"])
        found = figures(len(cells), cells, set(release.margins["year"]), decimals)
        return found._replace(total="overlap") if release.origin.format == "C4" else found
    return figures(len(release.deals), Counted(), set(), 0)


# as counted by other means


def lines_below(text: str, beginning: str, *, cells: int, separator: str = ",") -> int:
    """How many lines with at least so many cells stand below the line that begins so."""
    lines = text[text.index(f"\n{beginning}") + 1 :].split("\n")[1:]
    return sum(line.count(separator) + 1 >= cells for line in lines)


@cache
def as_counted(path: Path, format: str) -> Figures:
    content = path.read_bytes()
    text = counting.text_of(content)
    if path.stem.endswith("_padded"):
        text = "\n".join(line.rstrip(";") for line in text.split("\n"))
    if format == "C2":
        cells, decimals = counting.register(text, ","), 2
        records = lines_below(text, "SIPRI AT Database ID", cells=17)
    elif format == "C1":
        cells, decimals = counting.by_deal(text, ","), 2
        records = lines_below(text, "Recipient,Supplier", cells=13)
    elif format == "B3":
        cells, decimals = counting.old_register(text, ";"), 2
        records = lines_below(text, "Deal ID", cells=17, separator=";")
    elif format == "B1":
        paragraphs = content.decode("latin-1").split("\\par")
        return figures(sum(p.count("\\tab") in (7, 8) for p in paragraphs), Counted(), set(), 0)
    else:
        count = counting.by_group if format == "C4" else counting.by_year
        cells, decimals = count(text, ","), 0
        records = len(cells)
    found = figures(records, cells, {int(key[-1]) for key in cells}, decimals)
    return found._replace(total="overlap") if format == "C4" else found


def tables(real: Path) -> dict[str, bytes]:
    """The tables in the archive of the old site, by their names."""
    with zipfile.ZipFile(real / TABLES) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    return {name: content for name, content in contents.items() if b"<html" not in content[:300]}


@cache
def tables_counted(real: Path) -> tuple[Counted, Counted]:
    """Values by table, supplier and year, and the printed totals by recipient and year."""
    contents = tables(real)
    totals = counting.by_year(counting.text_of(contents.pop(TO_ALL)), ",")
    cells = Counted()
    for content in contents.values():
        text = counting.text_of(content)
        title = text.partition("\n")[0]
        recipient = counting.name(title.partition(" to ")[2].rpartition(", ")[0])
        for (supplier, year), value in counting.by_year(text, ",").items():
            cells[recipient, supplier, year] += value
    return cells, totals


@pytest.fixture(scope="module")
def readings(real: Path) -> dict[str, Reading | ReadError]:
    """What reading each file gives, alone."""
    found: dict[str, Reading | ReadError] = {}
    for path in sorted(real.iterdir()):
        if path.name != "README.md":
            try:
                found[path.name] = read_all(path)
            except ReadError as error:
                found[path.name] = error
    return found


def one_release(readings, name: str) -> Release:
    (release,) = readings[name].releases
    return release


COUNTED = (
    (EARLY, "C2"),
    (LATE, "C2"),
    ("register-by-delivery-year_1995-2024_2026-02_padded.csv", "C2"),
    ("register-by-deal_2025-03.csv", "C1"),
    ("register-by-deal_2025-10.csv", "C1"),
    ("register-by-deal_2026-05.csv", "C1"),
    ("register-by-deal_one-supplier_2000-2025_2026-07.csv", "C1"),
    ("DealsAndTIVs_2022-09.txt", "B3"),
    (IMPORTS, "C3"),
    (EXPORTS, "C3"),
    ("import-values_one-recipient_2026-09_excerpt.csv", "C3"),
    ("export-values_one-supplier_2026-07.csv", "C3"),
    ("regional-transfers_2024-04.csv", "C4"),
    (DEALS, "B1"),
)


@pytest.mark.parametrize(("name", "format"), COUNTED)
def test_a_file_holds_what_is_counted_in_it_by_other_means(readings, real, name, format):
    release = one_release(readings, name)
    assert release.origin.format == format
    assert as_read(release) == as_counted(real / name, format)


def test_the_archive_holds_what_is_counted_in_its_tables(readings, real):
    release = one_release(readings, TABLES)
    cells, totals = tables_counted(real)
    assert cells_of(release.transfers, ["recipient", "supplier", "year"]) == cells
    assert cells_of(release.margins, ["entity", "year"]) == totals


def compared(exact: Counted, printed: Counted) -> tuple[int, int, float]:
    """How many printed cells there are, how many hold within rounding, the largest difference."""
    assert exact.keys() == printed.keys()
    differences = [abs(exact[key] - printed[key]) for key in printed]
    return len(differences), sum(d <= 0.5 + 1e-9 for d in differences), max(differences)


@cache
def held_against_each_other(real: Path) -> list[tuple[str, str, int, int, float]]:
    """The register against the import and export values, cell by cell, counted without readers."""
    imports, exports = Counted(), Counted()
    for name in (EARLY, LATE):
        register = counting.register(counting.text_of((real / name).read_bytes()), ",")
        for (recipient, supplier, year), value in register.items():
            imports[recipient, year] += value
            exports[supplier, year] += value
    lines = []
    for name, cells in ((IMPORTS, imports), (EXPORTS, exports)):
        printed = counting.by_year(counting.text_of((real / name).read_bytes()), ",")
        lines.append(("the two C2 registers", name, *compared(cells, printed)))
    return lines


def test_register_and_published_values_are_equal_cell_by_cell_within_rounding(real):
    (_, _, cells, within, _), (_, _, more, also, _) = held_against_each_other(real)
    assert (cells, within) == (7_976, 7_976)
    assert more == also


def document(readings, real: Path) -> str:
    """The tables of docs/real-files.md."""
    lines = [
        "| file | recognised as | records | dyad-years | years | million TIV | by other means |",
        "|---|---|---:|---:|---|---:|---|",
    ]
    for name, kind in COUNTED:
        found = as_read(one_release(readings, name))
        same = found == as_counted(real / name, kind)
        lines.append(f"| `{name}` | {kind} | {found} | {'the same' if same else 'differs'} |")
    release, (cells, totals) = one_release(readings, TABLES), tables_counted(real)
    for what, held, expected in (
        ("260 tables", as_read(release), figures(len(cells), cells, years_of(cells), 0)),
        (
            "its totals",
            figures(len(release.margins), totals, years_of(totals), 0),
            figures(len(totals), totals, years_of(totals), 0),
        ),
    ):
        same = "the same" if held == expected else "differs"
        lines.append(f"| `{TABLES}`, {what} | A1 | {held} | {same} |")
    lines += [
        "",
        "The groups of the regional table overlap, so they are not added up. Not read, each with a "
        "sentence:",
        "",
    ]
    refused = {name: error for name, error in readings.items() if isinstance(error, ReadError)}
    lines += [f"- `{name}`: {error.reason}" for name, error in refused.items()]
    lines += [
        "",
        "Values of one edition, held against each other cell by cell, without the readers:",
        "",
        "| exact | printed | cells | within rounding | largest difference |",
        "|---|---|---:|---:|---:|",
    ]
    for exact, printed, number, within, largest in held_against_each_other(real):
        lines.append(f"| {exact} | `{printed}` | {number:,} | {within:,} | {largest:.2f} |")
    lines += without_a_source(real)
    return "\n".join(lines) + "\n"


def without_a_source(real: Path) -> list[str]:
    """What becomes of the small inputs in ../shared/cases and the tables in ../shared/others."""
    lines = []
    for folder, title in (
        ("cases", "Small made-up inputs, each a kind of failure seen in public files"),
        ("others", "Real tables of other statistics"),
    ):
        lines += [
            "",
            f"{title} (`../shared/{folder}`):",
            "",
            "| file | what becomes of it |",
            "|---|---|",
        ]
        for path in sorted((real.parent / folder).iterdir()):
            if path.suffix not in (".toml", ".md"):
                lines.append(f"| `{path.name}` | {what_becomes_of(path)} |")
    return lines


def what_becomes_of(path: Path) -> str:
    """How a file is recognised and what it holds, or why it is refused."""
    described = path.with_suffix(".toml")
    try:
        releases = read_all(path, description=described if described.exists() else None).releases
    except ReadError as error:
        return f"refused: {error.reason}"
    held = "; ".join(
        f"{one.origin.title}, {len(one.transfers) or len(one.margins):,} rows" for one in releases
    )
    return f"read: {held}"


def years_of(cells: Counted) -> set[int]:
    return {int(key[-1]) for key in cells}


def test_the_document_says_what_reading_gives_now(readings, real):
    written = DOC.read_text("utf-8")
    before, _, rest = written.partition(BEGIN)
    _, _, after = rest.partition(END)
    now = f"{before}{BEGIN}{document(readings, real)}{END}{after}"
    if os.environ.get("ARMSTRANSFERS_UPDATE_DOCS"):
        written = now
        DOC.write_text(now, "utf-8")
    assert written == now
