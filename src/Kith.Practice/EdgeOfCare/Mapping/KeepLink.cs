using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare.Mapping;

/// <summary>A link as a form holds it.</summary>
public sealed record LinkInput
{
    public Guid? From { get; set; }
    public Guid? To { get; set; }
    public LinkKind? Kind { get; set; }
    public DateOnly? Since { get; set; }
    public DateOnly? Until { get; set; }
    public string? Source { get; set; }
    public SourceGrade? SourceGrade { get; set; }
    public InformationGrade? Information { get; set; }
    public HandlingCode? Handling { get; set; }
    public string? Conditions { get; set; }
    public string? Note { get; set; }

    /// <summary>Of a correction: what was wrong. Of an end: why it is over.</summary>
    public string? Why { get; set; }
}

/// <summary>Links what stands on a map, ends links, and corrects them so that both lines can be seen.</summary>
[UseCase]
public sealed class KeepLink(KithDb db, MapRoom room, Acts.Acts acts, Clock clock)
{
    /// <summary>Links two nodes.</summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see both.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Add(Guid mapId, LinkInput input, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await room.Edit(mapId, actor, "link two on a map", ct);
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        Check(input);
        await Ends(mapId, input.From!.Value, input.To!.Value, actor, ct);
        var act = acts.Begin(actor, "Link two on a map", key: key);
        return await act.Save(Write(act, mapId, input, null, actor).Id, ct);
    }

    /// <summary>Says that a link is over, and when. It stays on the map for the days on which it held.</summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see both ends.</exception>
    /// <exception cref="NotAcceptedException">The day cannot be, or it is over already.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task End(Guid mapId, Guid linkId, LinkInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var link = await Link(mapId, linkId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(link, version);
        var problems = new List<Problem>();
        if (link.To is not null)
        {
            problems.Add(new("", "This link is over already"));
        }
        if (input.Until is null || input.Until > clock.Today || input.Until < link.From)
        {
            problems.Add(new(nameof(input.Until), "Enter the last day on which it held: today or before, and not before it began"));
        }
        if (Editing.Text(nameof(input.Why), input.Why, "Say how it is known that it is over", 1000) is { } problem)
        {
            problems.Add(problem);
        }
        Editing.Refuse(problems);
        (link.To, link.EndedWhy) = (input.Until, input.Why!.Trim());
        var act = acts.Begin(actor, "Say that a link is over", key: key);
        act.Happened(new MapLinkEnded(mapId, linkId, link.To!.Value, link.EndedWhy));
        await act.Save(linkId, ct);
    }

    /// <summary>
    /// Corrects a link: the line that was wrong stays to be seen, with the reason, and the new one stands. Where
    /// <paramref name="nothing"/> is true there was no such link, and no new line.
    /// </summary>
    /// <exception cref="AccessRefusedException">The actor may not change the map, or does not see both ends.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or the new line cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Correct(Guid mapId, Guid linkId, LinkInput input, bool nothing, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var link = await Link(mapId, linkId, actor, ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(link, version);
        if (Editing.Reason(nameof(input.Why), input.Why, "Say what was wrong", 1000) is { } problem)
        {
            throw new NotAcceptedException([problem]);
        }
        input = input with { From = link.FromId, To = link.ToId };
        if (!nothing)
        {
            Check(input);
        }
        var act = acts.Begin(actor, "Correct a link", key: key);
        var put = nothing ? null : Write(act, mapId, input, linkId, actor);
        (link.CorrectedAt, link.CorrectedByName, link.CorrectedWhy) = (act.At, actor.Name, input.Why!.Trim());
        act.Happened(new MapLinkCorrected(mapId, linkId, put?.Id, link.CorrectedWhy));
        await act.Save(put?.Id ?? linkId, ct);
    }

    private MapLink Write(Act act, Guid mapId, LinkInput input, Guid? corrects, Actor actor)
    {
        var link = new MapLink
        {
            Id = clock.NewId(),
            MapId = mapId,
            FromId = input.From!.Value,
            ToId = input.To!.Value,
            Kind = input.Kind!.Value,
            From = input.Since,
            To = input.Until,
            Source = input.Source!.Trim(),
            SourceGrade = input.SourceGrade!.Value,
            Information = input.Information!.Value,
            Handling = input.Handling!.Value,
            Conditions = input.Handling == HandlingCode.C ? input.Conditions!.Trim() : null,
            Note = PersonRules.Clean(input.Note),
            RecordedAt = act.At,
            ByName = actor.Name,
            CorrectsId = corrects,
        };
        db.MapLinks.Add(link);
        act.Happened(new MapLinked(mapId, link.Id, link.FromId, link.ToId, link.Kind, link.Source, MapGrades.Code(link.SourceGrade, link.Information, link.Handling), link.Note));
        return link;
    }

    private void Check(LinkInput input)
    {
        var problems = new List<Problem>();
        if (input.From is null || input.To is null || input.From == input.To)
        {
            problems.Add(new(nameof(input.To), "Choose two that are linked"));
        }
        Chosen(input.Kind, nameof(input.Kind), "Choose how they are linked");
        Chosen(input.SourceGrade, nameof(input.SourceGrade), "Choose how far the source can be relied on");
        Chosen(input.Information, nameof(input.Information), "Choose how the source knows");
        Chosen(input.Handling, nameof(input.Handling), "Choose whether it may be shared");
        if (Editing.Text(nameof(input.Source), input.Source, "Say where this comes from", 300) is { } source)
        {
            problems.Add(source);
        }
        if (input.Handling == HandlingCode.C && Editing.Text(nameof(input.Conditions), input.Conditions, "Say on what conditions it may be shared", 500) is { } conditions)
        {
            problems.Add(conditions);
        }
        if (input.Since > clock.Today || input.Since < clock.Today.AddYears(-30))
        {
            problems.Add(new(nameof(input.Since), "The first day must be today or before, and within 30 years"));
        }
        if (input.Until > clock.Today || input.Until < input.Since || input.Until < clock.Today.AddYears(-30))
        {
            problems.Add(new(nameof(input.Until), "The last day must be today or before, and not before the first"));
        }
        if (input.Note?.Length > KeepNode.Longest)
        {
            problems.Add(new(nameof(input.Note), $"This must be {KeepNode.Longest:N0} characters or fewer"));
        }
        Editing.Refuse(problems);

        void Chosen<T>(T? value, string field, string missing)
            where T : struct, Enum
        {
            if (value is not { } one || !Enum.IsDefined(one))
            {
                problems.Add(new(field, missing));
            }
        }
    }

    /// <summary>Both ends, where the actor sees them: a link to something hidden is refused like one to nothing.</summary>
    private async Task Ends(Guid mapId, Guid from, Guid to, Actor actor, CancellationToken ct)
    {
        if (await room.Seen(mapId, actor).CountAsync(n => n.Id == from || n.Id == to, ct) != 2)
        {
            throw new NotAcceptedException(nameof(LinkInput.To), "Choose two that stand on this map");
        }
    }

    private async Task<MapLink> Link(Guid mapId, Guid linkId, Actor actor, CancellationToken ct)
    {
        await room.Edit(mapId, actor, "change a link", ct);
        var link = await db.MapLinks.FirstOrDefaultAsync(l => l.Id == linkId && l.MapId == mapId, ct);
        if (link is null || await room.Seen(mapId, actor).CountAsync(n => n.Id == link.FromId || n.Id == link.ToId, ct) != 2)
        {
            throw new AccessRefusedException(Sight.Nothing, "change a link");
        }
        return link.CorrectedAt is null ? link : throw new NotAcceptedException("", "This line was corrected already. Look at the one that stands now");
    }
}
