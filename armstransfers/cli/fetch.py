"""The command that asks a foreign host, on the user's word alone: ``fetch sipri``."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn
from rich.prompt import Confirm

from armstransfers.analysis import question as q
from armstransfers.cli.data import print_reports
from armstransfers.cli.printing import Format, FormatOption, NoResult, Stopped
from armstransfers.core.coverage import Window
from armstransfers.core.errors import BadRequest, NotFetched
from armstransfers.core.origin import SIPRI_TERMS
from armstransfers.reference.environment import SIPRI_ADDRESS_VARIABLE

app = typer.Typer(help="Get a source's data from its own site.", no_args_is_help=True)


@app.command()
def sipri(
    yes: Annotated[bool, typer.Option("--yes", help="Agree to the terms beforehand.")] = False,
    site: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            envvar=SIPRI_ADDRESS_VARIABLE,
            help="Another address of the site's interface; https, or http on this computer.",
        ),
    ] = None,
    format: FormatOption = Format.table,
) -> None:
    """Get the complete register from SIPRI's own site, and keep it on this computer.

    One request a decade, by an interface that SIPRI has not documented. Stopped, it continues when
    it is called again.
    """
    from armstransfers import fetch as source  # requests takes a quarter of a second to import

    logging.getLogger("urllib3").setLevel(logging.CRITICAL)  # it prints what a site sent, as it is

    with source.Site(site or source.ADDRESS, source.PATIENCE) as asked:
        if not yes:
            _require_consent(asked.name)
        with _Bar() as bar:
            try:
                kept = source.complete_register(asked, bar.show)
            except NotFetched as error:
                raise NotFetched(f"{error} {bar.so_far}") from error
            except KeyboardInterrupt as stop:
                raise Stopped(f"stopped. {bar.so_far}") from stop
    print_reports([kept], "kept as", format)


def _require_consent(site: str) -> None:
    """Ask whether the site may be called, and say on what terms."""
    if not (sys.stdin and sys.stdin.isatty()):
        raise BadRequest(
            "SIPRI's site is asked on your word alone, and nobody is here to give it; add --yes if "
            f"you agree to its terms. {SIPRI_TERMS}"
        )
    console = Console(stderr=True, highlight=False)
    console.print(
        f"This gets the complete register from SIPRI's own site ({site}): one request a decade, "
        "some minutes in all. The interface is not documented by SIPRI, so it may refuse or have "
        f"changed. {SIPRI_TERMS}"
    )
    if not Confirm.ask("Do you agree, and shall it begin?", console=console, default=False):
        raise NoResult("nothing was fetched.")


class _Bar:
    """A progress bar on a terminal, and what it stands at."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            "{task.description}",
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("asking for the last year", total=None)
        self.so_far = ""

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, there: int, total: int, decade: Window | None) -> None:
        doing = f"asking for {q.words(decade)}" if decade else "putting it together"
        self._bar.update(self._task, description=doing, completed=there, total=total)
        kept = f"{there} of {total} decades are kept; the same command asks for the others."
        self.so_far = kept if there else ""
