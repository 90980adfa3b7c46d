"""Arms Transfer Explorer: exact supplier shares from public arms-transfer statistics."""

from armstransfers.analysis import change, concentration, share_series, shares, solidity
from armstransfers.catalogue import choose, releases
from armstransfers.claims import Claim, Verdicts, check, read_claim
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
    "ReadError",
    "Refused",
    "Release",
    "UnknownEntity",
    "UnknownRelease",
    "Verdicts",
    "change",
    "check",
    "choose",
    "citation",
    "concentration",
    "find",
    "read",
    "read_all",
    "read_claim",
    "releases",
    "share_series",
    "shares",
    "shipped_releases",
    "solidity",
]
