"""What the launcher says when it cannot give a server."""

from pathlib import Path


class EmbeddedServerError(Exception):
    """The embedded PostgreSQL cannot be had: what is wrong, where, how to mend it."""

    def __init__(self, what: str, *, where: Path, mend: str) -> None:
        super().__init__(f"{what} ({where}). {mend}")
        self.what = what
        self.where = where
        self.mend = mend
