"""Arms Transfer Explorer: exact supplier shares from public arms-transfer statistics."""

from armstransfers.analysis import (
    Filter,
    Revisions,
    change,
    compare,
    concentration,
    concentration_series,
    dependence,
    filtered,
    flows,
    grouped_series,
    grouped_shares,
    revisions,
    share_series,
    shares,
    solidity,
    window_map,
    world,
)
from armstransfers.catalogue import choose, releases
from armstransfers.claims import Claim, Verdicts, check, read_claim
from armstransfers.engines import open  # noqa: A004  # at.open, as gzip.open
from armstransfers.entities import find
from armstransfers.errors import (
    ArmsTransfersError,
    BadRequest,
    ReadError,
    Refused,
    UnknownEntity,
    UnknownRelease,
)
from armstransfers.export.citation import citation
from armstransfers.fields import FIELDS
from armstransfers.readers import read, read_all
from armstransfers.readers.extract import shipped_releases
from armstransfers.release import Release

__version__ = "0.1.0"

__all__ = [
    "FIELDS",
    "ArmsTransfersError",
    "BadRequest",
    "Claim",
    "Filter",
    "ReadError",
    "Refused",
    "Release",
    "Revisions",
    "UnknownEntity",
    "UnknownRelease",
    "Verdicts",
    "change",
    "check",
    "choose",
    "citation",
    "compare",
    "concentration",
    "concentration_series",
    "dependence",
    "filtered",
    "find",
    "flows",
    "grouped_series",
    "grouped_shares",
    "open",
    "read",
    "read_all",
    "read_claim",
    "releases",
    "revisions",
    "share_series",
    "shares",
    "shipped_releases",
    "solidity",
    "window_map",
    "world",
]
