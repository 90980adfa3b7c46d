"""Where a release comes from, how it is cited, and what its source allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SIPRI_TITLE = "SIPRI Arms Transfers Database"
SIPRI_CITATION = (
    "Stockholm International Peace Research Institute, SIPRI Arms Transfers Database, "
    "https://doi.org/10.55163/SAFC1241"
)
SIPRI_TERMS = (
    "SIPRI's terms allow non-commercial use of less than 10 per cent of a published data set, "
    "with due reference."
)
SIPRI_TERMS_PAGE = "https://www.sipri.org/about/terms-and-conditions"
SIPRI_PAGE = "https://www.sipri.org/databases/armstransfers"
SIPRI_BY_HAND = (
    f"Open {SIPRI_PAGE} and choose the trade register.",
    "Leave suppliers and recipients at all, choose the years from 1950 on, and tick deliveries by "
    "year.",
    "Download it as CSV, and leave the lines above the table in it.",
    "Run 'armstransfers import trade-register.csv'; a second file for other years joins the first.",
)
"""How to get the complete register from SIPRI's site with a browser."""


def written_day(day: date) -> str:
    """Return a day as people write it: ``12 February 2026``."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True)
class SourceFile:
    """A file that a release was read from: its name and the SHA-256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Origin:
    """Where a release comes from.

    Attributes
    ----------
    source : str
        Short name, the first part of the release's id.
    title : str
        Name of the database.
    edition : int or None
        Year of the source's yearly update; None where the file does not tell.
    generated : tuple of date or None
        First and last day on which the files were downloaded.
    format : str
        Format of the files, as the documentation numbers them.
    files : tuple of SourceFile
        The files.
    citation, terms : str
        How to cite the source, and what it allows.
    extract : str
        What part of the database this is, where the project ships a part of it.
    selection : str
        What part of the deliveries this is, in words, where a filter left a part of them.
    left_out : str
        How much the filter left out because the source does not say what it asks, in words.
    selected_from : str
        Id of the release that it is a part of.
    known_as : str
        Name of the known source by whose description it was read, as ``--as`` takes it.
    cannot_show : str
        What the source leaves out, in a sentence or two.
    joined : tuple of str
        Ids of the releases that were joined to make it.
    """

    source: str = "sipri"
    title: str = SIPRI_TITLE
    edition: int | None = None
    generated: tuple[date, date] | None = None
    format: str = ""
    files: tuple[SourceFile, ...] = ()
    citation: str = SIPRI_CITATION
    terms: str = SIPRI_TERMS
    extract: str = ""
    selection: str = ""
    left_out: str = ""
    selected_from: str = ""
    known_as: str = ""
    cannot_show: str = ""
    joined: tuple[str, ...] = ()
