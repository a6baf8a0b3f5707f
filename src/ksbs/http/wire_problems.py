"""What the API answers when something is wrong, and what it says of each kind."""

from datetime import date
from uuid import UUID

from ksbs.domain.words import Model


class FieldError(Model):
    """One thing that is wrong with the request. / En sak som är fel med begäran."""

    pointer: str | None = None
    """JSON pointer (RFC 6901) to the place in the body. / JSON-pekare (RFC 6901) till
    platsen i innehållet.
    """
    parameter: str | None = None
    """The name of the query parameter. / Frågeparameterns namn."""
    detail: str
    """What is wrong there, and what should stand instead. / Vad som är fel där, och vad
    som ska stå i stället.
    """


class EntryNamed(Model):
    """The entry that a refusal is about. / Anteckningen som ett nekande gäller."""

    event_id: UUID
    """The entry's id; it is read at `/events/{eventId}`. / Anteckningens id; den läses
    på `/events/{eventId}`.
    """
    name: str
    """The name of its event in the catalogue. / Namnet på dess händelse i katalogen."""
    occurred_on: date
    """The day when it happened or applies. / Dagen då det hände eller gäller."""


class Problem(Model):
    """A problem (RFC 9457). / Ett problem (RFC 9457)."""

    type: str
    """The address of a page that explains this kind of problem. / Adressen till en sida
    som förklarar denna sorts problem.
    """
    title: str
    """The kind of problem in short, the same every time. / Problemets slag i korthet,
    samma varje gång.
    """
    status: int
    """The HTTP status, once more. / HTTP-statusen, en gång till."""
    detail: str
    """What is wrong this time, and how to mend it. / Vad som är fel den här gången, och
    hur det åtgärdas.
    """
    instance: str
    """The address that was asked. / Adressen som begärdes."""
    trace_id: str
    """The trace (W3C) under which the request is logged. / Spåret (W3C) som begäran är
    loggad under.
    """
    rule: str | None = None
    """The rule of the process (409) or of the policy (403). / Regeln i processen (409)
    eller i behörighetstabellen (403).
    """
    breaks: str | None = None
    """The rule that another entry would break. / Regeln som en annan anteckning skulle
    bryta mot.
    """
    entry: EntryNamed | None = None
    """The entry that would break it. / Anteckningen som skulle bryta mot den."""
    errors: tuple[FieldError, ...] | None = None
    """Where in the request something is wrong, place by place. / Var i begäran något är
    fel, ställe för ställe.
    """


class ProblemPage(Model):
    """What a kind of problem or a rule means, in both languages.

    / Vad en sorts problem eller en regel betyder, på båda språken.
    """

    type: str
    """The address of this page; problems bear it as their `type`. / Denna sidas adress;
    problem bär den som sin `type`.
    """
    name: str
    """The name of the kind of problem or of the rule. / Namnet på problemets slag eller
    på regeln.
    """
    status: int
    """The HTTP status that such a problem has. / HTTP-statusen som ett sådant problem
    har.
    """
    title: str
    """The kind of problem in short, in English. / Problemets slag i korthet, på
    engelska.
    """
    title_sv: str
    """The kind of problem in short, in Swedish. / Problemets slag i korthet, på
    svenska.
    """
    detail: str
    """In English; words in braces stand for what differs from case to case. / På
    engelska; ord inom klamrar står för det som skiljer från fall till fall.
    """
    detail_sv: str
    """In Swedish; words in braces stand for what differs from case to case. / På
    svenska; ord inom klamrar står för det som skiljer från fall till fall.
    """
