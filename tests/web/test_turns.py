"""Pages are drawn in turn, and a long wait holds nobody up."""

from threading import Event, Thread

from armstransfers.web import turns


def test_a_page_waits_for_another_but_not_for_what_it_reads():
    reading, drawn = Event(), Event()
    order = []

    def long():
        with turns.TURN:
            order.append("begins")
            with turns.given_up():
                reading.set()
                assert drawn.wait(10)
            order.append("ends")

    def short():
        assert reading.wait(10)
        with turns.TURN:
            order.append("drawn meanwhile")
        drawn.set()

    threads = [Thread(target=long), Thread(target=short)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert order == ["begins", "drawn meanwhile", "ends"]
    assert not turns.TURN.locked()
