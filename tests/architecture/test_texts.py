"""What no committed file may say: whose machine it came from, where packages lie."""

import re

from tests.support.repository import committed_texts

# Put together from pieces, so that this file does not say them either.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("proxy", "golang", "org"),
        ("anaconda", "org"),
    ]
)
MACHINE_PATHS = tuple(
    re.compile(rf"(?<![\w./~-])/{start}(?![\w-])")
    for start in (
        "work",
        "root",
        "Users/[a-z]+",
        "home/(?!someone)[a-z]+",
        "tmp/[a-z]{1,2}",
    )
)
TRACKERS = re.compile(r"(?i)\b(issue|session) ?#\d+|\bshared/(design|data)\b")


def test_no_file_names_a_package_registry() -> None:
    """Where packages come from is the choice of whoever installs them."""
    # when
    found = [
        f"{path}: {host}"
        for path, text in committed_texts().items()
        for host in REGISTRIES
        if host in text
    ]

    # then
    assert not found, f"{found}. Name the package, not the host; see scripts/lock."


def test_no_file_names_a_path_of_one_machine() -> None:
    # when
    found = [
        f"{path}:{number}: {line.strip()}"
        for path, text in committed_texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if any(pattern.search(line) for pattern in MACHINE_PATHS)
    ]

    # then
    assert not found, "\n".join([*found, "Use a path relative to the checkout."])


def test_no_file_refers_to_what_a_reader_cannot_see() -> None:
    # when
    found = [
        f"{path}: {match[0]}"
        for path, text in committed_texts().items()
        for match in TRACKERS.finditer(text)
    ]

    # then
    assert not found, f"{found}. Say the thing itself, in docs/ if it is long."
