"""Bytes in, releases out: one module for each format, and one `read` that recognises it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from armstransfers.errors import ReadError, UnreadableLines
from armstransfers.readers import (
    a1,
    added,
    b1,
    b2,
    b3,
    c1,
    c2,
    c3,
    c4,
    combine,
    described,
    headers,
    refusals,
)
from armstransfers.readers.alike import contradictions
from armstransfers.readers.completed import completed
from armstransfers.readers.covers import Covers, confirmed, covers_of
from armstransfers.readers.description import Description
from armstransfers.readers.description_toml import describe
from armstransfers.readers.dialect import plain
from armstransfers.readers.part import File, Part
from armstransfers.readers.possible import require_possible
from armstransfers.readers.recognised import descriptions_of, known_sources, recognised
from armstransfers.readers.recognised import parse as parse_known
from armstransfers.readers.sources import Source, files
from armstransfers.readers.tables import tables
from armstransfers.readers.totals_of_world import held_against_totals
from armstransfers.release import Release
from armstransfers.report import SetAside, Skipped

__all__ = [
    "Covers",
    "Description",
    "Reading",
    "Source",
    "confirmed",
    "covers_of",
    "describe",
    "known_sources",
    "read",
    "read_all",
]

_PARSE: dict[str, Callable[..., Part]] = {
    reader.FORMAT: reader.parse for reader in (a1, b2, b3, c1, c2, c3, c4)
}
"""What reads the format of a header; a document of format B1 has none."""
_BY_LINES = ("C1", "C2", "B3")  # registers, of which a single line can be set aside
_KNOWN = (
    "a register by delivery year, import or export values, or a TIV table of SIPRI's Arms "
    "Transfers Database"
)

_NO_DATA = "an HTML page: SIPRI's site answers so when it has no data; choose other filters there"
_A_PAGE = (
    "a web page and no table: on the page itself, take the button that downloads CSV or XLSX, and "
    "bring that file"
)
_LONGEST_REPLY = 6_000  # characters of a page with which the site answers that it has no data


@dataclass(frozen=True)
class Reading:
    """What a set of files turned out to hold.

    Attributes
    ----------
    releases : tuple of Release
        One for each edition, newest first.
    skipped : tuple of Skipped
        Files without data, and why.
    """

    releases: tuple[Release, ...]
    skipped: tuple[Skipped, ...]


def read(
    source: Source | Iterable[Source],
    *,
    description: Description | str | Path | None = None,
    set_aside: bool = False,
) -> Release:
    """Read exports of SIPRI's database, or a table of another source, into one release.

    It reads in this process. `armstransfers.confined.read_all` reads in another one, with limits of
    memory and time, what a stranger sent.

    Parameters
    ----------
    source : str, path, bytes, File, or an iterable of them
        Files, folders and zip archives. A file may hold several tables, a workbook several
        sheets. The format is recognised by content, never by name. Files of one edition become
        one release, nothing in it counted twice.
    description : Description or path of a TOML file, optional
        What the files do not say themselves: the columns and the measure of a table of another
        source; the edition and the coverage of an export whose first lines were cut off.
    set_aside : bool, optional
        Leave out single lines of a register that cannot be read. The report names them, and every
        figure that they may concern.

    Returns
    -------
    Release
        What the files hold, with a report of what was found (``release.report``).

    Raises
    ------
    ReadError
        If a file cannot be read exactly; nothing is read then. Also if the files belong to
        more than one edition: `read_all` reads those.
    UnreadableLines
        A `ReadError`, where the file can be read without the lines that it names.

    Examples
    --------
    >>> release = read(b"")
    Traceback (most recent call last):
    armstransfers.errors.ReadError: (bytes): the file is empty; download it again.
    """
    reading = read_all(source, description=description, set_aside=set_aside)
    if len(reading.releases) > 1:
        found = ", ".join(release.id for release in reading.releases)
        raise ReadError(
            f"the files belong to {len(reading.releases)} releases ({found}); read them "
            "separately, or all at once with read_all()."
        )
    return reading.releases[0]


def read_all(
    source: Source | Iterable[Source],
    *,
    description: Description | str | Path | None = None,
    source_key: str | None = None,
    progress: Callable[[str], None] | None = None,
    set_aside: bool = False,
) -> Reading:
    """Read exports of any editions into one release an edition.

    Parameters
    ----------
    source, description, set_aside
        As for `read`.
    source_key : str, optional
        The source of a table whose form is known, a key of `known_sources`.
    progress : callable, optional
        Called with the name of each file before it is read.

    Raises
    ------
    ReadError
        If a file cannot be read exactly, or no file holds data.
    UnreadableLines
        A `ReadError`, where the files can be read without the lines that it names.

    Examples
    --------
    >>> read_all([])
    Traceback (most recent call last):
    armstransfers.errors.ReadError: there is no file to read; name a file, a folder or a zip archive.
    """
    told = describe(description) if description is not None else None
    known = descriptions_of(source_key) if source_key is not None else []
    if told and told.columns and known:
        raise ReadError(
            f'the columns are described, and the source is named; say like = "{source_key}" in the '
            "description, with what differs."
        )
    parts: list[Part] = []
    skipped: list[Skipped] = []
    unreadable: list[UnreadableLines] = []
    for file in files(source):
        if progress:
            progress(file.name)
        for table in _tables(file, is_whole=bool(known or (told and told.columns))):
            if table.left_out:
                line = table.first_line if table.text else None
                skipped.append(Skipped(table.name, table.left_out, line))
                continue
            try:
                parts.append(_parse(table, told, known, set_aside=set_aside))
            except UnreadableLines as error:
                unreadable.append(error)
    if unreadable:  # of all files, for whoever consents should know all the lines
        raise _unreadable(tuple(line for error in unreadable for line in error.lines))
    if not parts:
        raise _nothing(skipped)
    return Reading(combine.releases(parts, tuple(skipped)), tuple(skipped))


def _tables(file: File, *, is_whole: bool) -> Iterator[File]:
    """Yield the tables of a file; of one without data the file itself, marked as left out.

    What `is_whole` is one table, whatever it looks like.
    """
    if file.left_out:
        yield file
    elif _is_html(file):
        is_reply = len(file.text) <= _LONGEST_REPLY
        yield replace(file, text="", left_out=_NO_DATA if is_reply else _A_PAGE)
    elif not file.content or file.content.isspace():
        raise ReadError("the file is empty; download it again.", file=file.name)
    elif says := refusals.of_bytes(file.content):
        raise ReadError(says, file=file.name)
    else:
        for sheet in plain(file):
            yield from [sheet] if is_whole else tables(sheet)


def _parse(
    file: File, told: Description | None, known: list[Description], *, set_aside: bool
) -> Part:
    if told and told.columns:
        return described.parse(file, told)
    if known:
        return parse_known(file, known, told)
    header = headers.first(file.text, ",;")
    if header or b1.recognises(file):
        part = _export(file, header.format, set_aside) if header else b1.parse(file)
        _require_countries(part)
        require_possible(part)
        return _noted(held_against_totals(completed(part, told) if told else part))
    if found := recognised(file):
        return parse_known(file, found, told)
    if by_another := added.parse(file):
        return by_another
    if says := refusals.of_table(file):
        raise ReadError(says, file=file.name)
    damaged = headers.damaged(file.text)
    raise ReadError(
        f"the columns are not those of {_KNOWN}; check that it is the right file, and that the names "
        "of its columns are as they were downloaded. A table of another source needs a description "
        "of its columns, or its name if it is known (--as).",
        file=file.name,
        line=None if damaged is None else file.first_line + damaged,
    )


def _noted(part: Part) -> Part:
    """Return a part with notes on what its edition contradicts, and its first lines do not tell."""
    part = replace(part, skipped=(*part.skipped, *contradictions(part), *_ends_early(part)))
    if part.edition is None and part.generated:
        note = (
            f"it was downloaded on {part.generated.isoformat()}, about when SIPRI updated its database, "
            "and no delivery tells whether before or after, so its edition is unknown; download it "
            "again, or say the edition in a description"
        )
    elif part.edition is None:
        note = "no line above the table tells when it was downloaded, so its edition is unknown"
    elif part.is_excerpt and len(part.transfers) and not _says_all(part):
        note = "no line above the table tells what was asked for, so nobody knows what it lacks"
    else:
        return part
    return replace(part, skipped=(*part.skipped, Skipped(part.file.name, note)))


def _ends_early(part: Part) -> Iterator[Skipped]:
    """Yield a note on a table of years that ends before its edition does."""
    last = max((block.last_year for block in part.blocks), default=None)
    is_table = part.family in ("TIV tables of the old site", "value tables")
    if is_table and last and part.edition and last < part.edition - 1:
        edition = f"edition {part.edition} has deliveries of {part.edition - 1}"
        yield Skipped(part.file.name, f"it ends with {last}, and {edition}")


def _says_all(part: Part) -> bool:
    return part.wholeness is not None and part.wholeness.says_all


def _export(file: File, format: str, set_aside: bool) -> Part:
    """Return what an export holds; where lines of it cannot be read, say which they are."""
    if format not in _BY_LINES:
        return _PARSE[format](file)
    try:
        return _PARSE[format](file, may_set_aside=set_aside)
    except ReadError as error:
        try:
            lines = _PARSE[format](file, may_set_aside=True).set_aside
        except ReadError:
            raise error from None
        raise _unreadable(lines) from error


def _unreadable(lines: tuple[SetAside, ...]) -> UnreadableLines:
    first = lines[0]
    error = ReadError(first.reason, file=first.file, line=first.line, column=first.column or None)
    return UnreadableLines(error, lines)


def _require_countries(part: Part) -> None:
    """Refuse a table in which the sum of all countries stands beside them."""
    for name in part.names.totals:
        found = re.search(rf'(?:^|[,;\t"]) *{re.escape(name)} *(?:$|[,;\t"])', part.file.text, re.M)
        raise ReadError(
            f"{name[:40]!r} is no country but a sum, which would be counted beside its parts; remove "
            "the line, or download the file again.",
            file=part.file.name,
            line=part.file.line_at(found.start() + 1) if found else None,
        )


def _is_html(file: File) -> bool:
    return file.text[:200].lstrip().lower().startswith(("<!doctype html", "<html"))


def _nothing(skipped: list[Skipped]) -> ReadError:
    if not skipped:
        return ReadError("there is no file to read; name a file, a folder or a zip archive.")
    first = skipped[0]
    return ReadError(f"{first.reason}.", file=first.file, line=first.line)
