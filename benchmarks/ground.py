"""The ground that benchmarks stand on: a register, processes that serve, ports."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import armstransfers
from armstransfers.library import catalogue, store
from armstransfers.model.release import Release
from armstransfers.reference import entities

HERE = Path(__file__).parent
ROOT = HERE.parent
REAL = ROOT.parent / "shared" / "sipri"
REGISTER = "register-by-delivery-year_*_2024-04.csv"  # one edition in two files
EXPLORER = "from armstransfers.cli import main; main()"
_HEADER = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,"
    "Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,"
    "Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,TIV delivery values,"
    "Local production"
)


@dataclass
class Ground:
    """A folder for one run, with a store that holds a complete register.

    Attributes
    ----------
    folder : Path
        A folder that is removed at the end.
    soak_minutes : float
        How long a soak lasts.
    most_rows : int
        Rows of the largest made-up table.
    """

    folder: Path
    soak_minutes: float = 20.0
    most_rows: int = 250_000_000
    files: list[Path] = field(default_factory=list)
    is_real: bool = False

    def prepare(self) -> None:
        """Import the register of SIPRI where it is at hand, else one of its size made up."""
        self.is_real = REAL.is_dir()
        self.files = sorted(REAL.glob(REGISTER)) if self.is_real else made_up(self.folder)
        os.environ[store.HOME_VARIABLE] = str(self.folder / "home")
        catalogue.keep(armstransfers.read(self.files))

    @property
    def release(self) -> Release:
        """The complete register."""
        return next(one for one in catalogue.releases() if one.is_complete)

    @property
    def what(self) -> str:
        """Whose register it is, for people."""
        rows = len(self.release.transfers)
        whose = "SIPRI's real register" if self.is_real else "a made-up register of SIPRI's size"
        return f"{whose}, {rows:,} deliveries, {', '.join(path.name for path in self.files)}"

    @contextlib.contextmanager
    def serving(self, kind: str, port: int | None = None, **more: str) -> Iterator[Served]:
        """Start the explorer, or one of the yardsticks, and stop it at the end.

        Parameters
        ----------
        kind : str
            ``explorer``, or the name of a script in this folder, run by ``streamlit run``.
        port : int, optional
            Port to serve on; a free one by default.
        more : str
            Variables of its environment.
        """
        port = port or free_port()
        told = os.environ | {"PYTHONPATH": str(ROOT), "BENCH_FOLDER": str(self.folder)} | more
        log = self.folder / f"{kind}-{port}.log"
        with log.open("w") as lines:
            process = subprocess.Popen(
                _command(kind, port),
                env=told,
                cwd=self.folder,
                stdout=lines,
                stderr=subprocess.STDOUT,
            )
        try:
            yield Served(process, port, log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@dataclass
class Served:
    """A process that serves pages."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    def wait(self, seconds: float = 60) -> None:
        """Return when it answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, urllib.error.URLError):
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5).close()  # noqa: S310  # this machine's own
                return
            time.sleep(0.01)
        raise RuntimeError(f"it did not answer: {self.log.read_text()[-2000:]}")

    @property
    def memory(self) -> float:
        """Resident memory in MiB."""
        command = ["ps", "-o", "rss=", "-p", str(self.process.pid)]
        told = subprocess.run(command, capture_output=True, text=True, check=True)  # any ps
        return int(told.stdout) / 1024


def _command(kind: str, port: int) -> list[str]:
    if kind == "explorer":
        return [sys.executable, "-c", EXPLORER, "app", "--port", str(port)]
    # as anyone starts an app of theirs; without a browser window, and without calling home
    return [
        sys.executable, "-m", "streamlit", "run", str(HERE / f"{kind}.py"), "--server.port",
        str(port), "--server.address", "127.0.0.1", "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
    ]  # fmt: skip


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def made_up(folder: Path, rows: int = 59_157) -> list[Path]:
    """Write two made-up exports of the shape and size of SIPRI's complete register."""
    dice = random.Random(1950)  # noqa: S311  # made-up rows need no secret
    states = [one.name for one in entities.entities().values() if one.kind == "state"]
    buyers = [dice.paretovariate(0.7) for _ in states]
    sellers = [dice.paretovariate(0.5) for _ in states]
    paths = []
    for first, last, part in ((1950, 1989, 0.52), (1990, 2023, 0.48)):
        head = (
            "Transfers of major conventional arms from All countries to All countries. Deals with "
            f"deliveries or orders made for year range '{first}' to '{last}' \n\n"
            "Data generated: 16 April 2024 9:14:21 AM\n"
        )
        count = int(rows * part)
        names = zip(
            dice.choices(states, sellers, k=count),
            dice.choices(states, buyers, k=count),
            strict=True,
        )
        lines = [
            f"{first * 100 + i},{seller},{buyer},BX-{i % 997},Made-up weapon,"
            f"{'Aircraft' if i % 3 else 'Ships'},{year - 2},Yes,{1 + i % 40},Yes,{year},No,New,4.5,"
            f"{each / 100},{(1 + i % 40) * each / 100:.2f},No"
            for i, (seller, buyer) in enumerate(names)
            for year, each in [(dice.randint(first, last), dice.randint(1, 450))]
        ]
        path = folder / f"made-up-register_{first}-{last}.csv"
        path.write_text(head + "\n".join([_HEADER, *lines]) + "\n", "utf-8")
        paths.append(path)
    return paths
