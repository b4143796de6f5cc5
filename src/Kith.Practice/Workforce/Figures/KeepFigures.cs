using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Workforce.Figures;

/// <summary>Funded posts as a form holds them.</summary>
public sealed record PostsInput
{
    public Guid? TeamId { get; set; }
    public string? Title { get; set; }
    public bool SocialWork { get; set; } = true;
    public decimal? FullTimeEquivalent { get; set; }
    public DateOnly? From { get; set; }
}

/// <summary>Days off sick as a form holds them.</summary>
public sealed record AbsenceInput
{
    public Guid? WorkerId { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
}

/// <summary>A team's posts today.</summary>
public sealed record PostsLine(Guid TeamId, string Team, string Title, bool SocialWork, decimal Funded, DateOnly From);

/// <summary>Days off sick of somebody whom one manages.</summary>
public sealed record AbsenceLine(Guid Id, Guid WorkerId, string Name, DateOnly From, DateOnly? To);

/// <summary>Keeps funded posts and days off sick, and shows them to those whose they are to keep.</summary>
[UseCase]
public sealed class KeepFigures(KithDb db, Acts.Acts acts, Clock clock)
{
    private const int Longest = 100;

    /// <summary>Posts of today, and the teams to choose from.</summary>
    public async Task<(IReadOnlyList<PostsLine> Posts, IReadOnlyList<(Guid Id, string Name)> Teams)> ShowPosts(Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepWorkforce, "keep funded posts");
        var today = clock.Today;
        var teams = await db.Teams.AsNoTracking().Where(t => t.ClosedOn == null).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(ct);
        var names = teams.ToDictionary(t => t.Id, t => t.Name);
        var posts = await db.FundedPosts.AsNoTracking().Where(p => p.From <= today).ToListAsync(ct);
        return (
            [
                .. posts
                    .Where(p => names.ContainsKey(p.TeamId))
                    .GroupBy(p => (p.TeamId, p.Title))
                    .Select(g => g.OrderBy(p => p.From).ThenBy(p => p.Id).Last())
                    .Where(p => p.FullTimeEquivalent > 0)
                    .Select(p => new PostsLine(p.TeamId, names[p.TeamId], p.Title, p.SocialWork, p.FullTimeEquivalent, p.From))
                    .OrderBy(p => p.Team, StringComparer.Ordinal)
                    .ThenBy(p => p.Title, StringComparer.Ordinal),
            ],
            [.. teams.Select(t => (t.Id, t.Name))]
        );
    }

    /// <summary>Sets how many posts of a title a team is funded for, from a day. What held before stays for the days before.</summary>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task SetPosts(PostsInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepWorkforce, "keep funded posts");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var today = clock.Today;
        var problems = new List<Problem>();
        if (input.TeamId is not { } team || !await db.Teams.AnyAsync(t => t.Id == team && t.ClosedOn == null, ct))
        {
            problems.Add(new(nameof(input.TeamId), "Select an open team"));
        }
        if (Editing.Text(nameof(input.Title), input.Title, "Enter the title of the posts, for example «Social worker»", Longest) is { } title)
        {
            problems.Add(title);
        }
        if (input.FullTimeEquivalent is not (>= 0 and <= 1000))
        {
            problems.Add(new(nameof(input.FullTimeEquivalent), "Enter how many full-time posts there are, for example 8.5; 0 where there are none any more"));
        }
        if (input.From is not { } from || from < today.AddYears(-5) || from > today.AddYears(1))
        {
            problems.Add(new(nameof(input.From), "Enter the first day, within the last five years or the next"));
        }
        Editing.Refuse(problems);
        var posts = new FundedPosts
        {
            Id = clock.NewId(),
            TeamId = input.TeamId!.Value,
            Title = input.Title!.Trim(),
            SocialWork = input.SocialWork,
            FullTimeEquivalent = input.FullTimeEquivalent!.Value,
            From = input.From!.Value,
            ByAccountId = actor.AccountId,
        };
        db.FundedPosts.Add(posts);
        var act = acts.Begin(actor, "Set funded posts", key: key);
        act.Happened(new FundedPostsSet(posts.TeamId, posts.Title, posts.FullTimeEquivalent, posts.From));
        await act.Save(posts.Id, ct);
    }

    /// <summary>Who of one's own people was off sick in the last year, and whom one can write it down for.</summary>
    /// <exception cref="AccessRefusedException">The actor sees no figures of the workforce.</exception>
    public async Task<(IReadOnlyList<AbsenceLine> Absences, IReadOnlyList<(Guid Id, string Name)> People)> ShowAbsences(Actor actor, CancellationToken ct = default)
    {
        var today = clock.Today;
        var people = await Mine(actor, today).OrderBy(w => w.Name).ThenBy(w => w.Id).Select(w => new { w.Id, w.Name }).ToListAsync(ct);
        var since = today.AddYears(-1);
        var rows = await (
            from w in Mine(actor, today)
            join a in db.SicknessAbsences on w.Id equals a.WorkerId
            where a.From >= since || a.To == null || a.To >= since
            orderby a.From descending, a.Id
            select new AbsenceLine(a.Id, w.Id, w.Name, a.From, a.To)
        )
            .Take(200)
            .ToListAsync(ct);
        return (rows, [.. people.Select(p => (p.Id, p.Name))]);
    }

    /// <summary>Writes down days off sick, or their last day.</summary>
    /// <param name="id">The absence that ends; null for a new one.</param>
    /// <exception cref="AccessRefusedException">The worker is not one of the actor's people.</exception>
    /// <exception cref="NotAcceptedException">The days cannot be, or others are recorded for some of them.</exception>
    public async Task SetAbsence(Guid? id, AbsenceInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var today = clock.Today;
        var found = id is null
            ? null
            : await db.SicknessAbsences.FirstOrDefaultAsync(a => a.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "write down an absence");
        var worker = found?.WorkerId ?? input.WorkerId;
        if (worker is not { } who)
        {
            throw new NotAcceptedException(nameof(input.WorkerId), "Select who was off");
        }
        if (!await Mine(actor, today).AnyAsync(w => w.Id == who, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, "write down an absence");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var from = found?.From ?? input.From;
        var problems = new List<Problem>();
        if (from is not { } first || first > today || first < today.AddYears(-2))
        {
            problems.Add(new(nameof(input.From), "Enter the first day off, within the last two years"));
        }
        if (found is not null && input.To is null)
        {
            problems.Add(new(nameof(input.To), "Enter the last day off"));
        }
        else if (input.To < from || input.To > today)
        {
            problems.Add(new(nameof(input.To), "The last day must be on or after the first, and not after today"));
        }
        Editing.Refuse(problems);
        var last = input.To;
        if (await db.SicknessAbsences.AnyAsync(a => a.WorkerId == who && a.Id != (id ?? Guid.Empty) && (last == null || a.From <= last) && (a.To == null || a.To >= from), ct))
        {
            throw new NotAcceptedException(nameof(input.From), "Some of these days are written down already");
        }
        var absence =
            found
            ?? new SicknessAbsence
            {
                Id = clock.NewId(),
                WorkerId = who,
                From = from!.Value,
                ByAccountId = actor.AccountId,
            };
        if (found is null)
        {
            db.SicknessAbsences.Add(absence);
        }
        absence.To = last;
        var act = acts.Begin(actor, "Write down days off sick", key: key);
        act.Happened(new SicknessRecorded(who, absence.Id, absence.From, absence.To));
        await act.Save(absence.Id, ct);
    }

    /// <summary>Those whom the actor manages: as line manager, or as manager of their team. Nobody else's days are named.</summary>
    private IQueryable<Worker> Mine(Actor actor, DateOnly today)
    {
        var me = actor.WorkerId ?? Guid.Empty;
        var teams = actor.May(Permission.Decide) ? actor.ManagedTeamIds : [];
        return db
            .Workers.AsNoTracking()
            .Where(w => w.Id != me && (w.LeftOn == null || w.LeftOn > today) && (w.LineManagerId == me || (w.TeamId != null && teams.Contains(w.TeamId.Value))));
    }
}
