"""Questions about decisions: who took them, whom they lack, what was reported."""

from collections.abc import Iterator

from ksbs.domain.kinds import Capacity, Stance
from ksbs.questions import parameters
from ksbs.questions.asking import Asking, Row
from ksbs.questions.columns import SCHOOL, columns
from ksbs.questions.question import Kind, Question

_ENROLMENT = {"EnrolmentDecided", "EnrolmentRejected"}
_OPEN = {"pending", "decided"}
"""The outcomes of a nomination that leave something to decide."""
_BOTH = (Capacity.CHIEF.value, Capacity.PRINCIPAL.value)


def _who_decided(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("decisions"):
        if row["kind"] in _ENROLMENT:
            yield row


def _lacking(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("decisions"):
        lacks = [each for each in _BOTH if row[f"{each}_stance"] != Stance.FOR.value]
        if row["joint"] and lacks:
            decided = {"what": "decided", "matter": row["kind"], "lacks": lacks}
            yield {**row, **decided, "on": row["decided_on"]}
    yield from _waiting(asking)


def _waiting(asking: Asking) -> Iterator[Row]:
    """Give the matters on which one of the two is for, and the other not."""
    outcomes = {r["programme_id"]: r["outcome"] for r in asking.rows("nominations")}
    standing: dict[tuple[str, str, str], list[Row]] = {}
    for row in asking.rows("stances"):
        matter = (row["programme_id"], row["matter"], row["rule"] or "")
        open_still = outcomes.get(row["programme_id"]) in _OPEN
        if row["outcome"] == "standing" and open_still:
            standing.setdefault(matter, []).append(row)
    for taken in standing.values():
        said = {row["capacity"]: row["stance"] for row in taken}
        lacks = [each for each in _BOTH if said.get(each) != Stance.FOR.value]
        if len(lacks) == 1:
            stances = {f"{each}_stance": said.get(each) for each in _BOTH}
            on = max(row["taken_on"] for row in taken)
            first = taken[0]
            yield {**first, **stances, "what": "waiting", "lacks": lacks, "on": on}


def _unreported(asking: Asking) -> Iterator[Row]:
    for row in asking.rows("decisions"):
        # An exception is no decision of its own: there is nothing to report.
        if row["decision_id"] is not None and row["reported_on"] is None:
            yield row


def _exceptions(asking: Asking) -> Iterator[Row]:
    yield from asking.rows("exceptions")


QUESTIONS = (
    Question(
        1,
        Kind.AUDIT,
        "Who decided that a school takes part / Vem beslutade om deltagande",
        "Who decided that school X takes part, when, in what capacity, on what "
        "grounds? / Vem beslutade att skola X deltar, när, i vilken egenskap och på "
        "vilka grunder?",
        "`decisions`, the rows of decisions on enrolment: both stances, who decided, "
        "the legal basis and the reasons. / `decisions`, raderna om deltagande: bådas "
        "ställningstaganden, vem som beslutade, lagrum och skäl.",
        columns(
            *SCHOOL,
            *("kind", "decided_on", "chief", "chief_stance"),
            *("principal", "principal_stance", "deciders", "rapporteur"),
            *("legal_basis", "decision_basis", "decisive_circumstances"),
            *("content", "reason"),
        ),
        _who_decided,
        (parameters.PROGRAMME,),
        (("programme", "01000001"),),
    ),
    Question(
        2,
        Kind.AUDIT,
        "Decisions that lack one of the two / Beslut som saknar en av de två",
        "Which decisions lack one of the two? / Vilka beslut saknar en av de två?",
        "`decisions`, joint ones in which chief or principal was not for; and "
        "`stances` that stand, by matter, where one of the two is for and the other "
        "has not said so. / `decisions`, gemensamma där chef eller rektor inte var "
        "för; och `stances` som gäller, per ärende, där en av de två är för och den "
        "andra inte har sagt det.",
        columns(
            *SCHOOL,
            *("what", "matter", "rule", "on", "chief_stance", "principal_stance"),
            "lacks",
        ),
        _lacking,
        (parameters.PROGRAMME,),
    ),
    Question(
        11,
        Kind.AUDIT,
        "Decisions not yet reported / Beslut som ännu inte anmälts",
        "Which decisions are not yet reported to the committee? / Vilka beslut har "
        "ännu inte anmälts till nämnden?",
        "`decisions` with an id of their own and no `reported_on`. / `decisions` med "
        "eget id och utan `reported_on`.",
        columns(*SCHOOL, "kind", "decided_on", "content", "deciders"),
        _unreported,
        (parameters.PROGRAMME,),
    ),
    Question(
        28,
        Kind.AUDIT,
        "Programmes with an exception / Omgångar med undantag",
        "Programmes with an exception, and who approved. / Omgångar med undantag, och "
        "vilka som godkände.",
        "`exceptions`: the rule set aside, the day it was used, and since when chief "
        "and principal were for. / `exceptions`: regeln som frångicks, dagen det "
        "skedde, och sedan när chef och rektor var för.",
        columns(
            *SCHOOL,
            *("rule", "used_on", "chief", "chief_agreed_on"),
            *("principal", "principal_agreed_on"),
        ),
        _exceptions,
        (parameters.PROGRAMME,),
    ),
)
