"""Where values come from: flags, environment, secret files, ksbs.toml."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import EnvSettingsSource

from ksbs.settings.fields import PREFIX, Fields, secret_names, variable_of

CONFIG_VARIABLE = "KSBS_CONFIG"
DEFAULT = "default"


class SettingsInvalid(Exception):
    """The settings cannot be used; `problems` says why, one line each.

    No line holds a value: it may be a secret.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it was found."""

    value: object
    origin: str


def find_values(flags: Mapping[str, object]) -> dict[str, Found]:
    """Gather the values given, the strongest source of each: flag, variable, file.

    Raises:
        SettingsInvalid: If a file named cannot be read, or a secret is given twice.
    """
    named = {
        name: Found(value, f"flag --{name.replace('_', '-')}")
        for name, value in flags.items()
        if value is not None
    }
    return _from_config_file() | _from_environment() | named


def _from_environment() -> dict[str, Found]:
    source = EnvSettingsSource(Fields)
    found = {
        name: Found(value, f"environment {variable_of(name)}")
        for name, value in source().items()
    }
    files = {
        secret: Found(path, f"{variable_of(secret)}_FILE")
        for secret in secret_names()
        if (path := source.env_vars.get(f"{variable_of(secret)}_file".lower()))
    }
    return _with_secrets(found, files=files)


def _from_config_file() -> dict[str, Found]:
    named = os.environ.get(CONFIG_VARIABLE)
    path = Path(named or "ksbs.toml").absolute()
    if not named and not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsInvalid([_unreadable(path, error=error)]) from None
    files = {
        secret: Found(values.pop(f"{secret}_file"), f"{secret}_file in {path}")
        for secret in secret_names()
        if f"{secret}_file" in values
    }
    found = {name: Found(value, str(path)) for name, value in values.items()}
    return _with_secrets(found, files=files)


def _unreadable(path: Path, *, error: Exception) -> str:
    # A TOML error's text may quote a line's content only by its position.
    why = error.strerror if isinstance(error, OSError) else error
    return (
        f"{path} cannot be read: {why}. Mend the file, "
        f"or name another with {CONFIG_VARIABLE}."
    )


def _with_secrets(
    found: dict[str, Found], *, files: Mapping[str, Found]
) -> dict[str, Found]:
    problems = [
        f"{secret} is given twice: by {found[secret].origin} and by {pointer.origin}; "
        "keep one."
        for secret, pointer in files.items()
        if secret in found
    ]
    if problems:
        raise SettingsInvalid(problems)
    return found | {secret: _read(pointer) for secret, pointer in files.items()}


def _read(pointer: Found) -> Found:
    path = Path(str(pointer.value))
    try:
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsInvalid(
            [f"{path}, named by {pointer.origin}, cannot be read: {why}."]
        ) from None
    return Found(text, f"file {path} ({pointer.origin})")


def problems_of(error: ValidationError, *, found: Mapping[str, Found]) -> list[str]:
    """Say what is wrong with which setting and who set it, without its value."""
    return [_problem(dict(each), found=found) for each in error.errors()]


def _problem(error: dict[str, object], *, found: Mapping[str, Found]) -> str:
    location = error["loc"]
    name = str(location[0]) if isinstance(location, tuple) and location else "settings"
    origin = found[name].origin if name in found else DEFAULT
    if error["type"] == "extra_forbidden":
        return f"{name} ({origin}): there is no such setting{_nearest(name)}."
    why = str(error["msg"]).removeprefix("Value error, ").removesuffix(".")
    return f"{name} ({origin}): {why}."


def _nearest(name: str) -> str:
    near = difflib.get_close_matches(name, Fields.model_fields, n=1)
    return f"; is {near[0]} meant?" if near else ""


def unknown_variables(environ: Mapping[str, str] | None = None) -> list[str]:
    """Tell of KSBS_ variables that nothing reads, one sentence each.

    They do no harm by themselves, but one of them may be a setting mistyped.
    """
    known = {variable_of(name) for name in Fields.model_fields} | {CONFIG_VARIABLE}
    known |= {f"{variable_of(secret)}_FILE" for secret in secret_names()}
    return [
        f"{name} is set, but there is no such setting"
        f"{_nearest(name.removeprefix(PREFIX).lower())}."
        for name in sorted(os.environ if environ is None else environ)
        if name.startswith(PREFIX) and name.upper() not in known
    ]
