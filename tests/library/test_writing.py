"""Files are written whole or not at all, and nothing is left beside them."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from armstransfers.library import writing
from armstransfers.library.catalogue import choose

resource = pytest.importorskip("resource", reason="limits of file sizes are for Unix")

WITH_LITTLE_SPACE = """
import os, resource, sys
from armstransfers import cli
resource.setrlimit(resource.RLIMIT_FSIZE, (700, 700))
for command in sys.stdin.read().splitlines():
    sys.argv = ["armstransfers", *command.split("|")]
    try:
        cli.main()
    except SystemExit as stopped:
        print("code", stopped.code, file=sys.stderr)
"""


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("before")
    path.chmod(0o640)
    writing.write(path, "naïve")
    assert path.read_bytes() == b"na\xc3\xafve"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_a_new_file_has_the_mode_that_new_files_have(tmp_path):
    (tmp_path / "usual").write_text("")
    writing.write(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_a_link_points_to_is_written(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder" / "file")
    writing.write(tmp_path / "link", "x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "file").read_text() == "x"


def test_what_is_no_file_is_written_to_as_it_is():
    writing.write(Path(os.devnull), "x")
    assert not Path(os.devnull).is_file()


def test_on_a_full_disk_what_was_there_stays(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("before")
    monkeypatch.setattr(os, "fsync", full)
    for target in (path, tmp_path / "b.csv"):
        with pytest.raises(OSError, match="No space"):
            writing.write(target, "after")
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_no_command_leaves_part_of_a_file_where_there_is_no_space(tmp_path):
    """The system itself stops each file after 700 bytes."""
    (tmp_path / "before.csv").write_text("before")
    ask = "--recipient|Azerbaijan|--years|2011-2020"
    endings = (".csv", ".xlsx", ".py", ".txt", ".bib", ".json")
    commands = [f"export|{ask}|--to|{tmp_path / 'a'}{ending}" for ending in endings]
    commands += [f"export|{ask}|--to|{tmp_path / 'before.csv'}"]
    shipped = choose(edition=2025).id
    commands += [f"releases|export|{shipped}|{tmp_path / name}" for name in ("r.csv", "r.parquet")]
    sentence = "Belarus supplied 7.1 % of Azerbaijan's arms imports in 2011-2020."
    page = tmp_path / "check.html"
    commands += [f"check|--text|{sentence}|--format|html|--output|{page}"]
    done = subprocess.run(
        [sys.executable, "-c", WITH_LITTLE_SPACE],
        input="\n".join(commands),
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    written = {path.name for path in tmp_path.iterdir()}
    assert written <= {"before.csv", "a.txt", "a.bib", "a.json"}  # these may be shorter than that
    for name in written - {"before.csv"}:
        assert f"Wrote {tmp_path / name}" in done.stdout
    failed = done.stderr.count("cannot be written: file too large.\ncode 2")
    assert failed == len(commands) - len(written) + 1
    assert (tmp_path / "before.csv").read_text() == "before"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [["releases"], ["fields", "--format", "json"]])
def test_an_answer_that_a_full_disk_does_not_take_is_a_sentence(words):
    with Path("/dev/full").open("w") as disk:
        program = "from armstransfers import cli; cli.main()"
        command = [sys.executable, "-c", program, *words]
        done = subprocess.run(command, stdout=disk, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "armstransfers: the answer cannot be written: no space left on the disk."
    ]
