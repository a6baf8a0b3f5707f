"""A report with everything in it that a report can hold."""

from datetime import UTC, date, datetime
from decimal import Decimal

from ksbs.application.view import AsOf
from ksbs.domain.kinds import Status
from ksbs.domain.words import Bilingual
from ksbs.reports.cell import Column
from ksbs.reports.chart import Chart, Lane, Series, Span, Timeline
from ksbs.reports.model import (
    DESCRIBES_ONLY,
    Block,
    Flag,
    Note,
    Paragraph,
    Report,
    Section,
    Table,
)
from ksbs.reports.said import Language

AS_OF = AsOf(
    valid_at=date(2026, 6, 30),
    known_at=datetime(2026, 7, 1, 6, 30, 15, 123456, tzinfo=UTC),
    position=4213,
    root="5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
)
TERMS = ("VT 2025", "HT 2025", "VT 2026")
PLANNED = Bilingual(en="planned", sv="planerad")
UNDERWAY = Bilingual(en="under way", sv="pågående")
ENDED = Bilingual(en="ended", sv="avslutad")


def status_table(rows: int = 3) -> Table:
    """The state of the schools, as many as wanted."""
    return Table.of(
        "status",
        title=Bilingual(en="Status by school", sv="Läge per skola"),
        columns=(
            Column("school", Bilingual(en="School", sv="Skola")),
            Column("status", Bilingual(en="Status", sv="Läge"), "word"),
            Column("started", Bilingual(en="Started", sv="Start"), "date"),
            Column("sessions", Bilingual(en="Sessions", sv="Träffar"), "integer"),
            Column(
                "eligible",
                Bilingual(en="Eligible", sv="Behöriga"),
                "percent",
                decimals=1,
            ),
            Column(
                "cost",
                Bilingual(en="Cost", sv="Kostnad"),
                "decimal",
                unit=Bilingual(en="SEK", sv="kr"),
                decimals=2,
            ),
            Column("seen", Bilingual(en="Recorded", sv="Registrerat"), "instant"),
        ),
        rows=[
            {
                "school": f"{('Ängby', 'Åsö', 'Zinken')[n % 3]} skola {n + 1}",
                "status": list(Status)[n % len(Status)],
                "started": date(2025, 1 + n % 12, 15) if n % 4 else None,
                "sessions": n,
                "eligible": Decimal("87.5") - n % 40,
                "cost": Decimal("-1234567.8") + n,
                "seen": datetime(2026, 1 + n % 12, 3, 23, 30, tzinfo=UTC),
            }
            for n in range(rows)
        ],
    )


def line_chart() -> Chart:
    """Two series over terms, one with a gap."""
    return Chart(
        name="sessions_held",
        title=Bilingual(en="Sessions by term", sv="Träffar per termin"),
        form="line",
        at_title=Bilingual(en="Term", sv="Termin"),
        at=TERMS,
        series=(
            Series("held", Bilingual(en="Held", sv="Genomförda"), (3, 7, 12)),
            Series("planned", Bilingual(en="Planned", sv="Planerade"), (4, None, 11)),
        ),
        summary=Bilingual(en="More each term.", sv="Fler varje termin."),
        unit=Bilingual(en="number", sv="antal"),
    )


def bar_chart(schools: int = 3) -> Chart:
    """Shares of schools beside each other."""
    names = tuple(f"Ängby skola för alla åldrar i Åsö {n + 1}" for n in range(schools))
    return Chart(
        name="reached",
        title=Bilingual(en="Staff reached", sv="Andel personal som nåtts"),
        form="bar",
        at_title=Bilingual(en="School", sv="Skola"),
        at=names,
        series=(
            Series(
                "vt", "VT 2026", tuple(Decimal(40 + n % 50) for n in range(schools))
            ),
            Series(
                "ht",
                "HT 2025",
                tuple(
                    Decimal("20.5") + n % 70 if n % 3 else None for n in range(schools)
                ),
            ),
        ),
        summary=Bilingual(en="By school.", sv="Per skola."),
        unit=Bilingual(en="per cent", sv="procent"),
    )


def step_chart() -> Chart:
    """A level over days, far from nought."""
    return Chart(
        name="capacity",
        title=Bilingual(en="Capacity", sv="Kapacitet"),
        form="step",
        at_title=Bilingual(en="Day", sv="Dag"),
        at=(date(2025, 1, 15), date(2025, 6, 1), date(2026, 2, 1), date(2026, 6, 30)),
        series=(Series("level", "Åsö skola", (812, Decimal("818.5"), 831, 829)),),
        summary=Bilingual(en="It rose.", sv="Den steg."),
    )


def timeline(lanes: int = 3) -> Timeline:
    """Interventions in three states, one of them a single day."""
    titles = ("Läsning", "Matematik i de tidiga årskurserna", "Trygghet")
    return Timeline(
        name="interventions",
        title=Bilingual(en="Interventions", sv="Insatser"),
        first=date(2025, 1, 1),
        last=date(2026, 12, 31),
        states=(PLANNED, UNDERWAY, ENDED),
        lanes=tuple(
            Lane(
                titles[n % 3],
                (
                    Span("Läsgrupper", date(2025, 2, 1), date(2025, 8, 20), ENDED),
                    Span("Handledning", date(2026, 1, 10), None, UNDERWAY),
                    Span("Studiedag", date(2026, 9, 1), date(2026, 9, 1), PLANNED),
                ),
            )
            for n in range(lanes)
        ),
        summary=Bilingual(en="Three areas.", sv="Tre områden."),
        marked=date(2026, 6, 30),
    )


def report_of(*blocks: Block, language: Language = "sv") -> Report:
    """A report with one section that holds just that."""
    section = Section("whole", Bilingual(en="The whole", sv="Helheten"), blocks)
    return Report(
        name="term-status",
        title=Bilingual(en="Status report, spring 2026", sv="Lägesrapport VT 2026"),
        language=language,
        as_of=AS_OF,
        events=4211,
        sections=(section,),
    )


def whole_report(language: Language = "sv", *, size: int = 3) -> Report:
    """A report with everything in it."""
    return report_of(
        Paragraph("Tre skolor deltar.\nEn är ny sedan förra rapporten."),
        Flag(Bilingual(en="One lacks a decision.", sv="En saknar beslut.")),
        status_table(size),
        line_chart(),
        bar_chart(size),
        step_chart(),
        timeline(size),
        Note(DESCRIBES_ONLY),
        language=language,
    )
