"""Who: every recipient and supplier of SIPRI's database, and one strict look-up.

A name is found by any spelling that the tables in ``data/`` list, by its ISO code, or by
its name in one of `LANGUAGES`. A name that is not found is never guessed: `find` raises and
suggests, `in_file` answers None.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from armstransfers.core.errors import LONGEST_NAME, BadRequest, UnknownEntity
from armstransfers.reference.codes import find_code
from armstransfers.reference.shipped import shipped_path

Kind = Literal["state", "former_state", "territory", "organisation", "non_state_group", "unknown"]

LANGUAGES = (
    "ar", "az", "be", "de", "en", "es", "fa", "fr", "hy", "it", "ka", "nl", "pl", "pt", "ru", "tr", "uk", "zh",
)  # fmt: skip
"""Languages whose names of countries are understood (Unicode CLDR, through Babel)."""

AMBIGUOUS = frozenset({"kongo"})
"""Names that mean two entities in one language or another, and therefore find none."""

LOST = "\N{REPLACEMENT CHARACTER}"
_ANY = "\N{CYRILLIC LETTER MULTIOCULAR O}"  # stands for it in keys, for no name has it
_STOCK_WORDS = frozenset({
    "the", "of", "and", "republic", "kingdom", "state", "democratic", "federal", "islamic", "people",
    "s",
})  # fmt: skip
_ENOUGH_LETTERS = 3  # besides the lost ones

_CODE_SCHEMES = frozenset({"iso2", "iso3"})
_OLD_CODES = "sipri_code"  # of SIPRI's old site alone: KOS is South Korea there


@dataclass(frozen=True)
class Entity:
    """A recipient or supplier.

    Attributes
    ----------
    name : str
        The name in SIPRI's database today; releases use it.
    display_name : str
        The name for people: ``Türkiye`` for ``Turkiye``.
    kind : str
        state, former_state, territory, organisation, non_state_group or unknown.
    iso3, iso2 : str
        ISO 3166-1 codes, empty where there are none.
    region, subregion : str
        Region, empty for organisations and unknown parties.
    valid_from, valid_to : str
        ISO dates between which it existed, empty where not limited.
    predecessors, successors : tuple of str
        Names of the entities before and after it. They are never merged.
    note : str
        What to know about it.
    """

    name: str
    display_name: str
    kind: Kind
    iso3: str = ""
    iso2: str = ""
    region: str = ""
    subregion: str = ""
    valid_from: str = ""
    valid_to: str = ""
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether it stands for parties that the source could not name."""
        return self.kind == "unknown"


def find(name: str, *, scheme: str | None = None, year: int | None = None) -> Entity:
    """Return the one entity that `name` means.

    Parameters
    ----------
    name : str
        A name in any listed spelling or language, or an ISO code. Two-letter codes count in
        capitals only.
    scheme : str, optional
        Read it as a code of this scheme alone, one of `armstransfers.reference.codes.SCHEMES`.
    year : int, optional
        The year of which it speaks, for codes that were passed on.

    Raises
    ------
    UnknownEntity
        If no entity has this name; the error suggests similar ones.
    BadRequest
        If it is no text.

    Examples
    --------
    >>> find("Weißrussland").name
    'Belarus'
    >>> find("CHE").name
    'Switzerland'
    >>> find("Hezbollah").kind
    'non_state_group'
    >>> find("842", scheme="comtrade").name
    'United States'
    """
    if not isinstance(name, str):
        raise BadRequest(f"a country is named by a text, and {name!r:.40} is none.")
    if scheme is not None:
        return entities()[find_code(name, scheme, year)]
    if len(name) > LONGEST_NAME:
        raise UnknownEntity(name)
    wanted, key = name.strip(), name_key(name)
    code = wanted if len(wanted) == 2 else wanted.upper()
    found = _named(name) or _codes().get(code) or _foreign_names().get(key)
    if found is None:
        raise UnknownEntity(name, suggest(name))
    return entities()[found]


def in_file(name: str) -> Entity | None:
    """Return the entity that a file of the source calls `name`, or None.

    Codes and names in other languages do not count: a file does not use them. An empty name
    is the source's way to say that the supplier is unknown. A letter that was lost when the file
    was saved in a wrong encoding (``T�rkiye``) may be any, where one entity alone fits.
    """
    if not name.strip():
        return entities()["unknown supplier(s)"]
    if len(name) > LONGEST_NAME:
        return None
    found = _named(name) or _with_lost_letters(name)
    return entities()[found] if found else None


def _with_lost_letters(name: str) -> str | None:
    if LOST not in name:
        return None
    known = name_key(re.sub(f"{LOST}+", _ANY, name)).split(_ANY)
    if sum(map(len, known)) < _ENOUGH_LETTERS:
        return None
    form = re.compile(".{1,2}".join(map(re.escape, known)))  # two, for an ß is ss
    fitting = {entity for key, entity in _names().items() if form.fullmatch(key)}
    return fitting.pop() if len(fitting) == 1 else None


@lru_cache(maxsize=1024)
def suggest(name: str, most: int = 3) -> tuple[str, ...]:
    """Return names of entities that look like `name`, best first; none for one that is too long."""
    if len(name) > LONGEST_NAME:
        return ()
    names = _by_telling_words()
    close = difflib.get_close_matches(_telling(name_key(name)), names, n=3 * most, cutoff=0.7)
    return tuple(dict.fromkeys(entity for key in close for entity in names[key]))[:most]


@cache
def _by_telling_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, entity in (_names() | _foreign_names()).items():
        found.setdefault(_telling(key), []).append(entity)
    return found


def _telling(key: str) -> str:
    """Return a key without the words that many states have in their names, if any are left."""
    return " ".join(word for word in key.split() if word not in _STOCK_WORDS) or key


def spellings() -> dict[str, str]:
    """Return the name of the entity for every listed spelling, by its `name_key`; no codes."""
    return dict(_names())


def is_unknown(name: str) -> bool:
    """Whether a name as releases have it stands for parties that the source could not name."""
    known = entities().get(name)
    return known is not None and known.is_unknown


def kind_of(name: str) -> str:
    """Return the kind of a name as releases have it; ``unlisted`` for one that no entity has."""
    known = entities().get(name)
    return known.kind if known else "unlisted"


def display_name(name: str) -> str:
    """Return the name for people of a name as releases have it."""
    known = entities().get(name)
    return known.display_name if known else name


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return what two spellings of one name share: no case, accents or punctuation."""
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


@cache
def entities() -> dict[str, Entity]:
    """Return all entities by name."""
    return {row["entity"]: _entity(row) for row in _rows("entities.csv")}


def _entity(row: dict[str, str]) -> Entity:
    return Entity(
        name=row["entity"],
        display_name=row["display_name"] or row["entity"],
        kind=row["kind"],  # type: ignore[arg-type]  # the data package's test holds it to Kind
        iso3=row["iso3"],
        iso2=row["iso2"],
        region=row["region"],
        subregion=row["subregion"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        predecessors=tuple(filter(None, row["successor_of"].split(";"))),
        successors=tuple(filter(None, row["predecessor_of"].split(";"))),
        note=row["note"],
    )


@cache
def _names() -> dict[str, str]:
    names = {name_key(name): name for name in entities()}
    for row in _rows("aliases.csv"):
        if row["scheme"] not in _CODE_SCHEMES and row["scheme"] != _OLD_CODES:
            names[name_key(row["alias"])] = row["entity"]
    return names


def _named(name: str) -> str | None:
    """Return the name of the entity with a listed spelling, *the* in it or not."""
    key = name_key(name)
    return _names().get(key) or _without_articles().get(_without_article(key))


@cache
def _without_articles() -> dict[str, str]:
    return {_without_article(key): name for key, name in _names().items()}


def _without_article(key: str) -> str:
    """Return a key without *the*, as ``Gambia, The`` and ``Korea (the Republic of)`` have it."""
    return " ".join(word for word in key.split() if word != "the")


@cache
def _codes() -> dict[str, str]:
    rows = (row for row in _rows("aliases.csv") if row["scheme"] in _CODE_SCHEMES)
    return {row["alias"]: row["entity"] for row in rows}


@cache
def _foreign_names() -> dict[str, str]:
    from babel import Locale  # a fifth of a second, needed only where the tables do not help

    by_iso2 = {entity.iso2: entity.name for entity in entities().values() if entity.iso2}
    return {
        name_key(territory): by_iso2[code]
        for language in LANGUAGES
        for code, territory in Locale.parse(language).territories.items()
        if code in by_iso2 and name_key(territory) not in AMBIGUOUS
    }


@cache
def names_in(language: str) -> dict[str, str]:
    """Return the name of the entity for every state's name in one language (a code of `LANGUAGES`), by its `name_key`."""
    from babel import Locale

    by_iso2 = {entity.iso2: entity.name for entity in entities().values() if entity.iso2}
    return {
        name_key(territory): by_iso2[code]
        for code, territory in Locale.parse(language).territories.items()
        if code in by_iso2
    }


def _rows(table: str) -> list[dict[str, str]]:
    with shipped_path(table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
