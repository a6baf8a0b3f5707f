"""A visible sign is worded anew."""

from typing import Any, Self
from uuid import UUID

from pydantic import model_validator

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.plan.sign import SignAlreadyDefined, SignVersions
from ksbs.domain.plan.versions import Version
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import known_sign, live_goal
from ksbs.domain.words import Day, Line, Model, Role, Text


class SignUnchanged(RuleBroken):
    """The visible sign {sign} already reads so; a revision changes something."""

    sv = "Tecknet {sign} lyder redan så; en omformulering ändrar något."


class LookBeforeRevision(RuleBroken):
    """A sign worded anew on {on} cannot be looked for by {by_when}, which lies before
    it.
    """

    sv = "Ett tecken som omformuleras {on} kan inte ses senast {by_when}, som är tidigare."


class _RevisingSign(Model):
    sign_id: UUID
    """The visible sign that is worded anew. / Det synliga tecken som omformuleras."""
    text: Text | None = None
    """The new wording, if it changes. / Den nya lydelsen, om den ändras."""
    observed_how: Text | None = None
    """The new way of looking for it, if that changes. / Det nya sättet att leta efter
    det, om det ändras.
    """
    by_whom: Line | None = None
    """Who looks from now on, if that changes: a function, a group or a person's id;
    never a name. / Vem som tittar från och med nu, om det ändras: en funktion, en grupp
    eller en persons id; aldrig ett namn.
    """
    by_when: Day | None = None
    """The new day by which it should show, if it changes. / Den nya dagen då det bör
    synas, om den ändras.
    """
    reason: Text
    """Why the sign is worded anew. / Varför tecknet omformuleras."""

    @model_validator(mode="after")
    def _something_is_revised(self) -> Self:
        if not self.revised():
            message = "give at least one of text, observedHow, byWhom and byWhen"
            raise ValueError(message)
        return self

    def revised(self) -> dict[str, Any]:
        """Give what is said anew, by the name of the field."""
        said = {name: getattr(self, name) for name in _REVISABLE}
        return {name: value for name, value in said.items() if value is not None}


_REVISABLE = ("text", "observed_how", "by_whom", "by_when")


class VisibleSignRevised(_RevisingSign, ProgrammeEvent):
    """A visible sign is worded anew; what it said before stays readable."""

    stored_as = "plan.visible-sign-revised.v1"
    sv = "Synligt tecken omformulerat"
    en = "Visible sign revised"

    def rules(self, programme: Programme) -> None:
        """Revise a sign of a goal that stands, to something else, with time to look."""
        sign = known_sign(programme, sign_id=self.sign_id, on=self.occurred_on)
        if sign.goal_id is not None:
            live_goal(programme, goal_id=sign.goal_id, on=self.occurred_on)
        if self.by_when is not None and self.by_when < self.occurred_on:
            raise LookBeforeRevision(by_when=self.by_when, on=self.occurred_on)
        reads = programme.facet(SignVersions).reads(self.sign_id)
        if replace(reads, **self.revised()) == reads:
            raise SignUnchanged(sign=self.sign_id)
        for same in programme.signs.where(goal_id=sign.goal_id, text=self.text):
            if same.sign_id != self.sign_id:
                raise SignAlreadyDefined(goal=sign.goal_id, sign=same.sign_id)

    def evolve(self, state: Programme) -> Programme:
        """Let the sign read as revised, with its baseline and its observations."""
        signs = state.signs.change(
            self.sign_id,
            lambda sign: replace(
                sign,
                text=self.text or sign.text,
                by_when=self.by_when or sign.by_when,
            ),
        )
        versions = state.facet(SignVersions)
        version = Version(
            on=self.occurred_on,
            plan_version=state.plan_version,
            reason=self.reason,
            says=replace(versions.reads(self.sign_id), **self.revised()),
        )
        kept = state.keeping(versions.adding(self.sign_id, version))
        return replace(kept, signs=signs)


class ReviseVisibleSign(_RevisingSign, ProgrammeCommand):
    """Word a visible sign anew, or change how, by whom or by when it is looked for."""

    noun = "sign-revisions"
    records = VisibleSignRevised
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Omformulera ett synligt tecken, eller ändra hur, av vem eller när man tittar."
    example = {
        "signId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c03",
        "text": "Eleverna kan berätta vad lektionen syftar till och hur det gick.",
        "reason": "Vårens observationer visar att syftet ensamt säger för lite.",
    }
