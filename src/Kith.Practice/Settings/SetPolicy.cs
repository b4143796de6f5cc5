using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Projections.Due;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Settings;

/// <summary>What is decided, from when, by whom and why.</summary>
public sealed record PolicyInput
{
    public string? Value { get; set; }

    /// <summary>First day on which it holds; today or later, so that what was judged stays judged.</summary>
    public DateOnly? From { get; set; }

    /// <summary>Who decided it: a person or a board.</summary>
    public string? ApprovedBy { get; set; }
    public string? Reason { get; set; }
}

/// <summary>The authority decided something for itself, from a day.</summary>
public sealed record PolicySet(string Key, string Value, string Was, DateOnly From, string ApprovedBy) : TrailEvent
{
    public override string Chain => $"policy:{Key}";
}

/// <summary>One decision, in words.</summary>
public sealed record PolicyDecision(string Value, DateOnly From, string? ApprovedBy, string Reason, string? By, bool Ahead, bool InForce);

/// <summary>A policy as it stands today.</summary>
/// <param name="Value">As kept, to fill the form; <paramref name="InWords"/> as it is read.</param>
/// <param name="Since">From when it holds; null while the default does.</param>
/// <param name="Latest">The latest decision, so that one made meanwhile is noticed; null before the first.</param>
public sealed record PolicyView(Policy Policy, string Value, string InWords, DateOnly? Since, Guid? Latest, IReadOnlyList<PolicyDecision> History)
{
    /// <summary>The next decision that does not hold yet.</summary>
    public PolicyDecision? Next => History.LastOrDefault(d => d.Ahead);
}

/// <summary>Shows what the authority has decided, and what the law has.</summary>
[UseCase]
public sealed class ShowPolicies(KithDb db, Clock clock)
{
    /// <summary>Every policy in the order of the catalogue: two queries.</summary>
    public async Task<IReadOnlyList<PolicyView>> List(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "see the policies");
        var book = await PolicyBook.Load(db, ct);
        var names = await db
            .Users.AsNoTracking()
            .Where(u => db.Settings.Any(s => s.ByAccountId == u.Id))
            .Select(u => new { u.Id, u.DisplayName })
            .ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var today = clock.Today;
        return [.. Policies.All.Select(p => View(p, book, names, today))];
    }

    /// <summary>One policy; null when no policy has this key.</summary>
    public async Task<PolicyView?> Show(string key, Actor actor, CancellationToken ct = default) => (await List(actor, ct)).FirstOrDefault(p => p.Policy.Key == key);

    /// <summary>What national law and guidance fix. An authority cannot change these.</summary>
    public static IReadOnlyList<ClockDefinition> Fixed(DateOnly today) => [.. ClockCatalogue.All.Where(c => c.IsNational && c.IsInForce(today))];

    private static PolicyView View(Policy policy, PolicyBook book, Dictionary<Guid, string> names, DateOnly today)
    {
        var now = book.InForce(policy.Key, today);
        var history = book.History(policy.Key);
        return new PolicyView(
            policy,
            now?.Value ?? policy.Default,
            policy.InWords(now?.Value ?? policy.Default),
            now?.From,
            history.Count == 0 ? null : history.Max(s => s.Id),
            [
                .. history.Select(s => new PolicyDecision(
                    policy.InWords(s.Value),
                    s.From,
                    s.ApprovedBy,
                    s.Reason,
                    s.ByAccountId is { } by ? names.GetValueOrDefault(by) : null,
                    s.From > today,
                    s.Id == now?.Id
                )),
            ]
        );
    }
}

/// <summary>
/// Sets one of the authority's own policies from a day on. Earlier decisions stay, so that what was judged by them
/// stays judged; clocks that started on or after the day are made again in the same transaction.
/// </summary>
[UseCase]
public sealed class SetPolicy(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <param name="seen">The latest decision when the form was shown; null before the first.</param>
    /// <exception cref="AccessRefusedException">The actor may not administer, or no policy has this key: what the law fixes has none.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or out of bounds.</exception>
    /// <exception cref="SecondEditorException">Another decision was written down in the meantime.</exception>
    public async Task Handle(string key, PolicyInput input, Guid? seen, Actor actor, Guid? act, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.Administer, "set a policy");
        var policy = Policies.Find(key) ?? throw new AccessRefusedException(Sight.Nothing, "set a policy");
        if (await acts.AlreadyDone(act, ct) is not null)
        {
            return;
        }
        var today = clock.Today;
        var book = new PolicyBook(await db.Settings.AsNoTracking().Where(s => s.Key == key).ToListAsync(ct));
        var history = book.History(key);
        if ((history.Count == 0 ? null : history.Max(s => (Guid?)s.Id)) != seen)
        {
            throw new SecondEditorException();
        }
        var (value, wrong) = Policies.Read(policy, input.Value);
        var problems = new List<Problem>();
        if (wrong is not null)
        {
            problems.Add(new(nameof(input.Value), wrong));
        }
        if (input.From is not { } from)
        {
            problems.Add(new(nameof(input.From), "Enter the first day on which it holds"));
        }
        else if (from < today)
        {
            problems.Add(new(nameof(input.From), $"The first day must be today or later. What happened before stays judged by what held then"));
        }
        else if (from > today.AddYears(2))
        {
            problems.Add(new(nameof(input.From), "The first day must be within the next two years"));
        }
        else if (value is not null && book.Value(key, from) == value)
        {
            problems.Add(new(nameof(input.Value), $"This holds already on {DateWords.Long(from)}"));
        }
        if (Children.Details.Editing.Text(nameof(input.ApprovedBy), input.ApprovedBy, "Enter who decided this: a person or a board", 100) is { } who)
        {
            problems.Add(who);
        }
        if (Children.Details.Editing.Text(nameof(input.Reason), input.Reason, "Say why, in a sentence", 500) is { } why)
        {
            problems.Add(why);
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var starts = input.From!.Value;
        var setting = new Setting
        {
            Id = clock.NewId(),
            Key = key,
            Value = value!,
            From = starts,
            Reason = input.Reason!.Trim(),
            ApprovedBy = input.ApprovedBy!.Trim(),
            ByAccountId = actor.IsSystem ? null : actor.AccountId,
        };
        db.Decide(setting);
        var process = acts.Begin(actor, "Set a policy", setting.Reason, act);
        process.Happened(new PolicySet(key, setting.Value, book.Value(key, starts), starts, setting.ApprovedBy));
        var clocks = IntervalPolicy.ClocksOf(key);
        if (clocks.Count > 0)
        {
            // A clock runs with the length of the day it started: only those that start on or after the day can move.
            foreach (var child in await db.DueItems.Where(d => clocks.Contains(d.Clock) && d.StartedOn >= starts).Select(d => d.PersonId).Distinct().ToListAsync(ct))
            {
                process.Touch(child);
            }
        }
        if (Oversight.OversightCohorts.All.Any(c => Oversight.OversightCohorts.Policy(c) == key))
        {
            // A shorter length reaches those who wait already, from its first day.
            foreach (var child in await db.DueItems.Where(d => d.Clock == OversightClocks.Oversight && d.DueOn >= starts).Select(d => d.PersonId).Distinct().ToListAsync(ct))
            {
                process.Touch(child);
            }
        }
        await process.Save(setting.Id, ct);
    }
}
