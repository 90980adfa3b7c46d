"""The command line: ``armstransfers COMMAND``."""

from __future__ import annotations

import socket
import sys
from typing import Annotated

import typer

from armstransfers import __version__
from armstransfers.cli import answers, check, data, export, fetch, overviews, verify, words
from armstransfers.cli.printing import NoResult, Stopped
from armstransfers.errors import ArmsTransfersError, BadRequest, NotFetched, Refused
from armstransfers.origin import SIPRI_BY_HAND

NO_RESULT, BAD_INPUT, STOPPED = 1, 2, 130  # exit codes

app = typer.Typer(
    name="armstransfers",
    context_settings={"max_content_width": 100},  # the list of commands in whole sentences
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


@app.command("app")
def run_app(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Start the explorer, to be opened in a web browser."""
    from armstransfers.web import server  # Streamlit takes a second to import

    try:
        with socket.create_server((address, port)):
            pass
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise BadRequest(
            f"{address}, port {port} cannot be used: {reason}; choose another with --port."
        ) from error
    server.run(address=address, port=port)


def main() -> None:
    """Run the command line; an error becomes one line on stderr and an exit code."""
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    try:
        code = app(standalone_mode=False)
    except typer.TyperException as error:
        _fail(error.format_message(), BAD_INPUT)
    except (typer.Abort, KeyboardInterrupt):
        _fail("stopped.", STOPPED)
    except Stopped as stop:
        _fail(str(stop), STOPPED)
    except NotFetched as error:
        _fail(str(error), NO_RESULT, steps=SIPRI_BY_HAND)
    except (Refused, NoResult) as error:
        _fail(str(error), NO_RESULT)
    except ArmsTransfersError as error:
        _fail(str(error), BAD_INPUT)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
    else:
        sys.exit(code or 0)


def _fail(sentence: str, code: int, *, steps: tuple[str, ...] = ()) -> None:
    print(f"armstransfers: {' '.join(sentence.split())}", file=sys.stderr)
    if steps:
        print("By hand instead:", file=sys.stderr)
    for number, step in enumerate(steps, 1):
        print(f"  {number}. {step}", file=sys.stderr)
    sys.exit(code)
