"""What a row of what is due holds."""

from ksbs.application import column_words
from ksbs.application.projection import Column

COLUMNS = (
    Column(
        "kind",
        "text",
        "What kind of step it is, such as `session` or `annual_review`. / Vilket slags "
        "steg det är, som `session` (tillfälle) eller `annual_review` (årsavstämning).",
    ),
    Column(
        "reference",
        "text",
        "Which of its kind: an id, a number or a name; empty where there is only one. "
        "/ Vilket i sitt slag: ett id, ett nummer eller ett namn; tomt där det bara "
        "finns ett.",
    ),
    Column("number", "integer", column_words.NUMBER),
    Column(
        "what",
        "text",
        "What it is about, in words; empty where the kind says it. / Vad det gäller, i "
        "ord; tomt där slaget säger det.",
    ),
    Column("due_on", "date", "The last day for it. / Sista dagen för det."),
    Column(
        "done_on",
        "date",
        "The day it was done; null until it is. / Dagen då det gjordes; null tills det "
        "sker.",
        nullable=True,
    ),
    Column(
        "lapsed_on",
        "date",
        "The day on which it ceased to be needed, undone. / Dagen då det upphörde att "
        "behövas, ogjort.",
        nullable=True,
    ),
)
