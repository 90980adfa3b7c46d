"""The command that starts the web app. It imports little, so that the app is there soon."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated, Any

import typer

from armstransfers.core.errors import BadRequest
from armstransfers.reference.environment import DATA_VARIABLE, ENGINE_VARIABLE

SETTINGS: dict[str, Any] = {
    "context_settings": {"max_content_width": 100},  # the list of commands in whole sentences
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
}


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    host: Annotated[
        list[str] | None,
        typer.Option(
            help="Name under which others open it, beside this computer's own. Repeatable."
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            help="Parquet file or folder, larger than memory perhaps, to show first.",
            envvar=DATA_VARIABLE,
        ),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="What adds it up.", envvar=ENGINE_VARIABLE)
    ] = "duckdb",
) -> None:
    """Start the explorer, to be opened in a web browser."""
    from armstransfers.web import names, server  # Streamlit takes a second to import

    for name in host or []:
        if not names.is_name(name):
            raise BadRequest(f"--host {name}: give the bare name, as arms.example.org.")
    try:
        with socket.create_server((address, port)):
            pass
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise BadRequest(
            f"{address}, port {port} cannot be used: {reason}; choose another with --port."
        ) from error
    if data is not None:
        from armstransfers.library import engines

        engines.point_at(data, engine)  # what is wrong is said now, not to the first viewer
    server.run(address=address, port=port, hosts=host or [])


app = typer.Typer(name="armstransfers", **SETTINGS)
app.callback()(lambda: None)  # else the one command would not be named
app.command("app")(serve)
