"""The reference page of the settings, made from the settings themselves."""

import typing

from pydantic.fields import FieldInfo

from ksbs.settings.fields import TIME_ZONE, Fields, secret_names, variable_of

_HEAD = f"""# Settings

This page is made from the code: run `ksbs.settings.settings_reference` to renew it.

A value is taken from the first of these that has one:

1. a flag of the command;
2. the environment variable `KSBS_…`;
3. the file `ksbs.toml` in the working directory, or the file that `KSBS_CONFIG` names;
4. the default.

In `ksbs.toml` the names are those below, at the top level of the file.
A relative path is taken from the working directory.
A setting that holds a secret can be given as `…_FILE`: the name of a file that holds \
the value.
`ksbs config show` prints every value, secrets hidden, and where it came from; \
`ksbs config check` says what is unsafe and which `KSBS_` variables nothing reads.

The time zone is not a setting: days are days in {TIME_ZONE.key}, \
instants are stored and answered in UTC.
`POSTGRES_ENABLE_DB_FUNCTIONS`, a variable of the event library, must not be set.
"""


def settings_reference() -> str:
    """Give the text of docs/reference/settings.md."""
    sections = [
        _section(name, field=field) for name, field in Fields.model_fields.items()
    ]
    return "\n".join([_HEAD, *sections])


def _section(name: str, *, field: FieldInfo) -> str:
    description = " ".join((field.description or "").split())
    sentences = description.replace(". ", ".\n")
    twin = f" or `{variable_of(name)}_FILE`" if name in secret_names() else ""
    return (
        f"## {name}\n\n{sentences}\n\n"
        f"- Variable: `{variable_of(name)}`{twin}\n"
        f"- Value: {_kind(field)}\n"
        f"- Default: {_default(field)}\n"
    )


def _default(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "default" in extra:
        return str(extra["default"])
    value = field.get_default()
    if value is None or value == ():
        return "none"
    return f"`{','.join(value) if isinstance(value, tuple) else value}`"


def _kind(field: FieldInfo) -> str:
    words = _choices(field.annotation)
    if words:
        return "one of " + ", ".join(f"`{word}`" for word in words)
    limits = {
        type(each).__name__: getattr(each, type(each).__name__.lower())
        for each in field.metadata
        if type(each).__name__ in {"Ge", "Le"}
    }
    if limits:
        return f"a whole number, {limits['Ge']} to {limits['Le']}"
    return "a path" if "Path" in str(field.annotation) else "text"


def _choices(annotation: object) -> list[str]:
    if isinstance(annotation, type) and hasattr(annotation, "__members__"):
        return [str(member) for member in annotation.__members__.values()]
    if typing.get_origin(annotation) is typing.Literal:
        return [str(word) for word in typing.get_args(annotation)]
    return []
