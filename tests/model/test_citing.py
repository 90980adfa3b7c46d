import itertools
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from builders import release

from armstransfers import citation, shipped_releases
from armstransfers.analysis.filters import Filter, filtered
from armstransfers.core.measure import Measure
from armstransfers.model.citing import bibtex, csl_json
from armstransfers.model.release import Release

NEWEST = shipped_releases()[0]
LINK = "https://example.org/suppliers?recipient=Azerbaijan&years=2011&years=2020"
DAY = date(2026, 11, 21)
CSL_VARIABLES = {
    "id", "type", "title", "author", "issued", "accessed", "version", "DOI", "URL", "note",
}  # fmt: skip


def fields_of(entry):
    """The fields of one BibTeX entry, read by counting braces as BibTeX does."""
    kind, key, body = re.fullmatch(r"@(\w+)\{([^,\s{}]+),\n(.*)\}\n", entry, re.S).groups()
    assert kind == "misc"
    assert key == re.sub("[^A-Za-z0-9:-]", "-", key)
    fields, rest = {}, body.strip()
    while rest:
        name, rest = re.fullmatch(r"(\w+) = (\{.*)", rest, re.S).groups()
        depths = itertools.accumulate((c == "{") - (c == "}") for c in rest)
        end = next(i for i, depth in enumerate(depths) if not depth)
        fields[name] = rest[1:end]
        assert rest[end + 1] == ","
        rest = rest[end + 2 :].strip()
    return fields


def of_another_source(**origin):
    measure = Measure("Export licences", "million EUR", "licence", 0.01, goods="military goods")
    one = release({("Georgia", "Germany", 2010): 1}, measure=measure)
    known = replace(one.origin, source="licences", title="Licence reports", **origin)
    return Release(one.transfers, origin=known, measure=measure, coverage=one.coverage)


def test_the_text_names_source_edition_release_and_whose_calculation_it_is():
    words = citation(NEWEST, link=LINK, accessed=DAY)
    assert words.startswith("Stockholm International Peace Research Institute, SIPRI Arms Trans")
    assert "https://doi.org/10.55163/SAFC1241 (edition 2026, data generated 18 May 2026" in (words)
    assert words.endswith(
        f"Calculation: Arms Transfer Explorer. Accessed 21 November 2026. View: {LINK}"
    )


def test_bibtex_is_well_formed_and_complete():
    fields = fields_of(bibtex(NEWEST, title="Suppliers of Azerbaijan", link=LINK, accessed=DAY))
    assert fields["author"] == "{Stockholm International Peace Research Institute}"
    assert fields["title"] == "{SIPRI Arms Transfers Database}"
    assert (fields["year"], fields["urldate"]) == ("2026", "2026-11-21")
    assert fields["doi"] == "10.55163/SAFC1241"
    assert "data generated 18 May 2026" in fields["howpublished"]
    assert fields["note"].startswith("Suppliers of Azerbaijan. Release sipri-2026-")
    assert "Calculation: Arms Transfer Explorer." in fields["note"]
    assert fields["note"].endswith(f"\\url{{{LINK}}}")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Türkiye", r"T{\"u}rkiye"),
        ("Çağr\N{LATIN SMALL LETTER DOTLESS I}", r"{\c{C}}a{\u{g}}r{\i}"),
        ("Côte", r"C{\^o}te"),
        ("59.7\N{NO-BREAK SPACE}% & more_or #less", r"59.7~\% \& more\_or \#less"),
        ("a } and a {", r"a \textbraceright{} and a \textbraceleft{}"),
        ("one\\two", r"one\textbackslash{}two"),
        ("Weißrussland", r"Wei{\ss}russland"),
        ("Беларусь", "Беларусь"),
        ("two\nlines", "two lines"),
    ],
)
def test_bibtex_escapes_what_latex_would_misread(title, written):
    assert fields_of(bibtex(NEWEST, title=title))["note"].startswith(f"{written}. Release")


def test_a_link_cannot_end_a_bibtex_field():
    note = fields_of(bibtex(NEWEST, link="https://example.org/}} ?{"))["note"]
    assert note.endswith(r"\url{https://example.org/%7D%7D%20?%7B}")


def test_csl_json_is_a_dataset_with_known_variables():
    (item,) = json.loads(csl_json(NEWEST, title="Suppliers of Türkiye", link=LINK, accessed=DAY))
    assert set(item) == CSL_VARIABLES
    assert item["type"] == "dataset"
    assert item["author"] == [{"literal": "Stockholm International Peace Research Institute"}]
    assert item["issued"] == {"date-parts": [[2026]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 21]]}
    assert (item["DOI"], item["URL"]) == (
        "10.55163/SAFC1241",
        "https://doi.org/10.55163/SAFC1241",
    )
    assert item["note"].startswith("Suppliers of Türkiye. Release sipri-2026-")
    assert item["note"].endswith(f"Calculation: Arms Transfer Explorer. View: {LINK}")


def test_what_is_not_known_is_not_invented():
    (item,) = json.loads(csl_json(of_another_source(edition=None, citation="Our own archive.")))
    assert not {"author", "issued", "accessed", "DOI", "URL"} & set(item)
    assert item["note"].endswith("Source: Our own archive.")
    fields = fields_of(bibtex(of_another_source(edition=None, citation="Our own archive.")))
    assert set(fields) == {"title", "howpublished", "note"}


def test_another_source_is_cited_with_its_own_author_and_address():
    cited = "Ministry of Trade, Licence reports, https://trade.example/reports."
    (item,) = json.loads(csl_json(of_another_source(citation=cited)))
    assert item["author"] == [{"literal": "Ministry of Trade"}]
    assert item["URL"] == "https://trade.example/reports"
    assert "DOI" not in item
    assert item["version"] == "edition 2021, downloaded 3 May 2021"


def test_a_filter_is_named_in_every_kind_of_citation():
    licensed = filtered(NEWEST, Filter(local_production=True))
    for cited in (citation(licensed), bibtex(licensed), csl_json(licensed)):
        assert f"elease {NEWEST.id}, only made under licence in the recipient" in cited
