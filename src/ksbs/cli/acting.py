"""Who acts at the command line: the local operator, or whoever a token names."""

import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ksbs.application.actor import EVERY_AREA, Actor
from ksbs.auth.persons import default_person
from ksbs.cli.exit_codes import ExitCode
from ksbs.cli.failures import CommandFailed
from ksbs.domain.words import Role
from ksbs.main import Running


@dataclass(frozen=True, slots=True)
class Acting:
    """What was said about who acts."""

    role: str | None = None
    person: UUID | None = None
    unit: str | None = None
    area: str | None = None
    token: Path | None = None

    def actor(self, running: Running) -> Actor:
        """Give the actor.

        On the embedded database whoever may read its files acts in any role; elsewhere
        only a token tells who it is.

        Raises:
            CommandFailed: if nothing says who acts, or two things do.
            TokenRefused, KeysUnavailable: if the token is not accepted, or cannot be.
        """
        operator = (self.role, self.person, self.unit, self.area)
        if self.token is not None:
            if any(operator):
                raise CommandFailed(
                    ExitCode.USAGE,
                    "--as-token says who acts, so no other --as option can.",
                    mend="Leave one of them out.",
                )
            return running.verifier().verify(_read_token(self.token)).actor
        if running.settings.dsn is not None:
            raise CommandFailed(
                ExitCode.NO_ACCESS,
                "The database is that of KSBS_DATABASE_URL, where only a token says who "
                "acts.",
                mend="Put a token in a file and add --as-token FILE.",
            )
        return self._operator()

    def _operator(self) -> Actor:
        role = Role(self.role or Role.PROGRAMME_OFFICE)
        area = self.area
        if role is Role.CHIEF and self.unit is None and area is None:
            area = EVERY_AREA
        return Actor(
            person_id=self.person or default_person(role),
            role=role,
            unit=self.unit,
            area=area,
        )


def _read_token(path: Path) -> str:
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise CommandFailed(
            ExitCode.NO_ACCESS,
            f"The token file {path} cannot be read: {why}.",
            mend="Make one: ksbs token --role ROLE > FILE",
        ) from None
    # The token stands on the last line, as “ksbs token” prints it.
    lines = text.split()
    return lines[-1] if lines else ""
