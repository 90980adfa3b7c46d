"""What a teacher may hand out: the extracts that ship, in one file, with their source and terms."""

from __future__ import annotations

import io
import textwrap
import zipfile

from armstransfers.core.origin import SIPRI_CITATION, SIPRI_TERMS, SIPRI_TERMS_PAGE
from armstransfers.reference.shipped import package, shipped_path

NAME = "sipri-extracts.zip"
"""What the file is called."""
_MADE_ON = (2000, 1, 1, 0, 0, 0)  # the same extracts make the same bytes
_WIDTH = 88


def extracts() -> bytes:
    """Return the extracts that ship as a zip archive: as they are, with a page that says what they are.

    Together they stay below the part of the database that SIPRI allows to be passed on.
    """
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files().items():
            archive.writestr(zipfile.ZipInfo(name, _MADE_ON), content, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _files() -> dict[str, bytes]:
    described = [one for one in package()["resources"] if "release" in one]
    files = {one["path"]: shipped_path(one["path"]).read_bytes() for one in described}
    parts = [
        "Extracts of the SIPRI Arms Transfers Database",
        f"Source: {SIPRI_CITATION}.",
        f"{SIPRI_TERMS} {SIPRI_TERMS_PAGE}",
        "Together these files hold less than that: they may be handed out, with this page. The "
        "complete database may not; it is free to download from SIPRI.",
        *(f"{one['path']}: {one['description']}" for one in described),
    ]
    page = "\n\n".join(textwrap.fill(one, _WIDTH, break_long_words=False) for one in parts)
    return files | {"README.txt": f"{page}\n".encode()}
