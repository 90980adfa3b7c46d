"""The commands that explain words: ``entity`` and ``fields``."""

from __future__ import annotations

from typing import Annotated

import pandas as pd
import typer

from armstransfers.cli.printing import Format, FormatOption, print_csv, print_json, print_table
from armstransfers.core.fields import FIELDS
from armstransfers.reference import codes, entities


def entity(
    name: Annotated[str, typer.Argument(help="A name in any spelling or language, or a code.")],
    scheme: Annotated[
        str | None,
        typer.Option(help=f"Read it as a code of one scheme alone: {', '.join(codes.SCHEMES)}."),
    ] = None,
    format: FormatOption = Format.table,
) -> None:
    """Which country, organisation or group a name or a code means."""
    found = entities.find(name, scheme=scheme)
    row = {
        "entity": found.name,
        "display_name": found.display_name,
        "kind": found.kind,
        "iso3": found.iso3,
        "iso2": found.iso2,
        **{scheme: codes.code_of(found.name, scheme) for scheme in ("m49", "cow", "gw")},
        "region": found.region,
        "valid_from": found.valid_from,
        "valid_to": found.valid_to,
        "predecessors": list(found.predecessors),
        "successors": list(found.successors),
        "note": found.note,
    }
    flat = {k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()}
    if format is Format.json:
        print_json(row)
    elif format is Format.csv:
        print_csv(pd.DataFrame([flat]))
    else:
        lines = [(key.replace("_", " "), value) for key, value in flat.items() if value]
        print_table(pd.DataFrame(lines, columns=["field", "value"]), None)


def fields(format: FormatOption = Format.table) -> None:
    """Every column: the tables that have it, its type, unit and meaning."""
    table = pd.DataFrame([vars(field) for field in FIELDS.values()])
    if format is Format.json:
        print_json(table.to_dict("records"))
    elif format is Format.csv:
        print_csv(table)
    else:
        print_table(table[["name", "tables", "type", "unit", "meaning"]], None)
