"""What several operations share is written once, among the components."""

from typing import Any


class Shared:
    """Collects components and gives references to them."""

    def __init__(self) -> None:
        self.components: dict[str, dict[str, Any]] = {}

    def under(self, section: str, name: str, value: dict[str, Any]) -> dict[str, Any]:
        """Keep a component and refer to it; give it back if the name means another."""
        kept = self.components.setdefault(section, {}).setdefault(name, value)
        if kept != value:
            return value
        return {"$ref": f"#/components/{section}/{name}"}
