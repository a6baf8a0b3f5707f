"""The SQL of the audit trail's index."""

from psycopg import sql

TABLE = sql.Identifier("ksbs_read", "trail")

CREATE = b"""
DROP TABLE IF EXISTS ksbs_read.trail;
CREATE TABLE ksbs_read.trail (
    position bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    stream_id uuid NOT NULL,
    correlation_id uuid,
    recorded_by uuid,
    version integer NOT NULL,
    occurred_on date,
    category text NOT NULL,
    name text NOT NULL,
    role text,
    unit text,
    dnr text,
    confidentiality text,
    named text[],
    words tsvector
);
COMMENT ON TABLE ksbs_read.trail IS
    'What the audit trail is searched by; the log itself stands in ksbs.events.';
COMMENT ON COLUMN ksbs_read.trail.named IS
    'Ids and codes of school units that the event names.';
COMMENT ON COLUMN ksbs_read.trail.words IS
    'What people wrote: every word as it stands, and its stem as KSBS takes it.';
CREATE INDEX trail_stream ON ksbs_read.trail (stream_id, position);
CREATE INDEX trail_others ON ksbs_read.trail (category, position)
    WHERE category <> 'programme';
CREATE INDEX trail_unit ON ksbs_read.trail (unit, position);
CREATE INDEX trail_name ON ksbs_read.trail (name, position);
CREATE INDEX trail_role ON ksbs_read.trail (role, position);
CREATE INDEX trail_recorded_by ON ksbs_read.trail (recorded_by, position);
CREATE INDEX trail_correlation ON ksbs_read.trail (correlation_id, position);
CREATE INDEX trail_dnr ON ksbs_read.trail (dnr, position) WHERE dnr IS NOT NULL;
CREATE INDEX trail_confidentiality ON ksbs_read.trail (position)
    WHERE confidentiality IS NOT NULL;
CREATE INDEX trail_occurred ON ksbs_read.trail (occurred_on, position);
CREATE INDEX trail_named ON ksbs_read.trail USING gin (named);
CREATE INDEX trail_words ON ksbs_read.trail USING gin (words);
"""

FOLLOWING = b"""
SELECT stream_id, version, position, recorded_at, name, payload, category
FROM ksbs.events WHERE position > %s AND position <= %s ORDER BY position
"""

UNITS = (
    b"SELECT unit FROM ksbs_read.trail WHERE stream_id = %s ORDER BY position LIMIT 1"
)

INSERT = b"""
INSERT INTO ksbs_read.trail VALUES (
    %(position)s, %(recorded_at)s, %(stream_id)s, %(correlation_id)s, %(recorded_by)s,
    %(version)s, %(occurred_on)s, %(category)s, %(name)s, %(role)s, %(unit)s, %(dnr)s,
    %(confidentiality)s, %(named)s,
    %(words)s::tsvector
)
"""

# The positions come first and alone: in a join the planner may walk the log from its
# head down to the page.
SELECT = b"""
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events WHERE position = ANY (ARRAY(
    SELECT t.position FROM ksbs_read.trail t
    WHERE %b ORDER BY t.position DESC LIMIT %%(limit)s
)) ORDER BY position DESC
"""

# The streams are named one by one: of a subquery the planner expects half of the log.
OF_THEIRS = b"(t.category = ANY(%(categories)s) OR t.stream_id = ANY(%(streams)s))"

PROGRAMMES = b"""
SELECT DISTINCT stream_id FROM ksbs_read.trail
WHERE category = 'programme' AND (named && %(theirs)s OR name = ANY(%(told)s))
"""

POSITION = b"""
SELECT position FROM ksbs_read.positions WHERE projection = 'trail' AND version = %s
"""
