"""The story of Exempelstad as data: who recorded what, on which day.

It is told in words in docs/tutorial/the-demo-municipality.md. A seed chooses wordings,
figures, times of day and which everyday entries come late; what a programme goes
through, and on which days, is written in `programmes` and is the same for every seed.
"""

from collections.abc import Callable
from random import Random

from ksbs.demo.story import directory, schools
from ksbs.demo.story.calendar import at_moments
from ksbs.demo.story.cast import Cast
from ksbs.demo.story.programmes import (
    before_start,
    bjork,
    city_before_start,
    city_under_way,
    completed,
    exempelskolan,
    norra,
    turning,
    under_way,
)
from ksbs.demo.story.schools import School
from ksbs.demo.story.selecting import Selecting
from ksbs.demo.story.step import Told
from ksbs.demo.story.tale import Tale

PROGRAMMES: tuple[tuple[School, Callable[[Tale], None]], ...] = (
    (schools.EXEMPELSKOLAN, exempelskolan.tell),
    (schools.BJORK, bjork.tell),
    (schools.NORRA, norra.tell),
    (schools.ANG, under_way.tell_ang),
    (schools.STRAND, under_way.tell_strand),
    (schools.AS, under_way.tell_as),
    (schools.SODRA, before_start.tell_sodra),
    (schools.LILLA, before_start.tell_lilla),
    (schools.DAL, before_start.tell_dal),
    (schools.HOJD, before_start.tell_hojd),
    (schools.KVARN, before_start.tell_kvarn),
    (schools.OSTRA, before_start.tell_ostra),
    (schools.HAG, completed.tell_hag),
    (schools.TALL, completed.tell_tall),
    (schools.VIK, completed.tell_vik),
    (schools.HAMNEN, completed.tell_hamnen),
    (schools.BERG, turning.tell_berg),
    (schools.LUND, turning.tell_lund),
    (schools.STADEN, city_under_way.tell_staden),
    (schools.SJO, completed.tell_sjo),
    (schools.FJALL, city_under_way.tell_fjall),
    (schools.TORGET, completed.tell_torget),
    (schools.GARD, completed.tell_gard),
    (schools.EK, city_under_way.tell_ek),
    (schools.KANALEN, city_under_way.tell_kanalen),
    (schools.HOLM, city_under_way.tell_holm),
    (schools.SLOTT, city_under_way.tell_slott),
    (schools.ADAL, city_under_way.tell_adal),
    (schools.TORP, city_under_way.tell_torp),
    (schools.PARKEN, city_under_way.tell_parken),
    (schools.ALV, city_before_start.tell_alv),
    (schools.SKOG, city_before_start.tell_skog),
    (schools.BRUNN, city_before_start.tell_brunn),
    (schools.UDDE, city_under_way.tell_udde),
)


def story(cast: Cast, *, seed: int) -> tuple[Told, ...]:
    """Give every step in the order of its recording, each with its moment."""
    steps = directory.tell(cast, seed=seed) + Selecting(cast, seed).tell()
    for school, tell in PROGRAMMES:
        tale = Tale(school, cast=cast, seed=seed)
        tell(tale)
        steps += tale.steps
    steps.sort(key=lambda step: step.recorded_on)
    rng = Random(f"{seed}/moments")  # noqa: S311  # times of day, not secrets
    return tuple(at_moments(steps, rng=rng))
