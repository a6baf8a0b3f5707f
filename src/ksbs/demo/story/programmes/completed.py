"""Schools of the city whose programme has been completed, each with its turns."""

from datetime import date

from ksbs.demo.story.course import evaluate, finish, take
from ksbs.demo.story.parts import closing, followup, joint, record
from ksbs.demo.story.programmes import courses
from ksbs.demo.story.tale import Tale


def tell_hag(tale: Tale) -> None:
    """Hagexemplets skola: all as it should be, and looked back on a year later."""
    course = courses.HAG
    taken = take(tale, course)
    document = record.register_document(
        tale,
        date(2020, 4, 15),
        direction="drawn_up",
        dnr=course.dnr,
        counterpart="Rektor och grundskolechef",
        brief="Beslut om deltagande i KSBS.",
    )
    record.dispatch(tale, date(2020, 4, 16), document, to="Rektor")
    record.correct(
        tale,
        date(2021, 11, 15),
        taken.evidence[0],
        field="summary",
        old="Betygen i årskurs 9 har sjunkit jämfört med året före.",
        new="Betygen i årskurs 9 har sjunkit, dock mindre än först publicerat.",
        reason="Skolverket har reviderat andelen behöriga för läsåret 2018/19.",
        found_by=tale.analyst,
    )
    finish(tale, course, taken)
    closing.look_back(
        tale,
        course.pace("afterwards"),
        findings="Resultaten i matematik ligger kvar på den högre nivån.",
        what_lasts="Lektionsbesöken och det gemensamma sättet att planera består.",
    )


def tell_tall(tale: Tale) -> None:
    """Tallexemplets skola: five sessions by exception, another principal, goals missed."""
    course = courses.TALL
    day = course.pace("excepted")
    joint.agree(
        tale,
        principal=day,
        chief=date(2021, 2, 1),
        rule=joint.FEWER_SESSIONS,
        statement="Underlaget är entydigt efter fem tillfällen.",
    )
    taken = take(tale, course)
    finish(tale, course, taken)
    closing.look_back(
        tale,
        course.pace("afterwards"),
        findings="Frånvaron har åter ökat i de högre årskurserna.",
        what_lasts="Rutinen för samtal samma dag används i hälften av arbetslagen.",
    )


def tell_vik(tale: Tale) -> None:
    """Vikexemplets skola: the plan begun before the analysis stood, two areas merged."""
    course = courses.VIK
    joint.agree(
        tale,
        principal=course.pace("ranked", later=1),
        chief=course.pace("ranked", later=1),
        rule=joint.PLAN_FIRST,
        statement="Planen behöver börja före sommaren för att få med höstens resurser.",
    )
    taken = take(tale, course)
    day = course.pace("areas", later=1)
    tale.tell(
        day,
        tale.principal(day),
        "area-mergers",
        into=taken.areas[1]["areaId"],
        from_areas=(taken.areas[2]["areaId"],),
    )
    record.correct(
        tale,
        date(2021, 2, 15),
        taken.evidence[2],
        field="source",
        old="Skolenkäten",
        new="Skolenkäten hösten 2020",
        reason="Det framgick inte vilken omgång av enkäten som avses.",
    )
    finish(tale, course, taken)
    closing.look_back(
        tale,
        course.pace("afterwards"),
        findings="Ämnesspråket undervisas i alla ämnen.",
        what_lasts="Exempeltexterna används av nya lärare.",
    )


def tell_hamnen(tale: Tale) -> None:
    """Exempelgymnasiet Hamnen: completed half a year early, by exception."""
    course = courses.HAMNEN
    taken = take(tale, course)
    joint.agree(
        tale,
        principal=date(2023, 12, 4),
        chief=date(2023, 12, 6),
        rule=joint.EARLY_END,
        statement="Båda målen är nådda och arbetet bärs av skolan själv.",
    )
    evaluated = date(2023, 12, 11)
    for aim in taken.aims:
        followup.assess(tale, evaluated, aim, assessment="reached")
    finish(tale, course, taken, evaluated=evaluated)


def tell_sjo(tale: Tale) -> None:
    """Sjöexemplets skola: two concerns resolved; the decision was never reported."""
    course = courses.SJO
    taken = take(tale, course)
    for raised, resolved, text, measure in (
        (
            date(2022, 11, 14),
            date(2023, 1, 16),
            "Skolan saknar behöriga lärare i matematik inför vårterminen.",
            "Två lärare lånas in från en annan skola.",
        ),
        (
            date(2023, 10, 2),
            date(2023, 11, 20),
            "Studiehandledning på modersmål räcker till hälften av behovet.",
            "Huvudmannen utökar studiehandledningen från och med januari.",
        ),
    ):
        concern = tale.tell(raised, tale.principal(raised), "concerns", text=text)
        tale.tell(
            resolved,
            tale.chief(resolved),
            "concern-resolutions",
            concern_id=concern["concernId"],
            measures=(measure,),
            resolution="Åtgärden gäller till läsårets slut.",
        )
    finish(tale, course, taken)


def tell_torget(tale: Tale) -> None:
    """Exempelgymnasiet Torget: an intervention paused, a correction annulled."""
    course = courses.TORGET
    taken = take(tale, course)
    work = taken.works[0].intervention["interventionId"]
    tale.tell(
        date(2024, 4, 8),
        tale.process_supporter,
        "intervention-pauses",
        intervention_id=work,
        reason="Utbildaren är sjukskriven till och med augusti.",
    )
    tale.tell(
        date(2024, 9, 2),
        tale.process_supporter,
        "intervention-resumptions",
        intervention_id=work,
    )
    session = taken.sessions[2]
    wrong = record.correct(
        tale,
        date(2023, 4, 17),
        session,
        field="purpose",
        old="Formulera de problem som syns i underlaget.",
        new="Enas om utvecklingsområden och förbereda prioriteringen.",
        reason="Syftet i anteckningen stämmer inte med kallelsen.",
    )
    record.annul(
        tale,
        date(2023, 4, 24),
        wrong,
        reason="Kallelsen gällde ett annat tillfälle; anteckningen var rätt.",
    )
    finish(tale, course, taken)


def tell_gard(tale: Tale) -> None:
    """Gärdexemplets skola: evaluated, about to end; the second year was not reviewed."""
    course = courses.GARD
    taken = take(tale, course)
    evaluate(tale, course, taken)
