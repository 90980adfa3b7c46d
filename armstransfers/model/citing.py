"""How to cite a figure: the source as the source asks, and the calculation as ours."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from typing import Any

from armstransfers.core.origin import written_day
from armstransfers.model.release import Release

PROGRAM = "Arms Transfer Explorer"

_ADDRESS = re.compile(r"https?://[^\s,;]+")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "\N{NO-BREAK SPACE}": "~", "\N{EN DASH}": "--", "\N{EM DASH}": "---", "\N{MINUS SIGN}": "$-$",
    "\N{LATIN SMALL LETTER DOTLESS I}": r"{\i}",
    "ß": r"{\ss}", "ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}",
    "æ": r"{\ae}", "Æ": r"{\AE}", "œ": r"{\oe}", "Œ": r"{\OE}", "đ": r"{\dj}", "Đ": r"{\DJ}",
}  # fmt: skip
_ACCENTS = {
    "\N{COMBINING GRAVE ACCENT}": "`", "\N{COMBINING ACUTE ACCENT}": "'",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "^", "\N{COMBINING TILDE}": "~",
    "\N{COMBINING DIAERESIS}": '"', "\N{COMBINING MACRON}": "=",
    "\N{COMBINING DOT ABOVE}": ".", "\N{COMBINING BREVE}": "u", "\N{COMBINING CARON}": "v",
    "\N{COMBINING CEDILLA}": "c", "\N{COMBINING OGONEK}": "k",
    "\N{COMBINING RING ABOVE}": "r", "\N{COMBINING DOUBLE ACUTE ACCENT}": "H",
}  # fmt: skip


def citation(release: Release, *, link: str = "", accessed: date | None = None) -> str:
    """Return the citation of a figure as text.

    Parameters
    ----------
    release : Release
        The data behind the figure.
    link : str, optional
        Link that reopens the view.
    accessed : date, optional
        Day on which the view was opened.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> citation(shipped_releases()[-1])
    'Stockholm International Peace Research Institute, SIPRI Arms Transfers Database,
     https://doi.org/10.55163/SAFC1241 (edition 2022, data generated 22 April 2022; release
     sipri-2022-2c2db5d8). Calculation: Arms Transfer Explorer.'
    """
    edition = _edition(release)
    view = f" View: {link}" if link else ""
    on = f" Accessed {written_day(accessed)}." if accessed else ""
    return (
        f"{release.origin.citation} ({edition}, {_generated(release)}; release "
        f"{release.reference}). Calculation: {PROGRAM}.{on}{view}"
    )


def bibtex(
    release: Release, *, title: str = "", link: str = "", accessed: date | None = None
) -> str:
    r"""Return the citation of a figure for BibTeX and BibLaTeX.

    The entry is of the source; its note says that the calculation is ours.

    Parameters
    ----------
    release, link, accessed
        As for `citation`.
    title : str, optional
        What the figure shows.

    Examples
    --------
    >>> from armstransfers import shipped_releases
    >>> print(bibtex(shipped_releases()[-1], title="Suppliers of Türkiye"))
    @misc{sipri-2022-2c2db5d8,
      author = {{Stockholm International Peace Research Institute}},
      title = {{SIPRI Arms Transfers Database}},
      year = {2022},
      howpublished = {Edition 2022, data generated 22 April 2022},
      doi = {10.55163/SAFC1241},
      url = {https://doi.org/10.55163/SAFC1241},
      note = {Suppliers of T{\"u}rkiye. Release sipri-2022-2c2db5d8. Calculation: Arms Transfer Explorer.},
    }
    """
    author, (doi, address) = _author(release), _addresses(release)
    edition = _edition(release)
    fields = {
        "author": f"{{{_latex(author)}}}" if author else "",
        "title": f"{{{_latex(release.origin.title)}}}",
        "year": str(release.edition or ""),
        "howpublished": _latex(f"{edition[:1].upper()}{edition[1:]}, {_generated(release)}"),
        "doi": _verbatim(doi),
        "url": _verbatim(address),
        "urldate": accessed.isoformat() if accessed else "",
        "note": _latex(_note(release, title)) + (f" View: \\url{{{_verbatim(link)}}}" * bool(link)),
    }
    key = re.sub(r"[^A-Za-z0-9:-]+", "-", release.id)
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{key},\n{''.join(lines)}}}\n"


def csl_json(
    release: Release, *, title: str = "", link: str = "", accessed: date | None = None
) -> str:
    """Return the citation of a figure as CSL-JSON, for Zotero and other citation programs.

    Parameters
    ----------
    release, title, link, accessed
        As for `bibtex`.
    """
    author, (doi, address) = _author(release), _addresses(release)
    view = f" View: {link}" if link else ""
    item: dict[str, Any] = {
        "id": release.id,
        "type": "dataset",
        "title": release.origin.title,
        "author": [{"literal": author}] if author else None,
        "issued": {"date-parts": [[release.edition]]} if release.edition else None,
        "accessed": _date_parts(accessed),
        "version": f"{_edition(release)}, {_generated(release)}",
        "DOI": doi,
        "URL": address,
        "note": _note(release, title) + view,
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=1) + "\n"


def _edition(release: Release) -> str:
    return f"edition {release.edition}" if release.edition else "edition unknown"


def _generated(release: Release) -> str:
    did = "data generated" if release.measure.is_tiv else "downloaded"
    return (
        f"{did} {written_day(release.generated)}"
        if release.generated
        else "date of download unknown"
    )


def _note(release: Release, title: str) -> str:
    """Return what the entry of the source must add: the figure, the release, whose calculation."""
    figure = f"{title.rstrip('.')}. " if title else ""
    source = "" if _author(release) else f" Source: {release.origin.citation.rstrip('.')}."
    return f"{figure}Release {release.reference}. Calculation: {PROGRAM}.{source}"


def _author(release: Release) -> str:
    """Return who stands before the title in the source's own citation, if that has the title."""
    before, title, _ = release.origin.citation.partition(f", {release.origin.title}")
    return before if title else ""


def _addresses(release: Release) -> tuple[str, str]:
    """Return the DOI and the address that the source's own citation names, where it does."""
    found = _ADDRESS.search(release.origin.citation)
    address = found[0].rstrip(".") if found else ""
    return address.partition("doi.org/")[2], address


def _latex(text: str) -> str:
    """Return a text with LaTeX's special characters and accents escaped, on one line."""
    found = ""
    for letter in unicodedata.normalize("NFC", text):
        apart = unicodedata.normalize("NFD", letter)
        if letter in _LATEX:
            found += _LATEX[letter]
        elif len(apart) == 2 and apart[1] in _ACCENTS:
            base, accent = apart[0], _ACCENTS[apart[1]]
            found += f"{{\\{accent}{{{base}}}}}" if accent.isalpha() else f"{{\\{accent}{base}}}"
        else:
            found += letter
    return " ".join(found.split())


def _verbatim(address: str) -> str:
    """Return an address that a field of addresses takes as it is."""
    escaped = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
    return "".join(escaped.get(letter, letter) for letter in address)


def _date_parts(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
