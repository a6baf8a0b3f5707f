-- Who may what. Runs within every migration, so it names only what is there by then,
-- and only roles that the server has.
DO $$
DECLARE
    may record;
BEGIN
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ksbs FROM PUBLIC;
    FOR may IN
        SELECT role, 'USAGE ON SCHEMA ksbs' AS privilege FROM (VALUES ('ksbs_reader')) AS of (role)
        UNION ALL SELECT 'ksbs_reader', 'SELECT ON ALL TABLES IN SCHEMA ksbs'
        UNION ALL SELECT of.role, format('EXECUTE ON FUNCTION ksbs.%I', of.function)
            FROM (VALUES
                ('ksbs_reader', 'entry'),
                ('ksbs_reader', 'position_at'),
                ('ksbs_reader', 'settled_position_at'),
                ('ksbs_writer', 'append'),
                ('ksbs_writer', 'append_demo')
            ) AS of (role, function)
            WHERE to_regproc('ksbs.' || of.function) IS NOT NULL
    LOOP
        IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = may.role) THEN
            EXECUTE format('GRANT %s TO %I', may.privilege, may.role);
        END IF;
    END LOOP;
END
$$;
