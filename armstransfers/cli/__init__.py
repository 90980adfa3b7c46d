"""The command line: ``armstransfers COMMAND``."""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

import typer

from armstransfers.cli.endings import NoResult, Stopped
from armstransfers.core.errors import ArmsTransfersError, NotFetched, Refused
from armstransfers.core.origin import SIPRI_BY_HAND
from armstransfers.core.screen import one_line, write_what_is_possible

NO_RESULT, BAD_INPUT, STOPPED = 1, 2, 130  # exit codes


def __getattr__(name: str) -> Any:
    """Return ``app``, all commands; it is made when it is asked for, for that takes a second."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from armstransfers.cli.commands import app

    return app


def main() -> None:
    """Run the command line; an error becomes one line on stderr and an exit code."""
    write_what_is_possible(sys.stdout, sys.stderr)
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    if sys.argv[1] == "app":
        from armstransfers.cli.serve import app
    else:
        from armstransfers.cli.commands import app
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
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
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        # what waits to be printed would fail again at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _fail("the answer cannot be written: no space left on the disk.", BAD_INPUT)
    else:
        sys.exit(code or 0)


def _fail(sentence: str, code: int, *, steps: tuple[str, ...] = ()) -> None:
    print(f"armstransfers: {one_line(' '.join(sentence.split()))}", file=sys.stderr)
    if steps:
        print("By hand instead:", file=sys.stderr)
    for number, step in enumerate(steps, 1):
        print(f"  {number}. {step}", file=sys.stderr)
    sys.exit(code)
