"""Pages are drawn in turn, and a long wait holds nobody up."""

from threading import Event, Thread

import pytest
from streamlit.runtime.scriptrunner import StopException

from armstransfers.web import turns


def test_a_page_waits_for_another_but_not_for_what_it_reads():
    reading, drawn = Event(), Event()
    order = []

    def long():
        with turns.taken():
            order.append("begins")
            with turns.given_up():
                reading.set()
                assert drawn.wait(10)
            order.append("ends")

    def short():
        assert reading.wait(10)
        with turns.taken():
            order.append("drawn meanwhile")
        drawn.set()

    threads = [Thread(target=long), Thread(target=short)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert order == ["begins", "drawn meanwhile", "ends"]
    assert not turns._TURN.locked()


def test_a_page_that_its_viewer_has_changed_since_leaves_the_queue(monkeypatch):
    class Superseded:
        """The session, which Streamlit ends a script at that nobody waits for."""

        def get(self, key):
            raise StopException

    monkeypatch.setattr(turns.st, "session_state", Superseded())
    with turns.taken(), pytest.raises(StopException), turns.taken():
        pytest.fail("another page is drawn")
    assert not turns._TURN.locked()
