"""Files held against the world's totals: two made-up editions, and SIPRI's real files."""

import csv

import pytest
from builders import c1_file, c1_row, c2_file, c2_row, c3_file

from armstransfers import ReadError, choose, read
from armstransfers.confined import Upload
from armstransfers.confined import read_all as read_apart
from armstransfers.export.provenance import source_line
from armstransfers.export.report import as_dict, as_lines
from armstransfers.library.catalogue import keep
from armstransfers.readers import read_all

HEAD = (
    "edition,first_year,last_year,tiv_million,precision,recipients,suppliers,counted_from,"
    "downloaded,source\n"
)
VOLUMES = {2017: 100, 2018: 200, 2019: 150, 2020: 50}
"""The world's deliveries by year, as edition 2021 of the made-up table counts them."""

ROWS = [
    (1, "Russia", "India", 2017, 60, "Aircraft"),
    (2, "France", "India", 2017, 40, "Ships"),
    (3, "Russia", "India", 2018, 150, "Aircraft"),
    (4, "France", "Georgia", 2018, 50, "Missiles"),
    (5, "Russia", "India", 2019, 100, "Aircraft"),
    (6, "China", "Georgia", 2019, 50, "Ships"),
    (7, "China", "India", 2020, 30, "Aircraft"),
    (8, "France", "Georgia", 2020, 20, "Missiles"),
]


@pytest.fixture(autouse=True)
def _two_editions(request, tmp_path, monkeypatch):
    if "real" in request.fixturenames:
        return
    lines = [f"2021,{y},{y},{v},0.01,1,1,deliveries,,made up" for y, v in VOLUMES.items()]
    lines += [
        f"2020,{y},{y},{v + 3.5},0.01,1,1,deliveries,,made up"
        for y, v in VOLUMES.items()
        if y < 2020
    ]
    lines += ["2021,2017,2020,500,0.01,2,3,deals,,made up"]
    table = tmp_path / "totals.csv"
    table.write_text(HEAD + "\n".join(lines) + "\n")
    monkeypatch.setenv("ARMSTRANSFERS_WORLD_TOTALS", str(table))


def row(deal, supplier, recipient, year, value, category):
    line = c2_row(deal, supplier, recipient, year, value).split(",")
    line[5] = category
    return ",".join(line)


def register(rows=ROWS, *, titled=True, generated="3 May 2021 9:14:21 AM"):
    text = c2_file(*(row(*one) for one in rows), years=("2017", "2020"), generated=generated)
    return (text if titled else text[text.index("SIPRI AT") :]).encode()


def whole_years(release):
    return release.coverage.years_of_the_world


def test_totals_that_agree_prove_edition_and_wholeness_of_a_register_without_first_lines():
    release = read(register(titled=False))
    assert (release.edition, whole_years(release)) == (2021, [2017, 2018, 2019, 2020])
    assert release.looks == ""
    assert "its totals are those of edition 2021, 2017-2020" in as_lines(release)
    assert as_dict(release)["wholeness"][0]["verdict"] == "proved"
    assert not any("nobody knows" in one.reason for one in release.report.skipped)


def test_years_cut_out_of_a_whole_are_known_too_and_a_year_between_them_is_not_covered():
    release = read(register([one for one in ROWS if one[3] != 2018], titled=False))
    assert (release.edition, whole_years(release)) == (2021, [2017, 2019, 2020])


def test_a_register_by_deal_without_first_lines_is_known_by_its_total():
    text = c1_file(
        c1_row("India", "Russia", "2017; 2018; 2019", 310),
        c1_row("India", "France", "2017; 2020", 90),
        c1_row("Georgia", "China", "2019", 100),
    )
    release = read(text[text.index("Recipient,Supplier") :].encode())
    assert (release.edition, whole_years(release)) == (2021, [2017, 2018, 2019, 2020])
    assert release.coverage.blocks[0].grain == "window"


def test_two_registers_of_one_edition_without_first_lines_become_one_release():
    early = [one for one in ROWS if one[3] < 2019]
    late = [one for one in ROWS if one[3] >= 2019]
    release = read([register(early, titled=False), register(late, titled=False)])
    assert whole_years(release) == [2017, 2018, 2019, 2020]


def test_what_is_nearly_the_world_is_a_question_and_no_answer():
    changed = [(*one[:4], one[4] + (1 if one[0] == 7 else 0), one[5]) for one in ROWS]
    release = read(register(changed, titled=False))
    assert release.looks == "looks whole for 2017-2020 of edition 2021"
    assert release.is_excerpt
    assert "which nobody has confirmed" in release.describe_content()


def test_one_weapon_category_never_passes_as_whole():
    # Russia would have all of India's imports, where it has 310 of 380
    aircraft = [one for one in ROWS if one[5] == "Aircraft" and one[1] == "Russia"]
    release = read(register(aircraft))
    assert release.is_excerpt
    beside = "holds 62 % of the world's deliveries of 2017-2020 as edition 2021 counts them: aircraft only"
    assert release.describe_origin().endswith(beside)
    assert beside in as_lines(release)
    assert beside in source_line(release)
    assert release.coverage.years_of("recipient", "India") == []


def test_a_register_that_lacks_a_year_covers_the_others():
    release = read(register([one for one in ROWS if one[3] != 2018]))
    assert whole_years(release) == [2017, 2019, 2020]
    assert "without those of 2018" in source_line(release)


def test_half_of_the_parties_are_not_the_world_though_they_have_nearly_all_of_its_volume(
    tmp_path, monkeypatch
):
    lines = [f"2021,{y},{y},{v},0.01,4,2,deliveries,,made up" for y, v in VOLUMES.items()]
    table = tmp_path / "four_recipients.csv"
    table.write_text(HEAD + "\n".join(lines) + "\n")
    monkeypatch.setenv("ARMSTRANSFERS_WORLD_TOTALS", str(table))
    less = [(*one[:4], one[4] - 0.1, one[5]) for one in ROWS]
    assert read(register(less)).is_excerpt


def test_a_line_that_is_missing_is_said_beside_every_figure():
    rows = [*ROWS, (9, "China", "Georgia", 2018, 0.5, "Ships")]
    release = read(register(rows))
    assert whole_years(release) == [2017, 2018, 2019, 2020]
    assert release.describe_origin().endswith("1 of 4 totals not as known of edition 2021")


def test_a_day_of_another_edition_than_the_totals_is_refused():
    with pytest.raises(
        ReadError, match="tell of edition 2022, and its totals are those of edition 2021"
    ):
        read(register(generated="3 May 2022 9:14:21 AM"))


def test_an_edition_whose_totals_nobody_knows_is_held_against_the_nearest():
    rows = [(*one[:4], one[4] * 1.02, one[5]) for one in ROWS]
    release = read(register(rows, generated="3 May 2023 9:14:21 AM"))
    assert whole_years(release) == [2017, 2018, 2019, 2020]
    assert "as edition 2021 counts them" in as_lines(release)[2]
    assert "counts them" not in source_line(release)


def test_years_that_were_swapped_in_a_table_of_the_world_are_noticed():
    rows = {"India": ["200", "100", "100", "30"], "Georgia": ["", "", "50", "20"]}
    table = c3_file("Recipient", rows, "Total world import", first_year=2017)
    found = read(table.encode()).report.wholeness[0]
    assert "2 of 4 differ (2017-2018)" in found.words
    assert (found.verdict, found.totals, found.agreeing) == ("near", 4, 2)


def test_what_was_found_comes_through_the_worker_and_the_store(monkeypatch):
    # the worker has the table of totals that it was started with
    from armstransfers import confined

    confined.close()
    rows = [*ROWS, (9, "China", "Georgia", 2018, 0.5, "Ships")]
    try:
        (release,) = read_apart([Upload("register.csv", register(rows))]).releases
    finally:
        confined.close()
    (there,) = read_all(register(rows)).releases
    assert release.report.wholeness == there.report.wholeness
    kept = choose(release=keep(release).id)
    assert kept.report.wholeness == there.report.wholeness


def test_the_real_registers_are_proved_with_and_without_their_first_lines(real):
    for name, edition, years, total in (
        ("register-by-delivery-year_1995-2024_2026-02_padded.csv", 2025, (1995, 2024), 769_810.94),
        ("register-by-deal_2026-05.csv", 2026, (1950, 2025), 2_133_347.71),
    ):
        text = (real / name).read_bytes().decode("cp1252")
        start = min(
            text.find("SIPRI AT Database ID"), text.find("Recipient,Supplier"), key=lambda n: n < 0
        )
        for content in (text, text[start:]):
            release = read(content.encode("cp1252"))
            assert (release.edition, release.coverage.years) == (edition, years)
            assert release.coverage.is_whole
            assert [one.verdict for one in release.report.wholeness] == ["proved"]
            assert round(release.transfers["value"].sum(), 2) == total


def test_a_real_register_of_one_category_gives_no_share(real):
    # of ships, missiles or aircraft alone, Russia had 85.74 % of Azerbaijan 2011-20, and 59.66 in truth
    text = (real / "register-by-delivery-year_1990-2023_2024-04.csv").read_bytes().decode("cp1252")
    start = text.index("SIPRI AT Database ID")
    head, *lines = text[start:].splitlines()
    categories = {line.split(",")[5] for line in lines if line}
    assert len(categories) == 11
    for category in categories:
        kept = [line for line in lines if line and line.split(",")[5] == category]
        for above in (text[:start], ""):
            release = read((above + "\n".join([head, *kept]) + "\n").encode("cp1252"))
            assert release.is_excerpt
            assert release.looks == ""
            assert release.report.wholeness[0].category == category


def test_every_table_of_the_worlds_totals_agrees_with_the_register(real):
    for name in ("import-values_all-recipients", "export-values_all-suppliers"):
        release = read(real / f"{name}_2024-10.csv")
        assert [one.verdict for one in release.report.wholeness] == ["proved"]
    (found,) = read(real / "regional-transfers_2024-04.csv").report.wholeness
    assert (found.verdict, found.edition, found.years) == ("proved", 2024, (1990, 2023))


def test_every_cell_of_the_table_of_chinas_exports_is_read(real):
    text = (real / "export-values_one-supplier_2026-07.csv").read_text("cp1252")
    header, *lines = csv.reader(text[text.index("Recipient,2000") :].splitlines())
    years = {at: int(name) for at, name in enumerate(header) if name.isdigit()}
    cells = {
        (line[0], year): line[at].strip() for line in lines if line for at, year in years.items()
    }
    assert len(cells) == 2_184
    transfers = read(real / "export-values_one-supplier_2026-07.csv").transfers
    ours = {(str(r.recipient), r.year): r.value for r in transfers.itertuples()}
    today = {"United Arab Emirates": "UAE"}  # as the registers call it
    printed = {
        (today.get(name, name), year): float(cell)
        for (name, year), cell in cells.items()
        if cell and "Total" not in name
    }
    assert ours == printed


def test_a_line_that_a_real_table_of_the_world_has_lost_is_noticed(real):
    text = (real / "export-values_all-suppliers_2024-10.csv").read_text("cp1252")
    lost = next(line for line in text.splitlines() if line.startswith("Bahamas,"))
    (note,) = read(text.replace(f"{lost}\n", "").encode("cp1252")).report.skipped
    assert note.reason == "it has 135 suppliers, and edition 2024 has 136"
    assert read(text.encode("cp1252")).report.skipped == ()
