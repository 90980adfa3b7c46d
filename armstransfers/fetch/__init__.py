"""The complete register from SIPRI's own site, decade by decade, when the user asks for it.

Nothing else in this package calls a foreign host. The command line and the web app load it when
somebody has agreed to SIPRI's terms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from armstransfers.core.coverage import Window
from armstransfers.core.errors import NotFetched
from armstransfers.fetch import daily
from armstransfers.fetch.bounds import Stopped
from armstransfers.fetch.patience import PATIENCE, Patience
from armstransfers.fetch.pieces import Pieces
from armstransfers.fetch.site import ADDRESS, Site
from armstransfers.library import catalogue
from armstransfers.model.release import Release
from armstransfers.readers.combine import rejoined

__all__ = ["ADDRESS", "PATIENCE", "Patience", "Site", "Stopped", "complete_register"]

Progress = Callable[[int, int, Window | None], None]
"""Called with the decades that are there, the decades in all, and the one that is asked for."""


def complete_register(site: Site, progress: Progress = lambda *_: None) -> Release:
    """Get the complete register by delivery year from SIPRI's site, and keep it as a release.

    One request a decade. Decades that came in an earlier call, which was stopped or failed, are
    not asked for again. A register that came today is not asked for again either.

    Parameters
    ----------
    site : Site
        SIPRI's site.
    progress : callable, optional
        Told how far it is.

    Returns
    -------
    Release
        The release that is kept on this computer.

    Raises
    ------
    NotFetched
        If the site does not give all decades of one edition; those that came stay.
    Stopped
        If the site was told to stop; they stay, too.
    ArmsTransfersError
        If the store cannot be written.
    """
    with daily.alone(site.name):
        kept = daily.release_of_today(site.name)
        if kept is None:
            kept = _register(site, progress)
            daily.note(site.name, kept)
        return kept


def _register(site: Site, progress: Progress) -> Release:
    last_year = site.last_year()
    pieces = Pieces(site.name, last_year)
    missing, total = pieces.missing, len(pieces.decades)
    for decade in missing:
        progress(total - len(pieces.missing), total, decade)
        pieces.add(decade, site.register(decade, last_year))
    progress(total, total, None)
    if missing and site.last_year() != last_year:
        pieces.discard()
        progress(0, total, None)
        raise NotFetched(
            f"{site.name} was updated meanwhile, and decades of two editions do not belong "
            "together; ask again, and it begins anew."
        )
    # a decade that was downloaded in March cannot tell its edition; the last year can
    edition = last_year + 1
    decades = [one.replaced(origin=replace(one.origin, edition=edition)) for one in pieces.releases]
    release = rejoined(decades)
    kept = catalogue.keep(release)
    pieces.discard()
    return kept
