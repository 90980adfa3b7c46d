"""Transfers held against what the source prints of the same elsewhere."""

from __future__ import annotations

import pandas as pd

from armstransfers.core.coverage import Block, Coverage, Side
from armstransfers.core.errors import ReadError
from armstransfers.core.report import Check
from armstransfers.model.release import DYAD_YEAR
from armstransfers.readers import text
from armstransfers.readers.joining import with_text
from armstransfers.readers.part import Part

_NOISE = 1e-6  # sums of hundredths differ in their last bits


def against_other_family(transfers: pd.DataFrame, part: Part) -> Check:
    """Compare the transfers of a release with those of a file of another family."""
    ours, theirs = (_dyad_years(frame) for frame in (transfers, part.transfers))
    difference = (ours.reindex(theirs.index).fillna(0) - theirs).abs()
    return _check(part.file.name, difference, pd.Series(text.HALF, index=difference.index))


def _dyad_years(transfers: pd.DataFrame) -> pd.Series:
    return with_text(transfers).groupby(DYAD_YEAR)["value"].sum()


def _check(against: str, difference: pd.Series, slack: pd.Series) -> Check:
    outside = int((difference > slack + _NOISE).sum())
    largest = float(difference.max()) if len(difference) else 0.0
    return Check(against, len(difference), round(largest, 2), outside)


class PrintedTotals:
    """Sums of transfers beside the totals that were printed for each entity and year."""

    def __init__(
        self, transfers: pd.DataFrame, margins: pd.DataFrame, side: Side, precision: float
    ) -> None:
        names = transfers[side].astype("str").rename("entity")
        sums = transfers.groupby([names, transfers["year"]])["value"].agg(["sum", "size"])
        printed = margins[margins["side"] == side].set_index(["entity", "year"])["value"]
        both = sums.join(printed, how="outer").fillna(0)
        cells = both["size"] if precision >= 1 else 0 * both["size"]
        self.side = side
        self.sums, self.printed = both["sum"], both["value"]
        self.difference = (self.sums - self.printed).abs()
        self.slack = text.HALF * (1 + cells)

    def check(self, coverage: Coverage) -> Check:
        """Compare what `coverage` holds.

        Raises
        ------
        ReadError
            If a sum differs by more than rounding explains.
        """
        inside = self._inside(coverage)
        flow = "imports" if self.side == "recipient" else "exports"
        wrong = inside & (self.difference > self.slack + _NOISE)
        if wrong.any():
            entity, year = wrong.index[wrong][0]
            raise ReadError(
                f"the deliveries do not add up to the printed {flow} in {int(wrong.sum()):,} of "
                f"{int(inside.sum()):,} cells, as for {entity} in {year}: "
                f"{self.sums[entity, year]:g} and {self.printed[entity, year]:g}; one of the files "
                "is cut or of another state of the edition, so import them one by one."
            )
        against = f"the printed {flow} of each {self.side}"
        return _check(against, self.difference[inside], self.slack[inside])

    def confirm(self, blocks: list[Block]) -> list[Block]:
        """Return a block of all recipients and suppliers where the totals prove it complete.

        A set of tables by recipient does not say that it lacks none. The printed totals do:
        where every one of them is the sum of the tables, within rounding, none is missing.
        """
        tables = [block for block in blocks if block.recipients or block.suppliers]
        if not tables:
            return []
        first, last = max(b.first_year for b in tables), min(b.last_year for b in tables)
        years = self.difference.index.get_level_values("year")
        wrong = self.difference > self.slack + _NOISE
        if wrong[(years >= first) & (years <= last)].any():
            return []
        return [Block(first, last, exactness=tables[0].exactness)]

    def _inside(self, coverage: Coverage) -> pd.Series:
        entities = self.difference.index.get_level_values("entity").unique()
        held = {name: set(coverage.years_of(self.side, name)) for name in entities}
        cells = [year in held[name] for name, year in self.difference.index]
        return pd.Series(cells, index=self.difference.index, dtype=bool)
