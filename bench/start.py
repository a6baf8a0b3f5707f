"""How long a newcomer waits: plain figures, in seconds.

`demo_cold` is `ksbs demo --exit` in a home that does not exist yet: the database is
made, the story told, and the server stopped. `serve_warm` is the time from the start of
`ksbs serve` in that home until it listens. Peers have no such figure, so there is no
ratio but one of interest: `demo_again_vs_cold`, the demo found filled already.
"""

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import harness
from bench.api import environment, serving


def bench(quick: bool) -> harness.Report:
    """Measure."""
    report = harness.Report("start")
    for _ in range(2 if quick else 5):
        with TemporaryDirectory(prefix="ksbs-bench-", dir="/var/tmp") as folder:
            home = Path(folder) / "home"
            rates = {"demo_cold": tell_demo(home), "demo_again": tell_demo(home)}
            started = time.perf_counter()
            with serving(home):
                rates["serve_warm"] = time.perf_counter() - started
            ratio = rates["demo_again"] / rates["demo_cold"]
            report.add(rates, {"demo_again_vs_cold": ratio})
    for name in report.rounds[0]:
        report.plain[name] = min(rates[name] for rates in report.rounds)
    return report


def tell_demo(home: Path) -> float:
    """Tell the demo's story in a home, and give the seconds that took."""
    command = [sys.executable, "-m", "ksbs.cli", "demo", "--exit", "--json"]
    started = time.perf_counter()
    subprocess.run(command, env=environment(home), check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(harness.run(str(__doc__), bench))
