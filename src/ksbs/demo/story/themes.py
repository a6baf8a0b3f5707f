"""What the schools find: problems, their causes, and what is done about them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """A possible cause, and what its test shows."""

    level: str
    text: str
    verdict: str = "supported"


@dataclass(frozen=True, slots=True)
class Theme:
    """A development area from the problem to the interventions.

    `{n}` in a goal is a share in per cent, chosen by the seed.
    """

    title: str
    descriptions: tuple[str, ...]
    problems: tuple[str, ...]
    link: str
    causes: tuple[Cause, ...]
    effects: tuple[str, ...]
    goal: str
    level: str
    signs: tuple[str, str]
    looked_for: str
    baselines: tuple[str, ...]
    intervention: str
    kind: str


MATEMATIK = Theme(
    "Resonerande undervisning i matematik",
    (
        "Eleverna får varje vecka förklara och pröva lösningar.",
        "Undervisningen ger återkommande tillfällen att resonera om lösningar.",
    ),
    (
        "Många elever i årskurs 8 når inte kunskapskraven i matematik.",
        "Var tredje elev i årskurs 9 saknar godkänt betyg i matematik.",
    ),
    "Matematik är det ämne som flest elever saknar för behörighet.",
    (
        Cause(
            "teaching", "Undervisningen ger få tillfällen att resonera om lösningar."
        ),
        Cause("organisation", "Matematiklärarna planerar var för sig."),
        Cause("organizer", "Det saknas läromedel för alla årskurser.", "not_supported"),
    ),
    (
        "Andelen elever med godkänt betyg i matematik stiger.",
        "Fler elever blir behöriga till gymnasieskolan.",
    ),
    "Minst {n} procent av eleverna i årskurs 9 har godkänt betyg i matematik.",
    "pupil",
    (
        "Eleverna kan förklara hur de har löst en uppgift.",
        "Lärarna ställer frågor som har mer än ett svar.",
    ),
    "Lektionsbesök med samtal med tre elever.",
    (
        "Vid tre av tolv lektionsbesök kunde eleverna förklara sin lösning.",
        "Vid två av tio lektionsbesök resonerade eleverna om lösningar.",
    ),
    "Kollegial handledning i matematik",
    "handledning",
)

LASNING = Theme(
    "Läsförståelse i alla ämnen",
    (
        "Alla lärare undervisar om hur ämnets texter läses.",
        "Lässtrategier används på samma sätt i alla ämnen.",
    ),
    (
        "Eleverna läser texter i olika ämnen utan stöd för att förstå dem.",
        "Resultaten i läsförståelse sjunker mellan årskurs 6 och 9.",
    ),
    "Proven i årskurs 9 visar att läsningen hindrar resultaten i flera ämnen.",
    (
        Cause("teaching", "Lässtrategier tas upp bara i svenska."),
        Cause("leadership", "Ledningen har inte efterfrågat arbetet.", "unclear"),
    ),
    (
        "Resultaten på provens läsdel stiger i alla ämnen.",
        "Fler elever klarar de texttunga ämnena.",
    ),
    "Minst {n} procent av eleverna i årskurs 9 klarar läsdelen i svenska.",
    "pupil",
    (
        "Eleverna använder samma lässtrategier i alla ämnen.",
        "Lärarna går igenom texten före läsningen.",
    ),
    "Lektionsbesök i tre ämnen och elevernas läsloggar.",
    (
        "Lässtrategier syntes vid två av tio besök utanför svenskämnet.",
        "Läsloggar fanns i ett av fem ämnen.",
    ),
    "Utbildning i lässtrategier för alla lärare",
    "utbildning",
)

MAL = Theme(
    "Tydliga mål för lektionen",
    (
        "Varje lektion börjar med vad den ska leda till och slutar med vad som lärts.",
        "Elever och lärare talar om lektionens mål med samma ord.",
    ),
    (
        "Eleverna vet inte vad lektionerna syftar till.",
        "Enkäten visar att eleverna inte vet vad som krävs.",
    ),
    "Elever som inte vet vad som krävs lämnar oftare uppgifter ogjorda.",
    (
        Cause("teaching", "Lektionerna saknar gemensam struktur."),
        Cause("organisation", "Lärarna byter sal utan tid emellan.", "not_supported"),
    ),
    (
        "Färre elever lämnar uppgifter ogjorda.",
        "Elevernas betyg höjs i de ämnen där arbetet prövas.",
    ),
    "Minst {n} procent av eleverna svarar i enkäten att de vet vad som krävs.",
    "teaching",
    (
        "Eleverna kan berätta vad lektionen syftar till.",
        "Lektionen avslutas med en återkoppling till målet.",
    ),
    "Lektionsbesök med samtal med tre elever.",
    (
        "Vid fyra av tolv besök kunde eleverna berätta om lektionens syfte.",
        "En av fem lektioner avslutades med återkoppling.",
    ),
    "Gemensam lektionsstruktur i arbetslagen",
    "organisation",
)

NARVARO = Theme(
    "Närvaro och trygg skoldag",
    (
        "Frånvaro följs upp samma dag, och skoldagen är förutsägbar.",
        "Skolan arbetar främjande och förebyggande med närvaro.",
    ),
    (
        "Den ogiltiga frånvaron har fördubblats på två år.",
        "Var femte elev har mer än femton procents frånvaro.",
    ),
    "Elever med hög frånvaro når mål i färre ämnen.",
    (
        Cause("organisation", "Frånvaron följs upp olika i olika arbetslag."),
        Cause("leadership", "Det saknas en gemensam rutin för stöd vid frånvaro."),
    ),
    (
        "Frånvaron sjunker, och fler elever når målen i alla ämnen.",
        "Färre elever behöver läsa ikapp på loven.",
    ),
    "Högst {m} procent av eleverna har mer än femton procents frånvaro.",
    "organisation",
    (
        "Frånvaro följs upp med samtal samma dag.",
        "Eleverna uppger att skoldagen är lugn.",
    ),
    "Frånvarostatistik per vecka och samtal i elevrådet.",
    (
        "Samtal samma dag hölls vid en fjärdedel av frånvaron.",
        "Hälften av eleverna uppgav i enkäten att skoldagen är lugn.",
    ),
    "Gemensam rutin för närvaro med elevhälsan",
    "handledning",
)

SPRAK = Theme(
    "Språkutvecklande arbetssätt",
    (
        "Undervisningen i alla ämnen utvecklar elevernas skolspråk.",
        "Ämnesspråket undervisas uttryckligen i varje ämne.",
    ),
    (
        "Elever som lär sig svenska når inte målen i de teoretiska ämnena.",
        "Elevernas ämnesspråk räcker inte för utredande texter.",
    ),
    "Resultaten är lägst i de ämnen som kräver mest skrivande.",
    (
        Cause("teaching", "Ämnesspråket tas för givet i undervisningen."),
        Cause("organizer", "Studiehandledning på modersmål räcker inte till."),
    ),
    (
        "Fler elever når målen i de teoretiska ämnena.",
        "Skillnaden mellan elevgrupperna minskar.",
    ),
    "Minst {n} procent av eleverna når målen i samhällskunskap och biologi.",
    "teaching",
    (
        "Eleverna använder ämnets begrepp när de samtalar.",
        "Lärarna visar med exempel hur en utredande text byggs upp.",
    ),
    "Lektionsbesök och elevtexter från två ämnen.",
    (
        "Ämnets begrepp användes i samtal vid tre av tio besök.",
        "Exempeltexter användes i ett av sex ämnen.",
    ),
    "Handledning i språkutvecklande undervisning",
    "handledning",
)

MENTOR = Theme(
    "Mentorskap för fullföljd utbildning",
    (
        "Varje elev har en mentor som följer hela studiegången.",
        "Mentorerna har ett gemensamt uppdrag och tid för det.",
    ),
    (
        "Många elever avbryter studierna under det andra året.",
        "Var fjärde elev saknar examen efter tre år.",
    ),
    "Andelen elever med examen inom tre år har sjunkit med åtta procentenheter.",
    (
        Cause("organisation", "Mentorerna har olika uppdrag på olika program."),
        Cause("leadership", "Elever i riskzon uppmärksammas sent."),
    ),
    (
        "Fler elever fullföljer sin utbildning på tre år.",
        "Avbrotten under det andra året halveras.",
    ),
    "Minst {n} procent av eleverna har examen inom tre år.",
    "organisation",
    (
        "Mentorssamtal hålls varje månad på alla program.",
        "Elever i riskzon har en plan inom två veckor.",
    ),
    "Mentorernas samtalslistor och intervjuer med elever.",
    (
        "Månatliga samtal hölls på två av sju program.",
        "Planer fanns för en tredjedel av eleverna i riskzon.",
    ),
    "Mentorsutbildning för alla program",
    "utbildning",
)

STUDIERO = Theme(
    "Studiero på yrkesprogrammen",
    (
        "Lektionerna börjar i tid och har en gemensam ordning.",
        "Personalen agerar lika när ordningen bryts.",
    ),
    (
        "Eleverna på yrkesprogrammen uppger att det sällan är studiero.",
        "Lektionerna börjar sent på yrkesprogrammen.",
    ),
    "Resultaten i kärnämnena är lägst på de program där studieron är sämst.",
    (
        Cause("leadership", "Ordningsreglerna tillämpas olika."),
        Cause("teaching", "Lektionsstarten är inte planerad.", "unclear"),
    ),
    (
        "Fler elever når godkänt i kärnämnena.",
        "Elevernas närvaro på yrkesprogrammen ökar.",
    ),
    "Minst {n} procent av eleverna uppger i enkäten att de har studiero.",
    "organisation",
    (
        "Lektionerna börjar inom två minuter.",
        "Personalen ger samma svar på vad som gäller.",
    ),
    "Lektionsbesök på fyra program.",
    (
        "Fyra av tio lektioner började i tid.",
        "Personalen gav olika svar på fyra av sex frågor.",
    ),
    "Gemensamma ordningsregler på alla program",
    "organisation",
)
