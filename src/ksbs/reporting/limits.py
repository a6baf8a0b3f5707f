"""What a report was narrowed to, so that it says itself what it leaves out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ksbs.application.indicator_words import Indicator
from ksbs.application.views_seeing import everything
from ksbs.domain.kinds import SchoolForm
from ksbs.domain.words import Bilingual, Word, spoken
from ksbs.questions.asking import Asking
from ksbs.reports.model import Paragraph

LABELS: Mapping[str, Bilingual] = {
    name: spoken(label)
    for name, label in {
        "programme": "school / skola",
        "school_form": "form of school / skolform",
        "indicator": "indicator / nyckeltal",
        "from": "from / från och med",
        "to": "up to / till och med",
        "from_position": "from position / från och med position",
        "to_position": "up to position / till och med position",
    }.items()
}
"""What is said before the value of each parameter that narrows a report."""

_OWN = spoken(
    "the programmes that the one who asks may look at / de omgångar som den som frågar"
    " får ta del av"
)

_WORDS: Mapping[str, type[Word]] = {
    "school_form": SchoolForm,
    "indicator": Indicator,
}


def limits(asking: Asking) -> Iterator[Paragraph]:
    """Yield what the report is about, where it is not about everything."""
    told = [
        Bilingual(f"{label.en} {value.en}", f"{label.sv} {value.sv}")
        for name, label in LABELS.items()
        if name in asking.said
        for value in (_value(asking, name),)
    ]
    if len(asking.schools) < len(replace(asking, sees=everything).schools):
        told.insert(0, _OWN)
    if told:
        yield Paragraph(
            Bilingual(
                f"The report is about: {', '.join(each.en for each in told)}.",
                f"Rapporten gäller: {', '.join(each.sv for each in told)}.",
            )
        )


def _value(asking: Asking, name: str) -> Bilingual:
    said: Any = asking.said[name]
    if name == "programme":
        found = (
            f"{s['school']} ({s['school_unit_code']})" for s in asking.schools.values()
        )
        said = ", ".join(dict.fromkeys(found))
    elif name in _WORDS:
        word = _WORDS[name](said)
        return Bilingual(word.en, word.sv)
    return Bilingual(str(said), str(said))
