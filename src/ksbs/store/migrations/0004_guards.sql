-- The log is append-only for everybody who connects, the owner included.

CREATE FUNCTION ksbs.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on ksbs.% is refused: the log is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'KS009';
END
$$;

-- A claim ends only by a command: ksbs.append must be on the call stack. The stack is told
-- in the server's language, so only the function's own name is looked for; in some
-- languages a letter stands right before it, where \m would find no beginning of a word.
CREATE FUNCTION ksbs.refuse_release() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stack text;
BEGIN
    GET DIAGNOSTICS stack = PG_CONTEXT;
    IF stack !~ '(^|[^A-Za-z0-9_.])ksbs\.append(_demo)?\(' THEN
        RAISE EXCEPTION 'a claim is released only by ksbs.append' USING ERRCODE = 'KS009';
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ksbs.events
    FOR EACH STATEMENT EXECUTE FUNCTION ksbs.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ksbs.commands
    FOR EACH STATEMENT EXECUTE FUNCTION ksbs.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON ksbs.claims
    FOR EACH STATEMENT EXECUTE FUNCTION ksbs.refuse_change();
CREATE TRIGGER released_by_append BEFORE DELETE ON ksbs.claims
    FOR EACH ROW EXECUTE FUNCTION ksbs.refuse_release();
CREATE TRIGGER one_row BEFORE DELETE OR TRUNCATE ON ksbs.head
    FOR EACH STATEMENT EXECUTE FUNCTION ksbs.refuse_change();
CREATE TRIGGER forward_only BEFORE UPDATE ON ksbs.head
    FOR EACH ROW
    WHEN (new.origin <> old.origin OR new.size <= old.size OR new.recorded_at <= old.recorded_at)
    EXECUTE FUNCTION ksbs.refuse_change();

ALTER TABLE ksbs.events ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ksbs.commands ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ksbs.claims ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ksbs.claims ENABLE ALWAYS TRIGGER released_by_append;
ALTER TABLE ksbs.head ENABLE ALWAYS TRIGGER one_row;
ALTER TABLE ksbs.head ENABLE ALWAYS TRIGGER forward_only;
