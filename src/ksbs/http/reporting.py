"""Reports over HTTP: which there are, and one made as a file."""

import hashlib
from collections.abc import Mapping
from typing import Any

from ksbs.application import policy
from ksbs.application.policy import Forbidden
from ksbs.application.view import AsOf
from ksbs.http.api import Api
from ksbs.http.asked import Asked
from ksbs.http.exchange import Reply
from ksbs.http.pinning import PAIR, is_pinned
from ksbs.http.preconditions import has_already
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import Refused, Wrong
from ksbs.http.reading import as_of, reply_with
from ksbs.http.routes.reports import REPORT_PARAMETERS
from ksbs.http.said import Said
from ksbs.http.wire_reports import ReportKindView, ReportList, ReportParameter
from ksbs.http.wire_views import Wording
from ksbs.reporting.catalogue import REPORTS, WrongParameter, may_have, report_of
from ksbs.reporting.kind import ReportKind
from ksbs.reports.as_csv import STANDARD, SWEDISH_EXCEL
from ksbs.reports.as_svg import NothingToDraw
from ksbs.reports.model import Report
from ksbs.reports.rendering import MEDIA_TYPES, Rendering, render
from ksbs.reports.said import Language

_KNOWN_THEN = "previousKnownAt"


def list_reports(api: Api, asked: Asked) -> Reply:
    """Answer `GET /reports`: those that the actor may have."""
    del api
    verdict = policy.may_read(asked.actor, policy.Read.REPORTS, relations=())
    action = policy.Read.REPORTS.value
    policy.require(verdict, action=action, role=asked.actor.role)
    views = [kind_view(k) for k in REPORTS.values() if _may_have(asked, k)]
    return reply_with(ReportList(items=tuple(views)))


def _may_have(asked: Asked, kind: ReportKind) -> bool:
    try:
        may_have(asked.actor, kind)
    except Forbidden:
        return False
    return True


def get_report(api: Api, asked: Asked) -> Reply:
    """Answer `GET /reports/{name}` in the format asked for."""
    kind = report_of(asked.path["name"])
    report = made(api, asked, kind, as_of(api, asked))
    return _reply(api, asked, report, _rendered(asked, report))


def made(api: Api, asked: Asked, kind: ReportKind, pair: AsOf) -> Report:
    """Make a report at a pair, with the language and the parameters that were said.

    Raises:
        Refused: if it does not take one of them, or lacks one.
        Forbidden, NotFound: as `ksbs.reporting.catalogue.Reports.make`.
    """
    try:
        return api.reports.make(
            kind,
            as_of=pair,
            actor=asked.actor,
            language=asked.query.get("language", asked.exchange.language),
            said=_said(asked.query),
        )
    except WrongParameter as error:
        raise _wrong(error) from None


def _said(query: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: query[parameter.name]
        for name, parameter in REPORT_PARAMETERS.items()
        if parameter.name in query
    }


def _rendered(asked: Asked, report: Report) -> Rendering:
    excel = asked.query.get("dialect") == "swedish-excel"
    wanted = asked.query.get("format", "json")
    try:
        return render(report, wanted, dialect=SWEDISH_EXCEL if excel else STANDARD)
    except NothingToDraw:
        said = Said("Rapporten har inga diagram.", "The report has no charts.")
        wrong = Wrong(said, parameter="format")
        raise Refused(kinds.INVALID_QUERY, said, errors=(wrong,)) from None


def _reply(api: Api, asked: Asked, report: Report, made: Rendering) -> Reply:
    headers = {
        "Content-Disposition": f'attachment; filename="{made.file_name}"',
        **told_headers(report.language),
    }
    if is_pinned_report(api, asked, times=PAIR):
        headers["ETag"] = f'"{hashlib.sha256(made.content).hexdigest()[:32]}"'
        if has_already(asked.exchange, etag=headers["ETag"]):
            return Reply(body=b"", status=304, headers=headers)
    # Litestar says the charset of a text by itself.
    media_type = made.media_type.replace("; charset=utf-8", "")
    return Reply(body=made.content, headers=headers, media_type=media_type)


def told_headers(language: Language) -> dict[str, str]:
    """Give the headers that tell the language, and that it may have been negotiated."""
    return {"Content-Language": language, "Vary": "Accept-Language"}


def is_pinned_report(api: Api, asked: Asked, *, times: tuple[str, ...]) -> bool:
    """Tell whether these times, and any other that the report is made of, are final."""
    said = (*times, _KNOWN_THEN) if _KNOWN_THEN in asked.query else times
    return is_pinned(api, asked, times=said)


def kind_view(kind: ReportKind) -> ReportKindView:
    """Show a kind of report."""
    return ReportKindView(
        name=kind.name,
        title=Wording.of(kind.title_said),
        about=Wording.of(kind.about_said),
        parameters=tuple(
            ReportParameter(
                name=REPORT_PARAMETERS[parameter.name].name,
                about=Wording.of(parameter.said),
                required=parameter.required,
            )
            for parameter in kind.parameters
        ),
        formats=tuple(f for f in MEDIA_TYPES if kind.drawn or f != "svg"),
    )


def _wrong(error: WrongParameter) -> Refused:
    asked = REPORT_PARAMETERS[error.name].name
    known = ", ".join(REPORT_PARAMETERS[name].name for name in error.known) or "–"
    if error.missing:
        said = Said(
            f"Rapporten {error.report} behöver {asked}.",
            f"The report {error.report} needs {asked}.",
        )
    else:
        said = Said(
            f"Rapporten {error.report} har inte den parametern; den har: {known}.",
            f"The report {error.report} has no such parameter; it has: {known}.",
        )
    return Refused(kinds.INVALID_QUERY, said, errors=(Wrong(said, parameter=asked),))
