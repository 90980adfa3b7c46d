"""What was found while a release was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from armstransfers.core.wholeness import Wholeness


@dataclass(frozen=True)
class Check:
    """A comparison of the rows with totals that the source printed.

    Attributes
    ----------
    against : str
        What the rows were compared with.
    cells : int
        How many totals were compared.
    largest_difference : float
        Largest difference found, in the unit of the measure.
    outside_rounding : int
        How many totals differ by more than rounding explains.
    """

    against: str
    cells: int
    largest_difference: float
    outside_rounding: int = 0


@dataclass(frozen=True)
class Skipped:
    """Something that was left out of a release, where it stood, and why."""

    file: str
    reason: str
    line: int | None = None


@dataclass(frozen=True)
class SetAside:
    """A line that could not be read and was left out with the consent of who brought it.

    Attributes
    ----------
    file, line
        Where it stands.
    reason : str
        Why it could not be read.
    written : str
        What stands there.
    column : str
        The column that could not be read; empty for the whole line.
    recipient, supplier : str
        Whom it names, as far as that is legible; empty where it is not.
    years : (int, int) or None
        First and last year of its deliveries, as far as they are legible.
    value : float or None
        The volume that it would carry, as far as that is legible.
    """

    file: str
    line: int
    reason: str
    written: str = ""
    column: str = ""
    recipient: str = ""
    supplier: str = ""
    years: tuple[int, int] | None = None
    value: float | None = None


@dataclass(frozen=True)
class Report:
    """What was found while a release was read.

    Attributes
    ----------
    unknown_names : dict of str to tuple of str
        Names that no entity has, each with suggestions. They stay as they are.
    renamed : dict of str to str
        Spellings of the file, and the names used instead.
    checks : tuple of Check
        The rows held against printed totals.
    skipped : tuple of Skipped
        What was left out.
    set_aside : tuple of SetAside
        Lines that could not be read, left out by consent.
    wholeness : tuple of Wholeness
        What each file holds of the world's deliveries.
    doubled : int
        Records that stood in more than one place and were counted once.
    unfinished : int or None
        The last year of a table whose days end before that year does; it is never covered.
    """

    unknown_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    wholeness: tuple[Wholeness, ...] = ()
    doubled: int = 0
    unfinished: int | None = None
