"""Two processes behind nginx, twenty viewers, and a restart that only half of them may notice."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from figure import Figure
from ground import ROOT, Ground, Served, free_port
from load import COUNTRIES
from viewers import Viewer
from websockets.exceptions import ConnectionClosed

VIEWERS = 20
HOST = "arms.example.org"


def nginx(ground: Ground) -> Iterator[Figure]:
    """Restart one of two processes, and count who noticed and who has the view back."""
    command = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if command is None:
        raise RuntimeError("nginx is not installed")
    ports = free_port(), free_port()
    with contextlib.ExitStack() as stack:
        first, second = (
            stack.enter_context(ground.serving("explorer", port, ARMSTRANSFERS_HOSTS=HOST))
            for port in ports
        )
        first.wait()
        second.wait()
        proxy = stack.enter_context(_proxy(command, ground.folder, ports))
        told = asyncio.run(_restarted(ground, proxy, first, second))
        sent, whole = _sizes(proxy)
    stayed, moved, noticed, lost, back = told
    yield Figure("viewers of the process that stays", stayed, "", limit=1, at_least=True)
    yield Figure("of them, who noticed the restart of the other", noticed, "", limit=0)
    yield Figure("viewers of the process that is restarted", moved, "", limit=1, at_least=True)
    yield Figure("of them, who did not get their view back", lost, "", limit=0)
    yield Figure("seconds until the last of them had it", back, "s")
    yield Figure("bytes of the largest script as sent, of all", sent, "bytes", whole, 0.5)


@contextlib.contextmanager
def _proxy(command: str, folder: Path, ports: tuple[int, int]) -> Iterator[str]:
    """Run nginx with the project's own configuration, on ports that are free, without encryption."""
    port = free_port()
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    site = re.sub(r"^\s*ssl_.*\n", "", site, flags=re.M)
    site = site.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    for name, own in zip(("8501", "8502"), ports, strict=True):
        site = site.replace(name, str(own))
    (folder / "site.conf").write_text(site)
    whole = folder / "nginx.conf"
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole.write_text(
        f"daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx.log;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\ninclude /etc/nginx/mime.types;\n"
        f"{temporary}include {folder}/site.conf;\n}}\n"
    )
    process = subprocess.Popen([command, "-p", str(folder), "-c", str(whole)])
    try:
        time.sleep(1)
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended: {(folder / 'nginx.log').read_text()[-500:]}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)


async def _restarted(
    ground: Ground, proxy: str, first: Served, second: Served
) -> tuple[int, int, int, int, float]:
    """Return who stayed, who moved, who of these noticed or lost, and how long it took."""
    edition = ground.release.edition
    viewers = [
        Viewer(proxy, f"suppliers?edition={edition}&recipient={COUNTRIES[i]}", HOST)
        for i in range(VIEWERS)
    ]
    for viewer in viewers:
        await viewer.open()
    views = {viewer: viewer.title for viewer in viewers}
    leaving = [viewer for viewer in viewers if viewer.cookie.endswith(str(first.port))]
    staying = [viewer for viewer in viewers if viewer not in leaving]
    noticed = lost = 0
    until = [0.0]

    first.process.send_signal(signal.SIGTERM)
    began = time.perf_counter()
    await asyncio.to_thread(first.process.wait, 15)
    with ground.serving("explorer", first.port, ARMSTRANSFERS_HOSTS=HOST) as again:
        for viewer in leaving:  # as the page does by itself: connect again, show what the link says
            with contextlib.suppress(OSError, ConnectionClosed, TimeoutError, RuntimeError):
                viewer.title = ""
                await viewer.open()
                until.append(time.perf_counter() - began)
            lost += viewer.title != views[viewer]
        await asyncio.to_thread(again.wait)
        for viewer in staying:
            try:
                await viewer.choose("Years", (2001, 2010))
            except (OSError, ConnectionClosed, TimeoutError, RuntimeError):
                noticed += 1
                continue
            noticed += not viewer.is_open or viewer.title != views[viewer]
        for viewer in viewers:
            await viewer.close()
    return len(staying), len(leaving), noticed, lost, max(until)


def _sizes(proxy: str) -> tuple[int, int]:
    """Return the bytes of the largest script of the page as nginx sends it, and without gzip."""
    import gzip
    import urllib.request

    def asked(path: str) -> tuple[bytes, bool]:
        request = urllib.request.Request(  # noqa: S310  # this machine's own
            proxy + path, headers={"Host": HOST, "Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read(), answer.headers["Content-Encoding"] == "gzip"

    page, packed = asked("/")
    text = (gzip.decompress(page) if packed else page).decode()
    sizes = []
    for path in re.findall(r'src="\.?(/static/js/[^"]+\.js)"', text):
        content, packed = asked(path)
        sizes.append((len(gzip.decompress(content) if packed else content), len(content)))
    whole, sent = max(sizes)
    return sent, whole
