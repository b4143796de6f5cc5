using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess.Redacting;

/// <summary>Words that are taken out wherever they stand in a request: in what was read already, and in what is gathered later.</summary>
[UseCase]
public sealed class ChooseWords(KithDb db, SubjectRoom room, Acts.Acts acts, Clock clock)
{
    /// <summary>Such words in one request.</summary>
    public const int Most = 200;

    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">There are no words, too many, or no reason.</exception>
    public async Task Add(Guid requestId, string? words, DisclosureReason? reason, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "take words out everywhere", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        request.DemandChangeable();
        var lines = (words ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var problems = new List<Problem>();
        if (lines.Count == 0)
        {
            problems.Add(new("Words", "Write the words, a line for each"));
        }
        if (lines.Find(l => l.Length > 200 || l.Count(char.IsLetterOrDigit) < 2) is { } odd)
        {
            problems.Add(new("Words", odd.Length > 200 ? "A line must be 200 characters or fewer" : $"«{odd}» is too short: it would be taken out nearly everywhere"));
        }
        if (reason is not { } why || !Enum.IsDefined(why))
        {
            problems.Add(new("Reason", "Choose why"));
            why = default;
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
        var there = await db.SubjectWords.Where(w => w.RequestId == requestId).Select(w => w.Words).ToListAsync(ct);
        if (there.Count + lines.Count > Most)
        {
            throw new NotAcceptedException("Words", $"No more than {Most} in one request");
        }
        var act = acts.Begin(actor, "Take words out everywhere", key: key);
        foreach (var line in lines.Where(l => !there.Contains(l, StringComparer.OrdinalIgnoreCase)))
        {
            var added = new SubjectWords
            {
                Id = clock.NewId(),
                RequestId = requestId,
                Words = line,
                Reason = why,
                ByAccountId = actor.AccountId,
                ByName = actor.Name,
                At = act.At,
            };
            db.SubjectWords.Add(added);
            act.Happened(new SubjectWordsChosen(request.PersonId, requestId, added.Id, why, true));
        }
        await act.Save(requestId, ct);
    }

    /// <summary>Leaves words in again.</summary>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">They are not there any more, or it may not be changed now.</exception>
    public async Task Remove(Guid requestId, Guid wordsId, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "take words out everywhere", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        request.DemandChangeable();
        var words =
            await db.SubjectWords.FirstOrDefaultAsync(w => w.Id == wordsId && w.RequestId == requestId, ct)
            ?? throw new NotAcceptedException("", "These words are not taken out any more");
        db.SubjectWords.Remove(words);
        var act = acts.Begin(actor, "Leave words in", key: key);
        act.Happened(new SubjectWordsChosen(request.PersonId, requestId, wordsId, words.Reason, false));
        await act.Save(requestId, ct);
    }
}
