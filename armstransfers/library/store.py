"""The releases kept on this computer: a folder for each, with Parquet tables and a manifest.

A release is written into a folder of its own beside the others and moved into place when it is
complete and on the disk, so that a reader never meets half of one. Whoever changes the store holds
its lock meanwhile; readers need none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import filelock
import pandas as pd
import platformdirs

from armstransfers.core.errors import ArmsTransfersError, UnknownRelease
from armstransfers.core.measure import tiv
from armstransfers.library import writing
from armstransfers.model.manifest import described, release_of
from armstransfers.model.release import Release

HOME_VARIABLE = "ARMSTRANSFERS_HOME"
MANIFEST_VERSION = 3
_FIRST_SEALED = 3  # before that some manifests had a seal, and the first had none
_LONGEST_WAIT = 300  # seconds; joining two complete registers takes a few
_ID = re.compile(r"^[^.].*-[0-9a-f]{8}$")  # other folders and files are somebody's own
_TABLES = ("transfers", "margins", "deals")
_FILES = tuple(f"{name}.parquet" for name in _TABLES)


def home() -> Path:
    """Return the folder of the store: ``ARMSTRANSFERS_HOME``, or the user's data folder.

    Raises
    ------
    ArmsTransfersError
        If ``ARMSTRANSFERS_HOME`` begins with ``~`` and a name that nobody has here.
    """
    named = os.environ.get(HOME_VARIABLE)
    if not named:
        return platformdirs.user_data_path("armstransfers")
    try:
        return Path(named).expanduser()
    except RuntimeError as error:
        raise ArmsTransfersError(
            f"{HOME_VARIABLE} is {named!r}, but no home folder is known for that name; write the "
            "whole path."
        ) from error


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Keep all others from changing the store meanwhile, on this thread and on this computer.

    Whoever holds the lock may take it again. The system releases it when a process dies.

    Raises
    ------
    ArmsTransfersError
        If the folder cannot be written, or somebody else has held the lock for minutes.
    """
    lock = filelock.FileLock(home() / "releases.lock", is_singleton=True)
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_LONGEST_WAIT)
    except filelock.Timeout as error:
        raise ArmsTransfersError(
            f"another program has been changing {home()} for {_LONGEST_WAIT // 60} minutes; wait "
            "until it has ended."
        ) from error
    except OSError as error:
        raise cannot_change(error) from error
    try:
        yield
    finally:
        lock.release()


def keep(release: Release) -> Path:
    """Write a release into the store, and return its folder. Kept already, it stays as it is.

    Raises
    ------
    ArmsTransfersError
        If the folder cannot be written.
    """
    folder = _folder() / release.id
    if is_sound(release.id):
        return folder
    with locked():
        if not is_sound(release.id):  # else another import kept it just now
            try:
                _write(release, folder)
            except OSError as error:
                raise cannot_write("the release", _folder(), error) from error
    return folder


def _write(release: Release, folder: Path) -> None:
    """Write a release, and put it in place of a damaged one once it is on the disk."""
    _sweep()
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=_folder()))
    try:
        for name in _TABLES:
            table = getattr(release, name).to_parquet(index=False)
            (draft / f"{name}.parquet").write_bytes(table)
        manifest = json.dumps(_manifest(release, draft), indent=1, ensure_ascii=False)
        (draft / "manifest.json").write_text(manifest, encoding="utf-8")
        writing.flush(draft)
        if folder.exists():
            _discard(folder)
        draft.rename(folder)
        writing.flush_names(folder.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def remove(release_id: str) -> None:
    """Remove a release from the store.

    Raises
    ------
    UnknownRelease
        If it is not kept there; releases that ship cannot be removed.
    ArmsTransfersError
        If the folder cannot be written.
    """
    _require_kept(release_id)  # before the lock, which makes the folder of the store
    with locked():
        _require_kept(release_id)
        try:
            _discard(_folder() / release_id)
        except OSError as error:
            raise cannot_change(error) from error


def _require_kept(release_id: str) -> None:
    if release_id not in _names_of_folders():
        raise UnknownRelease(f"there is no release {release_id!r} kept on this computer.")


def releases() -> list[Release]:
    """Return the sound releases in the store, sorted by id."""
    while True:
        names, found = _names_of_folders(), []
        for name in names:
            with contextlib.suppress(ArmsTransfersError):
                found.append(load(name))
        if len(found) == len(names) or names == _names_of_folders():
            return found
        # an import has put another release in place of one of them just now


def kept() -> list[str]:
    """Return the ids of the sound releases in the store, sorted."""
    return [name for name in _names_of_folders() if is_sound(name)]


def damaged() -> list[str]:
    """Return the ids of the releases in the store that cannot be opened, sorted."""
    return [name for name in _names_of_folders() if not is_sound(name)]


def is_sound(release_id: str) -> bool:
    """Whether a release is in the store and can be opened."""
    try:
        load(release_id)
    except ArmsTransfersError:
        return False
    return True


def load(release_id: str) -> Release:
    """Return a release from the store. What was opened once is remembered while it stays.

    Raises
    ------
    ArmsTransfersError
        If it is damaged, or was written by a newer version.
    """
    folder = _folder() / release_id
    stamps = tuple(_stamp(folder / name) for name in ("manifest.json", *_FILES))
    return _open(folder, stamps)


def cannot_write(what: str, folder: Path, error: OSError) -> ArmsTransfersError:
    """Return the error for a folder of the store that cannot be written."""
    reason = (error.strerror or "unknown reason").lower()
    return ArmsTransfersError(
        f"{what} cannot be kept in {folder}: {reason}; free some space, or set "
        f"{HOME_VARIABLE} to a folder that can be written."
    )


def cannot_change(error: OSError) -> ArmsTransfersError:
    """Return the error for a store that cannot be changed."""
    reason = (error.strerror or "unknown reason").lower()
    return ArmsTransfersError(
        f"{home()} cannot be changed: {reason}; allow this program to write there, or set "
        f"{HOME_VARIABLE} to another folder."
    )


@lru_cache(maxsize=16)
def _open(folder: Path, stamps: tuple[tuple[int, int], ...]) -> Release:
    del stamps  # part of the key: a file that changes is read again
    release_id = folder.name
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        version = int(manifest["manifest_version"])
        if version > MANIFEST_VERSION:
            raise ArmsTransfersError(
                f"the release {release_id} was kept by a newer version of this program; update "
                "the program to open it."
            )
        if manifest["id"] != release_id:
            raise ValueError("the folder has another name")
        known_id = None
        if version >= _FIRST_SEALED or "seal" in manifest:
            if manifest["seal"] != _seal(manifest):
                raise ValueError("the manifest is not as it was written")
            known_id = release_id  # nor are the tables changed, so it need not be computed again
        manifest = _migrated(manifest, version)
        tables = {name: _table(folder, name, manifest) for name in _TABLES}
        return _release(tables, manifest, known_id)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ArmsTransfersError(
            f"the release {release_id} in {folder} is damaged; delete that folder and import "
            "its files again."
        ) from error


def _migrated(manifest: dict[str, Any], version: int) -> dict[str, Any]:
    """Return a manifest of an older version as this one would have written it."""
    if version < 2:  # measures did not say what was transferred, for all was counted in TIV
        measure = asdict(tiv(manifest["measure"]["precision"])) | manifest["measure"]
        manifest = manifest | {"measure": measure}
    return manifest  # version 3 knows flags that are not stated; older ones had none


def _folder() -> Path:
    return home() / "releases"


def _names_of_folders() -> list[str]:
    try:
        return sorted(p.name for p in _folder().iterdir() if _ID.search(p.name) and p.is_dir())
    except OSError:
        return []


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _sweep() -> None:
    """Remove what was left by programs that died: whoever holds the lock is alone at work."""
    for left in (*_folder().glob(".draft-*"), *_folder().glob(".gone-*")):
        shutil.rmtree(left, ignore_errors=True)


def _discard(folder: Path) -> None:
    gone = folder.with_name(f".gone-{folder.name}-{uuid4().hex}")
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _manifest(release: Release, folder: Path) -> dict[str, Any]:
    manifest = {
        "manifest_version": MANIFEST_VERSION,
        "id": release.id,
        **described(release),
        "rows": {name: len(getattr(release, name)) for name in _TABLES},
        "sha256": {name: _digest(folder / f"{name}.parquet") for name in _TABLES},
    }
    return manifest | {"seal": _seal(manifest)}


def _seal(manifest: dict[str, Any]) -> str:
    """Return the digest of all that a manifest says, the digests of the tables among it."""
    said = {name: value for name, value in manifest.items() if name != "seal"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _table(folder: Path, name: str, manifest: dict[str, Any]) -> pd.DataFrame | None:
    """Return a table; None in place of margins or deals where there are none."""
    path = folder / f"{name}.parquet"
    if _digest(path) != manifest["sha256"][name]:
        raise ValueError("the checksum differs")
    if name != "transfers" and manifest.get("rows", {}).get(name) == 0:
        return None
    return pd.read_parquet(path)


def _release(
    tables: dict[str, pd.DataFrame | None], manifest: dict[str, Any], known_id: str | None
) -> Release:
    release = release_of(manifest, tables, known_id)
    if release.id != manifest["id"]:
        raise ValueError("the content is not what the id says")
    return release
