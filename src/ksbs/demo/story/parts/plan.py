"""The action plan: goals, visible signs, interventions and the support they need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ksbs.demo.story.cast import ELEVHALSA, EXEMPELINSTITUTET, UNDERVISNINGSSTOD
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale
from ksbs.demo.story.themes import Theme

DEPARTMENTS = (UNDERVISNINGSSTOD, ELEVHALSA)


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal with its two visible signs."""

    goal: Said
    signs: tuple[Said, Said]
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """An intervention that has been planned, and who carries it out."""

    intervention: Said
    supplier: str | None
    """The department or partner; None for the school itself."""


def begin(tale: Tale, day: date) -> Said:
    """Work on the action plan begins."""
    return tale.tell(day, tale.process_supporter, "action-plans")


def goal_text(tale: Tale, theme: Theme) -> str:
    """Give the wording of a theme's goal, with a share that the seed chooses."""
    share, few = tale.rng.randrange(78, 92), tale.rng.randrange(6, 12)
    return theme.goal.replace("{n}", str(share)).replace("{m}", str(few))


def set_goal(  # noqa: PLR0913  # Each is one thing that is said of the goal.
    tale: Tale, day: date, area: Said, *, theme: Theme, target: date, text: str = ""
) -> Aim:
    """Set a goal on an area and define the two signs by which it will show."""
    text = text or goal_text(tale, theme)
    goal = tale.tell(
        day,
        tale.principal(day),
        "goals",
        area_id=area["areaId"],
        text=text,
        target_date=target,
        level=theme.level,
        authored_by="jointly",
    )
    first, second = (
        tale.tell(
            day,
            tale.group[1],
            "visible-signs",
            goal_id=goal["goalId"],
            text=sign,
            observed_how=theme.looked_for,
            by_whom="Förstelärarna",
            by_when=target,
        )
        for sign in theme.signs
    )
    return Aim(goal, (first, second), text)


def record_baselines(
    tale: Tale, day: date, aim: Aim, *, theme: Theme, missing: bool = False
) -> None:
    """Record how it stands before, for both signs; of the second one perhaps why not."""
    for index, sign in enumerate(aim.signs):
        unknown = missing and index == 1
        how: dict[str, Any] = (
            {"reason_missing": "Tecknet har inte följts tidigare."}
            if unknown
            else {"wording": theme.baselines[index]}
        )
        tale.tell(
            day, tale.process_supporter, "baselines", sign_id=sign["signId"], **how
        )


def plan_work(  # noqa: PLR0913  # Each is one thing that is said of the work.
    tale: Tale,
    day: date,
    *,
    aims: Sequence[Aim],
    theme: Theme,
    starts_on: date,
    ends_on: date,
    supplier: str | None,
    title: str = "",
    cost: int | None = None,
) -> Work:
    """Plan an intervention towards goals; the seed chooses a cost that is not given."""
    responsible = tale.group[0] if supplier is None else tale.cast.supplier(supplier)
    priced: dict[str, Any] = {}
    if supplier is not None:
        drawn = tale.rng.randrange(40, 180) * 1000
        priced = {"cost": drawn if cost is None else cost}
    intervention = tale.tell(
        day,
        tale.process_supporter,
        "interventions",
        goal_ids=tuple(aim.goal["goalId"] for aim in aims),
        title=title or theme.intervention,
        kind=theme.kind,
        target_group="Undervisande lärare",
        responsible=responsible.person_id,
        starts_on=starts_on,
        ends_on=ends_on,
        supplier=_kind_of(supplier),
        **priced,
    )
    return Work(intervention, supplier)


def ask(tale: Tale, day: date, work: Work, *, needed_by: date, what: str = "") -> Said:
    """Ask the supplier of an intervention for support."""
    occasions = tale.rng.choice(("fyra", "sex", "åtta"))
    return tale.tell(
        day,
        tale.principal(day),
        "support-requests",
        intervention_id=work.intervention["interventionId"],
        of_whom=work.supplier,
        what=what or f"Handledning vid {occasions} tillfällen.",
        needed_by=needed_by,
    )


def promise(tale: Tale, day: date, work: Work, *, request: Said, until: date) -> Said:
    """The supplier promises the support."""
    name = _supplier(work)
    return tale.tell(
        day,
        tale.cast.supplier(name),
        "support-commitments",
        request_id=request["requestId"],
        who=name,
        what="Handledning enligt begäran.",
        until=until,
    )


def refuse(tale: Tale, day: date, work: Work, *, request: Said) -> Said:
    """The supplier declines."""
    name = _supplier(work)
    return tale.tell(
        day,
        tale.cast.supplier(name),
        "support-refusals",
        request_id=request["requestId"],
        who=name,
        reason="Alla handledare är bokade till och med nästa termin.",
    )


def note_other_work(
    tale: Tale, day: date, *, title: str, led_by: str, may_affect: str
) -> Said:
    """The principal notes what else goes on at the school."""
    return tale.tell(
        day,
        tale.principal(day),
        "other-work-notes",
        title=title,
        led_by=led_by,
        may_affect=may_affect,
    )


def establish(tale: Tale, day: date, *, refused: str | None = None) -> Said:
    """The principal establishes the plan."""
    return tale.tell(
        day, tale.principal(day), "action-plan-establishments", refused=refused
    )


def _kind_of(supplier: str | None) -> str:
    if supplier is None:
        return "own"
    return "external_partner" if supplier == EXEMPELINSTITUTET else "support_department"


def _supplier(work: Work) -> str:
    if work.supplier is None:
        raise ValueError("nobody is asked for what the school does itself")
    return work.supplier
