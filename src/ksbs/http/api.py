"""What the handlers share: the application, who may, where work runs."""

from dataclasses import dataclass, field
from datetime import date

from ksbs.application.days import day_of
from ksbs.application.persons import Persons
from ksbs.application.school_units import SchoolUnits
from ksbs.application.selection import Selection
from ksbs.application.services import Services
from ksbs.application.views_reading import Views
from ksbs.auth.tokens import Verifier
from ksbs.http.config import HttpConfig
from ksbs.http.soundness import Soundness
from ksbs.http.workers import Workers
from ksbs.questions.catalogue import Questions
from ksbs.reporting.again import made_again
from ksbs.reporting.catalogue import Reports
from projections import discover


@dataclass
class Api:
    """One installation of the API."""

    services: Services
    verifier: Verifier
    config: HttpConfig
    workers: Workers = field(init=False)
    school_units: SchoolUnits = field(init=False)
    persons: Persons = field(init=False)
    selection: Selection = field(init=False)
    views: Views = field(init=False)
    soundness: Soundness = field(init=False)
    questions: Questions = field(init=False)
    reports: Reports = field(init=False)

    def __post_init__(self) -> None:
        self.workers = Workers(threads=self.config.threads, waiting=self.config.waiting)
        self.school_units = SchoolUnits(self.services.store)
        self.persons = Persons(self.services.store)
        self.selection = Selection(self.services.store)
        services = self.services
        self.views = Views(
            services.history, discover(), services.rows, services.trail_index
        )
        self.soundness = Soundness(self.services.store)
        self.questions = Questions(
            services.history,
            discover(),
            made_again,
            services.rows,
            services.late_after_days,
            services.trail_index,
        )
        self.reports = Reports(
            services.history, discover(), services.rows, services.trail_index
        )

    def today(self) -> date:
        """Give the day in Stockholm."""
        return day_of(self.services.clock.now())
