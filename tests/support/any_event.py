"""Random events of a programme: of every kind, on few days, about few things."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ksbs.domain.event import ProgrammeEvent
from ksbs.reference.samples import samples

FIRST_DAY = date(2025, 1, 7)
THINGS = [str(UUID(f"0197a3c2-5b1e-7c44-9d21-{n:012x}")) for n in range(1, 4)]
"""The only ids, of whatever kind, so that events meet."""

_KINDS = [e for e in samples().values() if isinstance(e, ProgrammeEvent)]


@st.composite
def any_event(draw: st.DrawFn) -> ProgrammeEvent:
    """An event of any kind that its model accepts."""
    sample = draw(st.sampled_from(_KINDS))
    fields = {key: _few(value, draw, key=key) for key, value in sample.wire().items()}
    fields["occurredOn"] = str(FIRST_DAY + timedelta(days=draw(st.integers(0, 4))))
    try:
        return type(sample).model_validate_json(json.dumps(fields))
    except ValueError:
        return sample


def _few(value: Any, draw: st.DrawFn, *, key: str) -> Any:
    if isinstance(value, dict):
        return {k: _few(v, draw, key=k) for k, v in value.items()}
    if isinstance(value, list):
        return [_few(v, draw, key=key) for v in value]
    if isinstance(value, str) and _is_id(value):
        return draw(st.sampled_from(THINGS))
    if isinstance(value, int) and key in {"number", "sessionNumber", "rank"}:
        return draw(st.integers(1, 3))
    return value


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return "-" in value
