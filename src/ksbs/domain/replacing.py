"""`replace` for frozen dataclasses, typed as the standard one and several times faster.

`dataclasses.replace` goes through `__init__`, which for a frozen class sets every field
one by one. A fold does it for every event, so here the fields are copied as a whole.
The type checker sees the standard function and refuses a mistyped field.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(instance: Any, /, **changes: Any) -> Any:
        """Give a copy of a frozen dataclass without slots, with fields changed."""
        copy = object.__new__(type(instance))
        object.__setattr__(copy, "__dict__", instance.__dict__ | changes)
        return copy


__all__ = ["replace"]
