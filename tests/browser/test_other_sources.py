"""What people really bring: files are dropped, what is asked is answered, and the figures are seen."""

import base64
from pathlib import Path

import pytest
from browsing import choose, settle, text
from builders import c2_row
from playwright.sync_api import expect

from armstransfers.reference import entities

expect.set_options(timeout=30_000)
MAIN = "[data-testid=stMain]"
SHARED = Path(__file__).parents[3] / "shared"
NAMES = [name for name, one in entities.entities().items() if one.kind == "state"]


def drop(page, explorer, *files):
    """Drop files on the page, as from another window."""
    page.goto(f"{explorer}/data")
    page.locator(".st-key-exports input[type=file]").wait_for(state="attached")
    page.evaluate(
        """files => {
            const moved = new DataTransfer();
            for (const [name, content] of files)
                moved.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
            const zone = document.querySelector(".st-key-exports [data-testid=stFileUploaderDropzone]");
            for (const what of ["dragenter", "dragover", "drop"])
                zone.dispatchEvent(new DragEvent(what, {dataTransfer: moved, bubbles: true, cancelable: true}));
        }""",
        [[name, base64.b64encode(content).decode()] for name, content in files],
    )
    page.locator(".stFileChip").nth(len(files) - 1).wait_for()
    page.get_by_role("button", name="Read the files").click()
    settle(page)


def show(page):
    page.get_by_role("button", name="Show it").click()
    page.locator(".at-headline").wait_for()
    settle(page)


def licences(*more):
    """A file of UK licences that looks whole: sixty recipients, Azerbaijan with a tenth."""
    rows = [("2012-12-05", "Azerbaijan", 100), ("2013-12-05", "Azerbaijan", 100)]
    rows += [
        (f"{year}-12-28", name, 30)
        for year in (2012, 2013)
        for name in NAMES[:60]
        if name != "Azerbaijan"
    ]
    rows += [("2012-12-30", NAMES[70], 1800 - 30 * (60 - ("Azerbaijan" in NAMES[:60]))), *more]
    lines = [f"1,{day},ML10,1,{value},{country},0" for day, country, value in rows]
    return (
        "\n".join(["licence_group,date,rating,count,value,country,refused", *lines]).encode()
        + b"\n"
    )


def test_licences_of_one_reporter_open_at_its_recipients_and_never_say_delivered(watched, explorer):
    drop(watched, explorer, ("licences.csv", licences()))
    expect(
        watched.get_by_role("heading", name="Read: UK strategic export licences")
    ).to_be_visible()
    expect(watched.locator(MAIN)).to_contain_text("United Kingdom with all recipients, 2012-2013")
    show(watched)
    expect(watched.get_by_role("heading", level=1)).to_contain_text("to whom?")
    expect(watched.locator(".at-headline")).to_contain_text("accounted for")
    expect(watched.locator(MAIN)).not_to_contain_text("What was delivered")
    watched.get_by_role("link", name="Pair").click()
    choose(watched, "Recipient", "Azerbaijan")
    headline = text(watched.locator(".at-headline"))
    assert headline.startswith("Azerbaijan accounted for")
    assert "of the United Kingdom's exports of licensed military and dual-use goods" in headline
    main = watched.locator(MAIN)
    expect(main).not_to_contain_text("Share of")  # for the flow cannot be chosen
    expect(main).not_to_contain_text("Deliveries, ")
    expect(watched.locator(".js-plotly-plot")).to_have_count(2)
    expect(watched.get_by_role("heading", name="The share", exact=True)).to_be_visible()


def test_lines_of_licences_are_left_out_by_consent_in_their_own_unit(watched, explorer):
    torn = ("2o13-12-05", "Azerbaijan", 7)
    drop(watched, explorer, ("licences.csv", licences(torn)))
    asked = watched.locator(".st-key-unreadable-exports")
    expect(asked).to_contain_text("1 line of licences.csv cannot be read")
    expect(asked).to_contain_text("the United Kingdom to Azerbaijan, unreadable year, 7 GBP")
    asked.get_by_role("button", name="Read without this line").click()
    expect(watched.locator(MAIN)).to_contain_text(
        "1 line could not be read and is left out, with 7 GBP"
    )
    show(watched)
    missing = "1 line that may belong here could not be read and is left out, with 7 GBP."
    expect(watched.locator(MAIN)).to_contain_text(missing)


BACI = "t,i,j,k,v,q\n" + "".join(
    f"2020,710,{code},930690,{value},1\n" for code, value in ((842, 60), (276, 30), (356, 10))
)


def test_a_part_of_baci_is_asked_whose_it_holds(watched, explorer):
    drop(watched, explorer, ("baci.csv", BACI.encode()))
    report = watched.locator(MAIN)
    expect(report).to_contain_text("a part, complete for those whom its user names")
    expect(watched.get_by_role("button", name="Show it")).to_have_count(0)
    expect(report).to_contain_text("What does this file hold?")
    expect(watched.get_by_role("button", name="Yes, it holds all")).to_have_count(0)
    watched.get_by_role("button", name="It holds some recipients or suppliers").click()
    expect(watched.get_by_text("All recipients of some suppliers")).to_be_visible()
    watched.get_by_role("button", name="Use it for these suppliers").click()
    settle(watched)
    show(watched)
    expect(watched.locator(".at-headline")).to_contain_text("The United States received 60.0")
    expect(watched.locator(MAIN)).not_to_contain_text("TIV")


WORLD_BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-07-01",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020",\n'
    + "".join(
        f'"{name}","{code}","Arms imports (SIPRI trend indicator values)","MS.MIL.MPRT.KD","{one}","{two}",\n'
        for name, code, one, two in (
            ("Korea, Rep.", "KOR", "500000000", "700000000"), ("World", "WLD", "900000000", "950000000"),
        )
    )
)  # fmt: skip


def test_totals_of_the_world_bank_can_be_looked_at_and_no_share_is_taken(watched, explorer):
    drop(watched, explorer, ("API_MS.MIL.MPRT.KD.csv", WORLD_BANK.encode()))
    report = watched.locator(MAIN)
    expect(report).to_contain_text("2 totals without partners")
    expect(report).to_contain_text("the row of World is left out")
    expect(watched.get_by_role("button", name="Show it")).to_have_count(0)
    watched.get_by_text("Look at the totals").click()
    expect(watched.locator("[data-testid=stDataFrame]")).to_be_visible()


GERMAN = (
    "SIPRI-Nummer;Lieferant;Empfänger;Bezeichnung;Beschreibung;Waffenkategorie;Bestelldatum;"
    "Bestelldatum geschätzt;Anzahl geliefert;Anzahl geliefert ist Schätzung;Lieferjahr;"
    "Lieferjahr ist Schätzung;Zustand;SIPRI-Schätzung;TIV je Einheit;TIV-Lieferwerte;Lizenzproduktion"
)


def test_a_german_register_without_its_first_lines_is_read_and_asked(watched, explorer):
    rows = [
        c2_row(1, "United States", "Saudi Arabia", 2020, 60.5),
        c2_row(2, "France", "Saudi Arabia", 2020, 39.5),
    ]
    lines = [
        row.replace(",", ";").replace(".", ",").replace("Yes", "Ja").replace(";No", ";Nein")
        for row in rows
    ]
    content = "\r\n".join([GERMAN, *lines]) + "\r\n"
    drop(watched, explorer, ("Register.csv", content.encode("cp1252")))
    report = watched.locator(MAIN)
    expect(report).to_contain_text("'Lieferant' as 'Supplier'")
    expect(report).to_contain_text("100.00 million TIV")
    watched.get_by_role("button", name="Yes, it holds all suppliers and all recipients").click()
    settle(watched)
    show(watched)
    choose(watched, "Recipient", "Saudi Arabia")
    expect(watched.locator(".at-headline")).to_contain_text("The United States supplied 60.5")


RECORDS = '[{"von": "Germany", "nach": "India", "jahr": 2015, "wert": 12.5, "art": "Ausfuhr"}]'


def test_the_form_takes_every_format_and_says_what_is_no_table(watched, explorer):
    watched.goto(f"{explorer}/data")
    watched.get_by_text("A table of another source", exact=True).click()
    place = watched.locator(".st-key-table input[type=file]")
    place.set_input_files(
        {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    expect(watched.locator(".stAlert")).to_contain_text(
        "a PDF document, whose numbers cannot be read"
    )
    watched.locator(".st-key-table .stFileChip button").first.click()
    place.set_input_files(
        {"name": "rows.json", "mimeType": "application/json", "buffer": RECORDS.encode()}
    )
    box = watched.get_by_role("combobox", name="Column of the supplier")
    expect(box).to_be_visible()
    box.click()
    watched.get_by_role("option").first.wait_for()
    options = {text(one) for one in watched.get_by_role("option").all()}
    assert {"von", "nach", "jahr", "wert"} <= options


REAL = SHARED / "sipri" / "register-by-delivery-year_1995-2024_2026-02_padded.csv"


@pytest.mark.skipif(
    not REAL.exists(), reason="SIPRI's register of February 2026 is not in ../shared/sipri"
)
def test_the_register_of_february_2026_shows_saudi_arabia(watched, explorer):
    drop(watched, explorer, (REAL.name, REAL.read_bytes()))
    expect(watched.locator(MAIN)).to_contain_text("769,810.94 million TIV")
    show(watched)
    choose(watched, "Recipient", "Saudi Arabia")
    watched.get_by_role("button", name="Latest five years").click()
    settle(watched)
    expect(watched.locator(".at-headline")).to_contain_text("The United States supplied 73.9")
    expect(watched.locator(".at-headline")).to_contain_text("2020-2024")


REAL_LICENCES = SHARED / "others" / "uk_caat_licence-values_2008-2015Q1.csv.gz"


@pytest.mark.skipif(
    not REAL_LICENCES.exists(), reason="the UK's licences are not in ../shared/others"
)
def test_the_licences_of_the_united_kingdom_show_israel(watched, explorer):
    drop(watched, explorer, (REAL_LICENCES.name, REAL_LICENCES.read_bytes()))
    show(watched)
    expect(watched.locator(".at-headline")).to_contain_text("Israel accounted for 18.6")
