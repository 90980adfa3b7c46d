import tomllib
from pathlib import Path

from armstransfers.web.server import MAIN, Headers
from armstransfers.web.settings import SETTINGS

ROOT = Path(__file__).parents[2]


def flat(table, prefix=""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def test_both_ways_to_start_have_the_same_settings():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert dict(flat(config)) == SETTINGS


def test_what_a_viewer_brought_is_forgotten_within_two_minutes_of_leaving():
    assert SETTINGS["server.disconnectedSessionTTL"] < 120


def test_the_app_calls_no_foreign_host():
    assert SETTINGS["browser.gatherUsageStats"] is False
    policy = dict(Headers(app=None).headers)[b"content-security-policy"].decode()
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_the_script_of_the_app_is_where_it_is_said_to_be():
    assert MAIN.is_absolute()
    assert MAIN.is_file()
