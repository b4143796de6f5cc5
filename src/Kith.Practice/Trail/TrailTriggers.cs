namespace Kith.Practice.Trail;

/// <summary>
/// Triggers by which the database itself refuses to rewrite history. Used by the first migration of each engine;
/// what is here is frozen: a change is a new migration.
/// </summary>
public static class TrailTriggers
{
    public static readonly string[] Sqlite =
    [
        "CREATE TRIGGER trail_entry_no_update BEFORE UPDATE ON trail_entry BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER trail_entry_no_delete BEFORE DELETE ON trail_entry BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER trail_head_no_update BEFORE UPDATE ON trail_head BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER trail_head_no_delete BEFORE DELETE ON trail_head BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER trail_tip_only_grows BEFORE UPDATE ON trail_tip WHEN NEW.chain <> OLD.chain OR NEW.length < OLD.length BEGIN SELECT RAISE(ABORT, 'a chain of the trail only grows'); END",
        "CREATE TRIGGER trail_tip_no_delete BEFORE DELETE ON trail_tip BEGIN SELECT RAISE(ABORT, 'a chain of the trail only grows'); END",
    ];

    public static readonly string[] Postgres =
    [
        "CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$",
        "CREATE FUNCTION trail_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.chain <> OLD.chain OR NEW.length < OLD.length THEN RAISE EXCEPTION 'a chain of the trail only grows'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER trail_entry_no_change BEFORE UPDATE OR DELETE ON trail_entry FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_entry_no_truncate BEFORE TRUNCATE ON trail_entry FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_head_no_change BEFORE UPDATE OR DELETE ON trail_head FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_head_no_truncate BEFORE TRUNCATE ON trail_head FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_tip_only_grows BEFORE UPDATE ON trail_tip FOR EACH ROW EXECUTE FUNCTION trail_only_grows()",
        "CREATE TRIGGER trail_tip_no_delete BEFORE DELETE ON trail_tip FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_tip_no_truncate BEFORE TRUNCATE ON trail_tip FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
    ];

    public static readonly string[] SqliteHeadTips =
    [
        "CREATE TRIGGER trail_head_tip_no_update BEFORE UPDATE ON trail_head_tip BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER trail_head_tip_no_delete BEFORE DELETE ON trail_head_tip BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    ];

    public static readonly string[] PostgresHeadTips =
    [
        "CREATE TRIGGER trail_head_tip_no_change BEFORE UPDATE OR DELETE ON trail_head_tip FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_head_tip_no_truncate BEFORE TRUNCATE ON trail_head_tip FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
    ];

    /// <summary>
    /// An entry may be emptied by a disposal that two people agreed, and in no other way: its words become the fixed
    /// form, every other column stays, and a row of trail_emptied names it and its hash. Deletion stays refused. A
    /// certificate is never deleted, and never changed once it is done.
    /// </summary>
    public static readonly string[] SqliteEmptied =
    [
        "DROP TRIGGER trail_entry_no_update",
        """
            CREATE TRIGGER trail_entry_only_emptied BEFORE UPDATE ON trail_entry
            WHEN (NEW.id IS OLD.id AND NEW.chain IS OLD.chain AND NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.process_id IS OLD.process_id AND NEW.process IS OLD.process
                  AND NEW.actor_id IS OLD.actor_id AND NEW.actor_name IS OLD.actor_name AND NEW.acting_for_id IS OLD.acting_for_id AND NEW.person_id IS OLD.person_id
                  AND NEW.event IS OLD.event AND NEW.previous_hash IS OLD.previous_hash AND NEW.hash IS OLD.hash AND NEW.reason IS NULL AND NEW.payload IS '{"Emptied":true}'
                  AND EXISTS (SELECT 1 FROM trail_emptied e JOIN disposal d ON d.id = e.disposal_id WHERE e.entry_id = OLD.id AND e.hash = OLD.hash AND d.state = 'Agreed')) IS NOT TRUE
            BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END
            """,
        "CREATE TRIGGER trail_emptied_names_an_entry BEFORE INSERT ON trail_emptied WHEN NOT EXISTS (SELECT 1 FROM trail_entry t JOIN disposal d ON d.id = NEW.disposal_id WHERE t.id = NEW.entry_id AND t.hash = NEW.hash AND d.state = 'Agreed') BEGIN SELECT RAISE(ABORT, 'an entry is emptied by a disposal that was agreed'); END",
        "CREATE TRIGGER trail_emptied_no_update BEFORE UPDATE ON trail_emptied BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER trail_emptied_no_delete BEFORE DELETE ON trail_emptied BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
        "CREATE TRIGGER disposal_no_delete BEFORE DELETE ON disposal BEGIN SELECT RAISE(ABORT, 'a certificate of disposal stays'); END",
        "CREATE TRIGGER disposal_done_stays BEFORE UPDATE ON disposal WHEN OLD.state = 'Done' BEGIN SELECT RAISE(ABORT, 'a certificate of disposal stays'); END",
    ];

    public static readonly string[] PostgresEmptied =
    [
        """
            CREATE FUNCTION trail_only_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'UPDATE' AND NEW.reason IS NULL AND NEW.payload = '{"Emptied":true}'
                 AND (to_jsonb(NEW) - 'payload' - 'reason') = (to_jsonb(OLD) - 'payload' - 'reason')
                 AND EXISTS (SELECT 1 FROM trail_emptied e JOIN disposal d ON d.id = e.disposal_id WHERE e.entry_id = OLD.id AND e.hash = OLD.hash AND d.state = 'Agreed') THEN
                RETURN NEW;
              END IF;
              RAISE EXCEPTION 'the trail is append-only';
            END $$
            """,
        """
            CREATE FUNCTION trail_emptied_named() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NOT EXISTS (SELECT 1 FROM trail_entry t JOIN disposal d ON d.id = NEW.disposal_id WHERE t.id = NEW.entry_id AND t.hash = NEW.hash AND d.state = 'Agreed') THEN
                RAISE EXCEPTION 'an entry is emptied by a disposal that was agreed';
              END IF;
              RETURN NEW;
            END $$
            """,
        """
            CREATE FUNCTION disposal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'UPDATE' AND OLD.state <> 'Done' THEN
                RETURN NEW;
              END IF;
              RAISE EXCEPTION 'a certificate of disposal stays';
            END $$
            """,
        "DROP TRIGGER trail_entry_no_change ON trail_entry",
        "CREATE TRIGGER trail_entry_no_change BEFORE UPDATE OR DELETE ON trail_entry FOR EACH ROW EXECUTE FUNCTION trail_only_emptied()",
        "CREATE TRIGGER trail_emptied_named BEFORE INSERT ON trail_emptied FOR EACH ROW EXECUTE FUNCTION trail_emptied_named()",
        "CREATE TRIGGER trail_emptied_no_change BEFORE UPDATE OR DELETE ON trail_emptied FOR EACH ROW EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER trail_emptied_no_truncate BEFORE TRUNCATE ON trail_emptied FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
        "CREATE TRIGGER disposal_no_change BEFORE UPDATE OR DELETE ON disposal FOR EACH ROW EXECUTE FUNCTION disposal_stays()",
        "CREATE TRIGGER disposal_no_truncate BEFORE TRUNCATE ON disposal FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()",
    ];
}
