"""Messages as a forging viewer sends them: the page is theirs alone, and the log quotes none."""

import json
import random
from contextlib import suppress

from builders import c2_file, c2_row
from serving import PUBLIC, served
from streamlit.proto.WidgetStates_pb2 import WidgetState
from viewing import Viewer

PATHS = ["", "recipients", "pair", "compare", "world", "check", "editions", "published", "data", "method", "nowhere"]  # fmt: skip
MARK = "sent-by-a-viewer"
TEXTS = ["", MARK, "²", "2011", "-1", "9" * 400, "Georgia", "\0", "\u202e", "None", "[]", "true"]
URLS = [
    "http://[",
    "http://localhost/",
    "javascript:x",
    "",
    f"http://{MARK}/",
    "//",
    "http://a:b:c/",
]
JSON = [
    "", "null", "{}", "[]", "7", f'"{MARK}"', f'{{"{MARK}": 1}}', "{", "NaN", '{"narrow": 7}',
    '{"narrow": "x"}', '{"selection": null}', '{"selection": {"points": 3}}',
    f'{{"selection": {{"points": [{{"customdata": ["{MARK}", 1]}}]}}}}',
    '{"selection": {"points": [{"customdata": [1]}], "point_indices": [], "box": [], "lasso": []}}',
    '{"selection": {"points": [{"customdata": [1800, 99999999999]}]}}',
    '{"selection": {"points": [{}]}}', '{"selection": {"rows": [99999], "columns": ["x"]}}',
    f'{{"edited_rows": {{"{MARK}": {{}}}}, "deleted_rows": [], "added_rows": []}}',
    '{"edited_rows": {"99": {"part": 1}}, "deleted_rows": ["x"], "added_rows": [7]}',
    '{"edited_rows": [], "deleted_rows": {}, "added_rows": null}', "[" * 200,
]  # fmt: skip
NUMBERS = [0, 1, -1, 7, 1995, 2011, 2**31 - 1, 2**53]


def json_of(chance):
    return chance.choice(JSON)


def text_of(chance):
    return chance.choice([*TEXTS, *JSON])


KINDS = {
    "arrow_data_frame": ("string_value", json_of),
    "bidi_component": ("json_value", json_of),
    "button": ("trigger_value", lambda chance: True),
    "checkbox": ("bool_value", lambda chance: chance.choice([True, False])),
    "plotly_chart": ("string_value", json_of),
    "selectbox": ("string_value", text_of),
    "text_area": ("string_value", text_of),
    "text_input": ("string_value", text_of),
}
"""What a page sends of a widget, and what a viewer may put in its place."""
LISTS = {
    "button_group": ("string_array_value", TEXTS),
    "multiselect": ("string_array_value", TEXTS),
    "slider": ("double_array_value", [*NUMBERS, float("nan"), float("inf"), -1e308]),
}


def value_for(chance, kind, widget):
    """A value for a widget, of the kind that it has and otherwise as a viewer likes."""
    one = WidgetState(id=widget)
    if kind in KINDS:
        name, value = KINDS[kind]
        setattr(one, name, value(chance))
    elif kind in LISTS:
        name, values = LISTS[kind]
        getattr(one, name).data.extend(chance.choices(values, k=chance.randrange(12)))
    return one


def widgets(viewer):
    """The kind and the id of each thing on a page that can be set."""
    inner = [(one.WhichOneof("type"), one) for one in viewer.elements]
    found = [(kind, getattr(one, kind)) for kind, one in inner]
    return [(kind, one.id) for kind, one in found if getattr(one, "id", "")]


def forged(chance, viewer):
    """A message whose every field is made up."""
    name = chance.choice(["years", "v", "recipient", "release", MARK])
    message = viewer.rerun(chance.choice(PATHS), f"{name}={chance.choice(TEXTS)}")
    asked = message.rerun_script
    asked.context_info.url = chance.choice(URLS)
    asked.context_info.color_scheme = chance.choice(TEXTS)
    asked.context_info.timezone_offset = chance.choice([0, -(2**31), 2**31 - 1])
    asked.page_script_hash = chance.choice(["", "", MARK])
    asked.is_auto_rerun = chance.choice([True, False])
    asked.is_history_navigation = chance.choice([True, False])
    asked.cached_message_hashes.extend(chance.choices(TEXTS, k=chance.randrange(3)))
    known = widgets(viewer)
    chosen = chance.sample(known, min(len(known), chance.randrange(4)))
    kinds = [kind for kind, _ in known]
    for kind, widget in chosen:
        pretended = chance.choice(kinds) if chance.randrange(4) == 0 else kind
        asked.widget_states.widgets.append(value_for(chance, pretended, widget))
    return message


def arose_in(line):
    """The file in which a logged error arose."""
    return line["traceback"].rpartition('File "')[2].partition('"')[0]


def test_no_message_breaks_the_program_or_is_quoted_or_reaches_others(tmp_path, cases):
    """Streamlit itself fails at values that no widget of its own sends; our pages do not."""
    chance = random.Random(13)
    log, home = tmp_path / "log", tmp_path / "home"
    row = c2_row(1, supplier="Iran", year=2014, value=70)
    register = c2_file(row, generated="3 May 2024 1:00:00 PM", years=("2000", "2023")).encode()
    with served(home, "--host", PUBLIC, log=log) as url:
        with Viewer(url, host=PUBLIC) as viewer:
            assert "Read: SIPRI" in viewer.bring(f"{MARK}.csv", register).says()
        for _ in range(max(cases // 20, 1)):
            with Viewer(url, host=PUBLIC) as viewer, suppress(TimeoutError):
                viewer.open(chance.choice(PATHS))
                for _ in range(4):
                    viewer.send(forged(chance, viewer), patience=5)
                    if viewer.found("exception"):
                        break
        with Viewer(url, host=PUBLIC) as other:
            assert "at-headline" in other.open().says()
    lines = log.read_text().splitlines()
    assert MARK not in "".join(lines)
    errors = [json.loads(line) for line in lines if '"traceback"' in line]
    assert [line for line in errors if "/armstransfers/" in arose_in(line)] == []
    assert not list(home.glob("releases/*"))
