"""Rows held against those that ship: which edition they are of, and where they contradict it."""

from __future__ import annotations

import pandas as pd

from armstransfers.core.coverage import Block, Coverage
from armstransfers.core.report import Skipped
from armstransfers.model.release import DYAD_YEAR, Release
from armstransfers.readers.extract import shipped_releases
from armstransfers.readers.joining import inside, with_text
from armstransfers.readers.part import Part

_FEWEST = 5  # volumes that agree by more than chance
_NOISE = 0.006  # sums of hundredths
_ROUNDED = 1.25  # steps: single years of an extract are known to 0.6
_NOTHING = pd.DataFrame({"ours": [], "theirs": []}, dtype="float64")


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


def contradictions(part: Part) -> tuple[Skipped, ...]:
    """Return a note where a part does not hold what the extract of its edition holds of the same."""
    proved = part.wholeness is not None and part.wholeness.verdict == "proved"
    if proved or part.family == "register by deal" or not len(part.transfers):
        return ()
    extract = next((one for one in shipped_releases() if one.edition == part.edition), None)
    if extract is None:
        return ()
    shared = Coverage(part.blocks).common(extract.coverage).blocks
    both = pd.concat(
        [_beside(part, extract, block) for block in shared] or [_NOTHING], ignore_index=False
    )
    both = both[~both.index.duplicated()]
    step = max(part.measure.precision, extract.measure.precision)
    wrong = both[(both["ours"] - both["theirs"]).abs() > (_NOISE if step < 1 else _ROUNDED * step)]
    if not len(wrong):
        return ()
    (recipient, supplier, year), first = wrong.index[0], wrong.iloc[0]
    note = (
        f"{len(wrong):,} of {len(both):,} volumes are not those that edition {part.edition} has, as "
        f"{supplier} to {recipient} in {year}: {first['ours']:g} and {first['theirs']:g}"
    )
    return (Skipped(part.file.name, note),)


def _beside(part: Part, extract: Release, block: Block) -> pd.DataFrame:
    ours, theirs = (_volumes(one.transfers, block) for one in (part, extract))
    return pd.concat({"ours": ours, "theirs": theirs}, axis=1).fillna(0)


def _volumes(rows: pd.DataFrame, block: Block) -> pd.Series:
    """Return the volumes inside a block by recipient, supplier and year."""
    found = rows.loc[inside(rows, block), [*DYAD_YEAR, "value"]]
    return with_text(found).groupby(DYAD_YEAR)["value"].sum()
