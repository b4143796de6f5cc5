using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Documents;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Import;

/// <summary>What to load: the kind of extract, what the file is called, and where it was put.</summary>
/// <param name="Source">See <see cref="Sources"/>.</param>
/// <param name="FileName">As the person knows it.</param>
/// <param name="StoredAs">Name inside the authority's uploads folder; null when it stays where it is.</param>
/// <param name="Whole">Somebody says that the extract is whole, however much less it holds than the last: what it lacks has ended.</param>
public sealed record ImportInput(string? Source, string? FileName, string? StoredAs, bool DryRun, bool Whole = false);

/// <summary>Asks for an extract to be loaded. It waits until a worker takes it up.</summary>
[UseCase]
public sealed class AskForImport(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <returns>The id of the run.</returns>
    /// <exception cref="AccessRefusedException">The actor may not load extracts.</exception>
    /// <exception cref="NotAcceptedException">No kind or no file.</exception>
    public async Task<Guid> Handle(ImportInput input, Actor actor, Guid? key = null, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ImportExtracts, "load an extract");
        var problems = new List<Problem>();
        if (input.Source is not (Sources.CinCensus or Sources.Ssd or Sources.AnnexA))
        {
            problems.Add(new(nameof(input.Source), "Choose what kind of extract it is"));
        }
        if (string.IsNullOrWhiteSpace(input.FileName))
        {
            problems.Add(new("File", "Choose a file"));
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var run = new ImportRun
        {
            Id = clock.NewId(),
            Source = input.Source!,
            FileName = FileNames.Safe(input.FileName, "extract"),
            DryRun = input.DryRun,
            State = ImportState.Waiting,
            AskedAt = clock.UtcNow,
            ByAccountId = actor.IsSystem ? null : actor.AccountId,
            StoredAs = input.StoredAs,
            Details = input.Whole ? new ImportDetails { Whole = true }.ToString() : null,
        };
        db.ImportRuns.Add(run);
        var act = acts.Begin(actor, "Ask for an extract to be loaded", key: key);
        act.Happened(new ImportAsked(run.Id, run.Source, run.FileName, run.DryRun, input.Whole));
        return await act.Save(run.Id, ct);
    }

    /// <summary>Whether a run was made with this stored file: false for the copy of a form that was submitted twice.</summary>
    public async Task<bool> Uses(Guid run, string storedAs, CancellationToken ct = default) =>
        // A run that has ended has forgotten its file, and deletes it itself.
        await db.ImportRuns.AsNoTracking().Where(r => r.Id == run).Select(r => r.StoredAs).FirstOrDefaultAsync(ct) is not { } uses
        || uses == storedAs;
}
