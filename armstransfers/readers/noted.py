"""Notes on an export: what its edition contradicts, and what its first lines do not tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from armstransfers.core.report import Skipped
from armstransfers.readers.alike import contradictions
from armstransfers.readers.part import Part
from armstransfers.readers.text import CUT_PERHAPS
from armstransfers.readers.whom import are_too_many


def noted(part: Part) -> Part:
    """Return a part with notes on what its edition contradicts, and its first lines do not tell."""
    if part.wholeness and part.wholeness.verdict == "proved":  # so nothing was cut
        kept = tuple(one for one in part.skipped if one.reason != CUT_PERHAPS)
        part = replace(part, skipped=kept)
    notes = (*contradictions(part), *_ends_early(part), *_of_nobody(part))
    part = replace(part, skipped=(*part.skipped, *notes))
    if part.edition is None and part.generated:
        note = (
            f"it was downloaded on {part.generated.isoformat()}, about when SIPRI updated its database, "
            "and no delivery tells whether before or after, so its edition is unknown; download it "
            "again, or say the edition in a description"
        )
    elif part.edition is None:
        note = "no line above the table tells when it was downloaded, so its edition is unknown"
    elif part.is_excerpt and len(part.transfers) and not _says_all(part):
        note = "no line above the table tells what was asked for, so nobody knows what it lacks"
    else:
        return part
    return replace(part, skipped=(*part.skipped, Skipped(part.file.name, note)))


def _ends_early(part: Part) -> Iterator[Skipped]:
    """Yield a note on a table of years that ends before its edition does."""
    last = max((block.last_year for block in part.blocks), default=None)
    is_table = part.family in ("TIV tables of the old site", "value tables")
    if is_table and last and part.edition and last < part.edition - 1:
        edition = f"edition {part.edition} has deliveries of {part.edition - 1}"
        yield Skipped(part.file.name, f"it ends with {last}, and {edition}")


def _of_nobody(part: Part) -> Iterator[Skipped]:
    """Yield a note on a table most of whose names are nobody's, as where they are codes."""
    names = {*part.transfers["recipient"].unique(), *part.transfers["supplier"].unique()}
    unknown = [name for name in part.names.unknown if name in names]
    if are_too_many(len(unknown), len(names) - len(unknown)):
        yield Skipped(
            part.file.name,
            f"{len(unknown)} of {len(names)} names are nobody's ({', '.join(unknown[:3])}), so no shares "
            "can be taken; if they are codes, describe the table and name their scheme",
        )


def _says_all(part: Part) -> bool:
    return part.wholeness is not None and part.wholeness.says_all
