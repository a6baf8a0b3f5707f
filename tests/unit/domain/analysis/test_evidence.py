from typing import Any

import pytest
from pydantic import ValidationError

from ksbs.domain.analysis.evidence import (
    AddEvidence,
    EvidenceAdded,
    EvidenceAlreadyAdded,
    GatherPupilVoices,
    PupilVoicesAlreadyGathered,
)
from ksbs.domain.kinds import EvidenceKind
from tests.support.cast import ANALYSING, DAY, EVIDENCE
from tests.support.given import analysing, evidence_added
from tests.support.telling import refused, then, when

DIGEST, OTHER_DIGEST = "a" * 64, "b" * 64
VOICES = GatherPupilVoices(
    form="gruppintervju", group="årskurs 8", count=24, summary="Vill veta tidigare."
)


def evidence(**said: Any) -> AddEvidence:
    fields: dict[str, Any] = {
        "kind": EvidenceKind.GRADES,
        "period": "2023/24",
        "source": "Skolverket",
        "summary": "Meritvärdet har sjunkit.",
    }
    return AddEvidence(**(fields | said))


def test_evidence_named_by_digest_is_added() -> None:
    # when
    (event,) = when(analysing(), evidence(sha256=DIGEST))
    # then
    assert isinstance(event, EvidenceAdded)
    added = event.evolve(analysing()).evidence[event.evidence_id]
    assert (added.kind, added.sha256, added.added_on) == (
        EvidenceKind.GRADES,
        DIGEST,
        DAY,
    )


def test_each_piece_of_evidence_gets_an_id_of_its_own() -> None:
    # when
    programme = then(analysing(), evidence(sha256=DIGEST))
    programme = then(programme, evidence(sha256=OTHER_DIGEST))
    # then
    assert len({e.evidence_id for e in programme.evidence}) == 2


def test_evidence_that_cannot_be_found_again_is_not_a_body() -> None:
    with pytest.raises(ValidationError, match="sha256, by uri or by both"):
        evidence()


@pytest.mark.parametrize("sha256", ["a" * 63, "A" * 64, "g" * 64])
def test_a_digest_is_64_lower_case_hexadecimal_digits(sha256: str) -> None:
    with pytest.raises(ValidationError, match="sha256"):
        evidence(sha256=sha256)


@pytest.mark.parametrize(
    "uri", ["betyg.pdf", "https://", "https://a b", "//example.org"]
)
def test_an_address_is_absolute(uri: str) -> None:
    with pytest.raises(ValidationError, match="uri"):
        evidence(uri=uri)


def test_the_same_digest_twice_is_refused() -> None:
    # given
    programme = then(analysing(), evidence(sha256=DIGEST))
    (known,) = programme.evidence
    # when, then
    with refused(EvidenceAlreadyAdded, known.evidence_id, DAY):
        when(programme, evidence(sha256=DIGEST, period="2024/25"))


def test_the_same_address_for_the_same_period_is_refused() -> None:
    with refused(EvidenceAlreadyAdded, EVIDENCE, ANALYSING):
        when(evidence_added(), evidence(uri="https://example.org/betyg"))


def test_the_same_address_for_another_period_is_other_evidence() -> None:
    # when
    programme = then(
        evidence_added(), evidence(uri="https://example.org/betyg", period="2024/25")
    )
    # then
    assert len(programme.evidence) == 2


def test_other_content_at_the_same_address_is_other_evidence() -> None:
    # given
    address = "https://example.org/enkät"
    programme = then(analysing(), evidence(uri=address, sha256=DIGEST))
    # when
    programme = then(programme, evidence(uri=address, sha256=OTHER_DIGEST))
    # then
    assert len(programme.evidence) == 2


def test_pupil_voices_are_counted_never_named() -> None:
    # when
    (voices,) = then(analysing(), VOICES).pupil_voices
    # then
    assert (voices.on, voices.group, voices.count) == (DAY, "årskurs 8", 24)


def test_voices_of_nobody_are_not_a_body() -> None:
    with pytest.raises(ValidationError, match="count"):
        GatherPupilVoices(form="enkät", group="årskurs 8", count=0, summary="Inget.")


def test_the_same_voices_twice_are_refused() -> None:
    # given
    programme = then(analysing(), VOICES)
    # when, then
    with refused(PupilVoicesAlreadyGathered, "årskurs 8", "gruppintervju", DAY):
        when(programme, VOICES)


def test_another_group_of_the_same_day_is_heard_as_well() -> None:
    # given
    programme = then(analysing(), VOICES)
    # when
    programme = then(programme, VOICES.model_copy(update={"group": "årskurs 9"}))
    # then
    assert len(programme.pupil_voices) == 2
