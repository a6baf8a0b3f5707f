"""The closed lists of the process, each term with its Swedish and English label."""

from ksbs.domain.words import Word


class SchoolForm(Word):
    """The kind of school a programme is for. / Den skolform en omgång är till för."""

    COMPULSORY = "GR", "grundskola", "compulsory school"
    UPPER_SECONDARY = "GY", "gymnasieskola", "upper secondary school"


class Ground(Word):
    """Why a school is nominated. / Varför en skola nomineras."""

    LOW_RESULTS = "low_results", "låga kunskapsresultat", "low knowledge results"
    HIGH_NONCOMPLETION = (
        "high_noncompletion",
        "hög andel elever som inte fullföljer",
        "many pupils who do not complete",
    )
    DIFFICULT_CONDITIONS = (
        "difficult_conditions",
        "svåra förutsättningar",
        "difficult conditions",
    )


class Capacity(Word):
    """The capacity in which one of the two takes a stance. / Den egenskap i vilken en
    av de två tar ställning.
    """

    CHIEF = "chief", "grundskolechef/områdeschef", "chief"
    PRINCIPAL = "principal", "rektor", "principal"


class Matter(Word):
    """What chief and principal decide together. / Vad grundskolechef och rektor
    beslutar tillsammans.
    """

    ENROLMENT = "enrolment", "deltagande i KSBS", "enrolment"
    EXCEPTION = "exception", "undantag från en regel", "exception from a rule"
    PAUSE = "pause", "uppehåll", "pause"
    RESUMPTION = "resumption", "återupptagande", "resumption"
    EXTENSION = "extension", "förlängning", "extension"
    TERMINATION = "termination", "avslut i förtid", "early end"


class Stance(Word):
    """For or against. / För eller emot."""

    FOR = "for", "för", "for"
    AGAINST = "against", "emot", "against"


class ExceptionRule(Word):
    """A rule from which both can agree on an exception. / En regel som båda kan enas om
    ett undantag från.
    """

    FEWER_THAN_SIX_SESSIONS = (
        "fewer_than_six_sessions",
        "färre än sex tillfällen",
        "fewer than six sessions",
    )
    PLAN_BEFORE_ANALYSIS = (
        "plan_before_analysis",
        "åtgärdsplan före fastställd nulägesanalys",
        "plan before an established analysis",
    )
    COMPLETION_BEFORE_THREE_YEARS = (
        "completion_before_three_years",
        "slutförd före tre år",
        "completion before three years",
    )


class DecisionBasis(Word):
    """On what the decision rests. / Vad beslutet vilar på."""

    DELEGATION = "delegation", "delegation", "delegation"
    EXECUTION = "execution", "verkställighet", "execution"
    ASSIGNMENT = "assignment", "uppdrag", "assignment"


class OfferedTo(Word):
    """Who is asked. / Vem som tillfrågas."""

    PRINCIPAL = "principal", "rektor", "principal"
    CHIEF = "chief", "grundskolechef/områdeschef", "chief"


class DeclineReason(Word):
    """Why an offer is declined. / Varför ett erbjudande avböjs."""

    TIME = "time", "tid", "time"
    RESOURCES = "resources", "resurser", "resources"
    OTHER = "other", "annat", "other"


class MemberKind(Word):
    """What a member is to the working group. / Vad en medlem är för arbetsgruppen."""

    LEADERSHIP = "leadership", "skolledning", "school leadership"
    KEY_PERSON = "key_person", "nyckelperson", "key person"


class EvidenceKind(Word):
    """What the analysis builds on. / Vad analysen bygger på."""

    GRADES = "grades", "betyg", "grades"
    NATIONAL_TESTS = "national_tests", "nationella prov", "national tests"
    ATTENDANCE = "attendance", "närvaro", "attendance"
    ELIGIBILITY = "eligibility", "behörighet", "eligibility"
    SURVEY = "survey", "enkät", "survey"
    OBSERVATION = "observation", "observation", "observation"
    EARLIER_ANALYSIS = "earlier_analysis", "tidigare analys", "earlier analysis"


class CauseLevel(Word):
    """Where a cause lies. / Var en orsak ligger."""

    TEACHING = "teaching", "undervisning", "teaching"
    ORGANISATION = "organisation", "organisation", "organisation"
    LEADERSHIP = "leadership", "ledning", "leadership"
    ORGANIZER = "organizer", "huvudman", "organizer"


class Verdict(Word):
    """What the test of a proposed cause showed. / Vad prövningen av en formulerad orsak
    visade.
    """

    SUPPORTED = "supported", "får stöd", "supported"
    NOT_SUPPORTED = "not_supported", "får inte stöd", "not supported"
    UNCLEAR = "unclear", "oklart", "unclear"


class GoalLevel(Word):
    """Where a goal is to be met. / Var ett mål ska uppnås."""

    PUPIL = "pupil", "elev", "pupil"
    TEACHING = "teaching", "undervisning", "teaching"
    ORGANISATION = "organisation", "organisation", "organisation"


class AuthoredBy(Word):
    """Who wrote a goal. / Vem som skrev ett mål."""

    SCHOOL = "school", "skolan", "the school"
    ADMINISTRATION = "administration", "förvaltningen", "the administration"
    JOINTLY = "jointly", "gemensamt", "jointly"


class Supplier(Word):
    """Who carries out an intervention. / Vem som utför en insats."""

    OWN = "own", "skolan själv", "the school itself"
    SUPPORT_DEPARTMENT = "support_department", "stödavdelning", "support department"
    EXTERNAL_PARTNER = "external_partner", "extern aktör", "external partner"


class InterventionStatus(Word):
    """How far an intervention has come. / Hur långt en insats har kommit."""

    PLANNED = "planned", "planerad", "planned"
    STARTED = "started", "pågår", "started"
    PAUSED = "paused", "pausad", "paused"
    COMPLETED = "completed", "genomförd", "completed"
    DISCONTINUED = "discontinued", "avbruten", "discontinued"


class Seen(Word):
    """How far a visible sign shows. / I vilken grad ett synligt tecken syns."""

    SEEN = "seen", "syns", "seen"
    PARTLY = "partly", "syns delvis", "partly seen"
    NOT_SEEN = "not_seen", "syns inte", "not seen"


class NumberKind(Word):
    """How a published figure is to be read. / Hur en publicerad siffra ska läsas."""

    EXACT = "exact", "exakt", "exact"
    APPROXIMATE = "approximate", "ungefärlig", "approximate"
    SUPPRESSED = "suppressed", "prickad", "suppressed"
    MISSING = "missing", "saknas", "missing"
    WITHHELD = "withheld", "inte utlämnad", "withheld"


class GoalAssessment(Word):
    """How far a goal has been reached. / Hur långt ett mål är uppnått."""

    REACHED = "reached", "uppnått", "reached"
    PARTLY = "partly", "delvis uppnått", "partly reached"
    NOT_REACHED = "not_reached", "inte uppnått", "not reached"
    TOO_EARLY = "too_early", "för tidigt att bedöma", "too early to tell"


class Status(Word):
    """Where a programme stands; always derived, never stored. / Var en omgång befinner
    sig; alltid härlett, aldrig lagrat.
    """

    NOMINATED = "nominated", "nominerad", "nominated"
    OFFERED = "offered", "erbjuden", "offered"
    WITHDRAWN = "withdrawn", "nominering återtagen", "withdrawn"
    DECLINED = "declined", "avböjd", "declined"
    REJECTED = "rejected", "beslut att inte delta", "rejected"
    DECIDED = "decided", "beslutad", "decided"
    STARTED = "started", "påbörjad", "started"
    ANALYSING = "analysing", "nulägesanalys", "analysing"
    PLANNING = "planning", "åtgärdsplan", "planning"
    ACTING = "acting", "insatser", "acting"
    FOLLOWING_UP = "following_up", "uppföljning", "following up"
    PAUSED = "paused", "uppehåll", "paused"
    COMPLETED = "completed", "slutförd", "completed"
    TERMINATED = "terminated", "avslutad i förtid", "terminated"
