"""What docs/deploy.md tells an administrator to copy is accepted by what it is written for."""

import re
import shutil
import subprocess

import pytest
import typer
from conftest import ROOT

from armstransfers import cli
from armstransfers.web.settings import SETTINGS

DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "armstransfers@.service"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def without_certificate(text):
    return re.sub(r"^\s*ssl_.*\n", "", text.replace("listen 443 ssl", "listen 8443"), flags=re.M)


def test_nginx_accepts_the_configuration(tmp_path):
    if NGINX is None:
        pytest.skip("nginx is not installed")
    site = tmp_path / "site.conf"
    site.write_text(without_certificate((DEPLOY / "nginx.conf").read_text("utf-8")))
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{ include {site}; }}\n"
    )
    checked = subprocess.run(
        [NGINX, "-t", "-p", tmp_path, "-c", whole], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr


def test_both_let_the_same_size_of_file_through():
    told = re.search(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text("utf-8"))
    assert int(told[1]) == SETTINGS["server.maxUploadSize"]


def test_the_figures_of_the_server_are_closed():
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert re.search(r"location = /_stcore/metrics \{\s+return 404;", text)


def test_the_unit_names_options_that_the_command_has():
    (command,) = re.findall(r"^ExecStart=(.*)$", UNIT.read_text("utf-8"), re.M)
    words = command.split()
    assert words[0].endswith("/armstransfers")
    app = typer.main.get_command(cli.app).commands[words[1]]
    options = {option for one in app.params for option in one.opts}
    assert set(re.findall(r"--[a-z-]+", command)) <= options


def test_systemd_accepts_the_unit(tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    unit = tmp_path / "armstransfers@8501.service"
    unit.write_text(re.sub("ExecStart=\\S+", "ExecStart=/bin/true", UNIT.read_text("utf-8")))
    checked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    mine = [line for line in checked.stderr.splitlines() if "armstransfers@" in line]
    assert mine == []
