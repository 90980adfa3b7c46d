"""Sources that other packages add, as entry points of the group ``armstransfers.readers``.

An entry point is a function. It gets the text of a table that nothing here knows, and returns None,
or a table with a column for each thing that its description names, and the description, as TOML.
Names, numbers and coverage are then held to what every described table is held to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import entry_points

import pandas as pd

from armstransfers.core.errors import ArmsTransfersError, ReadError
from armstransfers.readers import described
from armstransfers.readers.description_toml import from_toml
from armstransfers.readers.part import File, Part

GROUP = "armstransfers.readers"
"""The group of entry points."""

Reader = Callable[[str], tuple[pd.DataFrame, str] | None]
"""What an entry point of the group is: text in; a table and its description out, or None."""


def parse(file: File) -> Part | None:
    """Return what a table holds, read by the first added reader that knows it; None if none does.

    Raises
    ------
    ReadError
        If a reader fails, or what it returns cannot be read exactly.
    """
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            reader: Reader = entry.load()
            found = reader(file.text)
        except ArmsTransfersError:
            raise
        except Exception as error:  # whatever somebody else's code may raise
            raise ReadError(
                f"the added reader {entry.name!r} ({entry.value}) failed: "
                f"{type(error).__name__}; tell whoever made it, or uninstall it.",
                file=file.name,
            ) from error
        if found is not None:
            table, description = found
            text = table.to_csv(index=False)
            return described.parse(
                replace(file, text=text), from_toml(description, f"the added reader {entry.name}")
            )
    return None
