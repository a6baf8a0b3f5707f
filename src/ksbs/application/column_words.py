"""What the columns hold that several read models have, said once in both languages."""

NUMBER = (
    "Tells apart rows that are otherwise alike, counted from 1. / Skiljer rader åt som "
    "annars är lika, räknat från 1."
)
"""Of `ksbs.application.numbering`."""

TERM = (
    "The programme's term that the day lies in, counted from its start; null before it. "
    "/ Omgångens termin som dagen ligger i, räknat från starten; null före den."
)
TERM_NAME = (
    "That term as schools write it: HT24 for autumn 2024, VT25 for spring 2025. / Den "
    "terminen som skolor skriver den: HT24 för hösten 2024, VT25 för våren 2025."
)
"""Both of `ksbs.domain.followup.terms`."""

VERSION_OF_PART = (
    "Which wording of it the row is, counted from 1. / Vilken lydelse av det raden är, "
    "räknat från 1."
)
SAID_ON = "The day from which it reads so. / Dagen från vilken det lyder så."
ENDED_ON = (
    "The day on which it came to read otherwise, or ended; null while it stands. / Dagen "
    "då det kom att lyda annorlunda, eller upphörde; null medan det gäller."
)
FIRST_PLAN_VERSION = (
    "The first version of the action plan that holds it; null while none does. / Den "
    "första version av åtgärdsplanen som innehåller det; null medan ingen gör det."
)
LAST_PLAN_VERSION = (
    "The last version of the action plan that holds it; null while it is not known. / "
    "Den sista version av åtgärdsplanen som innehåller det; null medan den inte är känd."
)
"""These of `ksbs.domain.plan.versions`."""
