using System.Security.Cryptography;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Access.SignIn;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Practice.Visits;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Voice;

/// <summary>A one-time code was made. The code itself is not kept.</summary>
public sealed record FeedbackCodeIssued(Guid Person, Guid Code, FeedbackFrom From, DateTime ExpiresAt) : PersonEvent(Person);

/// <summary>A one-time code was taken back before it was used.</summary>
public sealed record FeedbackCodeWithdrawn(Guid Person, Guid Code) : PersonEvent(Person);

/// <summary>Someone of the family said how it is going, by a code.</summary>
public sealed record FamilyFeedbackGiven(Guid Person, Guid Feedback, Guid Code) : PersonEvent(Person);

/// <summary>What a child or someone of the family writes on the page.</summary>
public sealed record FeedbackInput
{
    public Feeling? Feeling { get; set; }
    public Feeling? Listened { get; set; }
    public string? Good { get; set; }
    public string? Change { get; set; }
}

/// <summary>A code as the worker sees it: never the code itself.</summary>
public sealed record FeedbackCodeLine(Guid Id, FeedbackFrom From, string? Whom, DateTime IssuedAt, DateTime ExpiresAt, DateTime? UsedAt, DateTime? WithdrawnAt);

/// <summary>Makes one-time codes and takes them back.</summary>
[UseCase]
public sealed class IssueFeedbackCode(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>How long a code can be used.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    /// <summary>Codes that may be open for one child at a time.</summary>
    public const int MostOpen = 6;

    /// <summary>The codes of a child and what the family said, latest first. The caller has already been allowed to read the record.</summary>
    public async Task<(IReadOnlyList<FeedbackCodeLine> Codes, IReadOnlyList<FamilyFeedback> Said)> List(Guid childId, CancellationToken ct = default)
    {
        var codes = await db
            .FeedbackCodes.AsNoTracking()
            .Where(c => c.PersonId == childId)
            .OrderByDescending(c => c.IssuedAt)
            .Take(30)
            .Select(c => new FeedbackCodeLine(c.Id, c.From, c.Whom, c.IssuedAt, c.ExpiresAt, c.UsedAt, c.WithdrawnAt))
            .ToListAsync(ct);
        var said = await db.FamilyFeedbacks.AsNoTracking().Where(f => f.PersonId == childId).OrderByDescending(f => f.On).ThenByDescending(f => f.Id).Take(50).ToListAsync(ct);
        return (codes, said);
    }

    /// <summary>Makes a code. It is told once, here, and cannot be shown again.</summary>
    /// <returns>The code; null where this form was sent before.</returns>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">Too many are open, or it is not said for whom.</exception>
    public async Task<string?> Handle(Guid childId, FeedbackFrom from, string? whom, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "make a one-time code", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return null;
        }
        var now = clock.UtcNow;
        if (from == FeedbackFrom.Family && Editing.Text("Whom", whom, "Say who of the family it is for", 100) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        if (await db.FeedbackCodes.CountAsync(c => c.PersonId == childId && c.UsedAt == null && c.WithdrawnAt == null && c.ExpiresAt > now, ct) >= MostOpen)
        {
            throw new NotAcceptedException("", $"{MostOpen} codes are open. Take one back first");
        }
        var text = GiveFeedback.NewCode();
        var code = new FeedbackCode
        {
            Id = clock.NewId(),
            PersonId = childId,
            From = from,
            Whom = from == FeedbackFrom.Family ? whom!.Trim() : null,
            Digest = GiveFeedback.Digest(text),
            IssuedAt = now,
            IssuedByAccountId = actor.AccountId,
            ExpiresAt = now + Lasts,
        };
        db.FeedbackCodes.Add(code);
        var act = acts.Begin(actor, "Make a one-time code", key: key);
        act.Happened(new FeedbackCodeIssued(childId, code.Id, from, code.ExpiresAt));
        await act.Save(code.Id, ct);
        return text;
    }

    /// <summary>Takes a code back.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">It was used already, or is not the child's.</exception>
    public async Task Withdraw(Guid childId, Guid codeId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "take back a one-time code", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var code =
            await db.FeedbackCodes.FirstOrDefaultAsync(c => c.Id == codeId && c.PersonId == childId && c.UsedAt == null && c.WithdrawnAt == null, ct)
            ?? throw new NotAcceptedException("", "This code can no longer be used");
        code.WithdrawnAt = clock.UtcNow;
        var act = acts.Begin(actor, "Take back a one-time code", key: key);
        act.Happened(new FeedbackCodeWithdrawn(childId, codeId));
        await act.Save(codeId, ct);
    }
}

/// <summary>
/// Takes what a child or someone of the family writes with a one-time code. Whoever has the code learns nothing of the
/// record, not even whose it is; a wrong, an old and a used one are answered alike.
/// </summary>
[UseCase]
public sealed class GiveFeedback(KithDb db, Acts.Acts acts, Clock clock)
{
    public const int Longest = 2000;
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>Whom a code asks; null when it cannot be used.</summary>
    public async Task<FeedbackFrom?> Show(string? text, CancellationToken ct = default) => (await Find(text, ct))?.From;

    /// <summary>Writes it down and uses the code up. False when the code cannot be used.</summary>
    /// <exception cref="NotAcceptedException">Nothing is written, or too much.</exception>
    public async Task<bool> Handle(string? text, FeedbackInput input, CancellationToken ct = default)
    {
        if (await Find(text, ct) is not { } code)
        {
            return false;
        }
        var (good, change) = (PersonRules.Clean(input.Good), PersonRules.Clean(input.Change));
        var problems = new List<Problem>();
        if (good is null && change is null && input.Feeling is null && input.Listened is null)
        {
            problems.Add(new(nameof(input.Good), "Write something, or choose a face"));
        }
        foreach (var (name, written) in new[] { (nameof(input.Good), good), (nameof(input.Change), change) })
        {
            if (written?.Length > Longest)
            {
                problems.Add(new(name, "That is a bit too long. Can you make it shorter?"));
            }
        }
        if ((input.Feeling is { } f && !Enum.IsDefined(f)) || (input.Listened is { } l && !Enum.IsDefined(l)))
        {
            problems.Add(new(nameof(input.Feeling), "Choose a face"));
        }
        Editing.Refuse(problems);
        code.UsedAt = clock.UtcNow;
        // The code is the key of the act as well: two who send it at once cannot both be written down.
        var act = acts.Begin(Actor.System("One-time code"), "Say how it is going", key: code.Id);
        if (code.From == FeedbackFrom.Child)
        {
            var entry = new VoiceEntry
            {
                Id = clock.NewId(),
                PersonId = code.PersonId,
                On = clock.Today,
                Occasion = VoiceOccasion.Feedback,
                ListenedBy = "written by the child",
                Method = "App or letter",
                Words = good ?? change ?? $"Chose a face: {VoiceWords.Of(input.Feeling ?? input.Listened!.Value).ToLowerInvariant()}",
                Wishes = good is null ? null : change,
                Feeling = input.Feeling,
                RecordedAt = act.At,
            };
            db.VoiceEntries.Add(entry);
            act.Happened(new VoiceHeard(code.PersonId, entry.Id, entry.On, entry.Method, false, null));
        }
        else
        {
            var said = new FamilyFeedback
            {
                Id = clock.NewId(),
                PersonId = code.PersonId,
                On = clock.Today,
                Whom = code.Whom,
                Listened = input.Listened,
                Helps = input.Feeling,
                Good = good,
                Better = change,
            };
            db.FamilyFeedbacks.Add(said);
            act.Happened(new FamilyFeedbackGiven(code.PersonId, said.Id, code.Id));
        }
        await Tell(code, act.At, ct);
        try
        {
            await act.Save(code.Id, ct);
            return true;
        }
        catch (SecondEditorException)
        {
            return false;
        }
    }

    /// <summary>Tells the worker who holds the case, and whoever made the code where that is someone else: by whom it was used, not what was said.</summary>
    private async Task Tell(FeedbackCode code, DateTime at, CancellationToken ct)
    {
        var accounts = await db
            .Users.Where(a => a.Id == code.IssuedByAccountId || (a.WorkerId != null && db.ChildOverviews.Any(o => o.PersonId == code.PersonId && o.WorkerId == a.WorkerId)))
            .Select(a => a.Id)
            .ToListAsync(ct);
        foreach (var account in accounts)
        {
            db.Notices.Add(
                new Notice
                {
                    Id = clock.NewId(),
                    AccountId = account,
                    PersonId = code.PersonId,
                    Text =
                        code.From == FeedbackFrom.Child
                            ? "A child used a one-time code. Read what they say, and answer"
                            : "Someone of the family used a one-time code. Read what they say",
                    At = at,
                }
            );
        }
    }

    /// <summary>A new code of ten signs, without those that look alike: «K7PQ4-MX2RT». About 49 bits.</summary>
    internal static string NewCode() => RandomNumberGenerator.GetString(Alphabet, 10).Insert(5, "-");

    /// <summary>
    /// What is kept of a code. Slow on purpose: a code is short enough to type, and a stolen copy of the database must
    /// not give away those that are still open.
    /// </summary>
    internal static string Digest(string code) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(RecoveryCodes.Normal(code)), "kith feedback code"u8, 100_000, HashAlgorithmName.SHA256, 32));

    private async Task<FeedbackCode?> Find(string? text, CancellationToken ct)
    {
        if (RecoveryCodes.Normal(text) is not { Length: 10 } normal)
        {
            return null;
        }
        var digest = Digest(normal);
        var now = clock.UtcNow;
        return await db.FeedbackCodes.FirstOrDefaultAsync(c => c.Digest == digest && c.UsedAt == null && c.WithdrawnAt == null && c.ExpiresAt > now, ct);
    }
}
