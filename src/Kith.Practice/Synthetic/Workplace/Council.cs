using Kith.Practice.Store;
using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>A stretch of one worker in one post.</summary>
internal sealed record Stint(Worker Worker, DateOnly From, DateOnly? To)
{
    public bool Covers(DateOnly day) => From <= day && (To is null || day < To);
}

/// <summary>A post and all who held it, oldest first, with the gaps between them.</summary>
internal sealed class Post(TeamPlan plan, PostPlan kind, Guid teamId)
{
    public TeamPlan Plan { get; } = plan;
    public PostPlan Kind { get; } = kind;
    public Guid TeamId { get; } = teamId;
    public List<Stint> Stints { get; } = [];

    /// <summary>Kept for a demonstration account: takes only the families meant for it.</summary>
    public bool Reserved { get; set; }

    public Stint? At(DateOnly day)
    {
        for (var i = Stints.Count - 1; i >= 0; i--)
        {
            if (Stints[i].Covers(day))
            {
                return Stints[i];
            }
        }
        return null;
    }

    public Worker? Now => Stints.Count > 0 && Stints[^1].To is null ? Stints[^1].Worker : null;
}

/// <summary>Who held a child's case from when to when; the worker is null while nobody did.</summary>
internal sealed record Held(Guid? WorkerId, Guid TeamId, string? WorkerName, DateOnly From, DateOnly? To, string Reason)
{
    /// <summary>Who held it on a day; null when nobody did.</summary>
    public static Held? At(List<Held> held, DateOnly day) => held.Find(h => h.From <= day && (h.To is null || day < h.To));
}

/// <summary>The staff of one synthetic authority over the years: who was in post in which team on any day.</summary>
internal sealed class Council
{
    private readonly Dictionary<Guid, Post[]> holders = [];
    private readonly Dictionary<Guid, Post> managers = [];
    private readonly Dictionary<TeamKind, Team[]> byKind = [];

    public List<Team> Teams { get; } = [];
    public List<Worker> Workers { get; } = [];
    public List<Post> Posts { get; } = [];
    public Guid RootId { get; private set; }
    public Dictionary<string, Guid> ServiceIds { get; } = [];
    public DateOnly AsAt { get; }
    public string Area { get; }

    private readonly HashSet<string> usedNames = [];

    public Council(SyntheticOptions options, DateOnly asAt, DateOnly start, int openChildren, int authority, string area, SyntheticIds ids, SeededRandom random, bool demo)
    {
        AsAt = asAt;
        Area = area;
        var named = authority == 0 ? "" : $" ({area})";
        Team Add(string name, Guid? parent, TeamKind kind)
        {
            var team = new Team
            {
                Id = ids.Next(),
                Name = name + named,
                ParentId = parent,
                Kind = kind,
            };
            Teams.Add(team);
            return team;
        }
        RootId = Add(TeamPlan.Whole, null, TeamKind.Service).Id;
        foreach (var service in TeamPlan.Services)
        {
            ServiceIds[service] = Add(service, RootId, TeamKind.Service).Id;
        }

        // Directors, heads and administrators sit in the services themselves.
        foreach (var (service, team) in ServiceIds)
        {
            var head = new Post(new TeamPlan(service, TeamKind.Service, service, -1, []), new PostPlan("Head of service", 1, false, true), team);
            Posts.Add(head);
            managers[team] = head;
        }
        var whole = new TeamPlan(TeamPlan.Whole, TeamKind.Service, TeamPlan.Whole, -1, []);
        foreach (var title in new[] { "Director of children's services", "Assistant director", "System administrator", "Business support manager" })
        {
            Posts.Add(new Post(whole, new PostPlan(title, 1, false, title.Contains("irector")), RootId));
        }

        var scale = openChildren / 2100.0;
        foreach (var plan in TeamPlan.All)
        {
            var team = Add(plan.Name, ServiceIds[plan.Service], plan.Kind);
            foreach (var kind in plan.Posts)
            {
                var count = kind.Count == 1 && !kind.HoldsCases ? 1 : Math.Max(1, (int)Math.Round(kind.Count * scale, MidpointRounding.AwayFromZero));
                for (var i = 0; i < count; i++)
                {
                    var post = new Post(plan, kind, team.Id);
                    Posts.Add(post);
                    if (kind.Title == "Team manager")
                    {
                        managers[team.Id] = post;
                    }
                }
            }
        }
        foreach (var demoPost in demo ? DemoPeople.Staff : [])
        {
            var post = Posts.First(p => !p.Reserved && p.Plan.Name == demoPost.Team && p.Kind.Title == demoPost.Title);
            post.Reserved = true;
            usedNames.Add(demoPost.Name);
            Fill(post, start, ids, random, demoPost.Name);
        }
        foreach (var post in Posts.Where(p => p.Stints.Count == 0))
        {
            Fill(post, start, ids, random, null);
        }
        byKind = Teams.GroupBy(t => t.Kind).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var team in Teams)
        {
            // A team must be able to hold cases on any day: where all are reserved or away, the reserved ones take them.
            holders[team.Id] = [.. Posts.Where(p => p.TeamId == team.Id && p.Kind.HoldsCases)];
        }
        Lead();
    }

    /// <summary>The team of a kind that serves a district.</summary>
    public Guid TeamFor(TeamKind kind, int district)
    {
        var teams = byKind[kind];
        return teams[district % teams.Length].Id;
    }

    /// <summary>The manager of a team on a day: the holder of the post, or the head of the service while it is empty.</summary>
    public Worker? ManagerOf(Guid teamId, DateOnly day)
    {
        if (managers.TryGetValue(teamId, out var post) && post.At(day) is { } stint)
        {
            return stint.Worker;
        }
        var parent = Teams.First(t => t.Id == teamId).ParentId;
        return parent is { } p ? ManagerOf(p, day) : null;
    }

    /// <summary>Someone of a team who is in post on the day; null when nobody is.</summary>
    public Worker? Someone(Guid teamId, DateOnly day, SeededRandom random, string? title = null)
    {
        var there = Posts.Where(p => p.TeamId == teamId && (title is null ? p.Kind.HoldsCases : p.Kind.Title == title)).Select(p => p.At(day)?.Worker).OfType<Worker>().ToList();
        return there.Count == 0 ? null : random.Pick(there);
    }

    /// <summary>
    /// Who holds a case in a team over a period: one worker as long as they stay, then whoever follows. With a post
    /// given (a demonstration account's), that post from the first day its holder is there.
    /// </summary>
    public IEnumerable<Held> Hold(Guid teamId, DateOnly from, DateOnly? to, SeededRandom random, string reason, Post? wanted = null)
    {
        var end = to ?? AsAt.AddDays(1);
        var day = from;
        Post? before = null;
        while (day < end)
        {
            Post? post = null;
            if (wanted?.At(day) is not null)
            {
                post = wanted;
            }
            else if (before is not null && random.Chance(0.5) && before.At(day) is not null)
            {
                post = before;
            }
            post ??= Choose(teamId, day, random);
            if (post?.At(day) is not { } stint)
            {
                // Nobody in post (a very small team between two workers): the manager carries the case.
                var manager = ManagerOf(teamId, day);
                var until = Days.Earlier(end, day.AddDays(30));
                yield return new Held(manager?.Id, teamId, manager?.Name, day, until >= end && to is null ? null : until, reason);
                day = until;
                reason = "Held by the manager until someone starts";
                continue;
            }
            var leaves = stint.To ?? DateOnly.MaxValue;
            if (wanted is not null && post != wanted)
            {
                var starts = wanted.Stints.Where(s => s.From > day).Select(s => s.From).DefaultIfEmpty(DateOnly.MaxValue).Min();
                leaves = Days.Earlier(leaves, starts);
            }
            var last = Days.Earlier(leaves, end);
            yield return new Held(stint.Worker.Id, teamId, stint.Worker.Name, day, last == end && to is null ? null : last, reason);
            before = post;
            day = last;
            reason = "";
        }
    }

    private Post? Choose(Guid teamId, DateOnly day, SeededRandom random)
    {
        var posts = holders[teamId];
        double total = 0;
        foreach (var post in posts)
        {
            total += Room(post, day);
        }
        var at = random.Unit() * total;
        foreach (var post in posts)
        {
            var room = Room(post, day);
            at -= room;
            if (room > 0 && at < 0)
            {
                return post;
            }
        }
        return posts.FirstOrDefault(p => p.At(day) is not null);
    }

    /// <summary>How much of a full caseload the holder of a post can carry on a day.</summary>
    public static double Room(Post post, DateOnly day) =>
        post.Reserved || post.At(day) is not { } stint ? 0
        : post.Kind.Title.StartsWith("Senior", StringComparison.Ordinal) ? 0.6
        : stint.Worker.NewlyQualified ? 0.7
        : (double)stint.Worker.FullTimeEquivalent;

    private void Fill(Post post, DateOnly start, SyntheticIds ids, SeededRandom random, string? demoName)
    {
        // Lengths of stay whose mean gives the turnover of rates.tsv, about 13 in 100 a year.
        ReadOnlySpan<(double, double)> stay = [(0, 120), (0.1, 365), (0.3, 913), (0.5, 1825), (0.7, 3285), (0.85, 5110), (1, 9500)];
        var demoStart = AsAt.AddDays(-random.Between(900, 1700));
        var day = start.AddDays(-random.Between(30, 2600));
        var end = demoName is null ? AsAt : demoStart.AddDays(-random.Between(20, 60));
        while (day <= end)
        {
            var agency = post.Stints.Count > 0 && post.Kind.Registered && random.Chance(0.24);
            var length = agency ? random.Between(120, 700) : random.Days(stay);
            var leaves = day.AddDays(length);
            if (leaves <= start)
            {
                leaves = start.AddDays(random.Between(10, 1500));
            }
            if (demoName is not null && leaves > end)
            {
                leaves = end;
            }
            var gone = leaves <= AsAt;
            post.Stints.Add(new Stint(Hire(post, day, gone ? leaves : null, agency, ids, random, null), day, gone ? leaves : null));
            if (!gone)
            {
                break;
            }
            day = leaves.AddDays(random.Chance(0.6) ? random.Between(3, 30) : random.Between(30, 110));
        }
        if (demoName is not null)
        {
            post.Stints.Add(new Stint(Hire(post, demoStart, null, false, ids, random, demoName), demoStart, null));
        }
    }

    private Worker Hire(Post post, DateOnly from, DateOnly? to, bool agency, SyntheticIds ids, SeededRandom random, string? name)
    {
        if (name is null)
        {
            do
            {
                var culture = random.Pick(
                    "british",
                    "british",
                    "british",
                    "british",
                    "british",
                    "british",
                    "british",
                    "pakistani",
                    "indian",
                    "african",
                    "african",
                    "caribbean",
                    "irish",
                    "polish",
                    "portuguese"
                );
                name = $"{Names.Adult(culture, random.Chance(0.83) ? "F" : "M", random)} {Names.Family(culture, random)}";
            } while (!usedNames.Add(name));
        }
        var qualified = post.Kind.Registered && !agency && post.Kind.Title == "Social worker" && random.Chance(0.45) && from > AsAt.AddDays(-365);
        var worker = new Worker
        {
            Id = ids.Next(),
            Name = name,
            JobTitle = qualified ? "Newly qualified social worker" : post.Kind.Title,
            TeamId = post.TeamId,
            RegistrationNumber = post.Kind.Registered ? $"SW99{Workers.Count:00000}" : null,
            RegistrationExpiresOn = post.Kind.Registered ? RegistrationEnd(to ?? AsAt, renewed: random.Chance(0.96)) : null,
            Contract =
                agency ? ContractKind.Agency
                : random.Chance(0.05) ? ContractKind.FixedTerm
                : ContractKind.Permanent,
            FullTimeEquivalent = random.Chance(0.16) ? random.Pick(0.5m, 0.6m, 0.8m) : 1m,
            NewlyQualified = qualified && to is null,
            StartedOn = from,
            LeftOn = to,
            Email = $"{string.Concat(name.ToLowerInvariant().Where(c => char.IsAsciiLetter(c) || c == ' ')).Replace(' ', '.')}@amberdale.example",
            Phone = $"01632 96{random.Below(10000):0000}",
            Languages = random.Chance(0.12) ? random.Pick("Urdu", "Punjabi", "Polish", "Welsh", "French", "British Sign Language", "Yoruba", "Romanian", "Arabic") : null,
        };
        // From the name alone, so that the rest of the council is the same with and without it.
        worker.SkilledIn = WorkerSkills.Keep(
            post.Plan.Kind switch
            {
                TeamKind.DisabledChildren => [WorkerSkill.DisabledChildren, WorkerSkill.WithoutWords],
                TeamKind.Exploitation or TeamKind.EdgeOfCare => [WorkerSkill.Exploitation],
                _ => (name.Length % 7) switch
                {
                    0 => [WorkerSkill.UnderFives],
                    1 => [WorkerSkill.BeforeCourt],
                    2 => [WorkerSkill.Exploitation],
                    3 => [WorkerSkill.DisabledChildren],
                    _ => [],
                },
            }
        );
        worker.Skills = name.Length % 5 == 1 ? "Family group meetings" : null;
        Workers.Add(worker);
        return worker;
    }

    /// <summary>Registration with Social Work England runs to the end of November.</summary>
    private static DateOnly RegistrationEnd(DateOnly day, bool renewed)
    {
        var end = new DateOnly(day.Year, 11, 30);
        // Renewal opens in September, and nearly everyone has done it before the last weeks.
        return end < day || renewed && end.AddDays(-60) <= day ? end.AddYears(1) : end;
    }

    private void Lead()
    {
        var director = Posts.First(p => p.Kind.Title.StartsWith("Director", StringComparison.Ordinal));
        foreach (var post in Posts)
        {
            foreach (var stint in post.Stints)
            {
                var day = stint.To is { } left ? left.AddDays(-1) : AsAt;
                var lead =
                    managers.TryGetValue(post.TeamId, out var own) && own != post ? ManagerOf(post.TeamId, day)
                    : post == director ? null
                    : post.Kind.Title == "Head of service" || post.TeamId == RootId ? director.At(day)?.Worker
                    : ManagerOf(Teams.First(t => t.Id == post.TeamId).ParentId ?? RootId, day);
                stint.Worker.LineManagerId = lead is null || lead.Id == stint.Worker.Id ? null : lead.Id;
            }
        }
    }
}
