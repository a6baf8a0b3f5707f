"""The school is offered a place and may decline it."""

from dataclasses import dataclass

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.enrolment.nomination import AlreadyDecided
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.kinds import DeclineReason, OfferedTo, Status
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.state import Ending, Offer
from ksbs.domain.words import Day, Model, Role, Text


class NothingOffered(RuleBroken):
    """No offer has been made, so there is none to decline."""

    sv = "Inget erbjudande har lämnats, så det finns inget att avböja."


class AnswerDayBeforeOffer(RuleBroken):
    """The offer of {on} cannot be answered by {answer_by}, which lies before it."""

    sv = "Erbjudandet den {on} kan inte besvaras senast {answer_by}, som är tidigare."


class AlreadyOffered(RuleBroken):
    """The {offered_to} was offered a place on {on} and may still answer."""

    sv = "Ett erbjudande till {offered_to} lämnades redan den {on}."


@dataclass(frozen=True)
class Decline:
    """Why the offer was declined; None while it was not."""

    reason: DeclineReason | None = None
    text: str | None = None


class _Offering(Model):
    offered_to: OfferedTo
    """Who is asked: the principal or the chief. / Vem som tillfrågas: rektor eller
    grundskolechef/områdeschef.
    """
    answer_by: Day
    """The last day to answer. / Sista dagen att svara."""


class ParticipationOffered(_Offering, ProgrammeEvent):
    """Principal or chief is offered a place in KSBS for the school."""

    stored_as = "enrolment.participation-offered.v1"
    sv = "Erbjudande lämnat"
    en = "Participation offered"

    def rules(self, programme: Programme) -> None:
        """Offer once to each, before the decision, with time to answer."""
        if programme.decision is not None:
            raise AlreadyDecided(on=programme.decision.on)
        if self.answer_by < self.occurred_on:
            raise AnswerDayBeforeOffer(on=self.occurred_on, answer_by=self.answer_by)
        for offer in programme.offers:
            if offer.offered_to is self.offered_to and self.occurred_on <= (
                offer.answer_by
            ):
                raise AlreadyOffered(offered_to=self.offered_to.value, on=offer.on)

    def evolve(self, state: Programme) -> Programme:
        """Add the offer."""
        offer = Offer(self.occurred_on, self.offered_to, self.answer_by)
        return replace(state, offers=(*state.offers, offer))


class OfferParticipation(_Offering, ProgrammeCommand):
    """Offer the school a place."""

    noun = "participation-offers"
    records = ParticipationOffered
    by = (Role.CHIEF, Role.PROGRAMME_OFFICE)
    sv = "Erbjud skolan en plats i KSBS."
    example = {"offeredTo": "principal", "answerBy": "2030-12-31"}


class _Declining(Model):
    reason: DeclineReason
    """What kind of reason it is. / Skälet till att erbjudandet avböjs, efter slag."""
    text: Text
    """The reason in words. / Skälet i ord."""


class ParticipationDeclined(_Declining, ProgrammeEvent):
    """The offer is declined; the programme ends before it began."""

    stored_as = "enrolment.participation-declined.v1"
    sv = "Erbjudande avböjt"
    en = "Participation declined"

    def rules(self, programme: Programme) -> None:
        """Decline only what has been offered and is not decided."""
        if not programme.offers:
            raise NothingOffered
        if programme.decision is not None:
            raise AlreadyDecided(on=programme.decision.on)

    def evolve(self, state: Programme) -> Programme:
        """End the programme as declined."""
        ending = Ending(self.occurred_on, Status.DECLINED)
        return replace(state, ending=ending).keeping(Decline(self.reason, self.text))


class DeclineParticipation(_Declining, ProgrammeCommand):
    """Decline the offer of a place."""

    noun = "participation-declines"
    records = ParticipationDeclined
    by = (Role.PRINCIPAL, Role.CHIEF)
    sv = "Avböj erbjudandet om en plats."
    example = {"reason": "time", "text": "Skolan genomför redan två större projekt."}
