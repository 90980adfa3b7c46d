"""Files of a kept release, changed by a disk, a sync program or a hand: damaged, or as they were."""

import json
import random
import shutil

import pytest
from builders import c1_file, c1_row, c2_file, c2_row, c3_file

from armstransfers.core.errors import ArmsTransfersError
from armstransfers.library import store
from armstransfers.readers import read

FILES = ("manifest.json", "transfers.parquet", "margins.parquet", "deals.parquet")
HOSTILE = (None, True, 0, -1, 2.5, 10**30, float("nan"), "", "x", "9" * 5000, [], {}, [[]] * 3)


def releases():
    rows = [c2_row(n, supplier=name, year=2001 + n) for n, name in enumerate(("Russia", "Turkey"))]
    totals = c3_file("Recipient", {"Georgia": ["5", "7"]}, "Total world import")
    return [read(file.encode()) for file in (c2_file(*rows), c1_file(c1_row()), totals)]


def as_text(release):
    tables = release.transfers, release.margins, release.deals
    said = release.origin, release.measure, release.coverage, release.report
    return [table.to_csv() for table in tables], [str(one) for one in said]


def with_other_bytes(chance, content):
    """What disks do: a bit turned, bytes lost, doubled, blanked or swapped, an end cut off."""
    start = chance.randrange(len(content))
    end = min(len(content), start + chance.choice((1, 2, 16, 512)))
    before, part, after = content[:start], content[start:end], content[end:]
    return chance.choice(
        (
            lambda: before + bytes([part[0] ^ (1 << chance.randrange(8))]) + part[1:] + after,
            lambda: before + after,
            lambda: before + part + part + after,
            lambda: before + bytes(len(part)) + after,
            lambda: before + part[::-1] + after,
            lambda: before + chance.randbytes(len(part)) + after,
            lambda: before,
            lambda: b"",
        )
    )()


def with_other_values(chance, content):
    """What hands do: a value changed somewhere, and perhaps the seal taken off."""
    manifest = json.loads(content)
    if chance.random() < 0.5:  # as the first versions wrote it
        del manifest["seal"]
        manifest["manifest_version"] = chance.choice((1, 2))
    place, path = manifest, []
    while isinstance(place, dict | list) and place and (not path or chance.random() < 0.7):
        keys = list(place) if isinstance(place, dict) else range(len(place))
        path.append((place, chance.choice(keys)))
        place = place[path[-1][1]]
    holder, key = path[-1]
    if chance.random() < 0.3:
        del holder[key]
    else:
        holder[key] = chance.choice(HOSTILE)
    return json.dumps(manifest).encode()


def opened(release_id):
    """Return the release, or None if it is refused in one sentence."""
    store._open.cache_clear()  # what changes within one tick of the clock is read again, too
    try:
        return store.load(release_id)
    except ArmsTransfersError as error:
        refusal = str(error)
    assert "damaged" in refusal or "newer version" in refusal
    assert len(refusal) < 400
    assert refusal.isprintable()
    return None


@pytest.mark.parametrize("change", [with_other_bytes, with_other_values])
def test_a_changed_file_is_damaged_or_says_what_it_said(change, cases):
    chance = random.Random(1949)
    kept = releases()
    folders = [store.keep(release) for release in kept]
    refused = 0
    for _ in range(cases):
        n = chance.randrange(len(kept))
        path = folders[n] / (FILES[0] if change is with_other_values else chance.choice(FILES))
        content = path.read_bytes()
        changed = change(chance, content)
        path.write_bytes(changed)
        found = opened(kept[n].id)
        if found is None:
            refused += 1
        else:
            tables, said = as_text(kept[n])
            assert as_text(found)[0] == tables, changed
            if b'"seal"' in changed:
                assert as_text(found)[1] == said, changed
        path.write_bytes(content)
    assert refused > 0.7 * cases
    assert [opened(one.id).id for one in kept] == [one.id for one in kept]


def test_a_missing_file_or_one_of_another_release_is_damage():
    one, other = (store.keep(release) for release in releases()[:2])
    for name in FILES:
        content = (one / name).read_bytes()
        (one / name).unlink()
        assert opened(one.name) is None
        (one / name).mkdir()
        assert opened(one.name) is None
        (one / name).rmdir()
        shutil.copy(other / name, one / name)
        if (one / name).read_bytes() != content:
            assert opened(one.name) is None
        (one / name).write_bytes(content)
    assert opened(one.name) is not None


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 60_000, "9" * 5000, "null", '"', "\0"])
def test_a_manifest_of_any_other_text_is_damage(text):
    folder = store.keep(releases()[0])
    (folder / "manifest.json").write_text(text)
    assert opened(folder.name) is None
