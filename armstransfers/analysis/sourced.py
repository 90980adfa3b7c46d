"""Tables that say where they come from, wherever they go."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import pandas as pd

from armstransfers.model.citing import citation
from armstransfers.model.release import Release

_Analysis = TypeVar("_Analysis", bound=Callable[..., pd.DataFrame])


def sourced(analysis: _Analysis) -> _Analysis:
    """Return an analysis whose table has unit, edition, release and citation in its ``attrs``."""

    @wraps(analysis)
    def found(release: Release, **asked: Any) -> pd.DataFrame:
        table = analysis(release, **asked)
        table.attrs = {
            "unit": release.measure.unit,
            "edition": release.edition,
            "release": release.id,
            "citation": citation(release),
        }
        return table

    return cast(_Analysis, found)
