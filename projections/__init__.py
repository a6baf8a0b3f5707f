"""Read models, one folder each; a folder with a `PROJECTION` is found by itself."""

from importlib import import_module
from pkgutil import iter_modules

from ksbs.application.projection import Projection


def discover() -> dict[str, Projection]:
    """Give every read model by its name.

    Raises:
        TypeError: if a folder holds no projection, or one of another name.
    """
    found: dict[str, Projection] = {}
    for module in iter_modules(__path__):
        projection = getattr(
            import_module(f"{__name__}.{module.name}"), "PROJECTION", 0
        )
        if not isinstance(projection, Projection) or projection.name != module.name:
            raise TypeError(
                f"projections/{module.name} holds no PROJECTION of its name"
            )
        found[projection.name] = projection
    return found
