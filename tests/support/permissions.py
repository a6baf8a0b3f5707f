"""Who may record what, written by hand a second time so that a person reads it.

The letters are those of the catalogue: C chief, R principal, P process supporter,
A analyst, W working group, U programme office, G registrar, S support department,
E external partner, D data protection officer, V auditor, M administrator.
"""

from ksbs.application import policy
from ksbs.domain.command import COMMANDS
from ksbs.domain.register import load_domain
from ksbs.domain.words import Role

load_domain()

LETTERS = dict(zip("CRPAWUGSEDVM", Role, strict=True))

# fmt: off
MAY: dict[str, str] = {
    # Selection and enrolment
    "programmes":                   "CU",
    "selection-rounds":             "U",
    "selection-criteria":           "CU",
    "national-programme-notes":     "CU",
    "condition-assessments":        "CU",
    "nomination-withdrawals":       "CU",
    "participation-offers":         "CU",
    "participation-declines":       "CR",
    "stances":                      "CR",
    "enrolment-decisions":          "CRG",
    "enrolment-rejections":         "CRG",
    "starts":                       "U",
    "agreements":                   "CR",
    "case-registrations":           "G",
    "decision-reports":             "G",
    # People
    "process-supporters":           "CU",
    "analysts":                     "CU",
    "support-member-releases":      "CU",
    "working-groups":               "CU",
    "working-group-members":        "CU",
    "working-group-departures":     "CU",
    "principal-changes":            "CU",
    "chief-changes":                "CU",
    # Nulägesanalys
    "analyses":                     "P",
    "evidence":                     "RPA",
    "session-schedules":            "P",
    "session-reschedulings":        "P",
    "session-cancellations":        "P",
    "sessions":                     "PA",
    "minutes-approvals":            "RP",
    "staff-work":                   "RW",
    "pupil-voices":                 "RW",
    "problems":                     "PW",
    "causes":                       "AW",
    "cause-assessments":            "AW",
    "areas":                        "W",
    "area-priorities":              "RW",
    "area-deprioritisations":       "RW",
    "analysis-establishments":      "RP",
    "analysis-reopenings":          "RP",
    "area-mergers":                 "R",
    # Åtgärdsplan
    "action-plans":                 "RPW",
    "goals":                        "RPW",
    "goal-revisions":               "RPW",
    "goal-withdrawals":             "RPW",
    "visible-signs":                "RPW",
    "sign-revisions":               "RPW",
    "other-work-notes":             "RPW",
    "baselines":                    "RPW",
    "interventions":                "RPW",
    "support-requests":             "RPW",
    "support-commitments":          "SE",
    "support-refusals":             "SE",
    "action-plan-establishments":   "R",
    "action-plan-revisions":        "R",
    # Insatser
    "intervention-starts":          "RPSE",
    "intervention-completions":     "RPSE",
    "intervention-discontinuations": "RPSE",
    "intervention-progress-notes":  "RPSE",
    "intervention-pauses":          "RPSE",
    "intervention-resumptions":     "RPSE",
    # Uppföljning
    "follow-up-schedules":          "RPA",
    "follow-ups":                   "RPA",
    "sign-observations":            "RPA",
    "goal-assessments":             "RPA",
    "indicator-measurements":       "RPA",
    "capacity-assessments":         "RPA",
    "follow-up-seminars":           "RPA",
    "annual-reviews":               "CR",
    "concerns":                     "CRP",
    "concern-resolutions":          "CU",
    "report-submissions":           "U",
    # Change and closing
    "pauses":                       "UG",
    "resumptions":                  "UG",
    "extensions":                   "UG",
    "terminations":                 "UG",
    "final-evaluations":            "RPA",
    "sustainment-plans":            "R",
    "completions":                  "U",
    "post-follow-ups":              "RPAU",
    # Record-keeping
    "documents":                    "G",
    "document-dispatches":          "G",
    "confidentiality-markings":     "GD",
    "confidentiality-liftings":     "GD",
    "disclosure-requests":          "G",
    "disclosure-decisions":         "G",
    # The directory
    "role-assignments":             "UM",
    "role-endings":                 "UM",
}
"""Who may record, on their own behalf, in the relation that their role takes."""

FOR_THE_GROUP = {
    "analyses", "evidence", "session-schedules", "session-reschedulings",
    "session-cancellations", "sessions", "minutes-approvals", "staff-work",
    "pupil-voices", "problems", "causes", "cause-assessments", "areas",
    "area-priorities", "area-deprioritisations", "analysis-establishments",
    "action-plans", "goals", "goal-revisions", "goal-withdrawals", "visible-signs",
    "baselines", "interventions", "support-requests", "support-commitments",
    "support-refusals", "action-plan-establishments", "action-plan-revisions",
    "intervention-starts", "intervention-completions", "intervention-discontinuations",
    "follow-up-schedules", "follow-ups", "sign-observations", "goal-assessments",
    "indicator-measurements", "capacity-assessments", "follow-up-seminars",
    "annual-reviews", "concerns", "concern-resolutions", "report-submissions",
    "intervention-progress-notes", "intervention-pauses", "intervention-resumptions",
    "analysis-reopenings", "area-mergers", "sign-revisions", "other-work-notes",
}
"""What process supporter and analyst may record on behalf of the group they lead."""
# fmt: on

AMENDMENTS = {"corrections", "annulments"}
"""Who may amend follows from who may record what is amended."""

UNSETTLED = set(COMMANDS) - set(MAY) - AMENDMENTS
"""Actions that the table does not name yet: those may that their commands say.

A new event is two files by hand, its module and that module's test. Whoever adds it
reads the roles it is given in docs/reference/actions.md; whoever settles it writes its
row above and finds it a place in the demo's story.
"""
UNSETTLED_AT_A_TIME = 1
"""The next action waits until the one before it is settled."""

MAY |= {
    noun: "".join(key for key, role in LETTERS.items() if role in COMMANDS[noun].by)
    for noun in UNSETTLED
}
FOR_THE_GROUP |= {n for n in UNSETTLED if COMMANDS[n].part() in policy.GROUP_PARTS}
