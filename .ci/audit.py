"""Hold the locked packages against the known vulnerabilities, by pip-audit, where there is a network."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKS = ("requirements.lock", "requirements-dev.lock")
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json")
NO_NETWORK = re.compile(r"requests\.exceptions\.|\bconnect", re.IGNORECASE)
PATIENCE = 120  # seconds


def main() -> int:
    """Return 1 if a package has a known vulnerability, or if pip-audit itself failed."""
    root = Path(__file__).parent.parent
    locks = [word for lock in LOCKS for word in ("--requirement", str(root / lock))]
    command = [sys.executable, "-m", "pip_audit", *OPTIONS, *locks]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)  # noqa: S603
    except subprocess.TimeoutExpired:
        print(f"pip-audit: skipped, the index gave no answer within {PATIENCE} seconds.")
        return 0
    if not done.stdout.strip():
        if NO_NETWORK.search(done.stderr):
            print("pip-audit: skipped, there is no network.")
            return 0
        print(done.stderr, file=sys.stderr)
        return 1
    return report(json.loads(done.stdout)["dependencies"])


def report(packages: list[dict[str, Any]]) -> int:
    """Say what was found; pip-audit itself calls packages sound that no index told it about."""
    looked_up = [one for one in packages if "skip_reason" not in one]
    if not looked_up:
        print(f"pip-audit: skipped, the index knows none of the {len(packages)} locked packages.")
        return 0
    found = [(one, fault) for one in looked_up for fault in one["vulns"]]
    for one, fault in found:
        mended = ", ".join(fault["fix_versions"]) or "no version yet"
        print(f"pip-audit: {one['name']} {one['version']} has {fault['id']}, mended in {mended}.")
    count = f"{len(looked_up)} of {len(packages)} locked packages"
    print(f"pip-audit: {count} looked up, {len(found)} known vulnerabilities.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
