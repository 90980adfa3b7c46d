"""Names and codes as other data sets have them."""

import pandas as pd
import pycountry
import pytest

from armstransfers.core.errors import BadRequest, UnknownEntity
from armstransfers.reference import codes, entities
from armstransfers.reference.aggregates import is_aggregate
from armstransfers.reference.entities import find

# World Bank, "World Bank Country and Lending Groups" and the indicators' column "Country Name"
WORLD_BANK = """
ABW Aruba; AFG Afghanistan; AGO Angola; ALB Albania; ARE United Arab Emirates;
ARG Argentina; ARM Armenia; ATG Antigua and Barbuda; AUS Australia; AUT Austria;
AZE Azerbaijan; BDI Burundi; BEL Belgium; BEN Benin; BFA Burkina Faso; BGD Bangladesh;
BGR Bulgaria; BHR Bahrain; BHS Bahamas, The; BIH Bosnia and Herzegovina; BLR Belarus;
BLZ Belize; BOL Bolivia; BRA Brazil; BRB Barbados; BRN Brunei Darussalam; BTN Bhutan;
BWA Botswana; CAF Central African Republic; CAN Canada; CHE Switzerland; CHL Chile;
CHN China; CIV Cote d'Ivoire; CMR Cameroon; COD Congo, Dem. Rep.; COG Congo, Rep.;
COL Colombia; COM Comoros; CPV Cabo Verde; CRI Costa Rica; CUB Cuba; CYP Cyprus;
CZE Czechia; DEU Germany; DJI Djibouti; DNK Denmark; DOM Dominican Republic; DZA Algeria;
ECU Ecuador; EGY Egypt, Arab Rep.; ERI Eritrea; ESP Spain; EST Estonia; ETH Ethiopia;
FIN Finland; FJI Fiji; FRA France; FSM Micronesia, Fed. Sts.; GAB Gabon;
GBR United Kingdom; GEO Georgia; GHA Ghana; GIN Guinea; GMB Gambia, The; GNB Guinea-Bissau;
GNQ Equatorial Guinea; GRC Greece; GRD Grenada; GTM Guatemala; GUY Guyana; HND Honduras;
HRV Croatia; HTI Haiti; HUN Hungary; IDN Indonesia; IND India; IRL Ireland;
IRN Iran, Islamic Rep.; IRQ Iraq; ISL Iceland; ISR Israel; ITA Italy; JAM Jamaica;
JOR Jordan; JPN Japan; KAZ Kazakhstan; KEN Kenya; KGZ Kyrgyz Republic; KHM Cambodia;
KIR Kiribati; KNA St. Kitts and Nevis; KOR Korea, Rep.; KWT Kuwait; LAO Lao PDR;
LBN Lebanon; LBR Liberia; LBY Libya; LKA Sri Lanka; LSO Lesotho; LTU Lithuania;
LUX Luxembourg; LVA Latvia; MAR Morocco; MDA Moldova; MDG Madagascar; MDV Maldives;
MEX Mexico; MHL Marshall Islands; MKD North Macedonia; MLI Mali; MLT Malta; MMR Myanmar;
MNE Montenegro; MNG Mongolia; MOZ Mozambique; MRT Mauritania; MUS Mauritius; MWI Malawi;
MYS Malaysia; NAM Namibia; NER Niger; NGA Nigeria; NIC Nicaragua; NLD Netherlands;
NOR Norway; NPL Nepal; NZL New Zealand; OMN Oman; PAK Pakistan; PAN Panama; PER Peru;
PHL Philippines; PLW Palau; PNG Papua New Guinea; POL Poland;
PRK Korea, Dem. People's Rep.; PRT Portugal; PRY Paraguay; PSE West Bank and Gaza;
QAT Qatar; ROU Romania; RUS Russian Federation; RWA Rwanda; SAU Saudi Arabia; SDN Sudan;
SEN Senegal; SGP Singapore; SLB Solomon Islands; SLE Sierra Leone; SLV El Salvador;
SOM Somalia, Fed. Rep.; SRB Serbia; SSD South Sudan; SUR Suriname; SVK Slovak Republic;
SVN Slovenia; SWE Sweden; SWZ Eswatini; SYC Seychelles; SYR Syrian Arab Republic; TCD Chad;
TGO Togo; THA Thailand; TJK Tajikistan; TKM Turkmenistan; TLS Timor-Leste; TON Tonga;
TTO Trinidad and Tobago; TUN Tunisia; TUR Turkiye; TUV Tuvalu; TZA Tanzania; UGA Uganda;
UKR Ukraine; URY Uruguay; USA United States; UZB Uzbekistan;
VCT St. Vincent and the Grenadines; VEN Venezuela, RB; VNM Viet Nam; VUT Vanuatu;
WSM Samoa; XKX Kosovo; YEM Yemen, Rep.; ZAF South Africa; ZMB Zambia; ZWE Zimbabwe
"""

# UN Comtrade, reporters and partners as its downloads print them ("Reporter", "Partner")
COMTRADE = """
ABW Aruba; AFG Afghanistan; AGO Angola; ALB Albania; ARE United Arab Emirates;
ARG Argentina; ARM Armenia; ATG Antigua and Barbuda; AUS Australia; AUT Austria;
AZE Azerbaijan; BDI Burundi; BEL Belgium; BEN Benin; BFA Burkina Faso; BGD Bangladesh;
BGR Bulgaria; BHR Bahrain; BHS Bahamas; BIH Bosnia Herzegovina; BLR Belarus; BLZ Belize;
BOL Bolivia (Plurinational State of); BRA Brazil; BRB Barbados; BRN Brunei Darussalam;
BTN Bhutan; BWA Botswana; CAF Central African Rep.; CAN Canada; CHE Switzerland; CHL Chile;
CHN China; CIV Côte d'Ivoire; CMR Cameroon; COD Dem. Rep. of the Congo; COG Congo;
COL Colombia; COM Comoros; CPV Cabo Verde; CRI Costa Rica; CUB Cuba; CYP Cyprus;
CZE Czechia; DEU Germany; DJI Djibouti; DNK Denmark; DOM Dominican Rep.; DZA Algeria;
ECU Ecuador; EGY Egypt; ERI Eritrea; ESH Western Sahara; ESP Spain; EST Estonia;
ETH Ethiopia; FIN Finland; FJI Fiji; FRA France; FSM FS Micronesia; GAB Gabon;
GBR United Kingdom; GEO Georgia; GHA Ghana; GIN Guinea; GMB Gambia; GNB Guinea-Bissau;
GNQ Equatorial Guinea; GRC Greece; GRD Grenada; GTM Guatemala; GUY Guyana; HND Honduras;
HRV Croatia; HTI Haiti; HUN Hungary; IDN Indonesia; IND India; IRL Ireland; IRN Iran;
IRQ Iraq; ISL Iceland; ISR Israel; ITA Italy; JAM Jamaica; JOR Jordan; JPN Japan;
KAZ Kazakhstan; KEN Kenya; KGZ Kyrgyzstan; KHM Cambodia; KIR Kiribati;
KNA Saint Kitts and Nevis; KOR Rep. of Korea; KWT Kuwait; LAO Lao People's Dem. Rep.;
LBN Lebanon; LBR Liberia; LBY Libya; LKA Sri Lanka; LSO Lesotho; LTU Lithuania;
LUX Luxembourg; LVA Latvia; MAR Morocco; MDA Rep. of Moldova; MDG Madagascar; MDV Maldives;
MEX Mexico; MHL Marshall Isds; MKD North Macedonia; MLI Mali; MLT Malta; MMR Myanmar;
MNE Montenegro; MNG Mongolia; MOZ Mozambique; MRT Mauritania; MUS Mauritius; MWI Malawi;
MYS Malaysia; NAM Namibia; NER Niger; NGA Nigeria; NIC Nicaragua; NLD Netherlands;
NOR Norway; NPL Nepal; NZL New Zealand; OMN Oman; PAK Pakistan; PAN Panama; PER Peru;
PHL Philippines; PLW Palau; PNG Papua New Guinea; POL Poland;
PRK Dem. People's Rep. of Korea; PRT Portugal; PRY Paraguay; PSE State of Palestine;
QAT Qatar; ROU Romania; RUS Russian Federation; RWA Rwanda; SAU Saudi Arabia; SDN Sudan;
SEN Senegal; SGP Singapore; SLB Solomon Isds; SLE Sierra Leone; SLV El Salvador;
SOM Somalia; SRB Serbia; SSD South Sudan; SUR Suriname; SVK Slovakia; SVN Slovenia;
SWE Sweden; SWZ Eswatini; SYC Seychelles; SYR Syria; TCD Chad; TGO Togo; THA Thailand;
TJK Tajikistan; TKM Turkmenistan; TLS Timor-Leste; TON Tonga; TTO Trinidad and Tobago;
TUN Tunisia; TUR Türkiye; TUV Tuvalu; TWN Other Asia, nes; TZA United Rep. of Tanzania;
UGA Uganda; UKR Ukraine; URY Uruguay; USA USA; UZB Uzbekistan;
VCT Saint Vincent and the Grenadines; VEN Venezuela; VNM Viet Nam; VUT Vanuatu; WSM Samoa;
YEM Yemen; ZAF South Africa; ZMB Zambia; ZWE Zimbabwe
"""
BY_ISO3 = {one.iso3: one.name for one in entities.entities().values() if one.iso3}


def found(name):
    try:
        return find(name).name
    except UnknownEntity:
        return None


def named(listed):
    pairs = (entry.strip().split(" ", 1) for entry in listed.split(";"))
    return [(BY_ISO3[iso3], name) for iso3, name in pairs]


@pytest.mark.parametrize("listed", [WORLD_BANK, COMTRADE], ids=["World Bank", "Comtrade"])
def test_names_of_states_as_a_table_writer_prints_them_are_found(listed):
    pairs = named(listed)
    wrong = [(name, found(name)) for entity, name in pairs if found(name) not in (entity, None)]
    missed = [name for _, name in pairs if found(name) is None]
    assert len(pairs) > 180
    assert wrong == []
    assert len(missed) <= 0.02 * len(pairs), missed


def test_names_of_states_in_iso_3166_are_found_short_official_and_inverted():
    known = [one for one in pycountry.countries if one.alpha_3 in BY_ISO3]
    pairs = [
        (BY_ISO3[one.alpha_3], name)
        for one in known
        for name in {one.name, getattr(one, "official_name", ""), getattr(one, "common_name", "")}
        if name
    ]
    wrong = [(name, found(name)) for entity, name in pairs if found(name) not in (entity, None)]
    missed = [name for _, name in pairs if found(name) is None]
    assert len(pairs) > 350
    assert wrong == []
    assert len(missed) <= 0.02 * len(pairs), missed


def test_codes_of_iso_3166_are_found_in_each_form():
    for one in pycountry.countries:
        if one.alpha_3 in BY_ISO3:
            entity = BY_ISO3[one.alpha_3]
            assert find(one.alpha_3, scheme="iso3").name == entity
            assert find(one.alpha_2.lower(), scheme="iso2").name == entity
            assert find(one.numeric, scheme="m49").name == entity
            assert codes.code_of(entity, "m49") == one.numeric


@pytest.mark.parametrize(
    ("code", "scheme", "year", "entity"),
    [
        # BACI, country_codes: its own numbers where M49 counts territories apart
        ("842", "comtrade", None, "United States"),
        ("251", "comtrade", None, "France"),
        ("757", "comtrade", None, "Switzerland"),
        ("579", "comtrade", None, "Norway"),
        ("699", "comtrade", None, "India"),
        ("490", "comtrade", None, "Taiwan"),
        ("410", "comtrade", None, "South Korea"),
        # Correlates of War, State System Membership
        ("2", "cow", None, "United States"),
        ("KOS", "cow", None, "Kosovo"),
        ("SLO", "cow", None, "Slovakia"),
        ("SLV", "cow", None, "Slovenia"),
        ("365", "cow", 1991, "Soviet Union"),
        ("365", "cow", 1992, "Russia"),
        ("260", "cow", 1985, "Germany"),
        ("255", "cow", 1995, "Germany"),
        ("345", "cow", 2000, "Serbia"),
        ("679", "cow", 2000, "Yemen"),
        # Gleditsch and Ward, who keep one number for Yemen and for Germany, and two for Serbia
        ("678", "gw", 1985, "North Yemen"),
        ("678", "gw", 2000, "Yemen"),
        ("260", "gw", 2000, "Germany"),
        ("345", "gw", 2000, "Serbia"),
        ("340", "gw", 2010, "Serbia"),
        # SIPRI's old site
        ("KOS", "sipri", None, "South Korea"),
        ("CHE", "sipri", None, "Chile"),
    ],
)
def test_a_code_is_read_within_its_scheme_and_year(code, scheme, year, entity):
    assert find(code, scheme=scheme, year=year).name == entity


@pytest.mark.parametrize("code", ["kos", "LIB", "slo", "CHI", "BAH", "MAD", "NIG", "CAM"])
def test_letters_of_other_schemes_find_nobody_without_their_scheme(code):
    assert found(code) is None


def test_a_code_of_another_time_finds_nobody():
    with pytest.raises(UnknownEntity):
        find("817", scheme="cow", year=1990)  # South Vietnam ended in 1975


def test_a_scheme_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(BadRequest, match="take one of iso2, iso3, m49"):
        find("276", scheme="iso4")


def test_a_column_of_codes_tells_its_scheme_where_one_alone_explains_it():
    assert codes.schemes_of(["842", "251", "699"]) == ["comtrade"]
    assert codes.schemes_of(["SLV", "BAH", "NIR"]) == ["cow", "gw"]  # Slovenia, Bahrain, Niger
    assert codes.schemes_of(["KOR", "KOS", "LIB", "SLO", "CHI"]) == []
    both = codes.schemes_of(["2", "200", "710"])
    assert both == ["cow", "gw"]
    assert codes.are_one(both, ["2", "200", "710"])
    assert not codes.are_one(["m49", "cow"], ["710"])  # South Africa, China


def test_codes_come_out_beside_names_dated_by_the_year():
    table = pd.DataFrame(
        {"partner": ["Germany", "Germany", "Hamas (Palestine)*"], "year": [1985, 2000, 2000]}
    )
    coded = codes.with_codes(table, ["iso3", "cow"])
    assert list(coded) == ["partner", "partner_iso3", "partner_cow", "year"]
    assert coded["partner_iso3"].tolist() == ["DEU", "DEU", ""]
    assert coded["partner_cow"].tolist() == ["260", "255", ""]


@pytest.mark.parametrize(
    "name",
    ["World", "IDA & IBRD total", "OECD members", "South Asia", "Euro area", "EU27_2020",
     "High-income countries", "Extra-EU27 (from 2020)", "Total", "Sub-Saharan Africa", "WLD"],
)  # fmt: skip
def test_regions_income_groups_and_sums_are_aggregates(name):
    assert is_aggregate(name)


def test_no_country_is_an_aggregate():
    unions = {"European Union**"}
    names = [name for _, name in (*named(WORLD_BANK), *named(COMTRADE))]
    assert not [name for name in names if is_aggregate(name)]
    states = entities.entities().values()
    assert {one.name for one in states if is_aggregate(one.display_name)} == unions
    assert not [one.iso3 for one in states if one.iso3 and is_aggregate(one.iso3)]
