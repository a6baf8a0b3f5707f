"""What the fields of models say of themselves, read from the source when it is asked for.

Few commands ask. Reading it when the models are defined, which pydantic offers to do,
takes a third of the time in which the whole domain is loaded.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel

_Docstrings = Mapping[str, str]


@cache
def field_docstrings(model: type[BaseModel]) -> _Docstrings:
    """Give the docstrings of a model's fields by their names in Python.

    What a base class says of a field holds until a subclass annotates it anew. Fields
    that say nothing, or whose source is not there, are left out.
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        annotated = model.model_fields.keys() & inspect.get_annotations(base)
        if annotated:
            own = _of_module(base.__module__).get(base.__qualname__, {})
            for name in annotated:
                found.pop(name, None)
                if name in own:
                    found[name] = own[name]
    return found


@cache
def _of_module(name: str) -> Mapping[str, _Docstrings]:
    """Give the docstrings of attributes by the qualified names of a module's classes."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[name]))
    except (OSError, KeyError, TypeError):
        return {}
    return dict(_classes(tree, place=""))


def _classes(tree: ast.AST, *, place: str) -> Iterator[tuple[str, _Docstrings]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield place + node.name, dict(_attributes(node))
            yield from _classes(node, place=f"{place}{node.name}.")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _classes(node, place=f"{place}{node.name}.<locals>.")


def _attributes(tree: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Go through the annotated names that a text follows."""
    for said, after in zip(tree.body, tree.body[1:], strict=False):
        match said, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)
