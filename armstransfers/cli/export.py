"""The command that writes an answer into a file to take away: ``export``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from armstransfers import wording
from armstransfers.analysis import question as q
from armstransfers.analysis import share_series
from armstransfers.analysis import shares as compute_shares
from armstransfers.cli.answers import (
    EditionOption,
    RecipientOption,
    ReleaseOption,
    SupplierOption,
    WindowOption,
    choose,
)
from armstransfers.cli.asking import why, with_why
from armstransfers.cli.printing import NoResult, print_line, write_file
from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest
from armstransfers.export.essay import pair_paragraph, partners_paragraph
from armstransfers.export.provenance import provenance, source_line
from armstransfers.export.script import pair_script, partner_script
from armstransfers.export.tables import to_csv
from armstransfers.export.workbook import to_xlsx
from armstransfers.library.catalogue import Choice
from armstransfers.model.citing import bibtex, citation, csl_json
from armstransfers.model.release import Release

_TRAILING = 5  # years in the windows of a workbook's second table, and of a chart


@dataclass(frozen=True)
class _Answer:
    """What is written: one country's partners in a window; with `partner`, one of them alone."""

    choice: Choice
    asked: q.Question
    years: Window
    partner: str = ""

    @property
    def release(self) -> Release:
        """The release that answers."""
        return self.choice.release

    @property
    def pair(self) -> dict[str, Any]:
        """The question about a pair as analyses take it."""
        return self.asked.keyword | {self.asked.across: self.partner}

    @property
    def title(self) -> str:
        """What it is about."""
        if self.partner:
            names = {side: wording.called(name) for side, name in self.pair.items()}
            return (
                f"Transfers from {names['supplier']} to {names['recipient']}, {q.words(self.years)}"
            )
        return f"{wording.capital(wording.denominator(self.asked))}, {q.words(self.years)}"

    def shares(self) -> pd.DataFrame:
        """Return the ranking of the window."""
        return compute_shares(self.release, **self.asked.keyword, years=self.years)

    def provenance(self) -> dict[str, str]:
        """Return what tables and pictures of it carry."""
        return with_why(provenance(self.release, self.asked, self.years), self.choice)


def export(
    to: Annotated[
        Path,
        typer.Option(
            help="File to write: a table (.csv, .xlsx), a chart (.png, .svg), a script (.py), a "
            "paragraph (.txt), or a citation (.bib, or CSL in .json)."
        ),
    ],
    recipient: RecipientOption = None,
    supplier: SupplierOption = None,
    years: WindowOption = None,
    edition: EditionOption = None,
    release: ReleaseOption = None,
) -> None:
    """Write an answer into a file that says where it comes from.

    Name a recipient or a supplier; for a script, a paragraph or a citation also both.
    """
    write = _writer(to, is_pair=bool(recipient and supplier))
    choice, found = choose(
        recipient,
        None if recipient else supplier,
        years,
        edition,
        release,
        partner=supplier if recipient else None,
    )
    chosen = choice.release
    partner = ""
    if recipient and supplier:
        partner = q.question(chosen, recipient=None, supplier=supplier).entity
    answer = _Answer(choice, found.asked, found.years, partner)
    if not partner and answer.shares().empty:
        of_whom = wording.denominator(answer.asked)
        raise NoResult(f"no deliveries are recorded in {of_whom}, {q.words(answer.years)}.")
    content = write(answer)
    write_file(to, content)
    print_line(f"Wrote {to}: {answer.title}.")
    if why(choice):
        print_line(why(choice))
    print_line(f"{source_line(chosen)} {chosen.origin.terms}")


def _writer(to: Path, *, is_pair: bool) -> Callable[[_Answer], str | bytes]:
    """Return what makes a file of this ending."""
    found = _WRITERS.get(to.suffix.lower())
    if found is None:
        raise BadRequest(f"{to.name} ends in none of {', '.join(_WRITERS)}.")
    if is_pair and found not in _OF_PAIRS:
        endings = wording.listed([e for e, write in _WRITERS.items() if write in _OF_PAIRS])
        raise BadRequest(
            f"a {to.suffix.lower()} holds the partners of one country: name either a recipient or "
            f"a supplier; a pair is written into {endings}."
        )
    return found


def _csv(answer: _Answer) -> str:
    return to_csv(answer.shares(), answer.release.measure, answer.provenance())


def _xlsx(answer: _Answer) -> bytes:
    series = share_series(answer.release, **answer.asked.keyword, window=_TRAILING)
    tables = {q.words(answer.years): answer.shares(), f"{_TRAILING}-year windows": series}
    return to_xlsx(tables, answer.release.measure, answer.provenance())


def _png(answer: _Answer) -> bytes:
    return _picture(answer, "png")


def _svg(answer: _Answer) -> bytes:
    return _picture(answer, "svg")


def _picture(answer: _Answer, format: Any) -> bytes:
    from armstransfers.charts.asked import chart  # Plotly takes a while to import
    from armstransfers.export.heading import of_partners
    from armstransfers.export.image import captioned, to_image

    drawn = chart(answer.release, **answer.asked.keyword, years=answer.years)
    heading = of_partners(answer.release, answer.asked, answer.years, answer.shares())
    return to_image(captioned(drawn.figure, heading), format, answer.provenance())


def _py(answer: _Answer) -> str:
    if answer.partner:
        return pair_script(answer.release, **answer.pair, years=answer.years)
    return partner_script(answer.release, **answer.asked.keyword, years=answer.years)


def _txt(answer: _Answer) -> str:
    if answer.partner:
        words = pair_paragraph(answer.release, **answer.pair, years=answer.years)
    else:
        words = partners_paragraph(answer.release, **answer.asked.keyword, years=answer.years)
    return f"{words}\n\n{citation(answer.release, accessed=date.today())}\n"


def _bib(answer: _Answer) -> str:
    return bibtex(answer.release, title=answer.title, accessed=date.today())


def _json(answer: _Answer) -> str:
    return csl_json(answer.release, title=answer.title, accessed=date.today())


_WRITERS: dict[str, Callable[[_Answer], str | bytes]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".png": _png,
    ".svg": _svg,
    ".py": _py,
    ".txt": _txt,
    ".bib": _bib,
    ".json": _json,
}
_OF_PAIRS = (_py, _txt, _bib, _json)
