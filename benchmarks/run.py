"""Measure the ratios that the README quotes: ``make bench``, or ``make bench GROUPS="redraw load"``."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import shutil
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from figure import Figure, as_line, as_table
from ground import Ground

GROUPS = {
    "start": ("browser", "start"),
    "redraw": ("browser", "redraw"),
    "load": ("load", "load"),
    "read": ("reading", "read"),
    "shares": ("computing", "shares"),
    "rows": ("rows", "rows"),
    "nginx": ("proxied", "nginx"),
    "soak": ("soaked", "soak"),
}


def main() -> None:
    """Run the groups that are asked for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--minutes", type=float, default=20.0, help="of the soak")
    parser.add_argument("--rows", type=int, default=250_000_000, help="of the largest table")
    parser.add_argument("--json", type=Path, help="file to write the figures into, too")
    asked = parser.parse_args()
    groups = asked.groups or list(GROUPS)
    unknown = [name for name in groups if name not in GROUPS]
    if unknown:
        parser.error(f"there is no group {unknown[0]!r}; take some of {', '.join(GROUPS)}")
    folder = Path(tempfile.mkdtemp(prefix="armstransfers-bench-"))
    figures: list[Figure] = []
    try:
        ground = Ground(folder, soak_minutes=asked.minutes, most_rows=asked.rows)
        ground.prepare()
        print(f"On {os.cpu_count()} cores, Python {platform.python_version()}: {ground.what}.")
        for name in groups:
            figures += _measured(name, ground)
    except KeyboardInterrupt:
        print("stopped; what was measured until then:")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if len(groups) > 1:
        print(f"\nAll together\n{as_table(figures)}")
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in figures], indent=1), "utf-8")
    broken = sum(one.holds is False for one in figures)
    print(f"\n{sum(one.holds is True for one in figures)} limits hold, {broken} do not.")


def _measured(name: str, ground: Ground) -> list[Figure]:
    module, function = GROUPS[name]
    began = time.monotonic()
    print(f"\n{name}", flush=True)
    figures: list[Figure] = []
    try:
        for figure in getattr(importlib.import_module(module), function)(ground):
            figures.append(figure)
            print(f"  {as_line(figure)}", flush=True)
    except (ImportError, RuntimeError) as error:
        print(f"left out: {error}")
    if figures:
        print(as_table(figures))
    print(f"({time.monotonic() - began:.0f} s)", flush=True)
    return figures


if __name__ == "__main__":
    main()
