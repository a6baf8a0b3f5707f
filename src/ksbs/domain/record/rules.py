"""The clerk's rules: what no amendment may do, whatever the entry is about."""

from ksbs.domain.rule import RuleBroken


class TargetUnknown(RuleBroken):
    """There is no entry {target} in this programme's record."""

    sv = "Det finns ingen anteckning {target} i denna omgång."


class TargetAnnulled(RuleBroken):
    """The entry ({name}, {on}) is annulled; an annulled entry is not amended again."""

    sv = "Anteckningen ({name}, {on}) är makulerad och kan inte ändras igen."


class AmendmentNotCorrectable(RuleBroken):
    """{name} is itself an amendment: correct the fact again, or annul the correction."""

    sv = "{name} är själv en ändring: rätta uppgiften igen eller makulera rättelsen."


class RestorationNotAnnullable(RuleBroken):
    """An annulment that annulled another restored its entry; annul that entry itself."""

    sv = "En makulering av en makulering återställde anteckningen; makulera den i stället."


class OwnDecision(RuleBroken):
    """A decision ({name.en}) is annulled by someone other than the one who recorded it."""

    sv = "Ett beslut ({name.sv}) makuleras av någon annan än den som registrerade det."


class OthersBuildOnIt(RuleBroken):
    """{name.en} of {on} ({event_id}) builds on the entry {target}: annul the
    builder first.
    """

    sv = (
        "{name.sv} den {on} ({event_id}) bygger på anteckningen {target}: makulera den "
        "som bygger först."
    )


class BuiltOnNothing(RuleBroken):
    """{name.en} of {on} ({event_id}) would build on the entry {target}, which is not in
    force: see to that one first.
    """

    sv = (
        "{name.sv} den {on} ({event_id}) skulle bygga på anteckningen {target}, som inte "
        "gäller: ordna den först."
    )


class UnknownField(RuleBroken):
    """The entry has no field {field}; it has {known}."""

    sv = "Anteckningen har inget fält {field}; den har {known}."


class FieldNamedTwice(RuleBroken):
    """The field {field} is named twice in one correction."""

    sv = "Fältet {field} nämns två gånger i samma rättelse."


class IdentityNotCorrectable(RuleBroken):
    """The field {field} says what the entry is about: annul it and record it anew."""

    sv = (
        "Fältet {field} anger vad anteckningen gäller: makulera och registrera på nytt."
    )


class WhoDecidedNotCorrectable(RuleBroken):
    """The field {field} says who decided what: annul the entry, then decide anew."""

    sv = "Fältet {field} anger vem som beslutat vad: makulera och besluta på nytt."


class DerivedNotCorrectable(RuleBroken):
    """The field {field} follows from the day: correct occurredOn, and it follows."""

    sv = "Fältet {field} följer av dagen: rätta occurredOn, så följer det med."


class OldValueDiffers(RuleBroken):
    """What stands in {field} is {stands}, not the old value given: read it again."""

    sv = (
        "I {field} står {stands}, inte det gamla värde som angavs: läs om anteckningen."
    )


class NothingChanged(RuleBroken):
    """The new value of {field} is the one that stands: a correction changes something."""

    sv = "Det nya värdet i {field} är det som redan står: en rättelse ändrar något."


class CorrectedValueInvalid(RuleBroken):
    """The entry would not be valid after the correction: {field}: {problem}."""

    sv = "Anteckningen blir inte giltig efter rättelsen: {field}: {problem}."


class CorrectedIntoFuture(RuleBroken):
    """The day {on} lies in the future; today is {today}."""

    sv = "Dagen {on} ligger i framtiden; i dag är det {today}."
