"""Visible signs of development towards a goal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.plan.versions import Version
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import live_goal
from ksbs.domain.told import Told
from ksbs.domain.words import Day, Line, Model, Role, Text


class LookBeforeSign(RuleBroken):
    """A sign defined on {on} cannot be looked for by {by_when}, which lies before it."""

    sv = (
        "Ett tecken som formuleras {on} kan inte ses senast {by_when}, som är tidigare."
    )


class SignAlreadyDefined(RuleBroken):
    """A visible sign that reads the same is defined for the goal {goal}: {sign}."""

    sv = "Ett tecken med samma lydelse finns redan för målet {goal}: {sign}."


@dataclass(frozen=True)
class SignWording:
    """What a visible sign is, and how, by whom and by when one looks for it."""

    text: str = ""
    observed_how: str = ""
    by_whom: str = ""
    by_when: date | None = None


class SignVersions(Told[UUID, Version[SignWording]]):
    """How each sign has read, from its definition to its latest revision."""

    def reads(self, sign_id: UUID) -> SignWording:
        """Give how a sign reads now; nothing if it has never been worded."""
        version = self.latest(sign_id)
        return version.says if version else SignWording()


class _DefiningSign(Model):
    goal_id: UUID
    """The goal that the sign is a sign of. / Målet som tecknet är ett tecken på."""
    text: Text
    """What do we see when we are on the way to the goal? / Vad ser vi när vi är på väg
    mot målet?
    """
    observed_how: Text
    """How one looks for it: lesson visits, conversations, pupils' work. / Hur man letar
    efter det: lektionsbesök, samtal, elevarbeten.
    """
    by_whom: Line
    """Who looks: a function or a group, or a person's id; never a name. / Vem som
    tittar: en funktion, en grupp eller en persons id; aldrig ett namn.
    """
    by_when: Day | None = None
    """The day by which it should show, if one is set. / Dagen då det bör synas, om en
    sådan är satt.
    """


class VisibleSignDefined(_DefiningSign, ProgrammeEvent):
    """A visible sign of development towards a goal is put into words."""

    stored_as = "plan.visible-sign-defined.v1"
    sv = "Synligt tecken formulerat"
    en = "Visible sign defined"

    sign_id: NewId
    """The id that the visible sign was given. / Det id som det synliga tecknet fick."""

    def rules(self, programme: Programme) -> None:
        """Belong to a goal that stands, be new to it, and leave time to look."""
        live_goal(programme, goal_id=self.goal_id, on=self.occurred_on)
        for same in programme.signs.where(goal_id=self.goal_id, text=self.text):
            raise SignAlreadyDefined(goal=self.goal_id, sign=same.sign_id)
        if self.by_when is not None and self.by_when < self.occurred_on:
            raise LookBeforeSign(by_when=self.by_when, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Define the sign."""
        signs = state.signs.change(
            self.sign_id,
            lambda sign: replace(
                sign,
                goal_id=self.goal_id,
                text=self.text,
                by_when=self.by_when,
                born=True,
            ),
        )
        wording = SignWording(self.text, self.observed_how, self.by_whom, self.by_when)
        version = Version(
            on=self.occurred_on, plan_version=state.plan_version, says=wording
        )
        versions = state.facet(SignVersions).adding(self.sign_id, version)
        return replace(state.keeping(versions), signs=signs)


class DefineVisibleSign(_DefiningSign, ProgrammeCommand):
    """Define a visible sign of development towards a goal."""

    noun = "visible-signs"
    records = VisibleSignDefined
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Formulera ett synligt tecken på utveckling mot ett mål."
    example = {
        "goalId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c02",
        "text": "Eleverna kan berätta vad lektionen syftar till.",
        "observedHow": "Lektionsbesök med samtal med tre elever.",
        "byWhom": "Förstelärarna",
        "byWhen": "2029-03-30",
    }
