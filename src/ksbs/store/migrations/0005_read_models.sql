-- Where read models stand. Their own tables are derived, made and dropped by the runner
-- that keeps them; how far each has come is kept here, in the transaction of its rows.
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
    projection text PRIMARY KEY,
    version integer NOT NULL,
    position bigint NOT NULL DEFAULT 0
);

DO $$
DECLARE
    may record;
BEGIN
    FOR may IN
        SELECT * FROM (VALUES
            ('ksbs_projector', 'USAGE, CREATE ON SCHEMA ksbs_read'),
            ('ksbs_projector', 'SELECT, INSERT, UPDATE ON ksbs_read.positions'),
            ('ksbs_reader', 'USAGE ON SCHEMA ksbs_read'),
            ('ksbs_reader', 'SELECT ON ksbs_read.positions')
        ) AS of (role, privilege)
    LOOP
        IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = may.role) THEN
            EXECUTE format('GRANT %s TO %I', may.privilege, may.role);
        END IF;
    END LOOP;
END
$$;
