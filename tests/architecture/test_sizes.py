"""Small files, short functions: the limits, and who breaks them.

A function's length counts every line from its `def` to its end, docstring included.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from tests.support.repository import python_files

LONGEST_FILE = 300
LONGEST_TEST_FILE = 400
LONGEST_FUNCTION = 50
MEDIAN_FUNCTION = 8
LONG_FUNCTION = 25
"""Nine functions in ten are no longer than this."""
MEDIAN_FILE = 100
PRODUCT = {"src", "projections"}


def product_files() -> dict[Path, str]:
    files = python_files()
    return {path: text for path, text in files.items() if path.parts[0] in PRODUCT}


def limit(path: Path) -> int:
    return LONGEST_TEST_FILE if path.parts[0] == "tests" else LONGEST_FILE


def functions(path: Path, source: str) -> Iterator[tuple[str, int]]:
    """Yield where each function of a file stands, and its length in lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            end = node.end_lineno or node.lineno
            yield f"{path}:{node.lineno} {node.name}", end - node.lineno + 1


def product_functions() -> dict[str, int]:
    files = product_files().items()
    return dict(found for path, text in files for found in functions(path, text))


def test_no_file_is_too_long() -> None:
    # when
    lengths = {path: len(text.splitlines()) for path, text in python_files().items()}
    long = [
        f"{path}: {length} lines, {limit(path)} are allowed"
        for path, length in lengths.items()
        if length > limit(path)
    ]

    # then
    assert not long, f"{long}. Split it by what it is about: one noun, one module."


def test_no_function_is_too_long() -> None:
    # when
    long = [
        f"{where}: {length} lines, {LONGEST_FUNCTION} are allowed"
        for path, text in python_files().items()
        for where, length in functions(path, text)
        if length > LONGEST_FUNCTION
    ]

    # then
    assert not long, f"{long}. Name its steps and make each a function."


def test_a_typical_function_is_short() -> None:
    # when
    lengths = product_functions()
    middle = median(lengths.values())
    ninth_decile = quantiles(lengths.values(), n=10)[-1]
    longest = sorted(lengths, key=lengths.__getitem__, reverse=True)[:10]

    # then
    assert middle <= MEDIAN_FUNCTION, f"The median function has {middle} lines."
    assert ninth_decile <= LONG_FUNCTION, (
        f"One function in ten has more than {LONG_FUNCTION} lines. The longest, worth"
        f" splitting first: {longest}"
    )


def test_a_typical_file_is_short() -> None:
    # when
    lengths = [len(text.splitlines()) for text in product_files().values()]

    # then
    assert median(lengths) <= MEDIAN_FILE
