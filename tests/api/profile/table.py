"""Every rule that the profile lays down as SKALL or SKALL INTE, and where it is tested.

The ids are those of DIGG's REST API profile 1.2.0 (FEL.02 among them: listed there as a
BÖR, its text holds a SKALL) and of the tracing rules of 2.0.0.
"""

APPLIES = (
    *("DOK.03", "DOK.04", "DOK.05", "DOK.08", "DOK.09", "DOK.10", "DOK.11", "DOK.12"),
    *("DOK.13", "DOK.15", "DOK.16", "DOK.19", "DOK.20", "DOK.21", "DOK.22", "DOK.23"),
    *("DOK.24", "DOT.01", "DOT.02", "RES.04", "RES.06"),
    *("UFN.02", "UFN.03", "UFN.07", "UFN.08", "UFN.09", "MOG.01", "MOG.03"),
    *("SAK.01", "SAK.06", "SAK.08", "SAK.09", "SAK.10", "SAK.11", "SAK.15", "SAK.21"),
    *("SAK.24", "SAK.25", "SAK.26", "AME.05", "AME.06", "ARQ.02", "ARQ.05", "ARQ.06"),
    *("FEL.01", "FEL.02", "VER.04", "VER.06", "VER.07", "VER.11"),
    *("HYP.01", "HYP.02", "HYP.05", "HYP.09", "HYP.11", "HYP.12", "HYP.13", "HYP.14"),
    *("HYP.15", "HYP.16", "HYP.17", "HYP.18", "HYP.19"),
    *("FNS.01", "FNS.02", "FNS.03", "FNS.07", "FNS.08", "FNS.12"),
    *("SPA.02", "SPA.07"),
)
"""Each has a test function whose name begins with its id: `test_dok_03_…`."""

_ONE_VERSION = "There is one version of the API, in beta."
_NO_WEBHOOKS = "There are no webhooks."
_CERTIFICATE = "KSBS holds no certificate: TLS ends in the reverse proxy before it."

DOES_NOT_APPLY = {
    "SAK.02": _CERTIFICATE,
    "SAK.03": _CERTIFICATE,
    "SAK.16": "There are no API keys; the token stands in a header (SAK.10, SAK.15).",
    "VER.12": _ONE_VERSION,
    "VER.13": _ONE_VERSION,
    "VER.14": _ONE_VERSION,
    "VER.15": _ONE_VERSION,
    "VER.18": _ONE_VERSION,
    "WEB.01": _NO_WEBHOOKS,
    "WEB.03": _NO_WEBHOOKS,
    "WEB.04": _NO_WEBHOOKS,
    "WEB.05": _NO_WEBHOOKS,
    "HYP.08": "It binds the gateway before the API, not the API.",
}
"""Why a rule asks nothing of this API today."""

DEVIATIONS = {"RES.06", "AME.06", "FNS.07"}
"""Met but for what the test and the page name one by one."""

SKALL_IN_1_2_0 = 82
SKALL_OF_TRACING = 2
