using System.Security.Cryptography;
using System.Text.Json;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Audits.Doing;
using Kith.Practice.Audits.Tools;
using Kith.Practice.Children;
using Kith.Practice.Children.Details;
using Kith.Practice.Projections;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Programme;

/// <summary>How a sample is to be drawn, as a form holds it.</summary>
public sealed record DrawInput
{
    public int? Disabled { get; set; } = 1;
    public int? Exploitation { get; set; } = 1;
    public int? Ethnicity { get; set; } = 1;
    public int? UnderFive { get; set; } = 1;
    public int? SixteenAndOver { get; set; } = 1;
    public int? ReReferred { get; set; } = 1;
    public int? LongInvolved { get; set; } = 1;
    public int? AuditedWithinMonths { get; set; } = 12;
    public int? OpenAtLeastDays { get; set; } = 42;

    /// <summary>The seed, where it was thrown elsewhere in front of witnesses; empty for one that Kith throws.</summary>
    public long? Seed { get; set; }

    /// <summary>The rules as they are kept.</summary>
    public SampleRules Rules =>
        new()
        {
            Weights = new()
            {
                Disabled = Disabled ?? 1,
                Exploitation = Exploitation ?? 1,
                Ethnicity = Ethnicity ?? 1,
                UnderFive = UnderFive ?? 1,
                SixteenAndOver = SixteenAndOver ?? 1,
                ReReferred = ReReferred ?? 1,
                LongInvolved = LongInvolved ?? 1,
            },
            Exclusions = new() { AuditedWithinMonths = AuditedWithinMonths ?? 12, OpenAtLeastDays = OpenAtLeastDays ?? 42 },
        };
}

/// <summary>What a draw would choose from, before it is drawn.</summary>
/// <param name="Teams">Team, how many are asked for, how many could be drawn, how many are left out and why.</param>
public sealed record FrameCount(AuditCycle Cycle, AuditTool Tool, IReadOnlyList<FrameTeam> Teams);

/// <summary>One team of a frame.</summary>
public sealed record FrameTeam(string Team, int Number, int Children, IReadOnlyList<(string Why, int Count)> LeftOut);

/// <summary>Whether a draw, drawn again from what was kept, gives the same children.</summary>
public sealed record DrawCheck(bool SameFrame, bool SameChildren, int Frame);

/// <summary>Draws the children of a cycle, once, and keeps everything that is needed to draw them again.</summary>
[UseCase]
public sealed class DrawSample(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <summary>What a draw would choose from today; null when there is no such cycle, or it is drawn already.</summary>
    public async Task<FrameCount?> Count(Guid id, SampleExclusions exclusions, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "draw a sample");
        if (await Load(id, true, ct) is not var (cycle, tool) || cycle.IsSet)
        {
            return null;
        }
        var candidates = await Candidates(cycle, tool, actor, ct);
        var names = await db
            .Teams.AsNoTracking()
            .Where(t => cycle.Teams.Select(x => x.TeamId).Contains(t.Id))
            .Select(t => new { t.Id, t.Name })
            .ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var today = clock.Today;
        return new(
            cycle,
            tool,
            [
                .. cycle
                    .Teams.Select(t =>
                    {
                        var of = candidates.Where(c => c.TeamId == t.TeamId).Select(c => Sampling.Excluded(c, exclusions, today)).ToList();
                        return new FrameTeam(
                            names.GetValueOrDefault(t.TeamId, ""),
                            t.Number,
                            of.Count(e => e is null),
                            [.. of.OfType<string>().GroupBy(e => e).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()))]
                        );
                    })
                    .OrderBy(t => t.Team, StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>Draws. It happens once: what came out is not drawn again until it pleases.</summary>
    /// <exception cref="NotAcceptedException">It is drawn already, or nobody could be.</exception>
    public async Task Draw(Guid id, DrawInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepAudits, "draw a sample");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (await Load(id, false, ct) is not var (cycle, tool))
        {
            throw new AccessRefusedException(Sight.Nothing, "draw a sample");
        }
        Editing.SameVersion(cycle, version);
        if (cycle.AgainOfId is not null)
        {
            throw new NotAcceptedException("", "The children of this cycle are those of an earlier one, all of them. Nobody is drawn");
        }
        if (cycle.DrawnAt is not null || cycle.CalledOffOn is not null)
        {
            throw new NotAcceptedException(
                "",
                cycle.DrawnAt is not null ? "The children of this cycle are drawn. A draw happens once; a child who falls out is replaced" : "This cycle was called off"
            );
        }
        Editing.Refuse(Problems(input));
        var today = clock.Today;
        var rules = input.Rules;
        var candidates = (await Candidates(cycle, tool, actor, ct)).Where(c => Sampling.Excluded(c, rules.Exclusions, today) is null).ToDictionary(c => c.PersonId);
        if (candidates.Count == 0)
        {
            throw new NotAcceptedException("", "No child could be drawn: all are left out, or none of the teams has a child for this tool");
        }
        // 53 bits: a number that people and spreadsheets can copy without losing a digit.
        var seed = input.Seed ?? (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) >> 11);
        var frame = candidates.Values.Select(c => new FrameLine(c.PersonId, c.TeamId, Sampling.Weight(c, rules.Weights, today))).ToList();
        var drawn = Sampling.Draw(frame, cycle.Teams.ToDictionary(t => t.TeamId, t => t.Number), cycle.SecondShare, seed);
        (cycle.DrawnAt, cycle.DrawnByName, cycle.Seed, cycle.Rules) = (clock.UtcNow, actor.Name, seed, JsonSerializer.Serialize(rules));
        (cycle.Frame, cycle.FrameSize) = (SampleFrame.Pack(frame), frame.Count);
        cycle.FrameDigest = SampleFrame.Digest(cycle.Frame);

        var act = acts.Begin(actor, "Draw a sample for audit", key: key);
        act.Happened(new AuditSampleDrawn(id, seed, frame.Count, cycle.FrameDigest, cycle.Rules, drawn.Count(d => !d.Reserve), drawn.Count(d => d.Reserve)));
        var sizes = frame.GroupBy(f => f.TeamId).ToDictionary(g => g.Key, g => g.Count());
        foreach (var child in drawn)
        {
            var assignment = new AuditAssignment
            {
                Id = clock.NewId(),
                PersonId = child.PersonId,
                ToolId = cycle.ToolId,
                CycleId = id,
                TeamId = child.TeamId,
                Place = child.Place,
                Reserve = child.Reserve,
                Why = Why(child, candidates[child.PersonId], rules.Weights, sizes[child.TeamId], today),
                ChosenOn = today,
                DueOn = cycle.Until,
                SecondWanted = child.Second,
            };
            db.AuditAssignments.Add(assignment);
            if (!child.Reserve)
            {
                act.Happened(new ChosenForAudit(child.PersonId, assignment.Id, id, assignment.Why));
            }
        }
        await act.Save(id, ct);
    }

    /// <summary>Draws again from what was kept, and compares.</summary>
    public async Task<DrawCheck?> Check(Guid id, Actor actor, CancellationToken ct = default)
    {
        AuditAccess.DemandSight(actor, "check a draw");
        if (await Load(id, true, ct) is not var (cycle, _) || cycle.Frame is not { } packed || cycle.Seed is not { } seed)
        {
            return null;
        }
        var frame = SampleFrame.Unpack(packed);
        var again = Sampling.Draw(frame, cycle.Teams.ToDictionary(t => t.TeamId, t => t.Number), cycle.SecondShare, seed);
        var kept = await db
            .AuditAssignments.AsNoTracking()
            .Where(a => a.CycleId == id && a.Place > 0)
            .Select(a => new
            {
                a.PersonId,
                a.TeamId,
                a.Place,
                a.Reserve,
            })
            .ToListAsync(ct);
        var same = again.Count == kept.Count && again.All(d => kept.Exists(k => k.PersonId == d.PersonId && k.TeamId == d.TeamId && k.Place == d.Place && k.Reserve == d.Reserve));
        return new(SampleFrame.Digest(packed) == cycle.FrameDigest, same, frame.Count);
    }

    /// <summary>Why this child: how it was drawn, and what made it likelier.</summary>
    internal static string Why(Drawn child, Candidate candidate, SampleWeights weights, int size, DateOnly today)
    {
        var traits = Sampling.Traits(candidate, today);
        var times = weights.All.Where(w => w.Times > 1 && traits.Contains(w.Words)).Select(w => $"{w.Times} times as likely: {w.Words}").ToList();
        var begin = child.Reserve
            ? $"Reserve {child.Place} of the team"
            : $"Drawn by chance from {size} of the team, with a chance of {100 * child.Chance!.Value.Value:0.#} in 100";
        return times.Count == 0 ? begin : $"{begin} ({string.Join("; ", times)})";
    }

    private async Task<(AuditCycle Cycle, AuditTool Tool)?> Load(Guid id, bool toRead, CancellationToken ct)
    {
        var cycles = db.AuditCycles.Include(c => c.Teams).AsSingleQuery();
        var cycle = await (toRead ? cycles.AsNoTracking() : cycles).FirstOrDefaultAsync(c => c.Id == id, ct);
        return cycle is null ? null : (cycle, await db.AuditTools.AsNoTracking().FirstAsync(t => t.Id == cycle.ToolId, ct));
    }

    /// <summary>The open children of the teams for whom the tool is made, who are not being audited, and whom the one who draws may read.</summary>
    private async Task<IReadOnlyList<Candidate>> Candidates(AuditCycle cycle, AuditTool tool, Actor actor, CancellationToken ct)
    {
        var teams = cycle.Teams.ConvertAll(t => t.TeamId);
        var children = access
            .ReadableChildren(actor)
            .Where(o => o.TeamId != null && teams.Contains(o.TeamId.Value) && ChildWords.OpenStatuses.Contains(o.Status))
            .Where(o => !db.AuditAssignments.Any(a => a.PersonId == o.PersonId && a.FinishedOn == null && a.ReplacedOn == null && (!a.Reserve || a.SteppedInOn != null)));
        children = tool.For switch
        {
            AuditPopulation.Disabled => children.Where(o => o.Disabled),
            AuditPopulation.OnPlan => children.Where(o => o.Status == ChildStatus.ChildInNeed || o.Status == ChildStatus.ChildProtection),
            AuditPopulation.AtRiskOutsideHome => children.Where(o =>
                db.RiskLevels.Any(r => r.PersonId == o.PersonId && r.To == null && r.Level != "Low" && WorkerSkills.OutsideTheHome.Contains(r.Risk))
            ),
            _ => children,
        };
        return
        [
            .. (
                await children
                    .Select(o => new
                    {
                        o.PersonId,
                        TeamId = o.TeamId!.Value,
                        o.Disabled,
                        Exploitation = db.RiskLevels.Any(r => r.PersonId == o.PersonId && r.To == null && r.Level != "Low" && WorkerSkills.OutsideTheHome.Contains(r.Risk)),
                        o.Ethnicity,
                        o.BornOn,
                        o.EpisodeFrom,
                        ReferredBefore = db.Episodes.Where(e => e.PersonId == o.PersonId && e.ReferredOn < o.EpisodeFrom).Max(e => (DateOnly?)e.ReferredOn),
                        AuditedOn = db.Audits.Where(a => a.PersonId == o.PersonId).Max(a => (DateOnly?)a.CompletedOn),
                    })
                    .ToListAsync(ct)
            ).Select(c => new Candidate(c.PersonId, c.TeamId, c.Disabled, c.Exploitation, c.Ethnicity, c.BornOn, c.EpisodeFrom, c.ReferredBefore, c.AuditedOn)),
        ];
    }

    private static List<Problem> Problems(DrawInput input)
    {
        var problems = new List<Problem>();
        foreach (
            var (name, times) in new[]
            {
                (nameof(input.Disabled), input.Disabled),
                (nameof(input.Exploitation), input.Exploitation),
                (nameof(input.Ethnicity), input.Ethnicity),
                (nameof(input.UnderFive), input.UnderFive),
                (nameof(input.SixteenAndOver), input.SixteenAndOver),
                (nameof(input.ReReferred), input.ReReferred),
                (nameof(input.LongInvolved), input.LongInvolved),
            }
        )
        {
            if (times is < 1 or > SampleWeights.Most)
            {
                problems.Add(new(name, $"Enter a whole number from 1 (no likelier) to {SampleWeights.Most}"));
            }
        }
        if (input.AuditedWithinMonths is < 0 or > 60)
        {
            problems.Add(new(nameof(input.AuditedWithinMonths), "Enter from 0 to 60 months"));
        }
        if (input.OpenAtLeastDays is < 0 or > 365)
        {
            problems.Add(new(nameof(input.OpenAtLeastDays), "Enter from 0 to 365 days"));
        }
        if (input.Seed is < 0)
        {
            problems.Add(new(nameof(input.Seed), "Enter a whole number from 0 up"));
        }
        return problems;
    }
}
