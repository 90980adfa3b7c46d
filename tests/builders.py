"""Made-up releases and files, in the shape of the real ones."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd
import xlsxwriter

from armstransfers.core.coverage import Block, Coverage
from armstransfers.core.measure import Measure, tiv
from armstransfers.core.origin import Origin
from armstransfers.model.release import Release

C2_HEADER = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,"
    "Local production"
)


def release(
    cells: dict[tuple[str, str, int], float],
    *,
    blocks: tuple[Block, ...] | None = None,
    exactness: str = "exact",
    measure: Measure | None = None,
    edition: int | None = 2021,
) -> Release:
    """A release whose cells are (recipient, supplier, year): value, complete for 2000-2020."""
    rows = [(r, s, y, v) for (r, s, y), v in cells.items()]
    frame = pd.DataFrame(rows, columns=["recipient", "supplier", "year", "value"]).astype(
        {"recipient": "category", "supplier": "category", "year": "int64", "value": "float64"}
    )
    precision = 0.01 if exactness == "exact" else 1
    return Release(
        frame,
        origin=Origin(edition=edition, generated=(date(2021, 5, 3), date(2021, 5, 3)), format="C2"),
        measure=measure or tiv(precision),
        coverage=Coverage((Block(2000, 2020, exactness=exactness),) if blocks is None else blocks),
    )


def tiv_of_one(value: float | str, units: str, decimals: int = 2) -> str:
    """The TIV of one unit, as a register prints it beside the TIV of all."""
    try:
        return f"{float(value) / float(units):.{decimals}f}"
    except (ValueError, ZeroDivisionError):
        return "3.12"


def c2_row(
    deal: int = 101,
    supplier: str = "Russia",
    recipient: str = "Georgia",
    year: int | str = 2004,
    value: float | str = 12.5,
    *,
    units: str = "4",
    year_estimated: str = "No",
    number_estimated: str = "Yes",
    status: str = "New",
    local: str = "No",
    designation: str = "BX-7 -",
) -> str:
    return (
        f"{deal},{supplier},{recipient},{designation},APC,Armoured vehicles,2002,Yes,{units},"
        f"{number_estimated},{year},{year_estimated},{status},4.5,{tiv_of_one(value, units)},"
        f"{value},{local}"
    )


def c2_file(
    *rows: str,
    generated: str = "3 May 2021 9:14:21 AM",
    years: tuple[str, str] = ("2000", "2020"),
    suppliers: str = "All countries",
    recipients: str = "All countries",
    header: str = C2_HEADER,
) -> str:
    preamble = (
        f"Transfers of major conventional arms from {suppliers} to {recipients}. Deals with "
        f"deliveries or orders made for year range '{years[0]}' to '{years[1]}' \n"
        "A line of explanation, with commas, of the made-up source.\n\n"
        f"Data generated: {generated}\n"
    )
    return preamble + "\n".join([header, *rows]) + "\n"


def c1_row(
    recipient: str = "Georgia",
    supplier: str = "Russia",
    years: str = "2004",
    value: float | str = 12.5,
    *,
    delivered: str = "4",
    comment: str = "a made-up deal",
) -> str:
    return (
        f"{recipient},{supplier},2002,?,6,,BX-7,APC,{delivered},?,{years},New,{comment},"
        f"{tiv_of_one(value, delivered)},,{value}"
    )


def c1_file(*rows: str, years: tuple[str, str] = ("2000", "2020")) -> str:
    selection = (
        "Transfers of major conventional arms from All countries  to All countries . Deals with "
        f"deliveries made for the year range '{years[0]}' to '{years[1]}' \n"
        "Data generated: 3 May 2021 9:14:21 AM\n"
    )
    header = (
        "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
        "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,"
        "SIPRI TIV for total order,SIPRI TIV of delivered weapons"
    )
    return selection + "\n".join([header, *rows]) + "\n"


def a1_file(
    name: str,
    rows: dict[str, list[str]],
    *,
    first_year: int = 2000,
    way: str = "to",
    generated: str = "22 April 2021",
    total: list[str] | None = None,
    title: bool = True,
) -> str:
    length = len(next(iter(rows.values())))
    years = [str(first_year + i) for i in range(length)]
    if total is None:
        sums = [sum(int(row[i] or 0) for row in rows.values()) for i in range(length)]
        total = [str(s) if any(r[i] for r in rows.values()) else "" for i, s in enumerate(sums)]
    pad = "," * (length + 1)
    lines = [f'"TIV of arms exports {way} {name}, {years[0]}-{years[-1]}"{pad}'] if title else []
    lines += [f"Figures are made up.{pad}", pad, f"Generated: {generated}{pad}", pad]
    lines.append(",".join(["", *years, "Total"]))
    for country, row in rows.items():
        lines.append(",".join([country, *row, str(sum(int(cell or 0) for cell in row))]))
    lines += [pad, ",".join(["Total", *total, str(sum(int(t or 0) for t in total))])]
    return "\n".join(lines) + "\n"


def c3_file(
    head: str,
    rows: dict[str, list[str]],
    last: str,
    *,
    first_year: int = 2000,
    generated: str = "13 Oct 2021 12:33:29 PM",
    total: list[str] | None = None,
) -> str:
    length = len(next(iter(rows.values())))
    years = [str(first_year + i) for i in range(length)]
    if total is None:
        total = [str(sum(int(row[i] or 0) for row in rows.values()) or "") for i in range(length)]
    span = f"{years[0]}-{years[-1]}"
    lines = ["", "Volume of transfers of made-up arms", "", f"Data generated: {generated}", ""]
    lines.append(
        ",".join([head, *years, span, "Percentage", "Sum total years", "Percentage of total"])
    )
    for country, row in rows.items():
        amount = str(sum(int(cell or 0) for cell in row))
        lines.append(",".join([country, *row, amount, "50%", amount, "50%"]))
    amount = str(sum(int(cell or 0) for cell in total))
    lines.append(",".join([last, *total, amount, "100%", amount, ""]))
    return "\n".join(lines) + "\n"


def xlsx(*sheets: list[list[str]]) -> bytes:
    """A workbook with these sheets, numbers as numbers."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_numbers": True})
    for rows in sheets:
        sheet = book.add_worksheet()
        for i, row in enumerate(rows):
            sheet.write_row(i, 0, row)
    book.close()
    return content.getvalue()


B3_HEADER = (
    "Deal ID;Seller;Buyer;Designation;Description;Armament category;Order date;Order date is estimate;"
    "Numbers delivered;Numbers delivered is estimate;Delivery year;Delivery year is estimate;Status;"
    "SIPRI estimate;TIV deal unit;TIV delivery values;Local production"
)


def b3_row(
    deal: int = 1,
    seller: str = "Israel",
    description: str = "APC",
    value: float | str = "10.125",
    *,
    buyer: str = "Georgia",
    year: int | str = 2004,
) -> str:
    return (
        f"{deal};{seller};{buyer};BX-7;{description};Armoured vehicles;2002;No;4;No;{year};No;New;"
        f"2.5;{tiv_of_one(value, '4', 4)};{value};No"
    )


def b3_file(*rows: str, years: tuple[str, str] = ("2000", "2010"), ended: bool = True) -> str:
    lines = [
        "SIPRI Transfers Database ",
        "",
        " Database search results for buyer 'All Countries' and seller  'All Countries' and the "
        f"years from {years[0]} to {years[1]} - (created: 17-09-2021)",
        "",
        B3_HEADER,
        *rows,
    ]
    lines += ["", "\N{COPYRIGHT SIGN} The makers of made-up data, 2021."] if ended else []
    return "\n".join(lines) + "\n"


def c4_file(
    groups: dict[str, dict[str, list[str]]],
    *,
    first_year: int = 2000,
    generated: str = "13 Apr 2021 8:20:07 AM",
    title: str = "Volume of exports of made-up arms by region broken down by suppliers",
) -> str:
    length = len(next(iter(next(iter(groups.values())).values())))
    years = [str(first_year + i) for i in range(length)]
    span = f"{years[0]}-{years[-1]}"
    lines = [f"{title} {span}", f"Data generated: {generated}", ""]
    lines.append(",".join(["", "", *years, span, "% of regional total"]))
    for group, suppliers in groups.items():
        columns = list(zip(*suppliers.values(), strict=True))
        total = [str(sum(int(c or 0) for c in column)) if any(column) else "" for column in columns]
        for first, second, cells in (
            (group, "Regional total", total),
            *(("", supplier, cells) for supplier, cells in suppliers.items()),
        ):
            amount = str(sum(int(cell or 0) for cell in cells))
            lines.append(",".join([first, second, *cells, amount, "50%"]))
    return "\n".join(lines) + "\n"
