-- Only in a database initialised as a demo: ksbs.append with a time that is told.
--
-- It is made from ksbs.append itself, so that nothing but the clock differs. The time
-- lies after the last one recorded and never in the future (KS007).
DO $$
DECLARE
    source text := pg_get_functiondef('ksbs.append'::regproc);
    named text;
    taking text;
    told text;
BEGIN
    IF (SELECT h.origin NOT LIKE 'demo.%' FROM ksbs.head h) THEN
        RAISE EXCEPTION 'this database is not a demo';
    END IF;
    named := replace(source, 'FUNCTION ksbs.append(', 'FUNCTION ksbs.append_demo(');
    named := replace(named, 'append.', 'append_demo.');
    taking := replace(named, 'released text[], OUT', 'released text[], told timestamp with time zone, OUT');
    told := replace(
        taking,
        'recorded_at := greatest(before.recorded_at + interval ''1 microsecond'', clock_timestamp());',
        'recorded_at := told;
    IF NOT coalesce(told > coalesce(before.recorded_at, ''-infinity'') AND told <= clock_timestamp(), false) THEN
        RAISE EXCEPTION ''the time lies in the future or not after the last one'' USING ERRCODE = ''KS007'';
    END IF;'
    );
    IF source = named OR named = taking OR taking = told THEN
        RAISE EXCEPTION 'ksbs.append is not what this migration knows';
    END IF;
    EXECUTE told;
END
$$;
