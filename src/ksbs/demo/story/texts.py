"""Wordings that any school may use; the seed chooses among the variants."""

LATE_REASONS = (
    "Anteckningarna fördes in samlat efter lovet.",
    "Underlaget kom in först efter påminnelse.",
    "Den som för anteckningarna var sjuk.",
    "Uppgiften låg kvar i ett annat system.",
    "Närvarolistan saknades till en början.",
)

MOTIVES = (
    "Resultaten har sjunkit tre år i rad och ligger under kommunens genomsnitt.",
    "Andelen elever som når målen i alla ämnen är den lägsta på fem år.",
    "Resultaten varierar mellan klasserna utan att skolan kan förklara varför.",
)

FACTORS = (
    "Hög personalomsättning",
    "Många nyanlända elever",
    "Få behöriga lärare i matematik",
    "Två rektorsbyten på tre år",
    "Ojämn elevsammansättning mellan klasserna",
)

ASSESSMENTS = (
    "Skolan har svårt att vända utvecklingen på egen hand.",
    "Det systematiska kvalitetsarbetet har inte räckt för att vända resultaten.",
)

STATEMENTS_FOR = (
    "Skolan har tid och vilja att genomföra arbetet.",
    "Arbetet passar väl in i skolans utvecklingsplan.",
    "Stödet behövs, och ledningen prioriterar det.",
)

CIRCUMSTANCES = (
    "Resultaten har sjunkit och båda står bakom arbetet.",
    "Skolans egna insatser har inte räckt; chef och rektor är överens om behovet.",
)

PLACES = ("Personalrummet", "Biblioteket", "Sal B12", "Konferensrummet")

PURPOSES = (
    "Gå igenom resultaten och enas om vad som behöver förklaras.",
    "Formulera de problem som syns i underlaget.",
    "Söka orsaker till problemen och planera hur de prövas.",
    "Pröva orsakerna mot observationer och samtal.",
    "Dra slutsatser om orsakerna tillsammans.",
    "Enas om utvecklingsområden och förbereda prioriteringen.",
)
"""What each of the six sessions is for, in order."""

STAFF_GROUPS = ("arbetslag F–6", "arbetslag 7–9")
"""The two halves of a school's pedagogical staff."""

VOICES = (
    "Eleverna vill veta tidigare vad som bedöms.",
    "Eleverna vill ha mer tid att förklara hur de tänker.",
    "Eleverna upplever att reglerna för ordning skiljer sig mellan lärare.",
    "Eleverna uppskattar när lektionen börjar med vad den ska leda till.",
)

FOLLOW_UP_ANALYSES = (
    "Tecknen syns i flera arbetslag, men inte överallt; stödet når fram.",
    "Arbetet har kommit i gång, och lärarna prövar det gemensamma upplägget.",
    "Utvecklingen går framåt, men takten skiljer sig mellan årskurserna.",
)
FOLLOW_UP_DECISIONS = (
    "Insatserna fortsätter enligt plan.",
    "Handledningen koncentreras till de arbetslag där tecknen inte syns.",
    "Rektor avsätter tid för gemensam planering varje vecka.",
)
NEXT_STEPS = (
    "Nya lektionsbesök under nästa termin.",
    "Tecknen följs upp i arbetslagen före nästa uppföljning.",
    "Underlaget kompletteras med elevernas synpunkter.",
)

WHERE_SEEN = (
    "Årskurs 7–9, tolv lektionsbesök",
    "Årskurs 4–6, åtta lektionsbesök",
    "Samtal med elevrådet och två klasser",
)
SIGHTS = {
    "not_seen": (
        "Tecknet syntes inte vid något av besöken.",
        "Ingen av klasserna arbetade på det sättet.",
    ),
    "partly": (
        "Tecknet syntes vid ungefär hälften av besöken.",
        "I några klasser syntes det tydligt, i andra inte.",
    ),
    "seen": (
        "Tecknet syntes vid nästan alla besök.",
        "Det syntes tydligt i alla klasser som besöktes.",
    ),
}

RESULTS = (
    "Alla arbetslag har prövat två gemensamma arbetssätt.",
    "Lärarna planerar nu tillsammans varje vecka.",
    "Det gemensamma upplägget används i de flesta klasser.",
)
