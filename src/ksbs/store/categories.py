"""Which category a stream belongs to, told by the stored names of its events."""

from functools import cache

_OTHERS = {
    "directory.person-": "person",
    "directory.role-": "person",
    "selection.school-unit-": "school-unit",
}


@cache
def category_of(stored_name: str) -> str:
    """Give the category of the streams that hold events of this stored name."""
    for beginning, category in _OTHERS.items():
        if stored_name.startswith(beginning):
            return category
    return "programme"
