"""All commands."""

from __future__ import annotations

import typer

from armstransfers.cli import answers, check, data, export, fetch, overviews, verify, words
from armstransfers.cli.serve import serve

app = typer.Typer(
    name="armstransfers",
    help="Explore public arms-transfer statistics.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
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
