"""Bytes in, releases out: one module for each format, and one `read` that recognises it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from armstransfers.core.errors import ReadError, UnreadableLines
from armstransfers.core.report import Skipped
from armstransfers.model.release import Release
from armstransfers.readers import (
    added,
    combine,
    described,
    described_table,
    headers,
    old_register,
    refusals,
    regional_table,
    register_as_text,
    register_by_deal,
    register_by_delivery_year,
    register_without_coverage,
    tiv_table,
    values,
)
from armstransfers.readers.additions import without_sums
from armstransfers.readers.completed import completed
from armstransfers.readers.consent import all_unreadable, by_consent
from armstransfers.readers.covers import Covers, confirmed, covers_of
from armstransfers.readers.description import Description
from armstransfers.readers.description_toml import describe
from armstransfers.readers.dialect import plain
from armstransfers.readers.noted import noted
from armstransfers.readers.part import File, Part
from armstransfers.readers.possible import require_possible
from armstransfers.readers.recognised import descriptions_of, known_sources, recognised
from armstransfers.readers.recognised import parse as parse_known
from armstransfers.readers.sources import Source, files
from armstransfers.readers.tables import tables
from armstransfers.readers.totals_of_world import held_against_totals

__all__ = [
    "Covers",
    "Description",
    "Reading",
    "Source",
    "confirmed",
    "covers_of",
    "describe",
    "header_of",
    "known_sources",
    "read",
    "read_all",
]

_PARSE: dict[str, Callable[..., Part]] = {
    reader.FORMAT: reader.parse
    for reader in (
        tiv_table,
        register_without_coverage,
        old_register,
        register_by_deal,
        register_by_delivery_year,
        values,
        regional_table,
    )
}
"""What reads the format of a header; a document of format B1 has none."""
_BY_LINES = ("C1", "C2", "B3")  # registers, of which a single line can be set aside
_KNOWN = (
    "a register by delivery year, import or export values, or a TIV table of SIPRI's Arms "
    "Transfers Database"
)


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
        Leave out single lines that cannot be read. The report names them, and every figure that
        they may concern. Tables of totals are read whole or not at all.

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
    armstransfers.core.errors.ReadError: (bytes): the file is empty; download it again.
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
    armstransfers.core.errors.ReadError: there is no file to read; name a file, a folder or a zip archive.
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
                parts.append(_with_forgiven(_parse(table, told, known, set_aside=set_aside)))
            except UnreadableLines as error:
                unreadable.append(error)
    if unreadable:  # of all files, for whoever consents should know all the lines
        raise all_unreadable(unreadable)
    if not parts:
        raise _nothing(skipped)
    return Reading(combine.releases(parts, tuple(skipped)), tuple(skipped))


def header_of(source: Source | Iterable[Source]) -> list[str]:
    """Return the names of the columns of the first table in files, for a choice of them.

    Raises
    ------
    ReadError
        If the first file is no table.
    """
    for file in files(source):
        first = next(_tables(file, is_whole=True))
        if first.left_out:
            raise _nothing([Skipped(first.name, first.left_out)])
        return described_table.header_of(first)
    raise _nothing([])


def _tables(file: File, *, is_whole: bool) -> Iterator[File]:
    """Yield the tables of a file; of one without data the file itself, marked as left out.

    What `is_whole` is one table, whatever it looks like.
    """
    if file.left_out:
        yield file
    elif _is_html(file):
        yield replace(file, text="", left_out=refusals.of_page(file.text))
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
        if says := refusals.of_json(file.text):
            raise ReadError(says, file=file.name)
        return by_consent(partial(described.parse, file, told), set_aside)
    if known:
        return by_consent(partial(parse_known, file, known, told), set_aside)
    header = headers.first(file.text, ",;")
    if header or register_as_text.recognises(file):
        part = _export(file, header, set_aside) if header else register_as_text.parse(file)
        _require_countries(part)
        require_possible(part)
        return noted(held_against_totals(completed(part, told) if told else part))
    if found := recognised(file):
        return by_consent(partial(parse_known, file, found, told), set_aside)
    if by_another := added.parse(file):
        return by_another
    if says := refusals.of_table(file):
        raise ReadError(says, file=file.name)
    damaged = headers.damaged(file.text)
    raise ReadError(
        f"the columns are not those of {_KNOWN}{_found(file)}. If it is one, restore the names of its "
        "columns. A table of another source is named (--as) or described: by the form 'A table of another "
        "source' on the page Your data, or by --description.",
        file=file.name,
        line=None if damaged is None else file.first_line + damaged,
    )


def _found(file: File) -> str:
    """Return which columns the first table of a file has, as far as one can be seen."""
    try:
        names = [name for name in described_table.header_of(file) if name]
    except ReadError:
        return ""
    some = ", ".join(repr(name[:30]) for name in names[:6])
    return f", but {some}{' and others' if len(names) > 6 else ''}"


def _with_forgiven(part: Part) -> Part:
    notes = (Skipped(part.file.name, sentence) for sentence in part.file.forgiven)
    return replace(part, skipped=(*notes, *part.skipped))


def _export(file: File, header: headers.Header, set_aside: bool) -> Part:
    """Return what an export holds; of a register without the sums of lines that somebody added."""
    parse = _PARSE[header.format]
    if header.format not in _BY_LINES:
        return parse(file)
    try:
        return parse(file)
    except ReadError:
        return by_consent(partial(parse, without_sums(file, header)), set_aside)


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
