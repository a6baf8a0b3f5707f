"""A fictional municipality, told through the public API: `fill` tells it to a demo log.

clock = DemoClock()
with open_event_store(dsn, demo_clock=clock) as store:
    summary = fill(store, clock=clock, settings=settings, seed=1)
"""

from ksbs.demo.clock import DemoClock
from ksbs.demo.filling import DemoRefused, DemoSummary, fill, is_filled, summary_of
from ksbs.demo.teller import Progress, StoryBroken

__all__ = [
    "DemoClock",
    "DemoRefused",
    "DemoSummary",
    "Progress",
    "StoryBroken",
    "fill",
    "is_filled",
    "summary_of",
]
