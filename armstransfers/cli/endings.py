"""How a command ends without a result."""


class NoResult(Exception):
    """The question is sound and there is nothing to answer."""


class Stopped(Exception):
    """The user has ended a command, and may want to know what it leaves behind."""
