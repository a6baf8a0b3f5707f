-- The only way to write the log: everything one command records, or nothing.
--
-- The row of ksbs.head is locked first and until the commit, so commands are recorded
-- one after another: positions follow the order of commits, and a reader that follows
-- them misses nothing. What can be wrong is told apart by SQLSTATE:
--   23505 on events_stream_version_key   somebody else has appended to the stream
--   KS001 the command's id stands for another content
--   KS002 another stream holds a claim (DETAIL: the claim, HINT: the stream)
--   KS003 an entry would reach 65,535 bytes
--   KS004 a version leaves a gap in its stream, or its category is another
--   KS005 the arguments do not fit one another

-- RFC 6962: add leaves to a tree of `size` leaves, given as the roots of its perfect
-- subtrees, the largest first. A leaf joins every subtree of its own size on its left.
CREATE FUNCTION ksbs.grown(roots bytea[], size bigint, leaves bytea[]) RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    depth integer := cardinality(roots);
    node bytea;
    bits bigint;
BEGIN
    FOREACH node IN ARRAY leaves LOOP
        bits := size;
        WHILE bits & 1 = 1 LOOP
            node := sha256(E'\\x01'::bytea || roots[depth] || node);
            depth := depth - 1;
            bits := bits >> 1;
        END LOOP;
        depth := depth + 1;
        roots[depth] := node;
        size := size + 1;
    END LOOP;
    RETURN roots[1:depth];
END
$$;

-- RFC 6962: the root of the tree, folded from the right.
CREATE FUNCTION ksbs.root_of(roots bytea[]) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    depth integer := cardinality(roots);
    root bytea := roots[depth];
BEGIN
    FOR level IN REVERSE depth - 1 .. 1 LOOP
        root := sha256(E'\\x01'::bytea || roots[level] || root);
    END LOOP;
    RETURN root;
END
$$;

-- Let go of names, and hold names for the stream; KS002 if another stream holds one.
CREATE FUNCTION ksbs.hold(stream uuid, at bigint, released text[], claimed text[])
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    held ksbs.claims;
BEGIN
    DELETE FROM ksbs.claims c WHERE c.claim = ANY (released) AND c.stream_id = stream;
    INSERT INTO ksbs.claims (position, stream_id, claim)
        SELECT at, stream, name FROM unnest(claimed) AS name ON CONFLICT DO NOTHING;
    SELECT c.* INTO held FROM ksbs.claims c
        WHERE c.claim = ANY (claimed) AND c.stream_id <> stream LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'another stream holds the claim'
            USING ERRCODE = 'KS002', DETAIL = held.claim, HINT = held.stream_id::text;
    END IF;
END
$$;

-- Versions of a stream follow one another in the order of positions, from 0 or 1 on,
-- and a stream keeps its category; KS004 if not so of the event just inserted.
CREATE FUNCTION ksbs.refuse_gap(stream uuid, at integer, kind text, place bigint)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF at = 0 THEN
        PERFORM FROM ksbs.events e WHERE e.stream_id = stream AND e.version = 1
            AND e.position < place;
        IF NOT FOUND THEN
            RETURN;
        END IF;
    ELSE
        PERFORM FROM ksbs.events e WHERE e.stream_id = stream AND e.version = at - 1
            AND e.position < place AND e.category = kind;
        IF FOUND THEN
            RETURN;
        END IF;
    END IF;
    RAISE EXCEPTION 'a version leaves a gap in its stream' USING ERRCODE = 'KS004';
END
$$;

CREATE FUNCTION ksbs.append(
    command uuid,
    asked bytea,
    event_ids uuid[],
    stream_ids uuid[],
    versions integer[],
    categories text[],
    names text[],
    payloads bytea[],
    claimed text[],
    released text[],
    OUT first_position bigint,
    OUT event_count integer,
    OUT recorded_at timestamptz,
    OUT leaf bytea,
    OUT tree_size bigint,
    OUT tree_root bytea,
    OUT already boolean
)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before ksbs.head;
    done ksbs.commands;
    entry bytea;
    leaves bytea[];
BEGIN
    event_count := cardinality(payloads);
    IF event_count = 0 OR length(asked) <> 32 OR event_count <> ALL (ARRAY[
        cardinality(event_ids), cardinality(stream_ids), cardinality(versions),
        cardinality(categories), cardinality(names)
    ]) THEN
        RAISE EXCEPTION 'the arguments do not fit one another' USING ERRCODE = 'KS005';
    END IF;
    -- What is acknowledged must last, whatever the session prefers.
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;

    SELECT * INTO STRICT before FROM ksbs.head FOR NO KEY UPDATE;

    SELECT * INTO done FROM ksbs.commands c WHERE c.command_id = command;
    already := FOUND;
    IF already THEN
        IF done.digest <> asked THEN
            RAISE EXCEPTION 'the command id stands for another content'
                USING ERRCODE = 'KS001';
        END IF;
        SELECT e.recorded_at, e.leaf INTO STRICT recorded_at, leaf
            FROM ksbs.events e WHERE e.position = done.first_position;
        first_position := done.first_position;
        event_count := done.count;
        tree_size := done.size;
        tree_root := done.root;
        RETURN;
    END IF;

    first_position := before.size + 1;
    tree_size := before.size + event_count;
    recorded_at := greatest(before.recorded_at + interval '1 microsecond', clock_timestamp());

    FOR i IN 1 .. event_count LOOP
        entry := ksbs.entry(
            before.origin, before.size + i, stream_ids[i], versions[i], names[i],
            recorded_at, payloads[i]
        );
        IF versions[i] < 0 THEN
            RAISE EXCEPTION 'a version is below 0' USING ERRCODE = 'KS004';
        ELSIF length(entry) >= 65535 THEN
            RAISE EXCEPTION 'an entry would reach 65,535 bytes' USING ERRCODE = 'KS003';
        END IF;
        leaves[i] := sha256(E'\\x00'::bytea || entry);
    END LOOP;

    IF event_count = 1 THEN
        -- Most commands: the same as below for one row, at half the cost.
        INSERT INTO ksbs.events (
            position, recorded_at, event_id, stream_id, command_id,
            version, category, name, leaf, payload
        ) VALUES (
            first_position, recorded_at, event_ids[1], stream_ids[1], command,
            versions[1], categories[1], names[1], leaves[1], payloads[1]
        );
    ELSE
        INSERT INTO ksbs.events (
            position, recorded_at, event_id, stream_id, command_id,
            version, category, name, leaf, payload
        )
        SELECT
            before.size + new.i, append.recorded_at, new.event_id, new.stream_id, command,
            new.version, new.category, new.name, new.leaf, new.payload
        FROM unnest(event_ids, stream_ids, versions, categories, names, leaves, payloads)
            WITH ORDINALITY
            AS new (event_id, stream_id, version, category, name, leaf, payload, i);
    END IF;
    FOR i IN 1 .. event_count LOOP
        IF versions[i] <> 1 THEN
            PERFORM ksbs.refuse_gap(
                stream_ids[i], versions[i], categories[i], before.size + i
            );
        END IF;
    END LOOP;
    IF cardinality(claimed) + cardinality(released) > 0 THEN
        PERFORM ksbs.hold(stream_ids[1], first_position, released, claimed);
    END IF;

    before.frontier := ksbs.grown(before.frontier, before.size, leaves);
    tree_root := ksbs.root_of(before.frontier);
    leaf := leaves[1];
    UPDATE ksbs.head SET
        size = tree_size, recorded_at = append.recorded_at, root = tree_root,
        frontier = before.frontier;
    INSERT INTO ksbs.commands (first_position, size, command_id, count, digest, root)
        VALUES (first_position, tree_size, command, event_count, asked, tree_root);
    PERFORM pg_notify('ksbs_events', '');
END
$$;
