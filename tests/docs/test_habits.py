"""Habits that are written down are kept: one version, reasons beside exceptions, local hooks."""

import re
import subprocess
import tomllib

import yaml
from conftest import ROOT

import armstransfers

CONFIGURED = (ROOT / "pyproject.toml").read_text("utf-8")


def test_the_version_is_the_same_wherever_it_is_told():
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert cited.group(1) == armstransfers.__version__
    changes = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert changes[0] == "Unreleased" or changes[0].startswith(armstransfers.__version__)


def test_the_habits_are_told_by_the_makefile():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for target in targets.group(1).split():
        assert re.search(rf"^  make {target} +\S", listed.stdout, re.MULTILINE), target


def test_every_exception_of_ruff_and_mypy_has_its_reason_beside_it():
    (ignored,) = re.findall(r"^ignore = \[\n(.*?)^\]", CONFIGURED, re.DOTALL | re.MULTILINE)
    assert [line for line in ignored.splitlines() if not re.search(r'",\s+# \w', line)] == []
    (by_file,) = re.findall(r"per-file-ignores\]\n(.*?)\n\n", CONFIGURED, re.DOTALL)
    lines = by_file.splitlines()
    assert lines[0].startswith("# ")
    assert all(lines[i - 1].startswith("# ") for i, one in enumerate(lines) if one[0] == '"')
    overrides = re.findall(r"\[\[tool\.mypy\.overrides\]\]\n(.)", CONFIGURED)
    assert set(overrides) <= {"#"}


def test_warnings_are_errors_in_tests():
    configured = tomllib.loads(CONFIGURED)["tool"]["pytest"]["ini_options"]
    assert configured["filterwarnings"][0] == "error"


def test_hooks_come_from_the_environment_and_from_nowhere_else():
    text = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    assert "://" not in text
    for repository in yaml.safe_load(text)["repos"]:
        assert repository["repo"] == "local"
        for hook in repository["hooks"]:
            assert hook["language"] == "system"
            assert hook["entry"].startswith(".venv/bin/")
