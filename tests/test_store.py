import json
import threading

import pytest
from builders import c2_file, c2_row, release

from armstransfers import catalogue, store
from armstransfers.errors import ArmsTransfersError, UnknownRelease
from armstransfers.readers import read


@pytest.fixture
def kept():
    one = read(c2_file(c2_row(1, supplier="Turkey"), c2_row(2)).encode())
    store.keep(one)
    return one


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


def test_two_imports_at_once_keep_one_whole_release():
    one = release({("Georgia", "Israel", 2010): 5})
    threads = [threading.Thread(target=store.keep, args=(one,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.kept() == [one.id]
    assert store.load(one.id).id == one.id
    assert [p.name for p in (store.home() / "releases").iterdir()] == [one.id]


def test_a_folder_that_cannot_be_written_is_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARMSTRANSFERS_HOME", str(tmp_path / "file"))
    with pytest.raises(ArmsTransfersError, match="cannot be kept"):
        store.keep(release({}))


def test_the_whole_database_is_chosen_before_an_extract_of_its_edition():
    whole = release({("Georgia", "Israel", 2010): 5}, edition=2025)
    store.keep(whole)
    assert catalogue.choose().id == whole.id
    assert catalogue.choose(edition=2022).origin.extract
    assert [r.edition for r in catalogue.releases()] == [2025, 2025, 2022]


def test_an_edition_that_is_not_at_hand_is_refused_with_those_that_are():
    with pytest.raises(UnknownRelease, match=r"edition 1999 is not .* \(edition 2022\)"):
        catalogue.choose(edition=1999)
