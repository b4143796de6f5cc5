using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Returns.Census;

/// <summary>Signs a frozen copy off, or sends it back. Nobody signs off what they prepared.</summary>
[UseCase]
public sealed class DecideSubmission(KithDb db, Acts.Acts acts)
{
    /// <exception cref="AccessRefusedException">The actor does not sign off returns, or prepared this one.</exception>
    /// <exception cref="NotAcceptedException">It has been decided already, or the reason is missing.</exception>
    public async Task Handle(Guid id, bool signOff, string? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.ApproveReturns, "sign off a return");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var submission = await db.CensusSubmissions.FirstOrDefaultAsync(s => s.Id == id, ct) ?? throw new AccessRefusedException(Sight.Nothing, "sign off a return");
        if (submission.PreparedById == actor.AccountId)
        {
            throw new NotAcceptedException("", "You prepared this copy, so someone else signs it off");
        }
        if (submission.State != SubmissionState.Prepared)
        {
            throw new NotAcceptedException("", "This copy has been decided on in the meantime");
        }
        if (!signOff && string.IsNullOrWhiteSpace(reason))
        {
            throw new NotAcceptedException("Reason", "Say why it goes back, so that the preparer knows what to change");
        }
        if (reason is { Length: > 1000 })
        {
            throw new NotAcceptedException("Reason", "The reason must be 1,000 characters or fewer");
        }
        var act = acts.Begin(actor, signOff ? "Sign off a return" : "Send a return back", key: key);
        submission.State = signOff ? SubmissionState.SignedOff : SubmissionState.SetAside;
        submission.DecidedById = actor.AccountId;
        submission.DecidedByName = actor.Name;
        submission.DecidedAt = act.At;
        submission.DecisionReason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        act.Happened(
            signOff
                ? new SubmissionSignedOff(submission.EndYear, id, submission.Serial, submission.Sha256)
                : new SubmissionSetAside(submission.EndYear, id, submission.Serial, submission.DecisionReason!)
        );
        await act.Save(id, ct);
    }
}

/// <summary>Answers a query that concerns the return as a whole.</summary>
[UseCase]
public sealed class WriteReturnNote(KithDb db, Acts.Acts acts, Clock clock)
{
    /// <param name="endYear">The collection whose return it goes with; null for the one that is running.</param>
    /// <exception cref="NotAcceptedException">The rule is none of that collection, or the note is missing or too long.</exception>
    public async Task Handle(string? rule, string? text, int? endYear, Actor actor, Guid? key, CancellationToken ct = default)
    {
        RecordAccess.Demand(actor, Permission.PrepareReturns, "write a note on a return");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var judge =
            endYear is null ? CensusJudge.For(clock.Today)
            : CollectionYear.Find(endYear) is { } asked ? CensusJudge.Of(asked)
            : null;
        if (judge is null || rule is null || (judge.Rules.Find(rule) is null && !YearOnYear.IsCode(rule)))
        {
            throw new NotAcceptedException("", "There is no such rule in this collection");
        }
        var words = text?.Trim() ?? "";
        if (words.Length is < 10 or > ExplainIssue.LongestReason)
        {
            throw new NotAcceptedException("Text", $"Write a note of one sentence or more, {ExplainIssue.LongestReason} characters at most");
        }
        var year = judge.Year.EndYear;
        var act = acts.Begin(actor, "Write a note on a return", key: key);
        var note = await db.CensusNotes.FirstOrDefaultAsync(n => n.EndYear == year && n.Rule == rule, ct);
        if (note is null)
        {
            db.CensusNotes.Add(
                note = new CensusNote
                {
                    Id = clock.NewId(),
                    EndYear = year,
                    Rule = rule,
                    Text = words,
                    ByName = actor.Name,
                }
            );
        }
        (note.Text, note.ByAccountId, note.ByName, note.At) = (words, actor.AccountId, actor.Name, act.At);
        act.Happened(new ReturnNoteWritten(year, rule, words));
        await act.Save(note.Id, ct);
    }
}
