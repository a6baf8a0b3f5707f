"""Problem details as an answer (RFC 9457)."""

from ksbs.http.exchange import Exchange, Reply
from ksbs.http.media import PROBLEM_JSON
from ksbs.http.problems.telling import Told, Wrong
from ksbs.http.said import Language
from ksbs.http.wire_problems import FieldError, Problem


def problem_reply(told: Told, exchange: Exchange) -> Reply:
    """Write a problem in the language of the request."""
    language = exchange.language
    problem = Problem(
        type=f"{exchange.base}/problems/{told.type_name}",
        title=told.kind.title.to(language),
        status=told.kind.status,
        detail=told.detail.to(language),
        instance=exchange.instance,
        trace_id=exchange.trace.trace_id,
        rule=told.rule,
        breaks=told.breaks,
        entry=told.entry,
        errors=tuple(_wrong(each, language) for each in told.errors) or None,
    )
    return Reply(
        body=problem.model_dump_json(by_alias=True, exclude_none=True).encode(),
        status=told.kind.status,
        headers={
            "Content-Language": language,
            "Vary": "Accept-Language",
            **({"Connection": "close"} if exchange.unread else {}),
            **told.headers,
        },
        media_type=PROBLEM_JSON,
    )


def _wrong(wrong: Wrong, language: Language) -> FieldError:
    return FieldError(
        pointer=wrong.pointer,
        parameter=wrong.parameter,
        detail=wrong.about.to(language),
    )
