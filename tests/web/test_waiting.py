"""Messages of a page that wait: nothing that was pressed is lost, and a burst passes at once."""

import pytest
from saying import message, operation, rerun
from streamlit.proto.BackMsg_pb2 import BackMsg

from armstransfers.web.waiting import Pace, Unexpected, Waiting


def left_of(*sent):
    waiting = Waiting()
    for one in sent:
        waiting.add(one)
    left = []
    while waiting:
        left.append(waiting.take().data)
    return left


def test_of_reruns_in_which_nothing_was_pressed_the_last_is_enough():
    assert left_of(rerun(value=1), rerun(value=2), rerun(value=3)) == [rerun(value=3)]


def test_a_press_is_never_lost_and_stays_in_its_place():
    keep, forget = rerun(press="keep", value=1), rerun(press="forget", value=1)
    sent = [rerun(value=1), keep, rerun(value=2), forget, keep, rerun(value=3), rerun(value=4)]
    assert left_of(*sent) == [keep, forget, keep, rerun(value=4)]


def test_every_kind_of_press_that_streamlit_knows_counts():
    fields = BackMsg().rerun_script.widget_states.widgets.add().DESCRIPTOR.fields
    kinds = [one.name for one in fields if "trigger" in one.name or "chat" in one.name]
    assert len(kinds) == 4
    for kind in kinds:
        sent = BackMsg()
        state = sent.rerun_script.widget_states.widgets.add(id="pressed")
        value = {"trigger_value": True, "json_trigger_value": "{}"}
        if kind in value:
            setattr(state, kind, value[kind])
        else:
            getattr(state, kind).data = "typed"
        pressed = sent.SerializeToString()
        assert left_of(pressed, rerun(value=1)) == [pressed, rerun(value=1)]


def test_a_step_back_and_a_part_of_a_page_are_not_replaced():
    back, part = rerun(is_history_navigation=True), rerun(fragment_id="a")
    assert left_of(back, part, rerun(value=1)) == [back, part, rerun(value=1)]


def test_files_and_downloads_keep_their_place_and_one_sign_of_life_is_enough():
    files = BackMsg()
    files.file_urls_request.file_names.append("register.csv")
    asked, life = files.SerializeToString(), message(app_heartbeat=True)
    download = operation("deferred_file")
    assert left_of(life, asked, life, download, asked, life) == [asked, download, asked, life]


@pytest.mark.parametrize(
    "sent",
    [
        message(clear_cache=True),
        message(load_git_info=True),
        message(set_run_on_save=True),
        message(debug_shutdown_runtime=True),
        message(debug_disconnect_websocket=True),
        operation("install_skills"),
        operation("dismiss_skills_nudge"),
    ],
    ids=["clear", "git", "watch", "shut down", "disconnect", "install", "dismiss"],
)
def test_what_is_for_those_who_develop_an_app_goes_nowhere(sent):
    assert left_of(sent, rerun(value=1)) == [rerun(value=1)]


def many(kind, count):
    sent = BackMsg()
    if kind == "controls":
        for number in range(count):
            sent.rerun_script.widget_states.widgets.add(id=str(number), bool_value=True)
    else:
        sent.file_urls_request.file_names.extend(map(str, range(count)))
    return sent.SerializeToString()


@pytest.mark.parametrize(
    "sent",
    [b"\xff" * 50, b"\x00" * 1000, rerun("x" * 3_000_000), many("controls", 1001),
     many("files", 1001)],
    ids=["ones", "zeros", "large", "controls", "files"],
)  # fmt: skip
def test_what_no_page_sends_is_refused(sent):
    with pytest.raises(Unexpected):
        Waiting().add(sent)


def test_files_by_the_hundred_can_be_brought():
    assert left_of(many("files", 1000)) == [many("files", 1000)]


def test_a_pace_lets_a_burst_pass_and_then_so_many_a_second():
    now = 0.0
    pace = Pace(rate=10, most=3, clock=lambda: now)
    passed = []
    while now < 2:
        if pause := pace.pause():
            now += pause
        else:
            pace.spend(1)
            passed.append(round(now, 6))
    assert passed[:5] == [0, 0, 0, 0.1, 0.2]
    assert len(passed) == 3 + 19


def test_what_overdraws_the_pace_is_paid_for_later():
    now = 0.0
    pace = Pace(rate=10, most=30, clock=lambda: now)
    assert pace.pause() == 0
    pace.spend(50)
    assert pace.pause() == pytest.approx(2.1)
    now = 1000.0
    pace.pause()
    pace.spend(30)
    assert pace.pause() == pytest.approx(0.1)  # no more than the most was saved up
