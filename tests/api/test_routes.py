"""The route table and the application say the same, in both directions."""

from litestar.routes import HTTPRoute

from ksbs.domain.command import COMMANDS
from ksbs.http.problems.kinds import KINDS
from ksbs.http.routes import TAGS, operations
from ksbs.http.routes.table import Where
from tests.support.api import World


def served(world: World) -> set[tuple[str, str]]:
    """Every method and path that Litestar routes, in the table's spelling."""
    return {
        (method, route.path_format)
        for route in world.app.routes
        if isinstance(route, HTTPRoute)
        for method in route.methods
        if method != "OPTIONS"
    }


def test_the_table_holds_every_route_and_every_route_stands_in_the_table(
    world: World,
) -> None:
    # given
    table = {(o.method, o.full_path) for o in operations()}

    # when
    routes = served(world)

    # then
    assert routes == table


def test_no_two_operations_share_a_name_or_a_place() -> None:
    # when
    names = [o.operation_id for o in operations()]
    places = [(o.method, o.full_path) for o in operations()]

    # then
    assert len(set(names)) == len(names)
    assert len(set(places)) == len(places)


def test_every_command_has_one_action_under_its_noun() -> None:
    # when
    actions = {o.command: o.path for o in operations() if o.command is not None}

    # then
    assert set(actions) == set(COMMANDS.values())
    assert all(path.endswith(f"/{c.noun}") for c, path in actions.items())


def test_directory_selection_and_nomination_stand_beside_the_programmes() -> None:
    # when
    top = {
        o.path
        for o in operations()
        if o.command is not None and "{programmeId}" not in o.path
    }

    # then
    assert top == {
        "/national-programme-notes",
        "/programmes",
        "/role-assignments",
        "/role-endings",
        "/selection-criteria",
        "/selection-rounds",
    }


def test_path_parameters_are_declared_as_they_are_spelled() -> None:
    for operation in operations():
        # when
        declared = [p.name for p in operation.parameters if p.where is Where.PATH]

        # then
        spelled = [
            part[1:-1] for part in operation.path.split("/") if part.startswith("{")
        ]
        assert declared == spelled, operation.operation_id


def test_every_query_parameter_can_be_read_and_reads_its_own_example() -> None:
    for operation in operations():
        for parameter in operation.query().values():
            assert parameter.read is not None, parameter.name
            assert parameter.read(str(parameter.example)) is not None


def test_every_operation_is_described_in_both_languages() -> None:
    for operation in operations():
        texts = [operation.summary, operation.description, operation.tag.about]
        texts += [p.about for p in operation.parameters]
        texts += [a.about for a in operation.answers]
        for text in texts:
            assert text.sv
            assert text.en
            assert text.sv != text.en, text


def test_every_operation_takes_and_returns_a_trace() -> None:
    for operation in operations():
        assert "traceparent" in {p.name for p in operation.parameters}
        for answer in operation.answers:
            assert "traceparent" in {h.name for h in answer.headers}


def test_every_example_of_a_command_is_a_body_that_it_takes() -> None:
    for operation in operations():
        if operation.command is not None:
            operation.command.model_validate(
                dict(operation.command.example), strict=False
            )


def test_every_kind_of_problem_is_documented_by_some_operation() -> None:
    # when
    told = {kind.name for o in operations() for kind in o.problems}

    # then
    assert told == set(KINDS)


def test_every_tag_is_listed_and_used_or_waits_for_its_part() -> None:
    # when
    used = {o.tag.name for o in operations()}

    # then
    assert used <= {tag.name for tag in TAGS}
