"""What a kind of problem, a rule or an advisory means, as JSON or as a small page."""

from html import escape

from ksbs.application.refusals import NotFound
from ksbs.domain.rule import ADVISORIES, RULES
from ksbs.http.problems import kinds
from ksbs.http.said import Said
from ksbs.http.wire_problems import ProblemPage

_ADVISED = Said(
    "Något bör ses över; det är registrerat",
    "Something is worth a second look; it is recorded",
)
_CREATED = 201


def problem_page(name: str, *, base: str) -> ProblemPage:
    """Explain a kind of problem, or a rule or an advisory by its message.

    Raises:
        NotFound: if there is none of that name.
    """
    status, title, detail = _explained(name)
    return ProblemPage(
        type=f"{base}/problems/{name}",
        name=name,
        status=status,
        title=title.en,
        title_sv=title.sv,
        detail=detail.en,
        detail_sv=detail.sv,
    )


def _explained(name: str) -> tuple[int, Said, Said]:
    if name in kinds.KINDS:
        kind = kinds.KINDS[name]
        return kind.status, kind.title, kind.mend
    if name in RULES:
        rule = RULES[name]
        broken = kinds.RULE_BROKEN
        return broken.status, broken.title, Said(rule.sv, rule.template())
    if name in ADVISORIES:
        advisory = ADVISORIES[name]
        return _CREATED, _ADVISED, Said(advisory.sv, advisory.template())
    raise NotFound("problem", name)


def as_html(page: ProblemPage) -> bytes:
    """Write a page that needs no script and no style."""
    name, status = escape(page.name), page.status
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{name} – KSBS</title></head><body><main>"
        f"<h1>{escape(page.title_sv)}</h1><p>{escape(page.detail_sv)}</p>"
        f'<section lang="en"><h2>{escape(page.title)}</h2>'
        f"<p>{escape(page.detail)}</p></section>"
        f"<p><code>{name}</code>, HTTP {status}</p></main></body></html>"
    ).encode()
