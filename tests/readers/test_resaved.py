"""A register that people and programs have saved again is the same register."""

import csv
import io
import os
import random

import pytest
from builders import c1_file, c1_row, c2_file, c2_row

from armstransfers.core.errors import ReadError
from armstransfers.readers import layout, read
from armstransfers.reference.shipped import shipped_path

C2 = c2_file(
    c2_row(101, "Turkey", "Cote d'Ivoire", 2004, "1204.5", units="120", status="Second hand"),
    c2_row(102, "Israel", "Sudan", 2011, "0.4", year_estimated="Yes", number_estimated="No"),
    c2_row(103, "unknown supplier(s)", "Hezbollah (Lebanon)*", 2019, "7", local="Yes"),
    c2_row(104, "Russia", "Sudan", 2020, "88.25", designation="9M119"),
)
C1 = c1_file(
    c1_row("Cote d'Ivoire", "Turkey", "2003; 2004; 2010", "1204.5", delivered="120"),
    c1_row("Sudan", "China", "", "0", delivered="0"),
    c1_row("Hezbollah (Lebanon)*", "Israel", "2019", "0.4", comment="second-hand; aid"),
    c1_row("Sudan", "Russia", "2020", "88.25"),
)
FILES = {"C2": C2, "C1": C1}
CASES = int(os.environ.get("ARMSTRANSFERS_MUTATIONS", "500"))
FLAGS = (
    "Order date is estimate",
    "Numbers delivered is estimate",
    "Delivery year is estimate",
    "Local production",
)
YEARS = ("Order date", "Delivery year", "Year of order")
VOLUMES = (
    "TIV deal unit", "TIV delivery values", "SIPRI estimate", "SIPRI TIV per unit",
    "SIPRI TIV for total order", "SIPRI TIV of delivered weapons",
)  # fmt: skip
UNITS = ("Numbers delivered", "Number ordered", "Number delivered", "SIPRI AT Database ID")
ALSO_CALLED = list(
    csv.DictReader(shipped_path("column_names.csv").read_text(encoding="utf-8").splitlines())
)


class Table:
    """A register as cells, its columns by the site's names, to be changed as programs do."""

    def __init__(self, register, chance):
        lines = FILES[register].splitlines()
        at = next(i for i, line in enumerate(lines) if line.count(",") > 10 and "TIV" in line)
        self.register, self.chance, self.above = register, chance, lines[:at]
        rows = [next(csv.reader([line])) for line in lines[at + 1 :]]
        self.names = layout.named(lines[at].split(","), register)
        self.header = dict(zip(self.names, lines[at].split(","), strict=True))
        self.rows = [dict(zip(self.names, row, strict=True)) for row in rows]
        self.decimal, self.separator = ".", ","

    def each(self, names, change):
        for name in set(names) & set(self.names):
            for row in self.rows:
                row[name] = change(row[name])

    def written(self):
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.separator, lineterminator="\n")
        writer.writerow([self.header[name] for name in self.names])
        writer.writerows([[row[name] for name in self.names] for row in self.rows])
        above = "".join(f"{line}\n" for line in self.above)
        return above + out.getvalue()


def numbers_as_floats(table):
    def change(cell):
        return f"{float(cell)}" if cell and cell.replace(".", "").isdigit() else cell

    table.each(YEARS + UNITS + VOLUMES, change)


def flags_as_truth(table):
    yes, no = table.chance.choice(
        [("True", "False"), ("1", "0"), ("TRUE", "FALSE"), ("ja", "nein"), ("oui", "non")]
    )
    table.each(FLAGS, lambda cell: {"Yes": yes, "No": no}.get(cell, cell))
    marks = [name for name in table.names if name.endswith(" ?")]
    table.each(marks, lambda cell: yes if cell == "?" else no)


def decimal_comma(table):
    table.separator, table.decimal = ";", ","
    table.each(VOLUMES, lambda cell: cell.replace(".", ","))


def grouped(table, mark):
    def change(cell):
        whole, point, behind = cell.partition(table.decimal)
        digits = f"{int(whole):,}".replace(",", mark) if whole.isdigit() else whole
        return digits + point + behind

    table.each(VOLUMES, change)


def thousands(table):
    grouped(table, "." if table.decimal == "," else ",")


def thousands_by_spaces(table):
    grouped(table, table.chance.choice([" ", "\u00a0", "\u202f", "'"]))


def index_column(table):
    head = table.chance.choice(["", "Unnamed: 0", "index", "X"])
    table.names.insert(0, "index of a program")
    table.header["index of a program"] = head
    for i, row in enumerate(table.rows):
        row["index of a program"] = str(i)


def renamed(table):
    for name in table.names:
        others = [
            row["also_called"]
            for row in ALSO_CALLED
            if (row["register"], row["column"]) == (table.register, name)
        ]
        # a name that means another column as well, beside that column, would be ambiguous
        others = [other for other in others if layout.named([other], table.register) == [name]]
        taken = {layout.name_key(head) for head in table.header.values()}
        others = [other for other in others if layout.name_key(other) not in taken]
        if others and table.chance.random() < 0.5:
            table.header[name] = table.chance.choice(others)


def other_spelling(table):
    way = table.chance.choice(
        [
            str.upper,
            str.lower,
            lambda name: name.replace(" ", "_"),
            lambda name: name.replace(" ", "."),
        ]
    )
    for name, head in table.header.items():
        table.header[name] = way(head) if head.strip() else head


def marks_with_names_of_programs(table):
    ways = [
        lambda i: f"Unnamed: {i}",
        lambda i: f"...{i + 1}",
        lambda i: "X" if i == 3 else f"X.{i}",
        lambda i: "",
    ]
    way = table.chance.choice(ways)
    for i, name in enumerate(table.names):
        if not table.header[name].strip():
            table.header[name] = way(i)


def reordered(table):
    if table.register == "C2":  # the nameless columns of C1 follow their neighbours
        table.chance.shuffle(table.names)


def extra_column(table):
    # the nameless columns of C1 follow their neighbours
    at = (
        table.chance.randrange(len(table.names) + 1) if table.register == "C2" else len(table.names)
    )
    table.names.insert(at, "note of mine")
    table.header["note of mine"] = "my note"
    for row in table.rows:
        row["note of mine"] = table.chance.choice(["", "seen", "5", "Russia"])


CHANGES = (
    numbers_as_floats, flags_as_truth, decimal_comma, thousands, thousands_by_spaces, index_column,
    renamed, other_spelling, marks_with_names_of_programs, reordered, extra_column,
)  # fmt: skip


def ragged(text, chance):
    """Padding up to the fullest line, which has none itself."""
    mark = ";" if "\n" in text and text.splitlines()[-1].count(";") < 10 else None
    if mark is None:
        return text
    lines = text.splitlines()
    most = max(line.count(";") for line in lines) + chance.choice([0, 1])
    padded = [line + ";" * (most - line.count(";")) for line in lines]
    return "\n".join(padded) + "\n"


SAVED = (
    lambda text, chance: text.encode(),
    lambda text, chance: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    lambda text, chance: text.encode("utf-16"),
    lambda text, chance: ragged(text, chance).encode(),
)


@pytest.mark.parametrize("register", FILES)
def test_a_register_saved_again_is_the_same_release(register):
    original = read(FILES[register].encode())
    for seed in range(CASES // 4):
        chance = random.Random(f"{register} {seed}")
        table = Table(register, chance)
        # the decimal mark first, for the thousands separator depends on it
        chosen = sorted(chance.sample(CHANGES, chance.randint(1, 4)), key=CHANGES.index)
        for change in chosen:
            change(table)
        content = chance.choice(SAVED)(table.written(), chance)
        what = seed, [change.__name__ for change in chosen], content
        again = read(content)
        assert again.transfers["value"].sum() == pytest.approx(original.transfers["value"].sum()), (
            what
        )
        assert again.id == original.id, what


@pytest.mark.parametrize("register", FILES)
def test_a_column_that_no_share_needs_may_be_missing_and_costs_what_it_carries(register):
    original = read(FILES[register].encode())
    optional = [
        name for name in Table(register, None).names if name not in layout.LAYOUTS[register].needed
    ]
    for seed in range(CASES // 10):
        chance = random.Random(seed)
        table = Table(register, chance)
        gone = chance.sample(optional, chance.randint(1, len(optional)))
        table.names = [name for name in table.names if name not in gone]
        again = read(table.written().encode())
        columns = ["recipient", "supplier", "year", "value"]
        assert (
            again.transfers[columns]
            .astype("object")
            .equals(original.transfers[columns].astype("object"))
        ), gone
        assert again.coverage == original.coverage
        assert any("are not there, and not stated" in one.reason for one in again.report.skipped)


def test_a_column_that_a_share_needs_is_named_beside_those_that_are_there():
    text = C2.replace("TIV delivery values", "Value of it")
    with pytest.raises(
        Exception, match=r"'TIV delivery values' .* is missing; the columns are 'SIPRI"
    ):
        read(text.encode())


@pytest.mark.parametrize(
    ("value", "reason"),
    [("1,204", "'1,204' is not a number"), ("12.345", "'12.345' is not a number")],
)
def test_a_number_with_two_readings_is_refused(value, reason):
    table = Table("C2", random.Random(0))
    table.names = [name for name in table.names if name not in ("TIV deal unit", "SIPRI estimate")]
    table.separator = ";"
    table.rows[0]["TIV delivery values"] = value
    table.rows[1]["TIV delivery values"] = "0,4" if "." in value else "0.4,5"
    with pytest.raises(Exception, match=r"TIV delivery values"):
        read(table.written().encode())


ABOVE = C2[: C2.index("SIPRI AT")]


def few(header, *rows, separator=","):
    return "\n".join([ABOVE.rstrip("\n"), header, *rows]).replace("¦", separator) + "\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        # an order year beside a delivery year, both under names that may mean the latter
        (few("Recipient,Supplier,Year,Delivered in,TIV", "Sudan,China,2001,2015,50"), "may be the 'Delivery year'"),
        (few("Recipient,Supplier,Year,TIV,TIV delivered", "Sudan,China,2015,1,100"), "may be the 'TIV delivery values'"),
        (few("Importer,Buyer,Supplier,Year,TIV", "Sudan,Chad,China,2015,1"), "may be the 'Recipient'"),
        # a register by deal without its years of delivery
        (few("Recipient,Supplier,Year,Number ordered,TIV delivered", "Sudan,China,2001,5,50"), "'Year\\(s\\) of delivery' of a register by deal is missing"),
        (few("Recipient,Supplier,Delivery year,TIV (%)", "Sudan,China,2015,75.5"), "the columns are not those"),
        (few("Recipient;Supplier;Delivery year;TIV", "Sudan;China;2015;10,400", "Sudan;Chad;2015;9"), "'10,400' is not a number"),
        (few("Recipient,Supplier,Delivery year,TIV", "Sudan,China,2015,1.300", "Sudan,Chad,2015,700"), "'1.300' is not a number"),
        (few("Recipient,Supplier,Designation,Order date,Numbers delivered,Delivery year,TIV", *["Sudan,China,X,2012,5,2015,50"] * 4), "3 lines stand here for a second time"),
        (C2.replace("3 May 2021", "3 May 2142"), "not a day that has been"),
    ],
)  # fmt: skip
def test_what_may_mean_two_things_is_refused(text, reason):
    with pytest.raises(ReadError, match=reason):
        read(text.encode())


def test_a_deal_that_was_spread_over_its_years_is_not_counted_in_each():
    rows = [c1_row("Sudan", "Russia", str(year), "50") for year in (2011, 2012, 2013)]
    with pytest.raises(
        ReadError, match="3 lines differ from another in the year of delivery alone"
    ):
        read(c1_file(*rows).encode())


@pytest.mark.parametrize(
    "more", [" (sample: first 5000 lines)", " Armament category: Aircraft", ", page 1 of 3"]
)
def test_words_behind_the_title_take_its_word_for_the_whole_away(more):
    assert read(C2.encode()).coverage.blocks
    first, _, rest = C2.partition("\n")
    assert read(f"{first.rstrip()}{more}\n{rest}".encode()).coverage.blocks == ()


def test_the_report_says_which_column_was_read_as_which():
    text = few("Recipient,Supplier,Year,TIV", "Sudan,China,2015,50", "Sudan,Chad,2015,7")
    notes = " ".join(note.reason for note in read(text.encode()).report.skipped)
    assert "'Year' as 'Delivery year', 'TIV' as 'TIV delivery values'" in notes
