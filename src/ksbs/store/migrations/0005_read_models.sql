-- Where read models stand. Their own tables are derived, made and dropped by the runner
-- that keeps them; how far each has come is kept here, in the transaction of its rows.
-- Beside each table that shows how things stand now there is <name>_history; while a read
-- model is rebuilt there is one more of both, with __ and a digest in their names.
DO $$
DECLARE
    owner name := current_user;
BEGIN
    -- The owner of the log may not create schemas; the login that migrates may.
    RESET ROLE;
    EXECUTE format('CREATE SCHEMA ksbs_read AUTHORIZATION %I', owner);
    EXECUTE format('SET LOCAL ROLE %I', owner);
END
$$;

CREATE TABLE ksbs_read.positions (
    position bigint NOT NULL,
    built_at timestamptz NOT NULL,
    version integer NOT NULL,
    projection text PRIMARY KEY,
    digest text NOT NULL,
    error text
)
-- Every batch replaces a row: leave room for its next versions on the same page.
WITH (fillfactor = 20);
COMMENT ON TABLE ksbs_read.positions IS
    'How far each read model has come; the row is locked while its tables are changed.';
COMMENT ON COLUMN ksbs_read.positions.digest IS
    'Of the code that its tables were built by; `ksbs projections status` compares.';
COMMENT ON COLUMN ksbs_read.positions.error IS
    'Why it has come no further, if something other than an event stands in the way.';

CREATE TABLE ksbs_read.quarantine (
    stream_id uuid NOT NULL,
    position bigint NOT NULL,
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    projection text NOT NULL,
    error text NOT NULL,
    PRIMARY KEY (projection, stream_id)
);
COMMENT ON TABLE ksbs_read.quarantine IS
    'Streams that a read model cannot follow: its rows of them are stale from a position on.';

CREATE TABLE ksbs_read.dead_letters (
    stream_id uuid NOT NULL,
    position bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    projection text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('poison', 'misdirected')),
    error text NOT NULL,
    PRIMARY KEY (projection, position)
);
COMMENT ON TABLE ksbs_read.dead_letters IS
    'Events that a read model could not take, and amendments that name nothing.';

CREATE TABLE ksbs_read.rebuilds (
    number bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    position bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    version integer NOT NULL,
    equal boolean,
    projection text NOT NULL,
    digest text NOT NULL,
    reason text,
    CHECK (equal IS TRUE OR reason IS NOT NULL)
);
COMMENT ON TABLE ksbs_read.rebuilds IS
    'Every time the tables of a read model were replaced: at which position, whether the'
    ' new ones were equal, and if they were not or there were none to compare, why.';

DO $$
DECLARE
    may record;
BEGIN
    FOR may IN
        SELECT * FROM (VALUES
            ('ksbs_projector', 'USAGE, CREATE ON SCHEMA ksbs_read'),
            ('ksbs_projector',
             'SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ksbs_read'),
            ('ksbs_reader', 'USAGE ON SCHEMA ksbs_read'),
            ('ksbs_reader', 'SELECT ON ALL TABLES IN SCHEMA ksbs_read')
        ) AS of (role, privilege)
    LOOP
        IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = may.role) THEN
            EXECUTE format('GRANT %s TO %I', may.privilege, may.role);
        END IF;
    END LOOP;
END
$$;
