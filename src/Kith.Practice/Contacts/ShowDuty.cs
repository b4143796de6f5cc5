using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Children.Show;
using Kith.Practice.Referrals;
using Kith.Practice.Settings;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.Clocks;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Contacts;

/// <summary>A child as a line of the queue names them; nothing but «a restricted record» where no more may be shown.</summary>
public sealed record QueueChild(Guid Id, string Name, string Age, bool CanRead);

/// <summary>One contact that waits, with all of its children that may be seen.</summary>
public sealed record QueueContact(
    Guid Together,
    IReadOnlyList<QueueChild> Children,
    string From,
    string? Channel,
    DateOnly ReceivedOn,
    DateTime? ReceivedAt,
    DateOnly DueOn,
    ClockState State,
    string Words,
    string? Worker,
    bool Mine,
    int AnswersAwaited,
    string Excerpt
);

/// <summary>One referral that waits for a manager.</summary>
public sealed record QueueReferral(
    Guid Episode,
    IReadOnlyList<QueueChild> Children,
    string From,
    DateOnly ReferredOn,
    DateOnly DueOn,
    ClockState State,
    string Words,
    string Excerpt
);

/// <summary>One referrer who has not been told what was decided.</summary>
public sealed record QueueAnswer(
    Guid Episode,
    IReadOnlyList<QueueChild> Children,
    string From,
    string Decision,
    DateOnly DecidedOn,
    DateOnly DueOn,
    ClockState State,
    string Words
);

/// <summary>What waits at the front door.</summary>
public sealed record DutyQueue(
    IReadOnlyList<QueueContact> Contacts,
    int ContactsInAll,
    IReadOnlyList<QueueReferral> Referrals,
    int ReferralsInAll,
    IReadOnlyList<QueueAnswer> Answers,
    DateOnly Today
)
{
    /// <summary>Referrals that partners sent, of which nobody has said yet which children they are about.</summary>
    public IReadOnlyList<Agencies.PartnerReferralLine> FromPartners { get; init; } = [];

    /// <summary>False for somebody whose queue the front door's is not: what waits there is not shown to them.</summary>
    public bool Serves { get; init; } = true;

    /// <summary>Partners who have not been told what was decided about their contact.</summary>
    public IReadOnlyList<QueueAnswer> PartnerAnswers { get; init; } = [];
}

/// <summary>Lists what waits at the front door, oldest first: contacts, referrals, and referrers who are owed an answer.</summary>
[UseCase]
public sealed class ShowDuty(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>The most rows of one kind that a page shows; the count says how many there are.</summary>
    public const int Most = 100;

    /// <summary>A fixed number of queries, each by an index that holds nothing but what waits.</summary>
    /// <exception cref="AccessRefusedException">The actor may not record work.</exception>
    public async Task<DutyQueue> Show(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.RecordWork, "see the duty queue");
        var today = clock.Today;
        var intervals = await IntervalPolicy.Load(db, ct);
        var teams = actor.TeamIds;
        var everywhere = actor.WholeAuthority;
        // Asked of the few contacts that wait, not worked out for everybody.
        var readable = access.Readable(actor);

        var contacts = db
            .Contacts.AsNoTracking()
            .Where(c => c.TogetherId != null && c.DecidedOn == null && (everywhere || teams.Contains(c.TeamId!.Value)) && readable.Any(p => p.Id == c.PersonId));
        var waiting = await contacts
            .OrderBy(c => c.ReceivedOn)
            .ThenBy(c => c.TogetherId)
            .Take(Most * 3)
            .Select(c => new { Contact = c, Worker = db.Workers.Where(w => w.Id == c.WorkerId).Select(w => w.Name).FirstOrDefault() })
            .ToListAsync(ct);
        var inAll = await contacts.Select(c => c.TogetherId).Distinct().CountAsync(ct);
        var groups = waiting.Select(w => w.Contact.TogetherId!.Value).Distinct().ToList();
        var asked = await db
            .InformationRequests.AsNoTracking()
            .Where(r => groups.Contains(r.TogetherId) && r.AnsweredOn == null)
            .GroupBy(r => r.TogetherId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

        var undecided = db
            .Episodes.AsNoTracking()
            .Where(e =>
                e.DecidedOn == null
                && e.PrimaryNeed == null
                && e.ClosedOn == null
                && !e.NoFurtherAction
                && e.Decision == null
                && e.Source == null
                && (everywhere || teams.Contains(e.TeamId!.Value))
                && readable.Any(p => p.Id == e.PersonId)
            );
        var referrals = await undecided.OrderBy(e => e.ReferredOn).ThenBy(e => e.Id).Take(Most * 3).ToListAsync(ct);
        var referralsInAll = await undecided.Select(e => e.TogetherId ?? e.Id).Distinct().CountAsync(ct);
        var owed = await db
            .Episodes.AsNoTracking()
            .Where(e =>
                e.Decision != null
                && e.ReferrerToldOn == null
                && e.ReferrerNotToldReason == null
                && (everywhere || teams.Contains(e.TakenByTeamId!.Value))
                && readable.Any(p => p.Id == e.PersonId)
            )
            .OrderBy(e => e.DecidedOn)
            .ThenBy(e => e.Id)
            .Take(Most * 3)
            .ToListAsync(ct);

        var unanswered = await db
            .Contacts.AsNoTracking()
            .Where(c =>
                c.PartnerReferralId != null
                && c.ReferrerToldOn == null
                && c.DecidedOn != null
                && c.Decision != ContactDecision.Referral
                && (everywhere || teams.Contains(c.TeamId!.Value))
                && readable.Any(p => p.Id == c.PersonId)
            )
            .OrderBy(c => c.DecidedOn)
            .ThenBy(c => c.Id)
            .Take(Most * 3)
            .ToListAsync(ct);
        var serves = await DutyTeam.Serves(db, actor, ct);
        var fromPartners = serves ? await Agencies.TakeInReferral.Waiting(db, intervals, today, ct) : [];

        var ids = unanswered
            .Select(u => u.PersonId)
            .Concat(waiting.Select(w => w.Contact.PersonId))
            .Concat(referrals.Select(r => r.PersonId))
            .Concat(owed.Select(o => o.PersonId))
            .Distinct()
            .ToList();
        var people = (await Seeing.Of(db.People.AsNoTracking().Where(p => ids.Contains(p.Id)), access.Readable(actor)).ToListAsync(ct))
            .Select(f => Seeing.Line(f, actor, today))
            .OfType<PersonLine>()
            .ToDictionary(p => p.Id);

        return new DutyQueue(
            [
                .. waiting
                    .GroupBy(w => w.Contact.TogetherId!.Value)
                    .Select(g =>
                    {
                        var first = g.First();
                        var due = intervals.Due("contact_decision", first.Contact.ReceivedOn);
                        return new QueueContact(
                            g.Key,
                            Children(g.Select(w => w.Contact.PersonId)),
                            From(first.Contact.FromName, first.Contact.FromAgency, first.Contact.SourceCode),
                            first.Contact.Channel is { } channel ? ContactWords.Channel(channel) : null,
                            first.Contact.ReceivedOn,
                            first.Contact.ReceivedAt,
                            due,
                            DueWork.State(due, today),
                            DueWork.Words(due, today),
                            first.Worker,
                            first.Contact.WorkerId is { } w && actor.WorkerIds.Contains(w),
                            asked.GetValueOrDefault(g.Key),
                            Excerpt(first.Contact.Summary)
                        );
                    })
                    .Take(Most),
            ],
            inAll,
            [
                .. referrals
                    .GroupBy(e => e.TogetherId ?? e.Id)
                    .Select(g =>
                    {
                        var first = g.First();
                        var due = WorkingDayCalendar.England.AddWorkingDays(first.ReferredOn, 1);
                        return new QueueReferral(
                            first.Id,
                            Children(g.Select(e => e.PersonId)),
                            From(first.FromName, first.FromAgency, first.SourceCode),
                            first.ReferredOn,
                            due,
                            DueWork.State(due, today),
                            DueWork.Words(due, today),
                            Excerpt(first.Summary)
                        );
                    })
                    .Take(Most),
            ],
            referralsInAll,
            [
                .. owed.GroupBy(e => e.TogetherId ?? e.Id)
                    .Select(g =>
                    {
                        var first = g.First();
                        var due = intervals.Due("referrer_feedback", first.DecidedOn!.Value);
                        return new QueueAnswer(
                            first.Id,
                            Children(g.Select(e => e.PersonId)),
                            From(first.FromName, first.FromAgency, first.SourceCode),
                            ReferralWords.Decision(first.Decision!.Value),
                            first.DecidedOn.Value,
                            due,
                            DueWork.State(due, today),
                            DueWork.Words(due, today)
                        );
                    })
                    .Take(Most),
            ],
            today
        )
        {
            Serves = serves,
            FromPartners = fromPartners,
            PartnerAnswers =
            [
                .. unanswered
                    .GroupBy(c => c.PartnerReferralId!.Value)
                    .Select(g =>
                    {
                        var first = g.First();
                        var due = intervals.Due("referrer_feedback", first.DecidedOn!.Value);
                        return new QueueAnswer(
                            g.Key,
                            Children(g.Select(c => c.PersonId)),
                            From(first.FromName, first.FromAgency, first.SourceCode),
                            ContactWords.Decision(first.Decision!.Value),
                            first.DecidedOn.Value,
                            due,
                            DueWork.State(due, today),
                            DueWork.Words(due, today)
                        );
                    }),
            ],
        };

        IReadOnlyList<QueueChild> Children(IEnumerable<Guid> of) =>
            [
                .. of.Distinct()
                    .Select(id =>
                        people.GetValueOrDefault(id) is { } p ? new QueueChild(id, p.Name, p.Age, p.Sight == Sight.Read) : new QueueChild(id, "A restricted record", "", false)
                    )
                    .OrderBy(c => c.Name, StringComparer.Ordinal),
            ];
    }

    /// <summary>«Ms Hall, Ashgrove Primary School», «Police».</summary>
    public static string From(string? name, string? agency, string? sourceCode)
    {
        var who = string.Join(", ", new[] { name, agency }.Where(t => !string.IsNullOrWhiteSpace(t)));
        return who.Length > 0 ? who
            : sourceCode is null ? "Not recorded who"
            : CodeSets.ReferralSource.Describe(sourceCode);
    }

    private static string Excerpt(string? text)
    {
        const int Length = 160;
        var flat = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return flat.Length <= Length ? flat : flat[..(flat.LastIndexOf(' ', Length) is var cut && cut > 0 ? cut : Length)] + "…";
    }
}
