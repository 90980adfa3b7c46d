"""Public statistics by name. Real files are counted beside by a few lines that share no code."""

import csv
import gzip
import io
import json
from collections import defaultdict

import pytest

from armstransfers import confined, shares
from armstransfers.analysis.world import world
from armstransfers.confined import Upload
from armstransfers.core.errors import ReadError, Refused
from armstransfers.library import store
from armstransfers.readers import known_sources, read, read_all
from armstransfers.readers.description_toml import from_toml
from armstransfers.readers.sources import named

UK = "licence_group,date,rating,count,value,country,refused\n"
EU_ONLY = "Belarus and all others report nothing to the EU"


def rows_of(path, **options):
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), **options))


def of(text, key=None):
    (release,) = read_all(named("table.csv", text.encode()), source_key=key).releases
    return release


def by_year(release):
    return release.transfers.groupby("year")["value"].sum().round(6).to_dict()


def added_up(pairs):
    sums = defaultdict(float)
    for year, value in pairs:
        sums[year] += value
    return {year: round(total, 6) for year, total in sums.items()}


def test_the_licences_of_the_united_kingdom(others):
    path = others / "uk_caat_licence-values_2008-2015Q1.csv.gz"
    release = read(path)
    granted = [row for row in rows_of(path) if row["refused"] == "0" and row["value"]]
    assert by_year(release) == added_up((int(r["date"][:4]), float(r["value"])) for r in granted)
    assert release.coverage.years == (2008, 2014)  # 2015 ends in March
    arabia = sum(
        float(r["value"])
        for r in granted
        if r["country"] == "Saudi Arabia" and "2010" <= r["date"] < "2015"
    )
    table = shares(release, supplier="United Kingdom", years=(2010, 2014)).set_index("partner")
    assert table["value"]["Saudi Arabia"] == arabia
    assert (release.measure.unit, release.measure.basis) == ("GBP", "licence granted")


def test_the_licences_of_germany(others):
    path = others / "de_ruestungsexportbericht_licences_2000-2013.csv"
    release = read(path)
    rows = rows_of(path, delimiter=";")
    assert by_year(release) == added_up(
        (int(r["year"][:4]), float(r["gesamt"])) for r in rows if r["gesamt"]
    )
    assert release.coverage.years == (2000, 2013)  # every day is the first of January
    assert "Timor-Leste" in release.names("recipient")


def test_the_licences_of_the_netherlands(others):
    path = others / "nl_licences_2004-2014.csv.gz"
    release = read(path)
    rows = [row for row in rows_of(path) if row["waarde (€)"]]
    assert by_year(release) == added_up(
        (int(r["afgifte datum"][-4:]), float(r["waarde (€)"])) for r in rows
    )
    britain = sum(
        float(r["waarde (€)"]) for r in rows if r["land van eindbestemming"].strip() == "VK"
    )
    table = shares(release, supplier="Netherlands", years=(2004, 2014)).set_index("partner")
    assert table["value"]["United Kingdom"] == britain


def test_deliveries_of_foreign_military_sales(others):
    path = others / "us_sam_arms_sales_totals.json.gz"
    with gzip.open(path, "rt") as text:
        rows = [row for row in json.load(text) if row["program"] == "Foreign Military Sales"]
    release = read(path)
    assert by_year(release) == added_up((int(r["year"]), float(r["deliveries"])) for r in rows)
    assert "notification" in release.origin.cannot_show


def test_aid_to_ukraine(others):
    path = others / "kiel_ukraine_data_explorer_2026-08-04.csv"
    release = read(path)
    assert by_year(release) == added_up(
        (int(r["year"]), float(r["military"])) for r in rows_of(path)
    )
    assert release.coverage.sole_reporter == ("recipient", "Ukraine")
    assert release.coverage.years == (2022, 2025)  # 2026 ends in April


def test_customs_values_are_a_part_of_baci_until_it_is_said_what_they_cover(others):
    path = others / "baci_HS17_V202301_2020_AFG-ZAF_ch93-8710-890610.csv"
    release = read(path)
    assert by_year(release) == added_up((int(r["t"]), float(r["v"])) for r in rows_of(path))
    assert {"United States", "UAE", "United Kingdom"} <= set(release.names("recipient"))
    assert release.is_excerpt
    assert "no measure of arms imports" in release.origin.cannot_show
    said = 'like = "baci"\n[covers]\nrecipients = "all"\nsuppliers = ["South Africa"]\nyears = [2020, 2020]'
    whole = read(path, description=from_toml(said, "mine.toml"))
    assert shares(whole, supplier="South Africa", years=2020)["share"].sum() == pytest.approx(100)


@pytest.mark.parametrize(("side", "total"), [("imports", 1_746_953), ("exports", 1_483_902)])
def test_tiv_of_gapminder_is_quoted(others, side, total):
    release = read(others / f"wdi-gapminder_arms_{side}_tiv_1960-2024.csv")
    assert not release.measure.is_tiv
    assert release.margins["value"].sum() == total * 10**6
    assert len(release.transfers) == 0
    if side == "imports":
        assert "Kosovo" in set(release.margins["entity"])


def test_brokering_and_missions_have_no_header_and_are_named(others):
    broker, missions = others / "eu_caat_broker_2026-06.csv", others / "eu_caat_mission_2026-06.csv"
    release = read_all(broker, source_key="eu-brokering").releases[0]
    with broker.open() as lines:
        rows = [row for row in csv.reader(lines) if len(row) == 13 and row[3] == "issued"]
    assert release.transfers["value"].sum() == pytest.approx(
        sum(float(row[7]) for row in rows if row[7])
    )
    assert len(release.report.set_aside) == 1089 - 931
    release = read_all(missions, source_key="eu-missions").releases[0]
    assert release.transfers["value"].sum() == 715  # of 716 rows one names no reporter
    for one in (broker, missions):
        with pytest.raises(ReadError):
            read(one)


def uk(rows):
    return UK + "".join(
        f"1,2014-0{month}-05,ML10,1,{value},{who},{refused}\n"
        for month, value, who, refused in rows
    )


SOME = [(1, 60, "Italy", 0), (6, 40, "France", 0), (9, "", "Spain", 1), (9, 5, "Oman", 1)]


def test_a_header_without_doubt_is_recognised_and_one_with_doubt_is_not():
    assert of(uk(SOME)).origin.known_as == "uk-licences"
    with pytest.raises(ReadError, match="the columns are not those"):
        of("date,value,country\n2014-01-05,3,Italy\n")
    with pytest.raises(ReadError, match="the columns are not those"):
        of("t,i,j,k,v,q,x\n2020,710,24,930190,1,2,3\n")


def test_only_what_was_granted_counts_and_a_part_of_a_table_gives_no_shares():
    release = of(uk(SOME))
    assert release.transfers["value"].sum() == 100
    with pytest.raises(Refused, match="no share"):
        shares(release, supplier="United Kingdom", years=2014)
    reasons = " ".join(one.reason for one in release.report.skipped)
    assert "2 recipients where the whole table has over 50" in reasons


SAID = 'like = "uk-licences"\n[covers]\nrecipients = "all"\nsuppliers = ["United Kingdom"]\nyears = [2014, 2014]'


def test_of_one_reporter_its_partners_alone_can_be_asked():
    release = read(named("uk.csv", uk(SOME).encode()), description=from_toml(SAID, "mine"))
    table = shares(release, supplier="United Kingdom", years=2014)
    assert table["share"].tolist() == [60, 40]
    for asked in ({"recipient": "Italy"}, {"supplier": "France"}):
        with pytest.raises(
            Refused, match="in UK strategic export licences one party alone reports"
        ):
            shares(release, **asked, years=2014)
    with pytest.raises(Refused, match="alone reports"):
        world(release, years=2014)


def test_what_a_source_is_survives_the_worker_and_the_store():
    (release,) = confined.read_all(
        [Upload("uk.csv", uk(SOME).encode())], source_key="uk-licences"
    ).releases
    store.keep(release)
    kept = store.load(release.id)
    assert kept.origin.known_as == "uk-licences"
    assert "the United Kingdom alone reports here" in kept.origin.cannot_show.replace(
        "The U", "the U"
    )
    assert kept.id == release.id


COMTRADE = "refYear,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n"


@pytest.mark.parametrize(
    ("flow", "supplier", "recipient"), [("X", "Germany", "France"), ("M", "France", "Germany")]
)
def test_comtrade_says_who_reports(flow, supplier, recipient):
    lines = [
        f"2020,276,{flow},251,93,10.5", f"2020,276,{flow},0,93,30", f"2020,276,{flow},899,93,19.5",
        f"2020,276,{flow},251,9301,10.5",
    ]  # fmt: skip
    release = of(COMTRADE + "\n".join(lines))
    assert (release.names("supplier")[0], release.names("recipient")[0]) == (supplier, recipient)
    assert release.transfers["value"].sum() == 30
    reports = "exporter" if flow == "X" else "importer"
    assert release.measure.basis == f"customs, as the {reports} reports"


def test_a_licence_of_the_european_union_names_what_it_cannot_show():
    header = "Reporting year,Reporting country,Destination,EU ML category,Number of licences,"
    lines = "Value of licences,Value of exports\n2019,Germany,Egypt,ML9,3,120,\n2019,Germany,Egypt,ML10,1,30,7\n"
    release = of(header + lines)
    assert release.transfers["value"].tolist() == [150]
    assert EU_ONLY in release.origin.cannot_show


def test_the_register_of_the_united_nations_counts_items():
    rows = [
        {"reporting_state": "Germany", "year": 2019, "flow": "export", "partner": "Qatar",
         "category": category, "number": number}
        for category, number in (("I. Battle tanks", 12), ("VII. Missiles", 400), ("VI. Warships", 1))
    ]  # fmt: skip
    release = of(json.dumps(rows))
    assert release.transfers["value"].tolist() == [13]
    assert release.measure.unit == "items"


@pytest.mark.parametrize(("code", "side"), [("MPRT", "recipient"), ("XPRT", "supplier")])
def test_the_world_bank_has_totals_of_countries_beside_aggregates(code, side):
    head = '"Data Source","World Development Indicators",\n\n'
    head += '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\n'
    rows = [("India", "IND", 60), ("OECD members", "OED", 40), ("IDA & IBRD total", "IBT", 60)]
    lines = "".join(
        f'"{name}","{iso}","Arms","MS.MIL.{code}.KD","..","{value}000000",\n'
        for name, iso, value in rows
    )
    release = of(head + lines)
    assert release.margins[["side", "entity", "year", "value"]].values.tolist() == [
        [side, "India", 2020, 60e6]
    ]
    assert release.measure.name == "TIV, quoted elsewhere"


def test_every_source_says_what_it_cannot_show_and_whose_terms_hold():
    keys = dict(known_sources())
    assert {
        "baci", "comtrade", "coarm", "uk-licences", "de-licences", "nl-licences", "us-fms", "unroca",
        "world-bank", "kiel", "tiv-quoted", "eu-brokering", "eu-missions",
    } == keys.keys()  # fmt: skip
    with pytest.raises(ReadError, match="there is no source 'sipri'; take one of baci, "):
        read_all(b"a,b\n", source_key="sipri")
    with pytest.raises(ReadError, match="there is no source"):
        read_all(b"a,b\n", source_key="../baci")


def test_a_source_is_named_on_the_command_line(run, tmp_path):
    path = tmp_path / "uk.csv"
    path.write_text(uk(SOME))
    code, printed, _ = run("import", path, "--as", "uk-licences")
    assert (code, "kept as uk-licences-unknown-" in printed) == (0, True)
    code, _, error = run("import", path, "--as", "kiel")
    assert code != 0
    assert "the column" in error
