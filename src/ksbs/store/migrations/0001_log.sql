-- The log: events, its head, the receipts of commands, and names held by one stream.
--
-- Nothing here is written but by ksbs.append (0002). Columns are ordered by alignment.
-- The origin comes from the setting ksbs.origin of the migrating session.

-- Constraints cost time in every append, so there are few: a CHECK is parsed anew by
-- each statement, a domain is not.

-- What stands in the header of an entry: printable ASCII without a space, so no newline.
CREATE DOMAIN ksbs.word AS text CHECK (value ~ '^[!-~]{1,100}$');

CREATE TABLE ksbs.head (
    size bigint NOT NULL,
    recorded_at timestamptz,
    one boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (one),
    origin ksbs.word NOT NULL,
    root bytea NOT NULL,
    frontier bytea[] NOT NULL
)
-- Every append replaces the row: leave room for its next versions on the same page.
WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
COMMENT ON TABLE ksbs.head IS 'How far the log reaches; one row, locked by every append.';
COMMENT ON COLUMN ksbs.head.frontier IS
    'Roots of the perfect subtrees of the Merkle tree (RFC 6962), the largest first.';

CREATE TABLE ksbs.events (
    position bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    event_id uuid NOT NULL,
    stream_id uuid NOT NULL,
    command_id uuid NOT NULL,
    version integer NOT NULL,
    category ksbs.word NOT NULL,
    name ksbs.word NOT NULL,
    leaf bytea NOT NULL,
    payload bytea NOT NULL,
    CONSTRAINT events_event_id_key UNIQUE (event_id),
    CONSTRAINT events_stream_version_key UNIQUE (stream_id, version)
);
COMMENT ON TABLE ksbs.events IS 'Every event, for ever; positions count from 1 without gaps.';
COMMENT ON COLUMN ksbs.events.payload IS 'The stored JSON, byte for byte as it was hashed.';
COMMENT ON COLUMN ksbs.events.leaf IS 'SHA-256(0x00 || entry), the entry''s leaf in the ledger.';

-- Programmes are most of the log; only the small categories need a way past them.
CREATE INDEX events_other_categories ON ksbs.events (category, position)
    WHERE category <> 'programme';

CREATE TABLE ksbs.commands (
    first_position bigint NOT NULL,
    size bigint NOT NULL,
    command_id uuid PRIMARY KEY,
    count integer NOT NULL,
    digest bytea NOT NULL,
    root bytea NOT NULL
);
COMMENT ON TABLE ksbs.commands IS
    'What each command recorded, and the ledger''s tree as it left it.';
COMMENT ON COLUMN ksbs.commands.size IS 'The last position of the command.';

CREATE TABLE ksbs.claims (
    position bigint NOT NULL,
    stream_id uuid NOT NULL,
    claim text PRIMARY KEY CHECK (length(claim) BETWEEN 1 AND 200)
);
COMMENT ON TABLE ksbs.claims IS 'Names that one stream at most may hold at a time.';

-- The bytes that a leaf of the ledger hashes. Labelled immutable, which it is: digits of
-- a timestamp without time zone depend on no setting.
CREATE FUNCTION ksbs.entry(
    origin text, "position" bigint, stream uuid, version integer, name text,
    recorded_at timestamptz, payload bytea
) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    RETURN convert_to(
        'ksbs-entry/v1' || E'\n' || origin || E'\n' || "position" || E'\n' || stream
        || E'\n' || version || E'\n' || name || E'\n'
        || to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || E'\n\n',
        'UTF8'
    ) || payload;
END
$$;

INSERT INTO ksbs.head (size, origin, root, frontier)
VALUES (0, current_setting('ksbs.origin'), sha256(''), '{}');

-- Row and leaf are bound: neither can be changed without the other.
DO $$
BEGIN
    EXECUTE format(
        'ALTER TABLE ksbs.events ADD CONSTRAINT events_leaf_binds_row CHECK (
            position > 0 AND version >= 0 AND
            leaf = pg_catalog.sha256(E''\\x00''::bytea || ksbs.entry(
                %L, position, stream_id, version, name, recorded_at, payload)))',
        current_setting('ksbs.origin')
    );
END
$$;
