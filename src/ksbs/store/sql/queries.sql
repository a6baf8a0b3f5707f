-- name: stream
-- The events of one stream by version. Its id is known: reading it anew for every row
-- would take as long as reading the rest.
SELECT version, position, recorded_at, name, payload
FROM ksbs.events WHERE stream_id = %s ORDER BY version

-- name: opening
-- What a command is decided on, in one round trip: the stream's entries after a
-- version (0), the persons' entries after a position (1), and the command's own
-- entries if it has been performed (2). The last are named one by one: for a range the
-- planner expects a ninth of the log, and starts parallel workers to fetch nothing.
SELECT 0, stream_id, version, position, recorded_at, name, payload
FROM ksbs.events WHERE stream_id = $1 AND version > $2
UNION ALL
SELECT 1, stream_id, version, position, recorded_at, name, payload
FROM ksbs.events
WHERE category = 'person' AND category <> 'programme' AND position > $3
UNION ALL
SELECT 2, stream_id, version, position, recorded_at, name, payload
FROM ksbs.events
WHERE position = ANY (ARRAY(
    SELECT generate_series(c.first_position, c.size)
    FROM ksbs.commands c WHERE c.command_id = $4
))
ORDER BY 1, 4

-- name: streams
-- The events of every stream of a category, by stream and version.
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events WHERE category = %s ORDER BY stream_id, version

-- name: following_programmes
-- The events of programmes after a position.
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events WHERE position > %s AND category = 'programme' ORDER BY position LIMIT %s

-- name: following_others
-- The events of a small category after a position, by the index of such categories.
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events WHERE position > %s AND category = %s AND category <> 'programme'
ORDER BY category, position LIMIT %s

-- name: event
-- The event of an id.
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events WHERE event_id = %s

-- name: range
-- The events from a position up to another.
SELECT stream_id, version, position, recorded_at, name, payload
FROM ksbs.events WHERE position BETWEEN %s AND %s ORDER BY position

-- name: receipt
-- The receipt of a command, and its events by position.
SELECT
    c.digest, c.count, c.size, c.root, e.leaf,
    e.stream_id, e.version, e.position, e.recorded_at, e.name, e.payload
FROM ksbs.commands c
JOIN ksbs.events e
    ON e.position = ANY (ARRAY(SELECT generate_series(c.first_position, c.size)))
WHERE c.command_id = %s ORDER BY e.position

-- name: append
-- Everything one command records, or nothing.
SELECT * FROM ksbs.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: append_demo
-- The same with a time that is told, in a demo only.
SELECT * FROM ksbs.append_demo($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: leaf
-- The ledger's leaf of the event at a position.
SELECT leaf FROM ksbs.events WHERE position = %s

-- name: head
-- How far the log reaches.
SELECT size, recorded_at, root FROM ksbs.head

-- name: origin
-- The name of the log.
SELECT origin FROM ksbs.head

-- name: head_of
-- The head as it was when a position was the last.
SELECT c.size, e.recorded_at, c.root
FROM ksbs.events e JOIN ksbs.commands c ON c.command_id = e.command_id
WHERE e.position = %s

-- name: settled_position_at
-- The last position at a moment, final once given.
SELECT ksbs.settled_position_at(%s)
