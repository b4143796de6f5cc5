using Kith.Practice.Access;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Acts;

/// <summary>Begins human acts. See <see cref="Act"/>.</summary>
public sealed class Acts(KithDb db, DatabaseEngine engine, Clock clock, Projector projector, SentForm sent)
{
    /// <summary>
    /// Begins an act. <paramref name="name"/> is what staff call it; <paramref name="reason"/> is required by handlers
    /// that correct or open what is closed; <paramref name="key"/> is the form's key, so that a second submission of
    /// the same form does nothing and answers as the first did.
    /// </summary>
    public Act Begin(Actor actor, string name, string? reason = null, Guid? key = null) =>
        new(
            db,
            engine,
            clock,
            projector,
            sent,
            new ProcessOf(clock.NewId(), name, actor, clock.UtcNow, reason, actor.ActingFor.Count == 1 ? actor.ActingFor[0].AccountId : null),
            key
        );

    /// <summary>What an earlier submission with this key made; null when there was none.</summary>
    public async Task<ActKey?> AlreadyDone(Guid? key, CancellationToken ct = default) =>
        key is null ? null : await db.ActKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Key == key, ct);

    /// <summary>
    /// After a use case refused: whether another copy of the same form was quicker. What this one was about to change is
    /// then forgotten, and the use case may be asked again: it finds the key.
    /// </summary>
    public async Task<bool> AnotherWasQuicker(Guid? key, CancellationToken ct = default)
    {
        if (await AlreadyDone(key, ct) is null)
        {
            return false;
        }
        db.ChangeTracker.Clear();
        return true;
    }
}

/// <summary>
/// One human act: what changed, its typed events, and the projections that follow, saved together or not at all.
/// An act that changes nothing writes nothing.
/// </summary>
public sealed class Act
{
    private readonly KithDb db;
    private readonly DatabaseEngine engine;
    private readonly Clock clock;
    private readonly Projector projector;
    private readonly SentForm sent;
    private readonly ProcessOf process;
    private readonly Guid? key;
    private readonly List<TrailEvent> events = [];
    private readonly HashSet<Guid> touched = [];

    internal Act(KithDb db, DatabaseEngine engine, Clock clock, Projector projector, SentForm sent, ProcessOf process, Guid? key)
    {
        this.db = db;
        this.engine = engine;
        this.clock = clock;
        this.projector = projector;
        this.sent = sent;
        this.process = process;
        this.key = key;
    }

    /// <summary>The instant of the act.</summary>
    public DateTime At => process.At;

    /// <summary>Says what happened. Events about a person also have the person's projections made again.</summary>
    public void Happened(TrailEvent what)
    {
        events.Add(what);
        if (what.PersonId is { } person)
        {
            touched.Add(person);
        }
    }

    /// <summary>Has a person's projections made again though no event names them (for example the other side of a relationship).</summary>
    public void Touch(Guid person) => touched.Add(person);

    /// <summary>The changed fields of a tracked record, old and new, for an event. Empty when nothing changed.</summary>
    public IReadOnlyList<FieldChange> ChangesOf(object record)
    {
        var entry = db.Entry(record);
        entry.DetectChanges();
        return
        [
            .. entry
                .Properties.Where(p => p.IsModified && !Equals(p.OriginalValue, p.CurrentValue) && p.Metadata.Name is not (nameof(Record.Version) or "SortName" or "AddressKey"))
                .Select(p => new FieldChange(p.Metadata.Name, Text(p.OriginalValue), Text(p.CurrentValue))),
        ];
    }

    /// <summary>
    /// Saves everything in one transaction. Returns <paramref name="result"/>, or what an earlier submission of the
    /// same form made.
    /// </summary>
    /// <exception cref="SecondEditorException">Someone else saved one of the records in the meantime.</exception>
    public async Task<Guid> Save(Guid result, CancellationToken ct = default)
    {
        if (events.Count == 0)
        {
            return result;
        }
        await using var turn = await engine.BeginWrite(db, ct);
        // A save that fails takes the whole act with it, so that there is nothing in between to go back to.
        var savepoints = db.Database.AutoSavepointsEnabled;
        db.Database.AutoSavepointsEnabled = false;
        try
        {
            return await Save(turn, result, ct);
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = savepoints;
        }
    }

    private async Task<Guid> Save(WriteTurn turn, Guid result, CancellationToken ct)
    {
        if (key is { } formKey)
        {
            var (done, before) = await Earlier(formKey, ct);
            if (done is not null)
            {
                db.ChangeTracker.Clear();
                return done.Result ?? result;
            }
            // What only changes a record has the record's version for its second time, and may well be done twice (moved up,
            // and up again); what adds something is not added twice by the same words unless the sender means it.
            if (sent.WordsOf(formKey) is { } words && Adds())
            {
                if (sent.Refusal(before, process.At) is { } refusal)
                {
                    db.ChangeTracker.Clear();
                    throw refusal;
                }
                db.Entry(Keyed(words, result)).State = before is null ? EntityState.Added : EntityState.Modified;
            }
            db.ActKeys.Add(Keyed(formKey, result));
        }
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException error)
        {
            var changed = error.Entries.Select(e => e.Entity).ToList();
            throw new SecondEditorException(
                changed.OfType<Record>().Select(r => r.Id),
                changed.Select(SecondEditorException.PersonOf).OfType<Guid>().Concat(touched).Distinct(),
                error
            );
        }
        catch (DbUpdateException error) when (key is not null && engine.IsDuplicateKey(error))
        {
            // Two submissions of one form at the same instant: the other one won, and what it did stands.
            await turn.DisposeAsync();
            db.ChangeTracker.Clear();
            var (winner, before) = await Earlier(key.Value, ct);
            if (winner is not null)
            {
                return winner.Result ?? result;
            }
            if (sent.Refusal(before, process.At) is { } refusal)
            {
                throw refusal;
            }
            throw;
        }
        await TrailWriter.Append(db, clock, process, events, ct, engine.ChainPrefix);
        if (touched.Count > 0)
        {
            await projector.Project(touched, ct);
        }
        await turn.Commit(ct);
        return result;
    }

    /// <summary>What an earlier submission of this form did, and when the same words were sent in an earlier form of the same page.</summary>
    private async Task<(ActKey? Done, ActKey? Before)> Earlier(Guid formKey, CancellationToken ct)
    {
        var words = sent.WordsOf(formKey) ?? formKey;
        var known = await db.ActKeys.AsNoTracking().Where(k => k.Key == formKey || k.Key == words).ToListAsync(ct);
        return (known.Find(k => k.Key == formKey), words == formKey ? null : known.Find(k => k.Key == words));
    }

    /// <summary>Whether a record would be added. What is added is told to the context when it is made, so nothing is looked for.</summary>
    private bool Adds()
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return db.ChangeTracker.Entries().Any(e => e.State == EntityState.Added);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private ActKey Keyed(Guid formKey, Guid result) =>
        new()
        {
            Key = formKey,
            AccountId = process.Actor.AccountId,
            At = process.At,
            Result = result,
        };

    private static string? Text(object? value) =>
        value switch
        {
            null => null,
            DateOnly d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            DateTime t => t.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

/// <summary>
/// Someone else saved the same record first. The page shows both versions and lets the person choose;
/// <see cref="FirstEditors"/> finds who it was and what they recorded.
/// </summary>
/// <param name="records">The ids of the records that are no longer as the form saw them, as far as they are known.</param>
/// <param name="people">Whose records those are, where they are about people.</param>
public sealed class SecondEditorException(IEnumerable<Guid> records, IEnumerable<Guid> people, Exception? inner = null)
    : Exception("The record was changed by someone else in the meantime.", inner)
{
    public SecondEditorException(Guid? record = null, Guid? person = null, Exception? inner = null)
        : this(record is { } r ? [r] : [], person is { } p ? [p] : [], inner) { }

    /// <summary>One record was saved by someone else since it was read.</summary>
    public SecondEditorException(Record record)
        : this([record.Id], PersonOf(record) is { } person ? [person] : []) { }

    public IReadOnlyList<Guid> Records { get; } = [.. records];

    public IReadOnlyList<Guid> People { get; } = [.. people];

    /// <summary>Whose record something is; null for what is about nobody.</summary>
    internal static Guid? PersonOf(object record) => record is Children.Person person ? person.Id : record.GetType().GetProperty("PersonId")?.GetValue(record) as Guid?;
}

/// <summary>Something a person asked for that cannot be done as asked; each problem names the field and says what to do.</summary>
public class NotAcceptedException(IReadOnlyList<Problem> problems) : Exception(string.Join(" ", problems.Select(p => p.Message)))
{
    public NotAcceptedException(string field, string message)
        : this([new Problem(field, message)]) { }

    public IReadOnlyList<Problem> Problems { get; } = problems;
}

/// <summary>One problem with what was asked: the field of the input record (empty for the whole) and plain words.</summary>
public sealed record Problem(string Field, string Message)
{
    /// <summary>Where what it speaks of is to be seen; only on a record that whoever asked may open.</summary>
    public SeenAt? See { get; init; }
}

/// <summary>A place to look at beside a problem.</summary>
/// <param name="Words">What the link says: «Open that core group».</param>
/// <param name="Href">Its address in Kith.</param>
public sealed record SeenAt(string Words, string Href);
