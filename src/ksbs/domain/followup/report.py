"""Reports on the programme are submitted, each named by the digest of its content."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BeforeValidator, model_validator

from ksbs.domain.command import ProgrammeCommand
from ksbs.domain.event import ProgrammeEvent
from ksbs.domain.programme import Programme
from ksbs.domain.rule import RuleBroken
from ksbs.domain.words import Day, Line, Model, Role, Sha256

_RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})"
)


def _as_written(value: object) -> object:
    # Pydantic would read a text of digits as seconds since 1970, even when strict.
    if not isinstance(value, str):
        return value
    if not _RFC_3339.fullmatch(value):
        message = "write date, time and offset as in 2030-09-10T13:00:00+02:00"
        raise ValueError(message)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        message = "names a day or a time of day that does not exist"
        raise ValueError(message) from None


class ReportAlreadySubmitted(RuleBroken):
    """The same content was already submitted to {recipient} on {on}."""

    sv = "Samma innehåll lämnades redan till {recipient} den {on}."


class ReportAheadOfItself(RuleBroken):
    """A report submitted on {on} cannot show what was known later, at {known_at}."""

    sv = "En rapport som lämnas den {on} kan inte visa vad som var känt senare, {known_at}."


@dataclass(frozen=True)
class Submission:
    """A report as it was submitted."""

    on: date
    recipient: str
    title: str
    sha256: str
    report_name: str | None = None
    valid_at: date | None = None
    known_at: datetime | None = None


@dataclass(frozen=True)
class Submissions:
    """The reports submitted on the programme, in order."""

    made: tuple[Submission, ...] = ()


class _SubmittingReport(Model):
    recipient: Line
    """The committee or other body that receives it. / Den nämnd eller annan mottagare
    som får den.
    """
    title: Line
    """The report's title. / Rapportens rubrik."""
    sha256: Sha256
    """The digest of the report's bytes, in lower-case hexadecimal. / Kontrollsumman för
    rapportens innehåll, hexadecimalt med små bokstäver.
    """
    report_name: Line | None = None
    """The name of the report if this system made it. / Rapportens namn om den är gjord
    i detta system.
    """
    valid_at: Day | None = None
    """The day that the report shows; given together with knownAt. / Den dag som
    rapporten visar; anges tillsammans med knownAt.
    """
    known_at: Annotated[AwareDatetime, BeforeValidator(_as_written)] | None = None
    """The instant up to which it counts what was recorded. / Den tidpunkt till och med
    vilken den räknar det registrerade.
    """

    @model_validator(mode="after")
    def _the_pair_goes_together(self) -> Self:
        if (self.valid_at is None) != (self.known_at is None):
            message = "validAt and knownAt are given together or not at all"
            raise ValueError(message)
        if self.valid_at is not None and self.report_name is None:
            message = "validAt and knownAt belong to a report: give its reportName"
            raise ValueError(message)
        return self


class ReportSubmitted(_SubmittingReport, ProgrammeEvent):
    """A report on the programme is submitted, most often to the committee."""

    stored_as = "followup.report-submitted.v1"
    sv = "Rapport lämnad"
    en = "Report submitted"
    after_the_end = True

    def rules(self, programme: Programme) -> None:
        """Submit the same content to the same recipient once, as it was known then."""
        for made in programme.facet(Submissions).made:
            if (made.recipient, made.sha256) == (self.recipient, self.sha256):
                raise ReportAlreadySubmitted(recipient=made.recipient, on=made.on)
        # Days are Stockholm's, which is ahead of UTC: no instant of the day is refused.
        known_at = self.known_at
        if known_at and known_at.astimezone(UTC).date() > self.occurred_on:
            raise ReportAheadOfItself(
                on=self.occurred_on, known_at=known_at.isoformat()
            )

    def evolve(self, state: Programme) -> Programme:
        """Add the report to those submitted."""
        submission = Submission(
            on=self.occurred_on,
            recipient=self.recipient,
            title=self.title,
            sha256=self.sha256,
            report_name=self.report_name,
            valid_at=self.valid_at,
            known_at=self.known_at,
        )
        earlier = state.facet(Submissions).made
        return state.keeping(Submissions((*earlier, submission)))


class SubmitReport(_SubmittingReport, ProgrammeCommand):
    """Record that a report has been submitted."""

    noun = "report-submissions"
    records = ReportSubmitted
    by = (Role.PROGRAMME_OFFICE,)
    sv = "Registrera att en rapport har lämnats."
    example = {
        "recipient": "Utbildningsnämnden",
        "title": "Lägesrapport efter tredje terminen",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "reportName": "term-status",
        "validAt": "2024-12-31",
        "knownAt": "2025-01-15T09:00:00+01:00",
    }
