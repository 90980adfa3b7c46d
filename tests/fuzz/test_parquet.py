"""Folders of made-up Parquet files: all engines give the right numbers, or one sentence."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import armstransfers as at
from armstransfers.core.errors import ArmsTransfersError

ENGINES = ("duckdb", "polars", "pandas")
DESCRIPTION = (
    'title = "Made up"\nedition = 2021\n[covers]\n'
    'recipients = "all"\nsuppliers = "all"\nyears = [2011, 2020]\n'
)
SELLERS = [
    "Israel",
    "France",
    "Freedonia",
    "Is'rael",
    'a"b',
    "x); DROP TABLE",
    "日本",
    "*",
    "%",
    "\\",
]
NAMES = [
    "a",
    "a*",
    "[ab]",
    "b?",
    "{a}",
    "a'b",
    "%41",
    "a b",
    "a\nb",
    "~",
    "#",
    "year=1999/a",
    "x.parquet/0",
    "**/a",
]
TEXTS = [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())]
YEARS = [pa.int16(), pa.int32(), pa.int64(), pa.uint16(), pa.uint32(), pa.uint64()]
VALUES = [pa.int16(), pa.uint32(), pa.int64(), pa.float32(), pa.float64(), pa.decimal128(9, 1), pa.decimal128(38, 18)]  # fmt: skip
HUGE = pa.scalar(2**63, pa.uint64())
WRONG = {
    "value": [float("nan"), float("inf"), -1.0, 1e300, 1e-300, None, "1", True, b"1", [1.0], HUGE],
    "year": [-1, 12, 30000, None, "2012", 2012.5, True, HUGE],
    "supplier": ["", " ", None, 1, b"\xff", "World", "y" * 1000, ["Israel"]],
}


def table(chance: random.Random) -> tuple[pa.Table, dict[str, Decimal]]:
    """Return a table, and what each supplier's values add up to."""
    rows = chance.randint(1, 5)
    kind = chance.choice(VALUES)
    whole = pa.types.is_integer(kind)
    values = [Decimal(chance.randint(1, 300)) / (1 if whole else 2) for _ in range(rows)]
    sellers = chance.choices(SELLERS, k=rows)
    sums: dict[str, Decimal] = {}
    for seller, value in zip(sellers, values, strict=True):
        sums[seller] = sums.get(seller, Decimal(0)) + value
    plain = values if pa.types.is_decimal(kind) else [int(v) if whole else float(v) for v in values]
    columns = {
        "recipient": pa.array(["Georgia"] * rows).cast(chance.choice(TEXTS[:2])),
        "supplier": pa.array(sellers).cast(chance.choice(TEXTS)),
        "year": pa.array(chance.choices(range(2011, 2021), k=rows), chance.choice(YEARS)),
        "value": pa.array(plain, kind),
    }
    if chance.random() < 0.3:
        columns[chance.choice(["note", "a.b", "a*", "filename"])] = pa.array([[1]] * rows)
    order = chance.sample(list(columns), len(columns))
    return pa.table({name: columns[name] for name in order}), sums


def put(folder: Path, name: str, rows: pa.Table, chance: random.Random) -> None:
    path = folder / f"{name}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(rows, path, row_group_size=chance.randint(1, 5), compression="none")


def answered(folder: Path, engine: str) -> dict[str, float] | str:
    try:
        release = at.open(folder, engine=engine)
        shares = at.shares(release, recipient="Georgia", years=(2011, 2020))
    except ArmsTransfersError as error:
        return str(error)
    return dict(zip(shares["partner"], shares["value"], strict=True))


@pytest.fixture
def folders(tmp_path):
    def fresh(i):
        folder = tmp_path / str(i)
        folder.mkdir()
        (folder / "description.toml").write_text(DESCRIPTION)
        return folder

    return fresh


def test_values_in_any_type_under_any_name_add_up(folders, cases):
    for i in range(cases // 4):
        chance, folder = random.Random(i), folders(i)
        expected: dict[str, Decimal] = {}
        for name in chance.sample(NAMES, chance.randint(1, 3)):
            rows, sums = table(chance)
            put(folder, name, rows, chance)
            for seller, value in sums.items():
                expected[seller] = expected.get(seller, Decimal(0)) + value
        put(folder, chance.choice([".a", "_a", "_b/a", ".c/d"]), table(chance)[0], chance)
        for engine in ENGINES:
            found = answered(folder, engine)
            assert found == {name: float(value) for name, value in expected.items()}, (i, engine)


def test_a_wrong_cell_is_one_sentence_that_names_its_file_and_column(folders, cases):
    for i in range(cases // 4):
        chance, folder = random.Random(i), folders(i)
        put(folder, "a", table(chance)[0], chance)
        column = chance.choice(list(WRONG))
        rows = {"recipient": ["Georgia"], "supplier": ["Italy"], "year": [2012], "value": [1.0]}
        wrong = chance.choice(WRONG[column])
        cells = pa.array([wrong], wrong.type if wrong is HUGE else None)
        put(folder, "b", pa.table(rows | {column: cells}), chance)
        found = {answered(folder, engine) for engine in ENGINES}
        assert len(found) == 1, (i, found)
        assert str(*found).startswith(f"b.parquet, column {column!r}: "), i
        assert str(*found).count("\n") == 0, i


def test_a_damaged_file_is_one_sentence_or_read_alike(folders, cases):
    for i in range(cases // 2):
        _require_alike(folders(i), i)


@pytest.mark.parametrize("i", [1425, 2277, 2413, 2705, 3786])
def test_damage_that_once_hid_rows_or_ended_the_process_does_so_no_more(folders, i):
    _require_alike(folders(i), i)


def _require_alike(folder, i):
    chance = random.Random(i)
    put(folder, "a", table(chance)[0], chance)
    content = bytearray((folder / "a.parquet").read_bytes())
    for _ in range(chance.randint(1, 3)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    (folder / "a.parquet").write_bytes(content[: chance.choice([None, None, -1, 20])])
    found = [answered(folder, engine) for engine in ENGINES]
    numbers = [one for one in found if isinstance(one, dict)]
    assert all(one == numbers[0] for one in numbers), (i, found)
    assert all(one.count("\n") == 0 for one in found if isinstance(one, str)), (i, found)
