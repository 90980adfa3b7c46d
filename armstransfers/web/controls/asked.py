"""What the controls ask for: of whom, and in which years."""

from __future__ import annotations

from dataclasses import dataclass

from armstransfers.core.coverage import Side, Window


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the controls ask for.

    Attributes
    ----------
    recipient, supplier : str
        Names of entities, as releases have them.
    years, then : (int, int)
        The window that the headline speaks of, and an earlier one to compare it with.
    side : {"recipient", "supplier"}
        Who is compared.
    compared : tuple of str
        Their names.
    traders : {"exporters", "importers"}
        Who is listed.
    """

    recipient: str
    supplier: str
    years: Window
    then: Window
    side: Side
    compared: tuple[str, ...]
    traders: str
