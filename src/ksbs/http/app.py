"""The application: every operation of the table, and what becomes of errors."""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from litestar import Litestar, Request, Response
from litestar.types import ControllerRouterHandler

from ksbs.application.services import Services
from ksbs.auth.tokens import Verifier
from ksbs.http import (
    about,
    questioning,
    reading,
    registers,
    report_differences,
    reporting,
    selecting,
    standing,
    viewing,
)
from ksbs.http.acting import act
from ksbs.http.api import Api
from ksbs.http.config import HttpConfig
from ksbs.http.edge import Edge
from ksbs.http.exchange import exchange_of
from ksbs.http.handlers import Act, handler_for, response_to
from ksbs.http.origin import Origins
from ksbs.http.problems import kinds
from ksbs.http.problems.telling import tell
from ksbs.http.routes import operations
from ksbs.observability.errors import describe_exception
from ksbs.observability.privacy import Wording

_log = structlog.get_logger("ksbs.http")

ACTS: Mapping[str, Act] = {
    "listProgrammes": viewing.list_programmes,
    "getProgramme": reading.get_programme,
    "getProgrammeTimeline": viewing.get_timeline,
    "getProgrammeDifferences": viewing.get_differences,
    "listProgrammeEvents": reading.list_events,
    "listEvents": reading.list_events,
    "getEvent": reading.get_event,
    "listSchoolUnits": registers.list_school_units,
    "getSchoolUnit": registers.get_school_unit,
    "listSelectionRounds": selecting.list_selection_rounds,
    "getSelectionRound": selecting.get_selection_round,
    "listCandidates": selecting.list_candidates,
    "listPersons": registers.list_persons,
    "listRoleAssignments": registers.list_role_assignments,
    "listProjections": standing.list_projections,
    "listQuestions": questioning.list_questions,
    "getQuestion": questioning.get_question,
    "listReports": reporting.list_reports,
    "getReport": reporting.get_report,
    "getReportDifferences": report_differences.get_report_differences,
    "getApiInfo": about.get_api_info,
    "getProblem": about.get_problem,
    "getOpenApiJson": about.get_openapi_json,
    "getOpenApiYaml": about.get_openapi_yaml,
    "getLiveness": about.get_liveness,
    "getReadiness": about.get_readiness,
}
"""What answers each operation that is no action; actions are all answered by `act`."""


def create_app(
    services: Services,
    *,
    verifier: Verifier,
    config: HttpConfig | None = None,
    pages: Sequence[ControllerRouterHandler] = (),
) -> Litestar:
    """Make the application.

    Serve it with uvicorn's own `proxy_headers` off: `config.trusted_proxies` decides
    whom to believe, and only the standard header `Forwarded`.

    Args:
        services: The application.
        verifier: Judges bearer tokens.
        config: What the API needs to know of the installation.
        pages: Handlers of pages that stand beside the API.

    Raises:
        ValueError: If the configuration names no origin or network where it should.
    """
    api = Api(services, verifier=verifier, config=config or HttpConfig())
    app = Litestar(
        [*_handlers(api), *pages],
        exception_handlers={Exception: _answer_error},
        on_shutdown=[api.workers.stop],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    origins = Origins(api.config.public_url, api.config.trusted_proxies)
    app.asgi_handler = Edge(app.asgi_handler, origins)
    return app


def _handlers(api: Api) -> list[ControllerRouterHandler]:
    return [
        handler_for(operation, act=ACTS.get(operation.operation_id, act), api=api)
        for operation in operations()
    ]


def _answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Answer with a problem; of what nobody expected, log its kind and place."""
    exchange, told = exchange_of(request.scope), tell(error)
    if told.kind is kinds.INTERNAL_ERROR:
        _log.error("unexpected-error", **_where(error))
    return response_to(told, exchange)


def _where(error: Exception) -> dict[str, object]:
    """Say what kind of error it is and where it arose, never what it says."""
    described = dict(describe_exception(None, "", {"exc_info": error}))
    # As one text, for the console's renderer takes no list.
    return described | {"stack": Wording("\n".join(described["stack"]))}
