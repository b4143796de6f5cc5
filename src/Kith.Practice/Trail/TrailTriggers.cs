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
}
