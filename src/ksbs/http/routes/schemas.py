"""The JSON Schemas that several parameters share."""

from ksbs.http.readers import LONGEST_TEXT
from ksbs.http.routes.table import Schema

TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
UUID_TEXT: Schema = {"type": "string", "format": "uuid"}
UNIT_TEXT: Schema = {"type": "string", "pattern": "^[0-9]{8}$"}
AGO: Schema = {"type": "string", "pattern": "^-?P"}
DAY: Schema = {"anyOf": [{"type": "string", "format": "date"}, dict(AGO)]}
MOMENT: Schema = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
        dict(AGO),
    ]
}
