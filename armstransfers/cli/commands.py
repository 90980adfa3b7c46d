"""All commands."""

from __future__ import annotations

from typing import Annotated

import typer

from armstransfers import __version__
from armstransfers.cli import answers, check, data, export, fetch, overviews, verify, words
from armstransfers.cli.serve import SETTINGS, serve

app = typer.Typer(name="armstransfers", **SETTINGS)
app.command()(answers.shares)
app.command()(answers.series)
app.command()(overviews.windows)
app.command()(overviews.dependence)
app.command()(overviews.world)
app.command()(check.check)
app.command()(verify.revisions)
app.command()(verify.published)
app.command()(export.export)
app.command("import")(data.import_files)
app.add_typer(data.releases, name="releases")
app.add_typer(fetch.app, name="fetch")
app.command()(words.entity)
app.command()(words.fields)
app.command("app")(serve)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"armstransfers {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version",
        callback=_show_version,
        is_eager=True,  # it needs no command
        help="Show the version and exit.",
    ),
]


@app.callback()
def about(version: Version = False) -> None:
    """Explore public arms-transfer statistics."""
