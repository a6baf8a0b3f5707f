"""What is asked for by its name: of a name that nothing has, those there are are told.

A name may be known later than at the pair that is asked about: then nothing is answered.
"""

from ksbs.application.indicator_words import Indicator
from ksbs.application.refusals import no_such_word
from ksbs.questions.asking import Asking


def wanted_indicator(asking: Asking) -> str | None:
    """Give the indicator that is asked for, None if none is.

    Raises:
        ParametersRefused: if there are no words for it, and no figure was published.
    """
    wanted: str | None = asking.said.get("indicator")
    if wanted is None or Indicator.says(wanted):
        return wanted
    published = {
        row["indicator"]
        for at in asking.at_any_time()
        for row in asking.others("unit_indicators", at=at)
    }
    if wanted not in published:
        names = {name.partition(":")[0] for name in published}
        raise no_such_word("indicator", names | {each.value for each in Indicator})
    return wanted


def wanted_round(asking: Asking) -> str | None:
    """Give the selection round that is asked for, None if none is.

    Raises:
        ParametersRefused: if none has that id, or is of that school year.
    """
    wanted: str | None = asking.said.get("round")
    if wanted is None:
        return None
    rounds = [
        row
        for at in asking.at_any_time()
        for row in asking.others("selection_rounds", at=at)
    ]
    named = {row[name] for row in rounds for name in ("round_id", "school_year")}
    if wanted not in named:
        raise no_such_word("round", {row["school_year"] for row in rounds})
    return wanted
