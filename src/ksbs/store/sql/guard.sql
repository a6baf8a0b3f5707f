-- Needs a superuser: refuses every change of the schema ksbs outside a migration, that
-- is by a session that does not hold the migrations' lock. It keeps accidents away; a
-- superuser who means to can drop the guard first.
--
-- In a schema of its own: whoever drops the schema ksbs must not drop its guard with it.
CREATE SCHEMA IF NOT EXISTS ksbs_guard;

CREATE OR REPLACE FUNCTION ksbs_guard.refuse() RETURNS event_trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    target text;
BEGIN
    IF EXISTS (
        SELECT FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.pid = pg_backend_pid() AND l.granted
        AND l.classid = 1263746643 AND l.objid = 1
        AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
    ) THEN
        RETURN;
    END IF;
    -- Triggers, rules and policies belong to no schema: their identity names the table.
    IF TG_EVENT = 'sql_drop' THEN
        SELECT o.object_identity INTO target FROM pg_event_trigger_dropped_objects() o
            WHERE o.schema_name = 'ksbs' OR o.object_identity = 'ksbs'
            OR o.object_identity ~ ' on ksbs\.' LIMIT 1;
    ELSE
        SELECT o.object_identity INTO target FROM pg_event_trigger_ddl_commands() o
            WHERE o.schema_name = 'ksbs' OR o.object_identity = 'ksbs'
            OR o.object_identity ~ ' on ksbs\.' LIMIT 1;
    END IF;
    IF target IS NOT NULL THEN
        RAISE EXCEPTION '% of % is refused: only `ksbs migrate` changes the schema of the log',
            TG_TAG, target USING ERRCODE = 'KS009';
    END IF;
END
$$;

CREATE EVENT TRIGGER ksbs_guard_drop ON sql_drop EXECUTE FUNCTION ksbs_guard.refuse();
CREATE EVENT TRIGGER ksbs_guard_change ON ddl_command_end EXECUTE FUNCTION ksbs_guard.refuse();
ALTER EVENT TRIGGER ksbs_guard_drop ENABLE ALWAYS;
ALTER EVENT TRIGGER ksbs_guard_change ENABLE ALWAYS;
