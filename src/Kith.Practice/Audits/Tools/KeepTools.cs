using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Audits.Tools;

/// <summary>What a tool is, as a form holds it.</summary>
public sealed record ToolInput
{
    public string? Title { get; set; }
    public string? About { get; set; }
    public AuditPopulation For { get; set; }
}

/// <summary>A part of a tool as a form holds it.</summary>
public sealed record SectionInput
{
    public Guid? Key { get; set; }
    public string? Title { get; set; }
    public string? Guidance { get; set; }
    public bool Graded { get; set; } = true;
}

/// <summary>A question of a tool as a form holds it.</summary>
public sealed record ToolQuestionInput
{
    public Guid? Key { get; set; }
    public Guid Section { get; set; }
    public string? Words { get; set; }
    public string? Guidance { get; set; }
    public AuditAnswer Kind { get; set; }

    /// <summary>One answer on each line.</summary>
    public string? Choices { get; set; }
    public bool Required { get; set; }
    public List<AuditFact> Facts { get; set; } = [];

    /// <summary>A question to be changed.</summary>
    public static ToolQuestionInput Of(AuditSection section, AuditQuestion q) =>
        new()
        {
            Key = q.Key,
            Section = section.Key,
            Words = q.Words,
            Guidance = q.Guidance,
            Kind = q.Kind,
            Choices = string.Join("\n", q.Choices),
            Required = q.Required,
            Facts = [.. q.Facts],
        };
}

/// <summary>A tool in the list: what is offered today, and what is being made.</summary>
public sealed record ToolLine(Guid ToolKey, string Title, string? About, AuditPopulation For, AuditTool? Live, AuditTool? Next, int Questions, bool Retired);

/// <summary>The tools of an authority, and the ready ones that it has not taken up.</summary>
public sealed record ToolsPage(IReadOnlyList<ToolLine> Tools, IReadOnlyList<ReadyTool> Ready, bool MayKeep);

/// <summary>One tool: the version shown, and the others.</summary>
public sealed record ToolPage(AuditTool Shown, IReadOnlyList<AuditTool> Versions, bool MayKeep)
{
    /// <summary>True where this version can still be changed.</summary>
    public bool BeingMade => Shown.PublishedOn is null && MayKeep;
}

/// <summary>Makes and publishes the tools that audits are done with. Published versions never change.</summary>
[UseCase]
public sealed class KeepTools(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <summary>Every tool, and the ready ones still to be taken up.</summary>
    public async Task<ToolsPage> List(Actor actor, CancellationToken ct = default)
    {
        DemandSight(actor);
        var versions = await db.AuditTools.AsNoTracking().OrderBy(t => t.Title).ThenBy(t => t.Number).ToListAsync(ct);
        var lines = versions
            .GroupBy(t => t.ToolKey)
            .Select(g =>
            {
                var live = g.LastOrDefault(t => t.PublishedOn is not null);
                var next = g.FirstOrDefault(t => t.PublishedOn is null);
                var shown = live ?? next!;
                return new ToolLine(g.Key, shown.Title, shown.About, shown.For, live, next, shown.Sections.Sum(s => s.Questions.Count), live?.RetiredOn is not null);
            })
            .OrderBy(l => l.Retired)
            .ThenBy(l => l.Title, StringComparer.Ordinal)
            .ToList();
        var taken = versions.Select(v => v.Ready).ToHashSet();
        return new(lines, [.. ReadyTools.All.Where(r => !taken.Contains(r.Key))], actor.May(Permission.KeepAudits));
    }

    /// <summary>One version with the others of its tool; null when there is none.</summary>
    public async Task<ToolPage?> Show(Guid id, Actor actor, CancellationToken ct = default)
    {
        DemandSight(actor);
        if (await db.AuditTools.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct) is not { } shown)
        {
            return null;
        }
        var versions = await db.AuditTools.AsNoTracking().Where(t => t.ToolKey == shown.ToolKey).OrderByDescending(t => t.Number).ToListAsync(ct);
        return new(shown, versions, actor.May(Permission.KeepAudits));
    }

    /// <summary>Takes up a ready tool: as its first published version, or to be changed first.</summary>
    /// <exception cref="NotAcceptedException">It is taken up already.</exception>
    public async Task<Guid> TakeReady(string ready, bool changeFirst, Actor actor, Guid? key, CancellationToken ct = default)
    {
        DemandKeep(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var found = ReadyTools.All.FirstOrDefault(r => r.Key == ready) ?? throw new NotAcceptedException("", "There is no such ready tool");
        if (await db.AuditTools.AnyAsync(t => t.Ready == ready, ct))
        {
            throw new NotAcceptedException("", $"«{found.Title}» is taken up already");
        }
        var tool = found.Make(clock.NewId(), clock.NewId(), clock.NewId);
        db.AuditTools.Add(tool);
        var act = acts.Begin(actor, "Take up a ready audit tool", key: key);
        act.Happened(new AuditToolChanged(tool.ToolKey, tool.Id, tool.Number, $"Began from the ready tool «{found.Title}»"));
        if (!changeFirst)
        {
            Publish(tool, act, actor);
        }
        return await act.Save(tool.Id, ct);
    }

    /// <summary>Begins a tool of the authority's own, with an empty part for the child's experience.</summary>
    public async Task<Guid> Begin(ToolInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        DemandKeep(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        Editing.Refuse(Problems(input));
        var tool = new AuditTool
        {
            Id = clock.NewId(),
            ToolKey = clock.NewId(),
            Number = 1,
            Title = input.Title!.Trim(),
            About = PersonRules.Clean(input.About),
            For = input.For,
            Sections = [new(clock.NewId(), AuditTool.FirstSection, null, true, [])],
        };
        db.AuditTools.Add(tool);
        var act = acts.Begin(actor, "Begin an audit tool", key: key);
        act.Happened(new AuditToolChanged(tool.ToolKey, tool.Id, 1, tool.Title));
        return await act.Save(tool.Id, ct);
    }

    /// <summary>Begins the next version as a copy of a published one.</summary>
    /// <exception cref="NotAcceptedException">One is being made already.</exception>
    public async Task<Guid> Next(Guid id, Actor actor, Guid? key, CancellationToken ct = default)
    {
        DemandKeep(actor);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        var from = await db.AuditTools.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "keep audit tools");
        var numbers = await db.AuditTools.Where(t => t.ToolKey == from.ToolKey).Select(t => new { t.Number, t.PublishedOn }).ToListAsync(ct);
        if (numbers.Exists(n => n.PublishedOn is null))
        {
            throw new NotAcceptedException("", "The next version is being made already: go on with that one");
        }
        var next = new AuditTool
        {
            Id = clock.NewId(),
            ToolKey = from.ToolKey,
            Number = numbers.Max(n => n.Number) + 1,
            Title = from.Title,
            About = from.About,
            For = from.For,
            Ready = from.Ready,
            Content = from.Content,
        };
        db.AuditTools.Add(next);
        var act = acts.Begin(actor, "Begin the next version of an audit tool", key: key);
        act.Happened(new AuditToolChanged(next.ToolKey, next.Id, next.Number, "Began as a copy"));
        return await act.Save(next.Id, ct);
    }

    /// <summary>Changes the title, purpose and population of the version that is being made.</summary>
    public Task Describe(Guid id, ToolInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "Describe an audit tool",
            tool =>
            {
                Editing.Refuse(Problems(input));
                (tool.Title, tool.About, tool.For) = (input.Title!.Trim(), PersonRules.Clean(input.About), input.For);
                return tool.Title;
            },
            version,
            actor,
            key,
            ct
        );

    /// <summary>Adds or changes a part.</summary>
    public Task Put(Guid id, SectionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            input.Key is null ? "Add a part to an audit tool" : "Change a part of an audit tool",
            tool =>
            {
                tool.Put(new AuditSection(input.Key ?? clock.NewId(), input.Title?.Trim() ?? "", PersonRules.Clean(input.Guidance), input.Graded, []));
                return input.Title!.Trim();
            },
            version,
            actor,
            key,
            ct
        );

    /// <summary>Adds or changes a question.</summary>
    public Task Put(Guid id, ToolQuestionInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            input.Key is null ? "Add a question to an audit tool" : "Change a question of an audit tool",
            tool =>
            {
                var choices = (input.Choices ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
                tool.Put(
                    input.Section,
                    new AuditQuestion(
                        input.Key ?? clock.NewId(),
                        input.Words?.Trim() ?? "",
                        PersonRules.Clean(input.Guidance),
                        input.Kind,
                        input.Kind == AuditAnswer.Choice ? choices : [],
                        input.Required,
                        [.. input.Facts.Distinct().Order()]
                    )
                );
                return input.Words!.Trim();
            },
            version,
            actor,
            key,
            ct
        );

    /// <summary>Takes a part or a question out.</summary>
    public Task Remove(Guid id, Guid part, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "Take something out of an audit tool",
            tool =>
            {
                var words = Words(tool, part);
                tool.Remove(part);
                return words;
            },
            null,
            actor,
            key,
            ct
        );

    /// <summary>Moves a part or a question one place up.</summary>
    public Task MoveUp(Guid id, Guid part, Actor actor, Guid? key, CancellationToken ct = default) =>
        Change(
            id,
            "Move something in an audit tool",
            tool =>
            {
                tool.MoveUp(part);
                return Words(tool, part);
            },
            null,
            actor,
            key,
            ct
        );

    /// <summary>Publishes the version that is being made.</summary>
    public async Task Publish(Guid id, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        DemandKeep(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var tool = await Load(id, ct);
        Editing.SameVersion(tool, version);
        var act = acts.Begin(actor, "Publish an audit tool", key: key);
        Publish(tool, act, actor);
        await act.Save(tool.Id, ct);
    }

    /// <summary>Stops offering a tool for new cycles, or offers it again. Audits under way go on.</summary>
    public async Task Retire(Guid id, bool retired, Actor actor, Guid? key, CancellationToken ct = default)
    {
        DemandKeep(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var tool = await Load(id, ct);
        if (tool.PublishedOn is null)
        {
            throw new NotAcceptedException("", "It is still being made: publish it first");
        }
        tool.RetiredOn = retired ? tool.RetiredOn ?? clock.Today : null;
        var act = acts.Begin(actor, retired ? "Stop offering an audit tool" : "Offer an audit tool again", key: key);
        act.Happened(new AuditToolRetired(tool.ToolKey, tool.Id, retired));
        await act.Save(tool.Id, ct);
    }

    /// <summary>What can be chosen for a new cycle: the latest published version of each tool that is offered.</summary>
    public async Task<IReadOnlyList<AuditTool>> Offered(Actor actor, CancellationToken ct = default)
    {
        DemandSight(actor);
        var published = await db.AuditTools.AsNoTracking().Where(t => t.PublishedOn != null).OrderBy(t => t.Title).ThenBy(t => t.Number).ToListAsync(ct);
        return [.. published.GroupBy(t => t.ToolKey).Select(g => g.Last()).Where(t => t.RetiredOn is null)];
    }

    private void Publish(AuditTool tool, Act act, Actor actor)
    {
        tool.Publish(clock.Today, actor.Name);
        act.Happened(new AuditToolPublished(tool.ToolKey, tool.Id, tool.Number, clock.Today, tool.Content));
    }

    private async Task Change(Guid id, string what, Func<AuditTool, string> change, int? version, Actor actor, Guid? key, CancellationToken ct)
    {
        DemandKeep(actor);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var tool = await Load(id, ct);
        Editing.SameVersion(tool, version);
        if (tool.PublishedOn is not null)
        {
            throw new NotAcceptedException("", "A published version never changes: begin the next one");
        }
        var words = change(tool);
        var act = acts.Begin(actor, what, key: key);
        if (act.ChangesOf(tool).Count > 0)
        {
            act.Happened(new AuditToolChanged(tool.ToolKey, tool.Id, tool.Number, words));
        }
        await act.Save(id, ct);
    }

    private async Task<AuditTool> Load(Guid id, CancellationToken ct) =>
        await db.AuditTools.FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "keep audit tools");

    private static string Words(AuditTool tool, Guid part) =>
        tool.Sections.FirstOrDefault(s => s.Key == part)?.Title ?? tool.Sections.SelectMany(s => s.Questions).FirstOrDefault(q => q.Key == part)?.Words ?? "";

    private static List<Problem> Problems(ToolInput input)
    {
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Title), input.Title, "Enter what the tool is called", 120) is { } title)
        {
            problems.Add(title);
        }
        if (input.About?.Trim().Length > 1000)
        {
            problems.Add(new(nameof(input.About), "This must be 1,000 characters or fewer"));
        }
        if (!Enum.IsDefined(input.For))
        {
            problems.Add(new(nameof(input.For), "Choose for which children the tool is made"));
        }
        return problems;
    }

    private static void DemandKeep(Actor actor) => RecordAccess.Demand(actor, Permission.KeepAudits, "keep audit tools");

    private static void DemandSight(Actor actor)
    {
        if (!actor.May(Permission.ReadAudits) && !actor.May(Permission.DoAudits))
        {
            throw new AccessRefusedException(Sight.Nothing, "see audit tools");
        }
    }
}
