-- Before every migration: the schema, its list of migrations, and acting as its owner.
DO $$
DECLARE
    owner name := coalesce(
        (SELECT r.rolname FROM pg_catalog.pg_roles r
         WHERE r.rolname = 'ksbs_owner' AND pg_catalog.pg_has_role(r.oid, 'MEMBER')),
        current_user
    );
BEGIN
    IF to_regnamespace('ksbs') IS NULL THEN
        EXECUTE format('CREATE SCHEMA ksbs AUTHORIZATION %I', owner);
    ELSE
        SELECT r.rolname INTO STRICT owner FROM pg_catalog.pg_namespace n
            JOIN pg_catalog.pg_roles r ON r.oid = n.nspowner WHERE n.nspname = 'ksbs';
    END IF;
    EXECUTE format('SET LOCAL ROLE %I', owner);
    CREATE TABLE IF NOT EXISTS ksbs.migrations (
        name text PRIMARY KEY,
        checksum bytea NOT NULL CHECK (length(checksum) = 32),
        at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
END
$$;
