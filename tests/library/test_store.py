import errno
import json

import pytest
from builders import c1_file, c1_row, c2_file, c2_row, c3_file, release

from armstransfers.core.errors import ArmsTransfersError, UnknownRelease
from armstransfers.library import catalogue, store
from armstransfers.readers import read


def test_a_release_comes_back_as_it_was_kept(kept):
    back = store.load(kept.id)
    assert back.id == kept.id
    assert back.transfers.equals(kept.transfers)
    assert (back.origin, back.measure, back.coverage) == (kept.origin, kept.measure, kept.coverage)
    assert back.report == kept.report


def test_keeping_it_again_changes_nothing(kept):
    before = (store.home() / "releases" / kept.id / "manifest.json").stat().st_mtime_ns
    store.keep(kept)
    assert (store.home() / "releases" / kept.id / "manifest.json").stat().st_mtime_ns == before
    assert store.kept() == [kept.id]


def test_a_damaged_table_is_noticed_and_named(kept):
    path = store.home() / "releases" / kept.id / "transfers.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ArmsTransfersError, match=f"{kept.id} .* is damaged"):
        store.load(kept.id)


def test_a_manifest_that_claims_more_than_the_files_held_is_noticed(kept):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["coverage"][0]["last_year"] += 1
    without_seal = {name: value for name, value in manifest.items() if name != "seal"}
    for changed in (manifest, without_seal):
        path.write_text(json.dumps(changed))
        with pytest.raises(ArmsTransfersError, match="is damaged"):
            store.load(kept.id)


def test_a_release_comes_back_with_its_totals_and_its_deals():
    totals = c3_file("Recipient", {"Georgia": ["5", "7"]}, "Total world import")
    for file in (totals, c1_file(c1_row())):
        one = read(file.encode())
        store.keep(one)
        back = store.load(one.id)
        assert back.margins.equals(one.margins)
        assert back.deals.equals(one.deals)
        assert len(back.margins) + len(back.deals)


def test_a_damaged_release_is_left_out_and_the_others_stay(kept, capsys, monkeypatch):
    other = release({("Georgia", "Israel", 2010): 5}, edition=2020)
    store.keep(other)
    path = store.home() / "releases" / kept.id / "manifest.json"
    for damage in ("", "{}", '{"manifest_version": 1}', "[" * 10_000, "null"):
        path.write_text(damage)
        assert store.damaged() == [kept.id]
        assert store.kept() == [other.id]
        assert other.id in [r.id for r in catalogue.releases()]


def test_importing_again_repairs_a_damaged_release(kept):
    (store.home() / "releases" / kept.id / "manifest.json").unlink()
    store.keep(kept)
    assert store.load(kept.id).id == kept.id


def test_a_release_of_a_newer_program_is_refused(kept):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"manifest_version": 99}))
    with pytest.raises(ArmsTransfersError, match="newer version"):
        store.load(kept.id)


def test_a_release_kept_by_an_older_version_is_opened(kept):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text())
    for later in ("goods", "few"):  # what version 1 did not know
        del manifest["measure"][later]
    del manifest["seal"]
    path.write_text(json.dumps(manifest | {"manifest_version": 1}))
    assert store.load(kept.id).measure == kept.measure


def test_a_folder_that_cannot_be_written_is_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path / "file"))
    with pytest.raises(ArmsTransfersError, match=r"file cannot be changed: (not a|file)"):
        store.keep(release({}))


def test_a_home_that_begins_with_a_tilde_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("ARMSTRANSFERS_HOME", "~/arms")
    assert store.home() == tmp_path / "arms"
    monkeypatch.setenv("ARMSTRANSFERS_HOME", "~nobody-of-this-name/arms")
    with pytest.raises(ArmsTransfersError, match="'~nobody-of-this-name/arms', but no home"):
        store.home()


def test_what_a_user_puts_beside_the_releases_is_no_release(kept):
    folder = store.home() / "releases"
    (folder / "notes.txt").write_text("mine")
    (folder / "backup").mkdir()
    assert (store.kept(), store.damaged()) == ([kept.id], [])
    for name in ("notes.txt", "backup", "../releases.lock", ""):
        with pytest.raises(UnknownRelease):
            store.remove(name)
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "backup").is_dir()


def test_a_release_under_another_name_is_damaged(kept):
    folder = store.home() / "releases"
    (folder / kept.id).rename(folder / "sipri-2021-00000000")
    assert (store.kept(), store.damaged()) == ([], ["sipri-2021-00000000"])


@pytest.mark.parametrize("version", [1, 3])
def test_a_manifest_whose_seal_is_broken_is_damaged_not_old(kept, version):
    path = store.home() / "releases" / kept.id / "manifest.json"
    manifest = json.loads(path.read_text()) | {"manifest_version": version}
    manifest["origin"]["citation"] = "Somebody else"
    path.write_text(json.dumps(manifest))
    with pytest.raises(ArmsTransfersError, match="is damaged"):
        store.load(kept.id)


def test_a_disk_that_cannot_be_written_keeps_its_releases_and_says_so(kept, monkeypatch):
    def read_only(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("pathlib.Path.rename", read_only)
    with pytest.raises(ArmsTransfersError, match="cannot be changed: read-only file system"):
        store.remove(kept.id)
    assert store.kept() == [kept.id]
    monkeypatch.setattr("os.open", read_only)  # not even the lock can be taken
    with pytest.raises(ArmsTransfersError, match="cannot be changed: read-only file system"):
        store.remove(kept.id)
    assert store.keep(kept).name == kept.id


def test_the_whole_database_is_chosen_before_an_extract_of_its_edition():
    whole = release({("Georgia", "Israel", 2010): 5}, edition=2026)
    store.keep(whole)
    assert catalogue.choose().id == whole.id
    assert catalogue.choose(edition=2022).origin.extract
    assert [r.edition for r in catalogue.releases()] == [2026, 2026, 2025, 2022]


def test_an_edition_that_is_not_at_hand_is_refused_with_those_that_are():
    with pytest.raises(UnknownRelease, match=r"edition 1999 is not .* \(edition 2022\)"):
        catalogue.choose(edition=1999)


def test_a_full_disk_is_a_sentence_and_leaves_nothing(kept, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    with pytest.raises(ArmsTransfersError, match="no space left on device"):
        store.keep(release({("Georgia", "Israel", 2010): 5}))
    assert store.kept() == [kept.id]
    assert [p.name for p in (store.home() / "releases").iterdir()] == [kept.id]


def test_a_flag_that_is_not_stated_is_not_stated_after_it_was_kept():
    one = read(c2_file(c2_row(1, year_estimated=""), c2_row(2)).encode())
    store.keep(one)
    back = store.load(one.id)
    assert back.transfers.equals(one.transfers)
    assert back.transfers["year_estimated"].isna().tolist().count(True) == 1


def test_who_removes_what_was_never_kept_makes_no_store(monkeypatch, tmp_path):
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path / "store"))
    with pytest.raises(UnknownRelease, match="there is no release 'sipri-2025-00000000' kept"):
        store.remove("sipri-2025-00000000")
    assert not (tmp_path / "store").exists()
