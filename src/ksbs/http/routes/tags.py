"""The groups that operations are listed in."""

from ksbs.http.routes.table import Tag
from ksbs.http.said import Said

PARTS: dict[str, Tag] = {
    "enrolment": Tag(
        "enrolment",
        Said(
            "Urval och deltagande: nominering, ställningstaganden, beslut, start.",
            "Selection and enrolment: nomination, stances, decision, start.",
        ),
    ),
    "people": Tag(
        "people",
        Said(
            "Människor: processtödjare, analytiker, arbetsgrupp, byte av rektor.",
            "People: process supporters, analysts, working group, changes of principal.",
        ),
    ),
    "analysis": Tag(
        "analysis",
        Said(
            "Nulägesanalys: underlag, tillfällen, problem, orsaker, områden.",
            "Situation analysis: evidence, sessions, problems, causes, areas.",
        ),
    ),
    "plan": Tag(
        "plan",
        Said(
            "Åtgärdsplan: mål, synliga tecken, planerade insatser, fastställande.",
            "Action plan: goals, visible signs, planned interventions, establishment.",
        ),
    ),
    "interventions": Tag(
        "interventions",
        Said(
            "Insatser: start, gång och avslut.", "Interventions: start, course and end."
        ),
    ),
    "followup": Tag(
        "followup",
        Said(
            "Uppföljning: möten, iakttagelser, bedömningar av mål.",
            "Follow-up: meetings, observations, assessments of goals.",
        ),
    ),
    "closing": Tag(
        "closing",
        Said(
            "Förändring och avslut av en omgång.",
            "Change and closing of a programme.",
        ),
    ),
    "record": Tag(
        "record",
        Said("Rättelse och makulering.", "Correction and annulment."),
    ),
    "directory": Tag(
        "directory",
        Said(
            "Katalogen: vem som har vilken roll, när.",
            "The directory: who holds which role, when.",
        ),
    ),
    "selection": Tag(
        "selection",
        Said("Skolenheter och urval.", "School units and selection."),
    ),
}
"""One group for each part of the domain that has commands."""

PROGRAMMES = Tag(
    "programmes",
    Said(
        "Omgångar som de var en dag, som det var känt då.",
        "Programmes as they were on a day, as known then.",
    ),
)
EVENTS = Tag(
    "events",
    Said(
        "Registret självt: varje händelse som den registrerades.",
        "The record itself: every event as it was recorded.",
    ),
)
ABOUT = Tag(
    "about",
    Said(
        "Om detta API, dess problem och dess hälsa.",
        "About this API, its problems and its health.",
    ),
)
ALL: tuple[Tag, ...] = (PROGRAMMES, EVENTS, *PARTS.values(), ABOUT)
