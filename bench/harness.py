"""What every bench shares: rounds that interleave, ratios, and how they are printed.

A bench measures contestants in turn within each round, so that whatever else the
machine does meets all of them alike. A ratio is taken within a round; its median,
least and greatest over the rounds are reported.
"""

import argparse
import json
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ksbs.store.embedded import embedded_server

Rates = Mapping[str, float]
"""What one round measured, by contestant: operations a second, or seconds."""


@dataclass
class Report:
    """The figures of a bench."""

    bench: str
    rounds: list[Rates] = field(default_factory=list)
    ratios: dict[str, list[float]] = field(default_factory=dict)
    plain: dict[str, float] = field(default_factory=dict)

    def add(self, rates: Rates, ratios: Mapping[str, float]) -> None:
        """Add one round."""
        self.rounds.append(dict(rates))
        for label, ratio in ratios.items():
            self.ratios.setdefault(label, []).append(ratio)

    def as_json(self) -> dict[str, object]:
        """Give the report as it is printed with `--json`."""
        return {
            "bench": self.bench,
            "ratios": {
                label: {
                    "median": round(statistics.median(values), 3),
                    "min": round(min(values), 3),
                    "max": round(max(values), 3),
                }
                for label, values in self.ratios.items()
            },
            "raw": [
                {name: round(value, 6) for name, value in rates.items()}
                for rates in self.rounds
            ],
            **({"plain": self.plain} if self.plain else {}),
        }

    def show(self) -> str:
        """Give the report as text."""
        lines = [self.bench]
        for label, values in self.ratios.items():
            lines.append(
                f"  {label:28} {statistics.median(values):8.2f}"
                f"   ({min(values):.2f} to {max(values):.2f})"
            )
        lines += [f"  {name:28} {value:8.2f}" for name, value in self.plain.items()]
        return "\n".join(lines)


def in_turn(
    operations: Mapping[str, Callable[[], object]], *, times: int
) -> dict[str, float]:
    """Do operations in turn, so many times; give the seconds that each takes at least.

    For what is the same work every time: whatever else the machine does only adds to it.
    """
    least = dict.fromkeys(operations, math.inf)
    for _ in range(times):
        for label, operation in operations.items():
            started = time.perf_counter()
            operation()
            least[label] = min(least[label], time.perf_counter() - started)
    return least


def arguments(description: str) -> argparse.Namespace:
    """Read `--json` and `--quick`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quick", action="store_true", help="finish in a minute or so")
    return parser.parse_args()


def run(description: str, bench: Callable[[bool], Report]) -> int:
    """Run a bench and print its report."""
    asked = arguments(description)
    report = bench(asked.quick)
    text = json.dumps(report.as_json(), indent=2) if asked.json else report.show()
    sys.stdout.write(text + "\n")
    return 0


@contextmanager
def server() -> Iterator[str]:
    """Give the DSN of a PostgreSQL of its own, with every write on disk (fsync)."""
    with TemporaryDirectory(prefix="ksbs-bench-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        with embedded_server(Path(folder) / "home") as running:
            yield running.dsn
