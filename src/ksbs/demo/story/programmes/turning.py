"""Schools of the city whose programme took a turn on its way, and was completed."""

from datetime import date

from ksbs.demo.story.course import Taken, finish, take
from ksbs.demo.story.parts import closing, followup, joint, record
from ksbs.demo.story.programmes import courses
from ksbs.demo.story.step import Said
from ksbs.demo.story.tale import Tale


def tell_berg(tale: Tale) -> None:
    """Bergexemplets skola: half a year's pause, then half a year more."""
    course = courses.BERG
    paused = _pause_and_go_on(tale)
    taken = take(tale, course)
    record.report_decision(tale, date(2023, 2, 21), paused, paragraph="§ 12")
    joint.agree(
        tale,
        principal=date(2024, 3, 11),
        chief=date(2024, 3, 13),
        matter="extension",
        statement="Uppehållet tog en termin av arbetet.",
    )
    joint.decide(
        tale,
        date(2024, 4, 8),
        "extensions",
        content="Omgången förlängs till och med den 31 december 2024.",
        decisive_circumstances="Ett mål behöver ytterligare en termin.",
        new_end=date(2024, 12, 31),
        reason="Uppehållet våren 2023 tog en termin av arbetet.",
    )
    closing.review(tale, date(2023, 9, 11), year=2)
    day = date(2024, 11, 26)
    followup.follow_up(tale, day, occasion="Uppföljning termin 7")
    finish(tale, course, taken, evaluated=date(2024, 12, 3))


def _pause_and_go_on(tale: Tale) -> Said:
    joint.agree(
        tale,
        principal=date(2023, 1, 16),
        chief=date(2023, 1, 18),
        matter="pause",
        statement="Skolan flyttar till tillfälliga lokaler under våren.",
    )
    paused = joint.decide(
        tale,
        date(2023, 1, 23),
        "pauses",
        content="Arbetet i KSBS gör uppehåll från och med i dag.",
        decisive_circumstances="Flytten tar all tid för gemensam planering.",
    )
    joint.agree(
        tale,
        principal=date(2023, 8, 14),
        chief=date(2023, 8, 15),
        matter="resumption",
        statement="Skolan är tillbaka i sina lokaler.",
    )
    joint.decide(
        tale,
        date(2023, 8, 21),
        "resumptions",
        content="Arbetet i KSBS återupptas från och med i dag.",
        decisive_circumstances="Skolan är tillbaka i sina lokaler.",
    )
    tale.breaks.append((date(2023, 1, 24), date(2023, 8, 20)))
    return paused


def tell_lund(tale: Tale) -> None:
    """Lundexemplets skola: the analysis reopened, a sign worded anew, support refused."""
    course = courses.LUND
    taken = take(tale, course)
    _reopen(tale, taken)
    tale.tell(
        date(2023, 5, 15),
        tale.process_supporter,
        "sign-revisions",
        sign_id=taken.aims[0].signs[0]["signId"],
        text="Eleverna använder samma tre lässtrategier i alla ämnen.",
        reason="Vårens observationer visar att tecknet var för vagt.",
    )
    finish(tale, course, taken)
    closing.look_back(
        tale,
        course.pace("afterwards"),
        findings="Fler elever klarar läsdelen än när omgången slutade.",
        what_lasts="Närvarorutinen är skolans egen och fortsätter.",
    )


def _reopen(tale: Tale, taken: Taken) -> None:
    """The analysis is taken up again for a cause at the organizer, and established."""
    day = date(2022, 8, 22)
    tale.tell(
        day,
        tale.principal(day),
        "analysis-reopenings",
        reason="Vårens resultat visar en orsak som analysen inte prövade.",
    )
    day = date(2022, 8, 24)
    problem = tale.tell(
        day,
        tale.process_supporter,
        "problems",
        text="Första lektionen börjar utan alla elever.",
        evidence_refs=(taken.evidence[3]["evidenceId"],),
        link_to_results="Närvaron är lägst under dagens första lektion.",
    )
    cause = tale.tell(
        day,
        tale.analyst,
        "causes",
        problem_ref=problem["problemId"],
        level="organizer",
        text="Skolskjutsarna kommer efter det att skoldagen har börjat.",
    )
    day = date(2022, 8, 26)
    tale.tell(
        day,
        tale.analyst,
        "cause-assessments",
        cause_ref=cause["causeId"],
        verdict="supported",
        reasons="Närvaron är lägst de dagar då skolskjutsen är sen.",
    )
    day = date(2022, 8, 29)
    tale.tell(
        day,
        tale.principal(day),
        "analysis-establishments",
        summary="Analysen är kompletterad med en orsak hos huvudmannen.",
        document_ref="Nulägesanalys Lundexemplets skola 2022, version 2",
        established_by=tale.principal(day).person_id,
    )
