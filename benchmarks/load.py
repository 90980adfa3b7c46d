"""Fifty and two hundred viewers at once, by clients that bring no browser."""

from __future__ import annotations

import asyncio
import random
import time
import urllib.request
from collections.abc import Iterator, Sequence

from figure import Figure, percentile
from ground import Ground, Served
from viewers import Viewer

CROWDS = (50, 200)
SECONDS = 12.0  # of each measurement
THINKING = 5.0  # seconds, on average, between an answer and the next question
THOUGHTFUL_SECONDS = 40.0
COUNTRIES = (
    "Azerbaijan", "Armenia", "India", "Poland", "Georgia", "Egypt", "Algeria", "Japan", "Norway",
    "Brazil", "Chile", "Pakistan", "Qatar", "Kuwait", "Israel", "Australia", "Singapore", "Greece",
    "Spain", "Canada",
)  # fmt: skip


def load(ground: Ground) -> Iterator[Figure]:
    """Measure reruns a second, their slowest, health, and memory, under many viewers."""
    link = f"suppliers?edition={ground.release.edition}"
    with ground.serving("explorer") as ours:
        ours.wait()
        asyncio.run(_warmed(ours, link))
        before = ours.memory
        slowest, health = asyncio.run(_thoughtful(ours, link, CROWDS[0]))
        yield Figure("p95 of a rerun, 50 viewers thinking 5 s", 1000 * slowest, "ms", limit=60)
        yield Figure("p95 of /healthz meanwhile", 1000 * health, "ms", limit=30)
        rates = {}
        for many in CROWDS:
            rates[many] = asyncio.run(_hurried(ours, link, many))
            print(f"  {rates[many]:.1f} reruns a second, {many} viewers", flush=True)
        memory = asyncio.run(_memory(ours, link, CROWDS[-1], before))
        yield Figure(f"memory a viewer, of {CROWDS[-1]}", memory, "MiB", limit=0.5)
    with ground.serving("plain") as plain:
        plain.wait()
        asyncio.run(_warmed(plain, "", COUNTRIES[:2]))
        for many in CROWDS:
            rate = asyncio.run(_hurried(plain, "", many))
            yield Figure(
                f"reruns a second, {many} viewers", rates[many], "/s", rate, 20, at_least=True
            )


async def _warmed(served: Served, link: str, names: Sequence[str] = COUNTRIES) -> None:
    """Let one viewer look at what the others will ask for."""
    viewer = Viewer(served.url, link)
    await viewer.open()
    for name in (*names[1:], names[0]):
        await viewer.choose("Recipient", name)
    await viewer.close()


async def _crowd(served: Served, link: str, many: int) -> list[Viewer]:
    """Return viewers who have the page open; who had to wait a minute for it has left."""
    viewers = [Viewer(served.url, link) for _ in range(many)]
    for i in range(0, many, 10):
        some = (viewer.open() for viewer in viewers[i : i + 10])
        await asyncio.gather(*some, return_exceptions=True)
    here = [viewer for viewer in viewers if viewer.is_open]
    if not here:
        raise RuntimeError(f"none of {many} viewers got the page")
    return here


async def _leave(viewers: Sequence[Viewer]) -> None:
    await asyncio.gather(*(viewer.close() for viewer in viewers))


async def _hurried(served: Served, link: str, many: int) -> float:
    """Return reruns a second of viewers who ask again as soon as they have an answer."""
    viewers = await _crowd(served, link, many)
    end = time.perf_counter() + SECONDS
    done = 0

    async def ask(viewer: Viewer, names: Sequence[str]) -> None:
        nonlocal done
        while time.perf_counter() < end:
            for name in names:
                await viewer.choose("Recipient", name)
                if time.perf_counter() > end:
                    return
                done += 1

    try:
        await asyncio.gather(
            *(ask(viewer, _shuffled(i)) for i, viewer in enumerate(viewers)), return_exceptions=True
        )
    finally:
        await _leave(viewers)
    return max(done, 0.5) / SECONDS


async def _thoughtful(served: Served, link: str, many: int) -> tuple[float, float]:
    """Return p95 of a rerun, and of the answer on health, with viewers who think in between."""
    viewers = await _crowd(served, link, many)
    await asyncio.sleep(2)
    reruns: list[float] = []
    health: list[float] = []
    end = time.perf_counter() + THOUGHTFUL_SECONDS

    async def look(viewer: Viewer, seed: int) -> None:
        dice = random.Random(seed)  # noqa: S311  # made-up viewers need no secret
        await asyncio.sleep(dice.uniform(0, THINKING))
        for name in _shuffled(seed):
            if time.perf_counter() > end:
                return
            reruns.append(await viewer.choose("Recipient", name))
            await asyncio.sleep(dice.uniform(0.5, 1.5) * THINKING)

    async def ask_health() -> None:
        while time.perf_counter() < end:
            health.append(await asyncio.to_thread(seconds_of_health, served.url))
            await asyncio.sleep(0.2)

    try:
        await asyncio.gather(ask_health(), *(look(one, i) for i, one in enumerate(viewers)))
    finally:
        await _leave(viewers)
    return percentile(reruns, 0.95), percentile(health, 0.95)


def seconds_of_health(url: str) -> float:
    """Return how long the answer on health takes."""
    began = time.perf_counter()
    with urllib.request.urlopen(f"{url}/healthz", timeout=10) as answer:  # noqa: S310  # this machine's own
        answer.read()
    return time.perf_counter() - began


async def _memory(served: Served, link: str, many: int, before: float) -> float:
    """Return MiB for each viewer who is there, after each has looked at three countries."""
    viewers = await _crowd(served, link, many)
    for i, viewer in enumerate(viewers):
        for name in _shuffled(i)[:3]:
            await viewer.choose("Recipient", name)
    grown = served.memory - before
    await _leave(viewers)
    return grown / len(viewers)


def _shuffled(seed: int) -> list[str]:
    names = list(COUNTRIES)
    random.Random(seed).shuffle(names)  # noqa: S311  # made-up viewers need no secret
    return names
