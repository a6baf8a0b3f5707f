"""A rule that is set aside names the rule and says why, on the same line."""

import re
import tokenize
from io import StringIO

import pytest

from tests.support.repository import python_files

WORDS = re.compile(r"\w*[a-zA-Z]{2}\w*\W+\w*[a-zA-Z]{2}\w*")
"""At least two words: what a reason consists of."""
NOQA = re.compile(
    r"#\s*noqa\b(?P<code>:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*)?(?P<why>.*)"
)
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<code>\[[a-z0-9, -]+\])?(?P<why>.*)")
COVERAGE = re.compile(r"#\s*pragma:\s*no (cover|branch)(?P<code>)(?P<why>.*)")


def unexplained(source: str) -> list[str]:
    """Give the comments that set a rule aside without its name or without a reason."""
    tokens = tokenize.generate_tokens(StringIO(source).readline)
    comments = [token for token in tokens if token.type == tokenize.COMMENT]
    return [
        f"line {comment.start[0]}: {comment.string}"
        for comment in comments
        for pattern in (NOQA, IGNORE, COVERAGE)
        if (found := pattern.search(comment.string))
        and (found["code"] is None or not WORDS.search(found["why"]))
    ]


def test_every_rule_set_aside_is_named_and_explained() -> None:
    # when
    found = {str(path): unexplained(text) for path, text in python_files().items()}
    found = {path: lines for path, lines in found.items() if lines}

    # then
    assert not found, (
        f"{found}\nWrite the code and then the reason, as in"
        " `# noqa: X123 (why it does not hold here)` or"
        " `# type: ignore[code]  # why it does not hold here`."
    )


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: S603",
        "# noqa: S603, S607",
        "# type: ignore",
        "# type: ignore[arg-type]",
        "# type: ignore  # the library has no types",
        "# noqa: S603 reason",
    ],
)
def test_a_bare_suppression_is_found(comment: str) -> None:
    assert unexplained(f"x = 1  {comment}\n")


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: S603 (starts our own program)",
        "# noqa: S603, S607 - starts our own program",
        "# type: ignore[arg-type]  # the library's stub is wrong",
        "# nothing of the kind",
    ],
)
def test_an_explained_suppression_is_let_through(comment: str) -> None:
    assert not unexplained(f"x = 1  {comment}\n")
