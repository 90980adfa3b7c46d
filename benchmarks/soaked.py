"""Fifty viewers for twenty minutes: memory stays flat, and the log without an error."""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from collections.abc import Iterator

from figure import Figure, percentile
from ground import Ground, Served
from load import COUNTRIES, THINKING
from viewers import Viewer

VIEWERS = 50
STAYING = 60.0  # seconds after which a viewer leaves, and another comes
SAMPLES = 40


def soak(ground: Ground) -> Iterator[Figure]:
    """Measure how memory grows, and count what goes wrong."""
    link = f"suppliers?edition={ground.release.edition}"
    with ground.serving("explorer") as served:
        served.wait()
        samples, reruns, wrong = asyncio.run(_soaked(served, link, 60 * ground.soak_minutes))
        log = served.log.read_text()
    minutes = f"{ground.soak_minutes:g} minutes"
    second_half = samples[len(samples) // 2 :]
    early = statistics.median(second_half[: len(second_half) // 3])
    late = statistics.median(second_half[-len(second_half) // 3 :])
    yield Figure(
        f"memory at the end of {minutes}, against half time", late, "MiB", early, 1.05,
        remark=f"from {samples[0]:.0f} MiB to {max(samples):.0f} at most, {len(reruns):,} reruns",
    )  # fmt: skip
    yield Figure(f"errors in the log of {minutes}", _errors(log), "lines", limit=0)
    yield Figure(f"questions without an answer in {minutes}", wrong, "", limit=0)
    yield Figure(f"p95 of a rerun in {minutes}", 1000 * percentile(reruns, 0.95), "ms")


def _errors(log: str) -> int:
    lines = (json.loads(line) for line in log.splitlines() if line.startswith("{"))
    return sum(line["level"] in ("error", "critical") for line in lines)


async def _soaked(
    served: Served, link: str, seconds: float
) -> tuple[list[float], list[float], int]:
    end = time.perf_counter() + seconds
    samples: list[float] = []
    reruns: list[float] = []
    wrong = 0

    async def sample() -> None:
        while time.perf_counter() < end:
            samples.append(served.memory)
            await asyncio.sleep(seconds / SAMPLES)

    async def come_and_go(seed: int) -> None:
        nonlocal wrong
        dice = random.Random(seed)  # noqa: S311  # made-up viewers need no secret
        await asyncio.sleep(dice.uniform(0, THINKING))
        while time.perf_counter() < end:
            viewer = Viewer(served.url, link)
            leaving = min(end, time.perf_counter() + dice.uniform(0.5, 1.5) * STAYING)
            try:
                await viewer.open()
                while time.perf_counter() < leaving:
                    if dice.random() < 0.8:
                        chosen: str | tuple[int, int] = dice.choice(COUNTRIES)
                        reruns.append(await viewer.choose("Recipient", chosen))
                    else:
                        first = dice.randint(1990, 2010)
                        chosen = first, first + dice.choice((5, 9))
                        reruns.append(await viewer.choose("Years", chosen))
                    await asyncio.sleep(dice.uniform(0.5, 1.5) * THINKING)
            except (OSError, RuntimeError, TimeoutError):
                wrong += 1
            finally:
                await viewer.close()

    await asyncio.gather(sample(), *(come_and_go(i) for i in range(VIEWERS)))
    return samples, reruns, wrong
