"""Public statistics whose tables are known: the folder `known` has a description of each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from armstransfers.core.errors import ReadError
from armstransfers.core.report import Skipped
from armstransfers.readers import described, text
from armstransfers.readers.description import Description
from armstransfers.readers.description_toml import KNOWN, from_toml, known_source
from armstransfers.readers.part import File, Part

_SEARCHED = 30  # lines in which the header must stand
_SEPARATORS = ",;\t"
_TELLING = 20  # letters of a header that no other table has by chance


def known_sources() -> tuple[tuple[str, str], ...]:
    """Return the key and the title of each source that is known, for a choice.

    Examples
    --------
    >>> dict(known_sources())["uk-licences"]
    'UK strategic export licences'
    """
    stems = sorted(path.stem for path in KNOWN.glob("*.toml"))
    return tuple((stem, _described(stem).title) for stem in stems if _first_of(stem) == stem)


def descriptions_of(key: str) -> list[Description]:
    """Return the descriptions of a source: one for each form in which its tables come.

    Raises
    ------
    ReadError
        If there is no such source.
    """
    known_source(key)
    stems = sorted(path.stem for path in KNOWN.glob("*.toml"))
    return [_described(stem) for stem in stems if stem == key or _first_of(stem) == key]


def recognised(file: File) -> list[Description]:
    """Return the descriptions of the source whose header stands in a file; none if it is not known."""
    beginning = "\n".join(file.text[:50_000].split("\n", _SEARCHED)[:_SEARCHED])
    found: list[Description] = []
    for separator in _SEPARATORS:
        try:
            rows = text.rows(beginning, file.name, separator=separator)
        except ReadError:
            continue
        for _, cells in rows:
            found += [one for one in _all() if one not in found and _heads(one.header, cells)]
    return found


def parse(
    file: File,
    descriptions: list[Description],
    said: Description | None = None,
    *,
    may_set_aside: bool = False,
) -> Part:
    """Return what a table of a known source holds.

    Parameters
    ----------
    file : File
        The table.
    descriptions : list of Description
        The forms that it may have; the first whose rows are there is taken.
    said : Description, optional
        What else is said of it: its day, its edition, and what it covers.
    may_set_aside : bool, optional
        Whether lines that cannot be read are left out and reported.

    Raises
    ------
    ReadError
        If it has none of the forms, or a line of the first that it has cannot be read.
    """
    first: ReadError | None = None
    for one in descriptions:
        try:
            part = described.parse(file, _completed(one, said), may_set_aside=may_set_aside)
        except ReadError as error:
            if error.line is not None:
                raise
            first = first or error  # the first form is the most likely one
            continue
        note = Skipped(file.name, f"read as {one.title}. {one.cannot_show}")
        return replace(part, skipped=(note, *part.skipped))
    assert first, "a source has a description"
    raise first


def _completed(one: Description, said: Description | None) -> Description:
    if said is None:
        return one
    return replace(
        one,
        edition=said.edition or one.edition,
        downloaded=said.downloaded or one.downloaded,
        covers=said.covers or one.covers,
    )


def _heads(header: tuple[str, ...], cells: list[str]) -> bool:
    """Whether a line is the header of a source: with others' columns only where it is unmistakable."""
    if not header:
        return False
    return list(header) == cells or (len("".join(header)) > _TELLING and set(header) <= set(cells))


def _first_of(stem: str) -> str:
    """Return the key of a source of which a description is one form: comtrade of comtrade-imports."""
    before = stem.rpartition("-")[0]
    return before if before and (KNOWN / f"{before}.toml").is_file() else stem


@cache
def _described(stem: str) -> Description:
    return from_toml((KNOWN / f"{stem}.toml").read_text("utf-8"), f"{stem}.toml")


@cache
def _all() -> tuple[Description, ...]:
    return tuple(_described(path.stem) for path in sorted(KNOWN.glob("*.toml")))
