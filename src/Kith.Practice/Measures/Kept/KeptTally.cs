using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Measures.Kept;

/// <summary>
/// What was counted of all children for the one question that is asked most: every measure of the whole service, today. One
/// row, which is always there. Together with <see cref="ChildFactsBefore"/> it gives what counting everybody would give.
/// </summary>
public sealed class KeptTally
{
    /// <summary>The one row.</summary>
    public static readonly Guid Only = new("00000000-0000-7000-8000-000000000051");

    public Guid Id { get; set; }

    /// <summary>Goes up whenever the row is written: whoever counted beside another finds out by it.</summary>
    public long Version { get; set; }

    /// <summary>
    /// Seen as true only inside a transaction that writes many children at once and has emptied the row before: their facts
    /// are then not noted one by one.
    /// </summary>
    public bool Silent { get; set; }

    /// <summary>For which day, by which rules and by which build it was counted (see <see cref="TallyQuestion.Stamp"/>); empty while there is none.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>What was counted (see <see cref="TallyCodec"/>).</summary>
    public byte[] Counts { get; set; } = [];

    /// <summary>
    /// Throws away what is kept, inside the caller's transaction: it is made anew soon. Whoever counts at this moment cannot
    /// put back what they counted, because the row changed.
    /// </summary>
    public static Task Drop(KithDb db, CancellationToken ct) =>
        db.KeptTallies.ExecuteUpdateAsync(
            set => set.SetProperty(t => t.Version, t => t.Version + 1).SetProperty(t => t.Stamp, "").SetProperty(t => t.Counts, Array.Empty<byte>()),
            ct
        );

    /// <summary>From so many children on it is less work to count everybody again than to note what each was before.</summary>
    public const int Many = 100;

    /// <summary>
    /// Before many children are written in one transaction: drops what is kept, and has nothing noted of each. The caller
    /// calls <see cref="Listen"/> in the same transaction once they are written.
    /// </summary>
    public static Task Hush(KithDb db, CancellationToken ct) =>
        db.KeptTallies.ExecuteUpdateAsync(
            set =>
                set.SetProperty(t => t.Version, t => t.Version + 1).SetProperty(t => t.Stamp, "").SetProperty(t => t.Counts, Array.Empty<byte>()).SetProperty(t => t.Silent, true),
            ct
        );

    /// <summary>After <see cref="Hush"/>.</summary>
    public static Task Listen(KithDb db, CancellationToken ct) => db.KeptTallies.ExecuteUpdateAsync(set => set.SetProperty(t => t.Silent, false), ct);
}

/// <summary>
/// What a row of <see cref="ChildFacts"/> was before it changed. The database writes it itself (<see cref="FactTriggers"/>), in
/// the transaction of the change and under its lock: so nobody can forget it, and of two who write the same child each notes
/// what really stood there. Emptied when it has been counted into <see cref="KeptTally"/>.
/// </summary>
public sealed class ChildFactsBefore
{
    /// <summary>Of one child the first is the oldest.</summary>
    public long Id { get; set; }

    public Guid PersonId { get; set; }

    /// <summary>How it was packed; 0 where there was nothing.</summary>
    public int Edition { get; set; }

    /// <summary>Empty where the child had no row.</summary>
    public byte[] Facts { get; set; } = [];
}

/// <summary>
/// The one row of <see cref="KeptTally"/>, and what writes <see cref="ChildFactsBefore"/>. Made again with the views, by
/// <see cref="DatabaseEngine.Migrate"/>: each may be run again. Nodes of the release before have their changes noted too.
/// </summary>
public static class FactTriggers
{
    // The row is always there: to change it is how whoever counts finds out that somebody else did.
    public static readonly string[] Sqlite =
    [
        "INSERT INTO kept_tally (id, version, silent, stamp, counts) SELECT X'00000000000070008000000000000051', 0, 0, '', X'' WHERE NOT EXISTS (SELECT 1 FROM kept_tally)",
        "DROP TRIGGER IF EXISTS child_facts_added",
        "DROP TRIGGER IF EXISTS child_facts_changed",
        "DROP TRIGGER IF EXISTS child_facts_gone",
        "CREATE TRIGGER child_facts_added AFTER INSERT ON child_facts WHEN NOT EXISTS (SELECT 1 FROM kept_tally WHERE silent) BEGIN INSERT INTO child_facts_before (person_id, edition, facts) VALUES (NEW.person_id, 0, X''); END",
        "CREATE TRIGGER child_facts_changed AFTER UPDATE ON child_facts WHEN (OLD.facts <> NEW.facts OR OLD.edition <> NEW.edition) AND NOT EXISTS (SELECT 1 FROM kept_tally WHERE silent) BEGIN INSERT INTO child_facts_before (person_id, edition, facts) VALUES (OLD.person_id, OLD.edition, OLD.facts); END",
        "CREATE TRIGGER child_facts_gone AFTER DELETE ON child_facts WHEN NOT EXISTS (SELECT 1 FROM kept_tally WHERE silent) BEGIN INSERT INTO child_facts_before (person_id, edition, facts) VALUES (OLD.person_id, OLD.edition, OLD.facts); END",
        // Whatever changed while nothing noted it.
        Forget,
    ];

    public static readonly string[] Postgres =
    [
        "INSERT INTO kept_tally (id, version, silent, stamp, counts) SELECT '00000000-0000-7000-8000-000000000051'::uuid, 0, false, '', ''::bytea WHERE NOT EXISTS (SELECT 1 FROM kept_tally)",
        """
            CREATE OR REPLACE FUNCTION child_facts_note() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NOT EXISTS (SELECT 1 FROM kept_tally WHERE silent) THEN
                IF TG_OP = 'INSERT' THEN
                  INSERT INTO child_facts_before (person_id, edition, facts) VALUES (NEW.person_id, 0, ''::bytea);
                ELSE
                  INSERT INTO child_facts_before (person_id, edition, facts) VALUES (OLD.person_id, OLD.edition, OLD.facts);
                END IF;
              END IF;
              RETURN NULL;
            END $$
            """,
        "DROP TRIGGER IF EXISTS child_facts_added ON child_facts",
        "DROP TRIGGER IF EXISTS child_facts_changed ON child_facts",
        "DROP TRIGGER IF EXISTS child_facts_gone ON child_facts",
        "CREATE TRIGGER child_facts_added AFTER INSERT ON child_facts FOR EACH ROW EXECUTE FUNCTION child_facts_note()",
        "CREATE TRIGGER child_facts_changed AFTER UPDATE ON child_facts FOR EACH ROW WHEN (OLD.facts <> NEW.facts OR OLD.edition <> NEW.edition) EXECUTE FUNCTION child_facts_note()",
        "CREATE TRIGGER child_facts_gone AFTER DELETE ON child_facts FOR EACH ROW EXECUTE FUNCTION child_facts_note()",
        Forget,
    ];

    private const string Forget = "UPDATE kept_tally SET version = version + 1, stamp = ''";
}
