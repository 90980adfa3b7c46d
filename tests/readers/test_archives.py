"""Archives, folders and workbooks that are too large, damaged, or meant to do harm."""

import io
import re
import struct
import time
import tracemalloc
import zipfile

import pytest
import xlsxwriter
from builders import a1_file, c2_file, c2_row
from resaving import archive, workbook

from armstransfers.core.errors import ReadError
from armstransfers.readers import read, read_all

GEORGIA = a1_file("Georgia", {"Israel": ["3", "4"]})
SUDAN = a1_file("Sudan", {"China": ["1", "1"]})


def refusal(content):
    """The one sentence with which bytes or a path are refused."""
    with pytest.raises(ReadError) as caught:
        read(content)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_archive_in_an_archive_is_refused():
    assert "inner.zip in it is an archive again" in refusal(
        archive({"inner.zip": archive({"a.csv": GEORGIA})})
    )


def test_a_workbook_in_an_archive_is_read_packed_or_not():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("georgia.xlsx", workbook(GEORGIA))
        packed.writestr("sudan.csv", SUDAN)
    assert read(content.getvalue()).names("recipient") == ["Georgia", "Sudan"]


def test_an_archive_that_grows_too_large_is_refused():
    large = {f"{i}.csv": b"0" * 50_000_000 for i in range(5)}
    assert "more than 200 MB when unpacked" in refusal(archive(large))


def declaring(size):
    """An archive whose member unpacks to 100 MB and declares another size."""
    content = bytearray(archive({"a.csv": b"1,2\n" * 25_000_000}))
    for magic, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(magic) + offset
        content[at : at + 4] = struct.pack("<I", size)
    return bytes(content)


@pytest.mark.parametrize("size", [10, 1_000_000, 120_000_000])
def test_a_member_that_unpacks_to_more_or_less_than_it_declares_is_refused(size):
    bomb = declaring(size)
    tracemalloc.start()
    assert "damaged" in refusal(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2 * max(size, 10_000_000) + len(bomb)


def test_an_archive_of_too_many_files_is_refused():
    assert "more than 2,000 files" in refusal(archive({f"{i}.csv": b"x" for i in range(2_001)}))


def test_a_folder_of_too_many_files_is_refused(tmp_path):
    for i in range(2_001):
        (tmp_path / f"{i}.csv").touch()
    assert "more than 2,000 files" in refusal(tmp_path)


def test_an_archive_packed_in_another_way_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("a.csv", GEORGIA)
    assert "packed in an unusual way" in refusal(content.getvalue())


def test_a_locked_archive_is_refused():
    content = bytearray(archive({"a.csv": GEORGIA}))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + offset] |= 1
    assert "locked with a password" in refusal(bytes(content))


def test_no_path_of_an_archive_leaves_it(tmp_path):
    path = tmp_path / "z.zip"
    path.write_bytes(archive({"../../../outside.csv": GEORGIA, "/abs.csv": SUDAN}))
    release = read(path)
    assert [file.name for file in release.origin.files] == ["outside.csv", "abs.csv"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["z.zip"]


def test_a_link_in_an_archive_is_not_followed_and_reported():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        packed.writestr("georgia.csv", GEORGIA)
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, "/etc/passwd")
    reading = read_all(content.getvalue())
    assert reading.releases[0].names("recipient") == ["Georgia"]
    assert [(s.file, "not followed" in s.reason) for s in reading.skipped] == [("link.csv", True)]


def test_links_in_a_folder_are_not_followed_and_reported(tmp_path):
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    for one in (outside, folder):
        one.mkdir()
    (outside / "sudan.csv").write_text(SUDAN)
    (folder / "georgia.csv").write_text(GEORGIA)
    for name, target in (("file.csv", outside / "sudan.csv"), ("more", outside), ("me", folder)):
        (folder / name).symlink_to(target)
    reading = read_all(folder)
    assert reading.releases[0].names("recipient") == ["Georgia"]
    assert sorted(skipped.file for skipped in reading.skipped) == ["file.csv", "me", "more"]


def test_a_folder_of_links_alone_says_why_nothing_is_read(tmp_path):
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    assert "zero.csv: a link, and links are not followed" in refusal(tmp_path)


def test_names_of_members_are_printed_on_one_line():
    assert refusal(archive({"a\n\x1b[31m.csv": b"a,b\n"})).startswith("a??[31m.csv: ")


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "/dev/zero"])
def test_odd_paths_are_refused_in_a_sentence(path):
    refusal(path)


def test_a_damaged_archive_is_refused():
    assert "the archive is damaged" in refusal(b"PK\x03\x04 and nothing else")


def test_an_archive_with_a_flipped_bit_is_refused_or_read_whole():
    content, whole = archive({"georgia.csv": GEORGIA}), read(GEORGIA.encode())
    read_again = 0
    for position in range(len(content)):
        flipped = bytearray(content)
        flipped[position] ^= 0xFF
        try:
            release = read(bytes(flipped))
        except ReadError:
            continue
        assert release.id == whole.id
        read_again += 1
    assert read_again < len(content) / 2


def seconds_and_memory(content):
    tracemalloc.start()
    begun = time.perf_counter()
    sentence = refusal(content)
    taken, (_, most) = time.perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return sentence, taken, most


def test_a_table_of_five_million_rows_is_refused_quickly(tmp_path):
    row = c2_row().encode() + b"\n"
    path = tmp_path / "register.csv"
    with path.open("wb") as register:
        register.write(c2_file().encode())
        register.truncate(5_000_000 * len(row))
    for content, reason in (
        (path, "larger than 50 MB"),
        (b"a,b\n" * 5_000_000, "more than 2,000,000 lines"),
        (b"a,b\r" * 5_000_000, "more than 2,000,000 lines"),
        (archive({"a.csv": b"a,b\n" * 5_000_000}), "more than 2,000,000 lines"),
        (archive({"a.csv": row * 600_000}), "larger than 50 MB"),
    ):
        sentence, taken, most = seconds_and_memory(content)
        assert reason in sentence
        assert (taken < 5, most < 200_000_000) == (True, True)


def sheet(cells):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet()
    for (row, column), value in cells.items():
        page.write(row, column, value)
    book.close()
    return content.getvalue()


@pytest.mark.parametrize("corner", [(1_048_575, 16_383), (1_048_575, 50), (400, 16_383)])
def test_a_cell_far_off_does_not_fill_the_memory(corner):
    sentence, taken, most = seconds_and_memory(sheet({(0, 0): "x", corner: 1}))
    assert "reaches over more than 5,000,000 cells" in sentence
    assert (taken < 2, most < 20_000_000) == (True, True)


def with_sheet(change):
    """A workbook whose first sheet is written in another way."""
    source = zipfile.ZipFile(io.BytesIO(workbook(GEORGIA)))
    members = {name: source.read(name) for name in source.namelist()}
    members["xl/worksheets/sheet1.xml"] = change(members["xl/worksheets/sheet1.xml"])
    return archive(members)


def test_cells_that_do_not_say_where_they_are_stand_one_after_the_other():
    for hidden in (rb' r="A\d+"', rb' r="[A-Z]\d+"', rb' r="[A-Z]*\d+"'):
        book = with_sheet(lambda sheet, hidden=hidden: re.sub(hidden, b"", sheet))
        assert read(book).id == read(GEORGIA.encode()).id


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"',
        b"<c r='XFD1048576'",
        b'<c t2=" r=\'A1\'" r="XFD1048576"',
        b'<c r="&#88;FD1048576"',
        b'<row r="1048576"></row><c/><c r="XFD1"',
    ],
)
def test_a_cell_in_the_last_corner_is_counted_however_its_place_is_written(cell):
    book = with_sheet(lambda sheet: sheet.replace(b'<c r="B6"', cell))
    assert "reaches over more than 5,000,000 cells" in refusal(book)


def test_a_workbook_that_is_no_plain_xml_is_refused():
    for change in (
        lambda sheet: sheet.replace(b"<worksheet", b"<!DOCTYPE a><worksheet", 1),
        lambda sheet: sheet.replace(b'r="A1"', b'r="A1048577000"'),
        lambda sheet: sheet.replace(b'r="A1"', b'r="1A"'),
        lambda sheet: sheet.decode().replace('encoding="UTF-8"', "").encode("utf-16"),
        lambda sheet: sheet[:400],
    ):
        assert "workbook is empty, damaged, locked, or of an unusual kind" in refusal(
            with_sheet(change)
        )


def test_a_sheet_of_tags_without_an_end_is_refused_quickly():
    _, taken, _ = seconds_and_memory(with_sheet(lambda sheet: sheet[:600] + b"<c <row " * 200_000))
    assert taken < 20  # square of it would take hours


def with_shared_text(letters, cells):
    """A workbook in which one text is written once and stands in many cells."""
    source = zipfile.ZipFile(io.BytesIO(sheet({(0, 0): "SHARED"})))
    members = {name: source.read(name) for name in source.namelist()}
    path, texts = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    rows = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(cells - 1))
    members[path] = members[path].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    members[texts] = members[texts].replace(b"SHARED", b"x" * letters)
    return archive(members)


@pytest.mark.parametrize(("letters", "cells"), [(1_000_000, 51), (5_001, 10_000)])
def test_a_text_counts_in_every_cell_that_it_stands_in(letters, cells):
    sentence, _, most = seconds_and_memory(with_shared_text(letters, cells))
    assert "holds more than 50,000,000 characters" in sentence
    assert most < 150_000_000


def naming_it_again(content, times, *, relations):
    """A workbook in which so many sheets name one part, by a relation of each or by one of all."""
    again = re.compile(r'<sheet name="Sheet1" sheetId="1" r:id="rId1"/>')
    members = {}
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        for name in source.namelist():
            member = source.read(name).decode()
            if name == "xl/workbook.xml":
                sheets = (
                    f'<sheet name="s{i}" sheetId="{i}" r:id="rId{100 + i if relations else 1}"/>'
                    for i in range(1, times + 1)
                )
                member = again.sub("".join(sheets), member)
            elif name.endswith("workbook.xml.rels") and relations:
                one = re.search(r'<Relationship Id="rId1".*?/>', member)[0]
                more = (one.replace("rId1", f"rId{101 + i}") for i in range(times))
                member = member.replace(one, "".join(more))
            members[name] = member
    return archive(members)


@pytest.mark.parametrize("relations", [True, False])
def test_a_part_counts_in_every_sheet_that_names_it(relations):
    wide = workbook("\n".join(["x" + ",y" * 299] * 100))  # 30,000 cells
    begin = time.monotonic()
    says = refusal(naming_it_again(wide, 170, relations=relations))
    assert "reaches over more than 5,000,000 cells" in says
    assert time.monotonic() - begin < 5


def test_a_workbook_of_very_many_sheets_is_refused():
    small = naming_it_again(workbook("Supplier,2020\nx,5\n"), 201, relations=True)
    assert "has more than 200 sheets" in refusal(small)


def test_a_line_end_in_a_cell_of_a_workbook_makes_no_line():
    text = c2_file(c2_row(1, designation="BX-7\N{LINE SEPARATOR}late"), c2_row(2))
    book = sheet(
        {
            (i, j): cell.replace("\N{LINE SEPARATOR}", "\n")
            for i, line in enumerate(text.split("\n"))
            for j, cell in enumerate(line.split(","))
        }
    )
    assert read(book).transfers["designation"].tolist() == ["BX-7 late", "BX-7"]


def test_other_kinds_of_workbooks_say_how_to_save_them():
    for member, says in (("xl/workbook.bin", "XLSX or CSV"), ("content.xml", "or as CSV")):
        assert says in refusal(archive({member: b"x", "mimetype": b"x"}))
