"""Each third-party library has a home: the parts of KSBS that may import it.

A library missing here may be imported nowhere. A new one is a decision: see
docs/decisions/0002-dependencies.md.
"""

import sys

import grimp
import pytest

HOMES: dict[str, set[str]] = {
    "click": {"ksbs.cli"},
    "cryptography": {"ksbs.auth", "ksbs.ledger"},
    "eventsourcing": {"ksbs.store"},
    "httpx": {"ksbs.auth", "ksbs.demo"},
    "joserfc": {"ksbs.auth"},
    "litestar": {"ksbs.http", "ksbs.auth", "ksbs.main"},
    "psycopg": {"ksbs.store", "ksbs.readmodels"},
    "psycopg_pool": {"ksbs.store", "ksbs.readmodels"},
    "pydantic": {
        "ksbs.application",
        "ksbs.auth",
        "ksbs.cli",
        "ksbs.domain",
        "ksbs.http",
        "ksbs.reference",
        "ksbs.settings",
        "ksbs.store",
        "projections",
    },
    "pydantic_core": {"ksbs.domain"},
    "pydantic_settings": {"ksbs.settings"},
    "rich": {"ksbs.cli"},
    "rich_click": {"ksbs.cli"},
    "structlog": {
        "ksbs.auth",
        "ksbs.cli",
        "ksbs.http",
        "ksbs.main",
        "ksbs.observability",
        "ksbs.readmodels",
        "ksbs.store",
    },
    "typst": {"ksbs.reports"},
    "uuid_utils": {"ksbs.application", "ksbs.cli", "ksbs.http", "ksbs.main"},
    "uvicorn": {"ksbs.cli", "ksbs.http", "ksbs.main"},
    "xlsxwriter": {"ksbs.reports"},
}
OURS = {"ksbs", "projections"}


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """Map each library to the parts that import it, standard library left out."""
    graph = grimp.build_graph(*OURS, include_external_packages=True, cache_dir=None)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        library = module.split(".")[0]
        if library in OURS or library in sys.stdlib_module_names:
            continue
        importers = graph.find_modules_that_directly_import(module)
        found.setdefault(library, set()).update(map(_part, importers))
    return found


def _part(module: str) -> str:
    if module.startswith("projections"):
        return "projections"
    return ".".join(module.split(".")[:2])


def test_a_library_is_imported_only_at_home(imports: dict[str, set[str]]) -> None:
    # when every import of every module is known
    strays = {
        library: sorted(parts - HOMES.get(library, set()))
        for library, parts in imports.items()
        if parts - HOMES.get(library, set())
    }

    # then
    assert not strays, (
        f"Imported away from home: {strays}. Reach the library through the part that"
        " owns it, or, if this is a decision, give it a home in HOMES of this file."
    )


def test_the_domain_knows_no_library_but_pydantic(
    imports: dict[str, set[str]],
) -> None:
    # when
    known = {library for library, parts in imports.items() if "ksbs.domain" in parts}

    # then
    assert known == {"pydantic", "pydantic_core"}
