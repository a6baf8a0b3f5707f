-- name: may_act_as
-- Whether there is such a role, and the session may act as it.
SELECT FROM pg_catalog.pg_roles
WHERE rolname = %s AND pg_has_role(oid, 'MEMBER')

-- name: create_current
-- The table of how things stand now.
CREATE TABLE {current} ({id} uuid NOT NULL{key_columns}{required_columns})

-- name: create_history
-- The table of what was believed of which day: half-open, without an end of validity. A
-- row ends where the next of its key begins, among those believed at the same position.
CREATE TABLE {history} (
    {id} uuid NOT NULL{key_columns},
    valid_from date NOT NULL,
    sys_from bigint NOT NULL,
    sys_to bigint NOT NULL,
    gone boolean NOT NULL,
    born boolean NOT NULL{columns}
)
-- Closing a segment replaces its row: leave room for that on the same page.
WITH (fillfactor = 90)

-- name: index_current
ALTER TABLE {current} ADD CONSTRAINT {index} PRIMARY KEY ({id}{key})

-- name: index_history
ALTER TABLE {history} ADD CONSTRAINT {index} PRIMARY KEY ({id}{key}, valid_from, sys_from)

-- name: index_born
-- The keys there ever were, for views of every stream at once.
CREATE INDEX {index} ON {history} ({id}{key}) WHERE born

-- name: leftovers
-- The tables and positions of rebuilds that were broken off.
SELECT split_part(c.relname, '__', 1), c.relname
FROM pg_catalog.pg_class c
WHERE c.relnamespace = 'ksbs_read'::regnamespace AND c.relkind = 'r'
AND c.relname ~ '__[0-9a-f]+(_history)?$' AND split_part(c.relname, '__', 1) = ANY (%s)

-- name: places
-- How far read models have come, and what their tables were built by. In an order, so
-- that two who lock several do not wait for each other.
SELECT projection, position, version, digest, built_at, error
FROM ksbs_read.positions WHERE projection = ANY (%s) ORDER BY projection

-- name: set_place
-- How far the tables of a read model have come that were just built.
INSERT INTO ksbs_read.positions (projection, version, digest, position, built_at)
VALUES (%s, %s, %s, %s, clock_timestamp())
ON CONFLICT (projection) DO UPDATE SET
    version = excluded.version, digest = excluded.digest, position = excluded.position,
    built_at = excluded.built_at, error = NULL

-- name: following
-- The events of a category after a position, up to another.
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events
WHERE position > %(after)s AND position <= %(upto)s AND category = %(category)s
ORDER BY position LIMIT %(limit)s

-- name: streams
-- The events of some streams up to a position, by stream and version.
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events
WHERE stream_id = ANY (%(streams)s) AND position <= %(upto)s
ORDER BY stream_id, version

-- name: stream_ids
-- The streams of a category that have begun by a position.
SELECT stream_id FROM ksbs.events
WHERE category = %(category)s AND position <= %(upto)s AND version <= 1
GROUP BY stream_id ORDER BY stream_id

-- name: count_events
SELECT count(*) FROM ksbs.events WHERE category = %(category)s AND position <= %(upto)s

-- name: close
-- A segment is believed no longer.
UPDATE {history} SET sys_to = %s
WHERE {id} = %s{and_key} AND valid_from = %s AND sys_to = {forever}

-- name: put_current
INSERT INTO {current} ({id}, {columns}) VALUES ({values})
ON CONFLICT ({id}{key}) DO UPDATE SET {changes}

-- name: drop_current
DELETE FROM {current} WHERE {id} = %s{and_key}

-- name: put_quarantine
INSERT INTO ksbs_read.quarantine (projection, stream_id, position, error)
VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING

-- name: put_dead_letter
INSERT INTO ksbs_read.dead_letters (projection, stream_id, position, kind, error)
VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING

-- name: ailments
-- What stands in the way of whole read models.
SELECT projection, stream_id, position, 'quarantine' AS kind, error, since
FROM ksbs_read.quarantine WHERE projection = ANY (%(names)s)
UNION ALL
SELECT projection, stream_id, position, kind, error, at
FROM ksbs_read.dead_letters WHERE kind = 'misdirected' AND projection = ANY (%(names)s)
UNION ALL
SELECT projection, NULL, position, 'stopped', error, built_at
FROM ksbs_read.positions WHERE error IS NOT NULL AND projection = ANY (%(names)s)
ORDER BY 1, 3

-- name: digest
-- A digest of the rows of a table whatever their order: how many there are, and two sums
-- of hashes of them. Two tables are told apart by chance, not by proof: a fraction of the
-- time that SHA-256 takes, for tables that nobody makes up to deceive.
SELECT count(*), sum(hash_record_extended(ROW({columns}), 0)),
    sum(hash_record_extended(ROW({columns}), 1))
FROM {table}

-- name: only_in
-- The rows of one table that another does not have, as texts.
SELECT ROW(lost.*)::text FROM (
    SELECT {columns} FROM {table} EXCEPT ALL SELECT {columns} FROM {other}
) AS lost
ORDER BY 1 LIMIT %s

-- name: record_rebuild
INSERT INTO ksbs_read.rebuilds (projection, version, digest, position, equal, reason)
VALUES (%s, %s, %s, %s, %s, %s)

-- name: at_one
-- The rows of one stream on a day, as known at a position.
SELECT {columns} FROM (
    SELECT DISTINCT ON ({id}{key}) * FROM {history}
    WHERE {id} = %(stream)s AND valid_from <= %(valid)s
    AND sys_from <= %(known)s AND sys_to > %(known)s
    ORDER BY {id}{key}, valid_from DESC
) AS latest
WHERE NOT gone ORDER BY {id}{key}

-- name: at_all
-- The rows of every stream on a day, as known at a position: the latest segment of each
-- key there ever was.
SELECT {latest_columns}
FROM (SELECT DISTINCT {id}{key} FROM {history} WHERE born) AS ever
CROSS JOIN LATERAL (
    SELECT * FROM {history} AS h
    WHERE h.{id} = ever.{id}{and_same_key} AND h.valid_from <= %(valid)s
    AND h.sys_from <= %(known)s AND h.sys_to > %(known)s
    ORDER BY h.valid_from DESC LIMIT 1
) AS latest
WHERE NOT gone

-- name: segments
-- What was believed at a position of one stream, of every day.
SELECT valid_from, gone, {columns} FROM {history}
WHERE {id} = %(stream)s AND sys_from <= %(known)s AND sys_to > %(known)s
ORDER BY {id}{key}, valid_from

-- name: stale
-- The streams of which a read model has not taken everything known at a position.
SELECT stream_id, position, error FROM ksbs_read.quarantine
WHERE projection = %s AND position <= %s ORDER BY position
