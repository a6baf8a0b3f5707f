-- How the log is read.

-- The log under the column names of the eventsourcing library.
CREATE VIEW ksbs.stored_events AS
SELECT
    position AS notification_id,
    stream_id AS originator_id,
    version AS originator_version,
    name AS topic,
    payload AS state,
    recorded_at
FROM ksbs.events;

-- The last position recorded at or before a moment, 0 if none. Positions have no gaps
-- and rise with the recorded time, so halving finds it without an index of its own.
CREATE FUNCTION ksbs.position_at(moment timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    low bigint := 0;
    high bigint := (SELECT h.size FROM ksbs.head h);
    middle bigint;
BEGIN
    IF moment >= (SELECT h.recorded_at FROM ksbs.head h) THEN
        RETURN high;
    END IF;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT e.recorded_at FROM ksbs.events e WHERE e.position = middle) <= moment THEN
            low := middle;
        ELSE
            high := middle - 1;
        END IF;
    END LOOP;
    RETURN low;
END
$$;

-- The same, final once given: an event is stamped before it is committed, so near now
-- another might still come to lie before the moment. Past the head's stamp this waits
-- for the append in flight; whoever appends later is stamped later. KS006 for a moment
-- yet to come.
CREATE FUNCTION ksbs.settled_position_at(moment timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF moment > clock_timestamp() THEN
        RAISE EXCEPTION 'the moment lies in the future' USING ERRCODE = 'KS006';
    END IF;
    IF (SELECT h.recorded_at IS NULL OR h.recorded_at < moment FROM ksbs.head h) THEN
        PERFORM FROM ksbs.head h FOR SHARE;
    END IF;
    RETURN ksbs.position_at(moment);
END
$$;
