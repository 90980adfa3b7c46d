"""What the owner keeps of SIPRI's database is for the owner: others get what may be passed on."""

import pytest
from builders import c2_file, c2_row
from customs import described
from serving import PUBLIC, served
from viewing import Viewer

from armstransfers import read
from armstransfers.library import store
from armstransfers.readers.description_toml import from_toml

REGISTER = c2_file(
    c2_row(1, supplier="Iran", recipient="Algeria", year=2014, value=30),
    generated="3 May 2024 1:00:00 PM",
    years=("2000", "2023"),
)
QUESTION = "recipient=Algeria&years=2011&years=2015"
ANSWER = "Iran supplied 100.0"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def kept(home):
    """A register and a table of another source, kept in a store; the ids of both."""
    table = b"importer,exporter,year,worth\nAlgeria,France,2010,5\n"
    described_by = from_toml(described(), "customs.toml")
    releases = read(REGISTER.encode()), read(table, description=described_by)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ARMSTRANSFERS_HOME", str(home))
        for one in releases:
            store.keep(one)
    return tuple(one.id for one in releases)


@pytest.fixture(scope="module")
def alone(home, kept):
    """The address of an explorer that serves this computer alone."""
    with served(home) as url:
        yield url


@pytest.fixture(scope="module")
def named(home, kept):
    """The address of an explorer with a public name."""
    with served(home, "--host", PUBLIC) as url:
        yield url


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


def seen(url, id_of_register, **how):
    """What a viewer is told by the pages that would show a kept register."""
    with Viewer(url, **how) as viewer:
        pages = (
            viewer.open("suppliers", QUESTION).says(),
            viewer.open("suppliers", f"{QUESTION}&release={id_of_register}").says(),
            viewer.open("suppliers", f"{QUESTION}&edition=2024, complete").says(),
            viewer.open("data").says(),
        )
        return plain("\n".join(pages))


def test_the_owner_sees_what_is_kept(alone, kept):
    said = seen(alone, kept[0])
    assert ANSWER in said
    assert all(f"Release `{one}`" in said for one in kept)


def others_see(said, kept):
    assert ANSWER not in said
    assert f"{kept[0]}, is not on this computer" in said
    assert f"Release `{kept[0]}`" not in said
    assert f"Release `{kept[1]}`" in said


@pytest.mark.parametrize("how", [{"host": PUBLIC}, {}], ids=["by its name", "by its address"])
def test_others_see_the_extracts_and_tables_of_other_sources(named, kept, how):
    others_see(seen(named, kept[0], **how), kept)


def test_so_does_whoever_comes_through_a_proxy(alone, kept):
    others_see(seen(alone, kept[0], headers={"X-Forwarded-For": "192.0.2.7"}), kept)


def test_so_does_a_network(home, kept):
    with served(home, "--address", "0.0.0.0") as url:
        others_see(seen(url, kept[0]), kept)


def test_what_others_bring_themselves_they_see(named):
    with Viewer(named, host=PUBLIC) as viewer:
        viewer.bring("register.csv", REGISTER.encode())
        assert ANSWER in plain(viewer.open("suppliers", QUESTION).says())


DOWNLOAD = "Download from SIPRI to this computer"


def opened(viewer):
    """Open the dialog, and return the buttons on the page with it."""
    viewer.open("data")
    viewer.press(viewer.button("Get the complete database"), "data")
    return viewer.labels()


def test_others_have_the_first_way_alone(named, alone):
    with Viewer(named, host=PUBLIC) as viewer:
        assert DOWNLOAD not in opened(viewer)
        assert "From SIPRI's own page" in viewer.says()
        assert "Only you will see it" in viewer.says()
        assert "not affiliated with SIPRI" not in viewer.says()
    with Viewer(alone, headers={"Via": "1.1 proxy"}) as viewer:
        assert DOWNLOAD not in opened(viewer)


def test_whether_a_download_may_begin_is_asked_again_when_it_shall(alone, home):
    """A session that the owner began, gone on with by another through a proxy."""
    with Viewer(alone) as owner:
        assert DOWNLOAD in opened(owner)
        begin = owner.button(DOWNLOAD)
    with Viewer(alone, headers={"Via": "1.1 proxy"}, session=owner.session) as stranger:
        stranger.press(begin, "data")
        assert DOWNLOAD not in stranger.labels()
    assert not (home / "fetch").exists()
