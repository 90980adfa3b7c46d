"""The log of the web app: a JSON object a line on stderr, for whoever runs it.

It holds no address, no link, no name and nothing that a viewer sent or brought: requests are not
logged at all; a proxy may do that. What others than the explorer itself log, as Streamlit and the
server, may quote a viewer: of their lines the arguments are left out, and of errors the words.
"""

from __future__ import annotations

import json
import logging
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

import streamlit.logger

OWN = "armstransfers"
"""Name of the log of the explorer itself, which speaks of its own data alone."""


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``time, level, logger, message``, and ``error, traceback`` where there is one."""
        is_own = record.name == OWN
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if is_own else str(record.msg).partition("\n")[0],
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = type(error).__name__
            places = "".join(_places(error))
            line["traceback"] = f"{places}: {error}" if is_own else places
        return json.dumps(line, ensure_ascii=False)


def _places(error: BaseException) -> Iterator[str]:
    """Yield where an error arose and what kind it is, after what it was caused by."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _places(before)
        yield "\n\nDuring that:\n\n"
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield type(error).__name__


def write_json_lines() -> None:
    """Send every record of this process to stderr, in one form.

    Streamlit and its server give each of their loggers a handler of its own, and Streamlit goes
    on doing so; there is no public way to tell it not to.
    """
    lines = logging.StreamHandler()
    lines.setFormatter(JsonLines())
    logging.root.handlers = [lines]
    logging.getLogger(OWN).setLevel(logging.INFO)
    streamlit.logger.setup_formatter = _leave_to_root
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            _leave_to_root(logger)
    threading.excepthook = _thread_ended
    # these name the address of who connects
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        logging.getLogger("threading").error("a thread ended early", exc_info=ended.exc_value)


def _leave_to_root(logger: logging.Logger) -> None:
    logger.handlers = []
    logger.propagate = True
