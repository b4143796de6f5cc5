using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Supervision;

/// <summary>The one who was supervised says that they have read it, and what they see differently.</summary>
[UseCase]
public sealed class AnswerSupervision(KithDb db, Acts.Acts acts, PersonalWords personal, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor was not supervised then.</exception>
    /// <exception cref="NotAcceptedException">It is answered already, or the words are too long.</exception>
    public async Task Handle(Guid supervisionId, string? words, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var mine = actor.WorkerId is { } me ? await db.SupervisedWorkers.FirstOrDefaultAsync(s => s.SupervisionId == supervisionId && s.WorkerId == me, ct) : null;
        if (mine is null)
        {
            throw new AccessRefusedException(Sight.Nothing, "answer a supervision");
        }
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (mine.ReadOn is not null)
        {
            throw new NotAcceptedException("", "You have said already that you have read it");
        }
        if (words?.Trim().Length > RecordSupervision.LongestText)
        {
            throw new NotAcceptedException("Words", $"This must be {RecordSupervision.LongestText} characters or fewer");
        }
        (mine.ReadOn, mine.OwnWords) = (clock.Today, PersonRules.Clean(words));
        personal.Close(mine);
        var act = acts.Begin(actor, "Answer a supervision", key: key);
        act.Happened(new SupervisionAnswered(supervisionId, mine.WorkerId, clock.Today, mine.OwnWords is not null));
        await act.Save(supervisionId, ct);
    }
}
