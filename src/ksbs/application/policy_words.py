"""What the policy lets or does not let somebody do, in words of both languages."""

from collections.abc import Mapping

from ksbs.application.policy import IMPORT, Read
from ksbs.domain.command import COMMANDS
from ksbs.domain.words import Bilingual, spoken

_WITHOUT_RECORDING: Mapping[str, Bilingual] = {
    Read.PROGRAMME: spoken("read this programme / läsa denna omgång"),
    Read.AUDIT_TRAIL: spoken("read the audit trail / läsa revisionsspåret"),
    Read.DIRECTORY: spoken("read the directory / läsa katalogen"),
    Read.SCHOOL_UNITS: spoken("read the school units / läsa skolenheterna"),
    Read.PROJECTIONS: spoken("see how the read models stand / se läsmodellernas läge"),
    Read.SELECTION: spoken("read the selection / läsa urvalet"),
    Read.QUESTIONS: spoken("ask the questions / ställa frågorna"),
    Read.PERSONAL_QUESTIONS: spoken(
        "ask questions about a person / ställa frågor om en person"
    ),
    Read.REPORTS: spoken("read the reports / läsa rapporterna"),
    Read.AUDIT_EXTRACT: spoken("read extracts of the log / läsa utdrag ur loggen"),
    IMPORT: spoken("import files / läsa in filer"),
}
"""As they are said after “may”; what records has a summary of its own."""


def in_words(action: str) -> Bilingual:
    """Say what an action of the policy is."""
    command = COMMANDS.get(action)
    if command is None:
        return _WITHOUT_RECORDING.get(action, Bilingual(action, action))
    return Bilingual(command.action_name(), command.sv.removesuffix("."))


def may_not(action: str) -> Bilingual:
    """Say of somebody that they may not do what an action of the policy is."""
    what = in_words(action)
    if action in _WITHOUT_RECORDING:
        return Bilingual(f"may not {what.en}.", f"får inte {what.sv}.")
    return Bilingual(f"may not do this: {what.en}.", f"får inte göra detta: {what.sv}.")
