"""From a release to tidy tables: shares, series, groups, windows, the world, editions."""

from armstransfers.analysis.change import change
from armstransfers.analysis.compare import compare
from armstransfers.analysis.concentration import concentration, concentration_series
from armstransfers.analysis.dependence import dependence
from armstransfers.analysis.filters import Filter, filtered
from armstransfers.analysis.flows import flows
from armstransfers.analysis.groups import grouped_series, grouped_shares
from armstransfers.analysis.revisions import Revisions, revisions
from armstransfers.analysis.series import WINDOWS, share_series
from armstransfers.analysis.shares import shares
from armstransfers.analysis.solidity import Solidity, solidity
from armstransfers.analysis.window_map import window_map
from armstransfers.analysis.world import world

__all__ = [
    "WINDOWS",
    "Filter",
    "Revisions",
    "Solidity",
    "change",
    "compare",
    "concentration",
    "concentration_series",
    "dependence",
    "filtered",
    "flows",
    "grouped_series",
    "grouped_shares",
    "revisions",
    "share_series",
    "shares",
    "solidity",
    "window_map",
    "world",
]
