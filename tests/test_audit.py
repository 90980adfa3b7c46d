"""What `make lint` says of the locked packages; pip-audit is played by a module of ours."""

import json
import os
import subprocess
import sys

import pytest
from conftest import ROOT

SOUND = {"name": "pandas", "version": "3.1.1", "vulns": []}
FAULTY = {
    "name": "jinja2",
    "version": "3.1.5",
    "vulns": [{"id": "CVE-2025-27516", "fix_versions": ["3.1.6"]}],
}
UNKNOWN = {"name": "ours", "skip_reason": "Dependency not found on PyPI"}


@pytest.fixture
def audit(tmp_path):
    """Run the audit where pip-audit prints this and that, and ends with a code."""

    def run(out, err="", code=0):
        (tmp_path / "pip_audit.py").write_text(
            f"import sys; print({out!r}); print({err!r}, file=sys.stderr); sys.exit({code})"
        )
        done = subprocess.run(
            [sys.executable, ROOT / ".ci" / "audit.py"],
            env=os.environ | {"PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def found(*packages):
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_known_vulnerability_fails_with_the_version_that_mends_it(audit):
    code, words = audit(found(SOUND, FAULTY, UNKNOWN), code=1)
    assert code == 1
    assert "jinja2 3.1.5 has CVE-2025-27516, mended in 3.1.6." in words
    assert "2 of 3 locked packages looked up, 1 known vulnerabilities" in words


def test_sound_packages_pass(audit):
    assert audit(found(SOUND)) == (
        0,
        "pip-audit: 1 of 1 locked packages looked up, 0 known vulnerabilities.\n",
    )


@pytest.mark.parametrize(
    "played",
    [
        (found(UNKNOWN, UNKNOWN),),
        ("", "requests.exceptions.ProxyError: ...", 1),
        ("", "ERROR:pip_audit._cli:Could not connect to the service", 1),
    ],
)
def test_where_nothing_can_be_looked_up_one_line_says_that_it_was_skipped(audit, played):
    code, words = audit(*played)
    assert code == 0
    assert len(words.splitlines()) == 1
    assert "pip-audit: skipped" in words


def test_a_failure_of_pip_audit_itself_is_no_pass(audit):
    assert audit("", "ERROR: invalid requirements", 1)[0] == 1
