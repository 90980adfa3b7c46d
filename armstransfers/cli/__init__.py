"""The command line: ``armstransfers COMMAND``."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from armstransfers import engines
from armstransfers.cli import answers, check, data, export, fetch, overviews, verify, words
from armstransfers.cli.printing import NoResult, Stopped
from armstransfers.errors import ArmsTransfersError, BadRequest, NotFetched, Refused
from armstransfers.origin import SIPRI_BY_HAND

NO_RESULT, BAD_INPUT, STOPPED = 1, 2, 130  # exit codes

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


@app.command("app")
def run_app(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    host: Annotated[
        list[str] | None,
        typer.Option(help="Name under which a proxy serves it; others are refused. Repeatable."),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            help="Parquet file or folder, larger than memory perhaps, to show first.",
            envvar=engines.DATA_VARIABLE,
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="What adds it up.", envvar=engines.ENGINE_VARIABLE)
    ] = "duckdb",
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
    if data is not None:
        engines.point_at(data, engine)  # what is wrong is said now, not to the first viewer
    server.run(address=address, port=port, hosts=host or [])


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
