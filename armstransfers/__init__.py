"""Arms Transfer Explorer: exact supplier shares from public arms-transfer statistics."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # from where they are defined, for a module there may have the name of its function
    from armstransfers.analysis.change import change
    from armstransfers.analysis.compare import compare
    from armstransfers.analysis.concentration import concentration, concentration_series
    from armstransfers.analysis.dependence import dependence
    from armstransfers.analysis.filters import Filter, filtered
    from armstransfers.analysis.flows import flows
    from armstransfers.analysis.groups import grouped_series, grouped_shares
    from armstransfers.analysis.revisions import Revisions, revisions
    from armstransfers.analysis.series import share_series
    from armstransfers.analysis.shares import shares
    from armstransfers.analysis.solidity import solidity
    from armstransfers.analysis.window_map import window_map
    from armstransfers.analysis.world import world
    from armstransfers.charts.asked import chart
    from armstransfers.claims.check import Verdicts, check
    from armstransfers.claims.claim import Claim
    from armstransfers.claims.english.sentence import read_claim
    from armstransfers.core.errors import (
        ArmsTransfersError,
        BadRequest,
        ReadError,
        Refused,
        UnknownEntity,
        UnknownRelease,
    )
    from armstransfers.core.fields import FIELDS
    from armstransfers.library.catalogue import choose, releases
    from armstransfers.library.engines import open  # noqa: A004  # at.open, as gzip.open
    from armstransfers.model.citing import citation
    from armstransfers.model.release import Release
    from armstransfers.readers import read, read_all
    from armstransfers.readers.extract import shipped_releases
    from armstransfers.reference.entities import find
    from armstransfers.reference.parties import Group, group

__version__ = "0.1.0"

__all__ = [
    "FIELDS",
    "ArmsTransfersError",
    "BadRequest",
    "Claim",
    "Filter",
    "Group",
    "ReadError",
    "Refused",
    "Release",
    "Revisions",
    "UnknownEntity",
    "UnknownRelease",
    "Verdicts",
    "change",
    "chart",
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
    "group",
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

_HOMES = {
    "library.catalogue": ("choose", "releases"),
    "charts.asked": ("chart",),
    "claims": ("Claim", "Verdicts", "check", "read_claim"),
    "library.engines": ("open",),
    "reference.entities": ("find",),
    "core.errors": (
        "ArmsTransfersError",
        "BadRequest",
        "ReadError",
        "Refused",
        "UnknownEntity",
        "UnknownRelease",
    ),
    "model.citing": ("citation",),
    "core.fields": ("FIELDS",),
    "reference.parties": ("Group", "group"),
    "readers": ("read", "read_all"),
    "readers.extract": ("shipped_releases",),
    "model.release": ("Release",),
}
"""Where what is public stands, but for what `analysis` offers."""


def __getattr__(name: str) -> Any:
    # what is public is imported when it is asked for: pandas takes half a second
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = next((home for home, names in _HOMES.items() if name in names), "analysis")
    found = getattr(import_module(f"armstransfers.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
