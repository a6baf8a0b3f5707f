"""The register of decisions: what was decided, by whom, and when it was reported."""

from collections.abc import Iterator, Sequence
from datetime import date

from ksbs.domain.kinds import Capacity, DecisionBasis, ExceptionRule, Stance
from ksbs.domain.words import Bilingual, Word, spoken
from ksbs.questions.asking import Asking
from ksbs.questions.question import Row
from ksbs.reporting.cells import (
    PERSONS,
    SCHOOL,
    columns,
    cut,
    event_label,
    joined,
    word,
)
from ksbs.reporting.kind import FROM, ONLY_PROGRAMME, TO, ReportKind, Sections
from ksbs.reporting.secrecy import Secrecy, secrecy_of
from ksbs.reports.cell import Cell, Column
from ksbs.reports.model import Block, Flag, Note, Paragraph, Section, Table
from ksbs.reports.names import camel

_EXCEPTION = "exception"
_DECISION = ("programme_id", "reference")
"""What tells a decision from all others."""
_NUMBER = Column("number", spoken("No. / Nr"), "integer", compared=False)
_REGISTER = (
    _NUMBER,
    *columns(
        ("decided_on", "Decided on / Beslutat den", "date"),
        SCHOOL,
        ("decision", "Decision / Beslut", "text"),
        ("content", "Content / Innehåll", "text"),
        ("reported_on", "Reported on / Anmält den", "date"),
        ("paragraph", "Paragraph / Paragraf", "text"),
    ),
)
_GROUNDS = (
    _NUMBER,
    *columns(
        ("decision_basis", "Rests on / Grundas på", "word"),
        ("legal_basis", "Legal basis / Lagrum", "text"),
        (
            "decisive_circumstances",
            "Decisive circumstances / Avgörande omständigheter",
            "text",
        ),
        ("reason", "Reason / Skäl", "text"),
    ),
)
_DECIDERS = (
    _NUMBER,
    *columns(
        SCHOOL,
        ("capacity", "Capacity / Egenskap", "text"),
        ("person", "Person id / Person-id", "text"),
        ("stance", "Stance / Ställningstagande", "word"),
    ),
)
_DECIDER, _RAPPORTEUR = spoken("decided / beslutade"), spoken("rapporteur / föredrog")
_TOOK_PART = spoken("took part / deltog")
_UNREPORTED = Note(
    spoken(
        "An exception from a rule stands in the register but is no decision of its own:"
        " it need not be reported to the committee, and has neither day of reporting nor"
        " paragraph. / Ett undantag från en regel står i registret men är inget eget"
        " beslut: det behöver inte anmälas till nämnden, och har varken anmälningsdag"
        " eller paragraf."
    )
)


def sections(asking: Asking) -> Sections:
    """Give the register, on what each decision rests, and who decided it."""
    rows = sorted(_wanted(asking), key=lambda row: row["decided_on"])
    secrecy = secrecy_of(asking)
    found = [
        {**row, **_kept(row, secrecy), "number": number}
        for number, row in enumerate(rows, start=1)
    ]
    grounds = Table.of(
        "grounds",
        title=spoken("Grounds / Grunder"),
        columns=_GROUNDS,
        rows=map(_grounds, found),
        key=("number",),
        identity=_DECISION,
    )
    deciders = Table.of(
        "deciders",
        title=spoken("Who decided / Vem som beslutade"),
        columns=_DECIDERS,
        rows=[row for each in found for row in _deciders(each)],
        key=("number", "school", "capacity", "person"),
        identity=(*_DECISION, "capacity", "person"),
    )
    return (
        Section("register", spoken("Decisions / Beslut"), tuple(_register(found))),
        Section("grounds", grounds.title, (grounds,)),
        Section("deciders", deciders.title, (PERSONS, deciders)),
    )


def _wanted(asking: Asking) -> Iterator[Row]:
    first, last = asking.said.get("from", date.min), asking.said.get("to", date.max)
    for row in asking.rows("decisions"):
        if first <= date.fromisoformat(row["decided_on"]) <= last:
            yield row


def _register(found: Sequence[Row]) -> Iterator[Block]:
    unreported = sum(row["reported_on"] is None for row in found if _reportable(row))
    yield Paragraph(Bilingual(f"Decisions: {len(found)}.", f"Beslut: {len(found)}."))
    if unreported:
        yield Flag(
            Bilingual(
                f"Not yet reported to the committee: {unreported}.",
                f"Ännu inte anmälda till nämnden: {unreported}.",
            )
        )
    if not all(map(_reportable, found)):
        yield _UNREPORTED
    rows = [
        {**_which(row), **cut(row, _REGISTER), "decision": _decision(row)}
        for row in found
    ]
    yield Table.of(
        "decisions",
        title=spoken("Register of decisions / Beslutsregister"),
        columns=_REGISTER,
        rows=rows,
        key=("decided_on", "school", "decision"),
        identity=_DECISION,
    )


def _kept(row: Row, secrecy: Secrecy) -> dict[str, Cell]:
    return {
        name: secrecy.kept(row[name], about=row["decision_id"], field=camel(name))
        for name in ("content", "decisive_circumstances", "reason")
    }


def _which(row: Row) -> dict[str, Cell]:
    return {name: row[name] for name in _DECISION}


def _reportable(row: Row) -> bool:
    """Tell whether it is a decision of its own: an exception is none."""
    return bool(row["kind"] != _EXCEPTION)


def _decision(row: Row) -> Bilingual:
    if _reportable(row):
        return event_label(row["kind"])
    rule = ExceptionRule(row["rule"])
    return Bilingual(f"exception: {rule.en}", f"undantag: {rule.sv}")


def _grounds(row: Row) -> dict[str, Cell]:
    return {
        **_which(row),
        **cut(row, _GROUNDS),
        "legal_basis": joined(row["legal_basis"]),
        "decision_basis": word(DecisionBasis, row["decision_basis"]),
    }


def _deciders(row: Row) -> Iterator[dict[str, Cell]]:
    which = {**_which(row), "number": row["number"], "school": row["school"]}
    capacities: dict[str, Word] = {
        row[capacity.value]: capacity for capacity in Capacity if row[capacity.value]
    }
    for person in dict.fromkeys((*row["deciders"], *capacities)):
        held = capacities.get(person)
        stance = row[f"{held.value}_stance"] if held else None
        yield {
            **which,
            "capacity": Bilingual(held.en, held.sv) if held else _DECIDER,
            "person": person,
            "stance": word(Stance, stance),
        }
    if row["rapporteur"]:
        yield {**which, "capacity": _RAPPORTEUR, "person": row["rapporteur"]}
    for person in row["participants"] or ():
        yield {**which, "capacity": _TOOK_PART, "person": person}


DECISION_REGISTER = ReportKind(
    "decision-register",
    "Register of decisions / Beslutsregister",
    "Every decision in the order of its day: what was decided, on what grounds, by"
    " whom, and when it was reported to the committee. / Varje beslut i dagordning:"
    " vad som beslutades, på vilka grunder, av vem och när det anmäldes till nämnden.",
    sections,
    parameters=(ONLY_PROGRAMME, FROM, TO),
)
