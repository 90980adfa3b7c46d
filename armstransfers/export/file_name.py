"""What a file that is taken away is called."""

from __future__ import annotations

import re

_LONGEST = 120  # letters; some systems take 255 bytes


def file_name(ending: str, *parts: str) -> str:
    """Return a file's name, from parts, that every system takes.

    Parameters
    ----------
    ending : str
        Kind of file: ``csv``, ``xlsx``, ``py`` …
    *parts : str
        What it holds: the partners, the country, the window, the id of the release.

    Examples
    --------
    >>> file_name("csv", "suppliers", "Hezbollah (Lebanon)*", "2011-2020", "sipri-2025-2cb7e9d0")
    'suppliers_Hezbollah-Lebanon_2011-2020_sipri-2025-2cb7e9d0.csv'
    """
    plain = [re.sub(r"[^\w-]+", "-", part).strip("-") for part in parts]
    return f"{'_'.join(filter(None, plain))[:_LONGEST] or 'table'}.{ending}"
