"""From a release to tidy tables: shares, series, concentration, change."""

from armstransfers.analysis.change import change
from armstransfers.analysis.concentration import concentration, concentration_series
from armstransfers.analysis.series import WINDOWS, share_series
from armstransfers.analysis.shares import shares
from armstransfers.analysis.solidity import Solidity, solidity

__all__ = [
    "WINDOWS",
    "Solidity",
    "change",
    "concentration",
    "concentration_series",
    "share_series",
    "shares",
    "solidity",
]
