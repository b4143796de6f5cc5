using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Improvement.Plan;

/// <summary>Evidence as a form holds it.</summary>
public sealed record EvidenceInput
{
    public DateOnly? On { get; set; }
    public string? Title { get; set; }
    public string? Shows { get; set; }
    public string? Address { get; set; }
}

/// <summary>The evidence library of the plan: what shows that something was done or changed, in words, by an address, or as a file.</summary>
[UseCase]
public sealed class KeepEvidence(KithDb db, Acts.Acts acts, PlanFiles files, Clock clock)
{
    /// <summary>Puts something into the library of an objective.</summary>
    /// <exception cref="AccessRefusedException">The actor does not keep the plan.</exception>
    /// <exception cref="NotAcceptedException">Something is missing or cannot be.</exception>
    public async Task<Guid> Add(Guid objectiveId, EvidenceInput input, SentFile? file, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.KeepImprovement, "keep the evidence library");
        if (await acts.AlreadyDone(key, ct) is { Result: { } done })
        {
            return done;
        }
        if (!await db.Objectives.AnyAsync(o => o.Id == objectiveId, ct))
        {
            throw new AccessRefusedException(Sight.Nothing, "keep the evidence library");
        }
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Title), input.Title, "Say what it is", 200) is { } untitled)
        {
            problems.Add(untitled);
        }
        if (Editing.Text(nameof(input.Shows), input.Shows, "Say what it shows", 2000) is { } silent)
        {
            problems.Add(silent);
        }
        if (input.On is not { } on || on > clock.Today)
        {
            problems.Add(new(nameof(input.On), "Enter the day it is of, today or before"));
        }
        var address = PersonRules.Clean(input.Address);
        if (address is not null && (address.Length > 500 || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
        {
            problems.Add(new(nameof(input.Address), "Enter an address that begins with https://"));
        }
        Editing.Refuse(problems);
        var evidence = new ImprovementEvidence
        {
            Id = clock.NewId(),
            ObjectiveId = objectiveId,
            On = input.On!.Value,
            Title = input.Title!.Trim(),
            Shows = input.Shows!.Trim(),
            Address = address,
            AddedAt = clock.UtcNow,
            AddedByAccountId = actor.AccountId,
            AddedByName = actor.Name,
        };
        if (file is not null)
        {
            var kept = await files.Put(evidence.Id, file, evidence.Title, "File", ct);
            (evidence.FileName, evidence.ContentType, evidence.Size, evidence.Sha256) = (kept.Name, kept.ContentType, kept.Size, kept.Sha256);
        }
        db.ImprovementEvidence.Add(evidence);
        var act = acts.Begin(actor, "Put something into the evidence library", key: key);
        act.Happened(new ImprovementEvidenceAdded(evidence.Id, objectiveId, evidence.Title, evidence.Sha256));
        return await act.Save(evidence.Id, ct);
    }

    /// <summary>The file of a piece of evidence; null when there is none.</summary>
    /// <exception cref="AccessRefusedException">The actor does not read the plan.</exception>
    public async Task<(string Name, string ContentType, byte[] Bytes)?> Open(Guid id, Actor actor, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ReadImprovement, "read the evidence library");
        var e = await db.ImprovementEvidence.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct);
        return e is { Sha256: { } sha256, FileName: { } name, ContentType: { } type } && await files.Get(id, sha256, ct) is { } bytes ? (name, type, bytes) : null;
    }
}
