"""The edition of rows that do not tell it: that of the extract in which the same rows stand."""

from __future__ import annotations

import pandas as pd

from armstransfers.coverage import Block
from armstransfers.readers.extract import shipped_releases
from armstransfers.readers.joining import inside, with_text
from armstransfers.readers.part import DYAD_YEAR, Part
from armstransfers.release import Release

_FEWEST = 5  # volumes that agree by more than chance
_NOISE = 0.006  # sums of hundredths


def edition_of(part: Part) -> int | None:
    """Return the edition of the extract that holds most volumes of a part as the part has them.

    None where no extract agrees, or two hold as many; deals that are split over years agree with
    none.
    """
    if part.family == "register by deal" or not len(part.transfers):
        return None
    agreeing = {one.edition: agreeing_volumes(part, one) for one in shipped_releases()}
    best, *others = sorted(agreeing, key=lambda edition: -agreeing[edition])
    most = agreeing[best]
    return best if most >= _FEWEST and all(agreeing[one] < most for one in others) else None


def agreeing_volumes(part: Part, extract: Release) -> int:
    """Return how many volumes of a part an extract holds, too; 0 where one of them differs."""
    cells = 0
    step = max(part.measure.precision, extract.measure.precision)
    slack = _NOISE if step < 1 else step / 2 + _NOISE
    for block in extract.coverage.blocks:
        ours, theirs = (_volumes(one.transfers, block) for one in (part, extract))
        if not ((theirs.reindex(ours.index) - ours).abs() <= slack).all():
            return 0
        cells += len(ours)
    return cells


def _volumes(rows: pd.DataFrame, block: Block) -> pd.Series:
    """Return the volumes inside a block by recipient, supplier and year."""
    found = rows.loc[inside(rows, block), [*DYAD_YEAR, "value"]]
    return with_text(found).groupby(DYAD_YEAR)["value"].sum()
