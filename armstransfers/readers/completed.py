"""An export whose first lines were cut off, completed by what its user says of it."""

from __future__ import annotations

from dataclasses import replace

from armstransfers.core.errors import ReadError
from armstransfers.readers.description import Description
from armstransfers.readers.part import Part


def completed(part: Part, told: Description) -> Part:
    """Return what a file holds with the edition, the day and the coverage that its user tells.

    Raises
    ------
    ReadError
        If the file itself says otherwise, or holds deliveries of years that the edition does not
        have.
    """
    for what, own, said in (
        ("download date", part.generated, told.downloaded),
        ("edition", part.edition, told.edition),
    ):
        if own is not None and said is not None and own != said:
            raise ReadError(
                f"its {what} is {own}, and the description says {said}; correct the description.",
                file=part.file.name,
            )
    edition = part.edition or told.edition
    blocks = part.blocks
    if told.covers:
        if blocks:
            raise ReadError(
                "its first lines tell what it covers; leave [covers] out of the description.",
                file=part.file.name,
            )
        if edition is None:
            raise ReadError(
                "the description tells what the file covers and not its edition; add 'edition'.",
                file=part.file.name,
            )
        covers = told.covers.block()
        assert covers, "a description without columns names the years"
        blocks = (
            replace(
                covers,
                exactness=part.exactness,
                grain="window" if part.family == "register by deal" else "year",
            ),
        )
    if edition is not None and len(part.transfers) and part.transfers["year"].max() >= edition:
        raise ReadError(
            f"it holds deliveries of {part.transfers['year'].max()}, and edition {edition} ends with "
            f"{edition - 1}; correct the description.",
            file=part.file.name,
        )
    return replace(
        part, generated=part.generated or told.downloaded, edition=edition, blocks=blocks
    )
