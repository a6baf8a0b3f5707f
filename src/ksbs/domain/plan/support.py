"""Support asked of a department or a partner, and their answer."""

from datetime import date
from uuid import UUID

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import NewId, ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.replacing import replace
from ksbs.domain.rule import RuleBroken
from ksbs.domain.standing import known_intervention, require_started_plan
from ksbs.domain.told import Told
from ksbs.domain.words import Day, Line, Model, Role, Text


class NeededBeforeRequest(RuleBroken):
    """Support asked for on {on} cannot be needed by {needed_by}, which lies before it."""

    sv = "Stöd som begärs {on} kan inte behövas senast {needed_by}, som är tidigare."


class SupportAlreadyRequested(RuleBroken):
    """The same support is already asked of {of_whom} and not yet answered: {request}."""

    sv = "Samma stöd är redan begärt av {of_whom} och ännu obesvarat: {request}."


class RequestUnknown(RuleBroken):
    """There is no request for support {request} on {on}; ask for it first."""

    sv = "Det finns ingen begäran om stöd {request} den {on}; begär stödet först."


class RequestAlreadyAnswered(RuleBroken):
    """The request for support {request} was answered on {on}."""

    sv = "Begäran om stöd {request} besvarades den {on}."


class CommittedUntilBefore(RuleBroken):
    """Support committed on {on} cannot last until {until}, which lies before it."""

    sv = "Stöd som utlovas {on} kan inte gälla till {until}, som är tidigare."


class _RequestingSupport(Model):
    intervention_id: UUID | None = None
    """The intervention it is for, if it is for one. / Insatsen det gäller, om det
    gäller en.
    """
    of_whom: Line
    """The department or partner; never a person's name. / Avdelningen eller den externa
    aktören; aldrig en persons namn.
    """
    what: Text
    """What support is asked for. / Vilket stöd som begärs."""
    needed_by: Day
    """The day by which the support is needed. / Dagen då stödet senast behövs."""


class SupportRequested(_RequestingSupport, ProgrammeEvent):
    """Support is asked of a department of the administration or of a partner."""

    stored_as = "plan.support-requested.v1"
    sv = "Stöd begärt"
    en = "Support requested"

    request_id: NewId
    """The id that the request was given. / Det id som begäran fick."""

    def rules(self, programme: Programme) -> None:
        """Belong to the plan under way, leave time to answer, be asked once."""
        require_started_plan(programme, on=self.occurred_on)
        if self.intervention_id is not None:
            known_intervention(
                programme,
                intervention_id=self.intervention_id,
                on=self.occurred_on,
            )
        if self.needed_by < self.occurred_on:
            raise NeededBeforeRequest(on=self.occurred_on, needed_by=self.needed_by)
        for same in programme.support_requests.where(
            intervention_id=self.intervention_id,
            of_whom=self.of_whom,
            what=self.what,
            answered_on=None,
        ):
            raise SupportAlreadyRequested(of_whom=self.of_whom, request=same.request_id)

    def evolve(self, state: Programme) -> Programme:
        """Let the request stand; an answer already folded is left as it is."""
        requests = state.support_requests.change(
            self.request_id,
            lambda request: replace(
                request,
                intervention_id=self.intervention_id,
                of_whom=self.of_whom,
                what=self.what,
                needed_by=self.needed_by,
                born=True,
            ),
        )
        told = state.facet(RequestsTold).adding(self.request_id, self)
        return state.keeping(told, support_requests=requests)


class RequestsTold(Told[UUID, SupportRequested]):
    """How each support was asked for."""


class RequestSupport(_RequestingSupport, ProgrammeCommand):
    """Ask a department or a partner for support."""

    noun = "support-requests"
    records = SupportRequested
    by = (Role.PROCESS_SUPPORTER, Role.PRINCIPAL, Role.WORKING_GROUP)
    sv = "Begär stöd av en stödavdelning eller extern aktör."
    example = {
        "interventionId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c05",
        "ofWhom": "Avdelningen för undervisningsstöd",
        "what": "Handledning vid sex tillfällen under vårterminen.",
        "neededBy": "2029-01-08",
    }


class _CommittingSupport(Model):
    request_id: UUID
    """The request for support that is answered. / Begäran om stöd som besvaras."""
    who: Line
    """The department or partner that answers; never a person's name. / Avdelningen
    eller den externa aktören som svarar; aldrig en persons namn.
    """
    what: Text
    """What is promised. / Vad som utlovas."""
    until: Day | None = None
    """The last day of the promise, if it has one. / Löftets sista dag, om det har en.
    """


class SupportCommitted(_CommittingSupport, ProgrammeEvent):
    """The support asked for is promised."""

    stored_as = "plan.support-committed.v1"
    sv = "Stöd utlovat"
    en = "Support committed"

    def rules(self, programme: Programme) -> None:
        """Answer a request once."""
        _require_unanswered(programme, request_id=self.request_id, on=self.occurred_on)
        if self.until is not None and self.until < self.occurred_on:
            raise CommittedUntilBefore(on=self.occurred_on, until=self.until)

    def evolve(self, state: Programme) -> Programme:
        """Answer the request with yes."""
        return _answered(state, self, committed=True)


class CommitSupport(_CommittingSupport, ProgrammeCommand):
    """Promise the support that was asked for."""

    noun = "support-commitments"
    records = SupportCommitted
    by = (Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER)
    sv = "Utlova det stöd som begärts."
    example = {
        "requestId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c06",
        "who": "Avdelningen för undervisningsstöd",
        "what": "Handledning vid fyra tillfällen.",
        "until": "2029-06-01",
    }


class _DecliningSupport(Model):
    request_id: UUID
    """The request for support that is answered. / Begäran om stöd som besvaras."""
    who: Line
    """The department or partner that answers; never a person's name. / Avdelningen
    eller den externa aktören som svarar; aldrig en persons namn.
    """
    reason: Text
    """Why the support is refused. / Skälet till att stödet avböjs."""


class SupportDeclined(_DecliningSupport, ProgrammeEvent):
    """The support asked for is refused."""

    stored_as = "plan.support-declined.v1"
    sv = "Stöd nekat"
    en = "Support declined"

    def rules(self, programme: Programme) -> None:
        """Answer a request once."""
        _require_unanswered(programme, request_id=self.request_id, on=self.occurred_on)

    def evolve(self, state: Programme) -> Programme:
        """Answer the request with no."""
        return _answered(state, self, committed=False)


class SupportAnswers(Told[UUID, SupportCommitted | SupportDeclined]):
    """What was answered to each request."""


class DeclineSupport(_DecliningSupport, ProgrammeCommand):
    """Refuse the support that was asked for, with the reason."""

    noun = "support-refusals"
    records = SupportDeclined
    by = (Role.SUPPORT_DEPARTMENT, Role.EXTERNAL_PARTNER)
    sv = "Neka det stöd som begärts, med skäl."
    example = {
        "requestId": "0197a3c2-5b1e-7c44-9d21-3f6f0a4b8c06",
        "who": "Avdelningen för undervisningsstöd",
        "reason": "Alla handledare är bokade till och med vårterminen.",
    }


def _require_unanswered(programme: Programme, *, request_id: UUID, on: date) -> None:
    request = programme.support_requests[request_id]
    if not request.born:
        raise RequestUnknown(request=request_id, on=on)
    if request.answered_on is not None:
        raise RequestAlreadyAnswered(request=request_id, on=request.answered_on)


def _answered(
    state: Programme, answer: SupportCommitted | SupportDeclined, *, committed: bool
) -> Programme:
    requests = state.support_requests.change(
        answer.request_id,
        lambda request: replace(
            request, committed=committed, answered_on=answer.occurred_on
        ),
    )
    answers = state.facet(SupportAnswers).adding(answer.request_id, answer)
    return replace(state.keeping(answers), support_requests=requests)
