"""The log of the web app: a JSON object a line on stderr, for whoever runs it.

It holds the whole of an unforeseen error. It holds no address, no link, no name and nothing that
a viewer brought: requests are not logged at all; a proxy may do that.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

import streamlit.logger


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return ``time, level, logger, message``, and ``error, traceback`` where there is one."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def write_json_lines() -> None:
    """Send every record of this process to stderr, in one form.

    Streamlit and its server give each of their loggers a handler of its own, and Streamlit goes
    on doing so; there is no public way to tell it not to.
    """
    lines = logging.StreamHandler()
    lines.setFormatter(JsonLines())
    logging.root.handlers = [lines]
    logging.getLogger("armstransfers").setLevel(logging.INFO)
    streamlit.logger.setup_formatter = _leave_to_root
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            _leave_to_root(logger)
    # these name the address of who connects
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


def _leave_to_root(logger: logging.Logger) -> None:
    logger.handlers = []
    logger.propagate = True
