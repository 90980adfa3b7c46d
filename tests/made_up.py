"""A made-up register of all deliveries of a small world, and plain sums over it."""

from __future__ import annotations

from typing import NamedTuple

from builders import c2_file, c2_row


class Delivery(NamedTuple):
    """One delivery."""

    recipient: str
    supplier: str
    year: int
    value: float
    category: str = "Armoured vehicles"
    status: str = "New"


DELIVERIES = (
    Delivery("Georgia", "Israel", 2004, 40),
    Delivery("Georgia", "France", 2012, 30, "Aircraft"),
    Delivery("Georgia", "France", 2015, 15, status="Second hand"),
    Delivery("Georgia", "Israel", 2016, 55, "Aircraft"),
    Delivery("India", "Russia", 2003, 300, "Aircraft"),
    Delivery("India", "Russia", 2013, 260, "Ships"),
    Delivery("India", "Israel", 2014, 90, "Missiles"),
    Delivery("India", "France", 2019, 50, "Aircraft"),
    Delivery("Poland", "Germany", 2012, 70, status="Second hand"),
    Delivery("Poland", "United States", 2018, 110, "Aircraft"),
    Delivery("Brazil", "France", 2017, 80, "Ships"),
    Delivery("Brazil", "unknown supplier(s)", 2018, 20),
)


def made_up_register() -> str:
    """Return the register as SIPRI's site would export it, for 2000 to 2020."""
    rows = (
        c2_row(
            100 + i, one.supplier, one.recipient, one.year, one.value, status=one.status
        ).replace("Armoured vehicles", one.category)
        for i, one in enumerate(DELIVERIES)
    )
    return c2_file(*rows, generated="3 May 2021 9:14:21 AM")


def total(first: int = 2011, last: int = 2020, **wanted: str) -> float:
    """Return the sum of the deliveries of a window that are as wanted."""
    return sum(
        one.value
        for one in DELIVERIES
        if first <= one.year <= last
        and all(getattr(one, name) == value for name, value in wanted.items())
    )
