using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.SubjectAccess.Redacting;

/// <summary>What whoever reads an item decides.</summary>
public sealed record ItemInput
{
    public SubjectChoice? Choice { get; set; }

    /// <summary>Why all of it is held back, or why what is ticked now is taken out.</summary>
    public DisclosureReason? Reason { get; set; }

    /// <summary>For colleagues; the pack does not say it.</summary>
    public string? Note { get; set; }

    /// <summary>Places that are taken out: «line:start:length», ticked.</summary>
    public List<string> Places { get; set; } = [];

    /// <summary>Words to be taken out wherever they stand in this item, one or several on each line.</summary>
    public string? Words { get; set; }
}

/// <summary>Decides on one thing that is held: given, given with places taken out, or held back.</summary>
[UseCase]
public sealed class DecideItem(KithDb db, SubjectRoom room, Acts.Acts acts)
{
    /// <summary>Places in one item.</summary>
    public const int MostPlaces = 2000;

    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">A reason is missing, a place is not in the words, or it may not be changed now.</exception>
    /// <exception cref="SecondEditorException">A colleague decided on it, or it was gathered anew, in the meantime.</exception>
    public async Task Handle(Guid requestId, Guid itemId, ItemInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "decide what is given", ct);
        var item =
            await db.SubjectItems.FirstOrDefaultAsync(i => i.Id == itemId && i.RequestId == requestId, ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "decide what is given");
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(item, version);
        request.DemandChangeable();
        if (input.Choice is not { } choice || !Enum.IsDefined(choice))
        {
            throw new NotAcceptedException(nameof(input.Choice), "Choose whether it is given");
        }
        var problems = new List<Problem>();
        if (input.Reason is { } given && !Enum.IsDefined(given))
        {
            problems.Add(new(nameof(input.Reason), "Choose why"));
        }
        if (input.Note?.Length > ReceiveRequest.Longest)
        {
            problems.Add(new(nameof(input.Note), $"This must be {ReceiveRequest.Longest:N0} characters or fewer"));
        }
        List<Strike> strikes = [];
        if (choice == SubjectChoice.HoldBack)
        {
            if (input.Reason is null)
            {
                problems.Add(new(nameof(input.Reason), "Choose why it is held back"));
            }
        }
        else
        {
            strikes = Places(item, input, problems);
        }
        var needsWords = input.Reason == DisclosureReason.Other && (choice == SubjectChoice.HoldBack || strikes.Exists(s => s.Reason == DisclosureReason.Other));
        if (needsWords && string.IsNullOrWhiteSpace(input.Note))
        {
            problems.Add(new(nameof(input.Note), "Write which ground of the Act it is"));
        }
        Editing.Refuse(problems);
        var act = acts.Begin(actor, "Decide what is given", key: key);
        item.Choice = choice;
        item.Reason = choice == SubjectChoice.HoldBack ? input.Reason : null;
        item.Note = PersonRules.Clean(input.Note);
        item.Strikes = Strike.Write(strikes);
        (item.ReadByAccountId, item.ReadBy, item.ReadAt) = (actor.AccountId, actor.Name, act.At);
        act.Happened(new SubjectItemDecided(request.PersonId, requestId, itemId, choice, item.Reason, strikes.Count));
        await act.Save(itemId, ct);
    }

    /// <summary>What was ticked, and what was written to be taken out. A place that was taken out before keeps the reason that it had.</summary>
    private static List<Strike> Places(SubjectItem item, ItemInput input, List<Problem> problems)
    {
        var fields = item.Fields;
        var before = item.Taken.ToDictionary(t => (t.Field, t.Start, t.Length), t => t.Reason);
        var wanted = new HashSet<(int Field, int Start, int Length)>();
        foreach (var place in input.Places.Take(MostPlaces + 1))
        {
            var parts = place.Split(':');
            if (parts.Length != 3 || !Number(parts[0], out var field) || !Number(parts[1], out var start) || !Number(parts[2], out var length))
            {
                problems.Add(new("", "A place that was ticked is not in these words any more. Look again"));
                return [];
            }
            wanted.Add((field, start, length));
        }
        foreach (var line in (input.Words ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(100))
        {
            var found = false;
            for (var i = 0; i < fields.Count; i++)
            {
                foreach (var (start, length) in Redaction.Find(fields[i].Text, line))
                {
                    found = true;
                    wanted.Add((i, start, length));
                }
            }
            if (!found)
            {
                problems.Add(new(nameof(input.Words), $"«{(line.Length > 40 ? line[..40] + "…" : line)}» does not stand in these words"));
            }
        }
        if (wanted.Count > MostPlaces)
        {
            problems.Add(new("", $"No more than {MostPlaces:N0} places in one item. Hold it back, or take out whole sentences"));
            return [];
        }
        if (item.DocumentId is not null && wanted.Count > 0)
        {
            // The words that are listed here are ours; what is in the file cannot be taken out by us.
            problems.Add(
                new(nameof(input.Choice), "A file is given as it is, or held back. To give part of it, make the file anew outside, add that one to the record and gather again")
            );
            return [];
        }
        if (wanted.Any(w => !before.ContainsKey(w)) && input.Reason is null)
        {
            problems.Add(new(nameof(input.Reason), "Choose why it is taken out"));
            return [];
        }
        var strikes = wanted
            .Select(w => new Strike(w.Field, w.Start, w.Length, before.TryGetValue(w, out var reason) ? reason : input.Reason!.Value))
            .OrderBy(s => s.Field)
            .ThenBy(s => s.Start)
            .ToList();
        if (strikes.Exists(s => !s.IsWithin(fields)))
        {
            problems.Add(new("", "A place that was ticked is not in these words any more. Look again"));
        }
        return strikes;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>Gives several things as they stand, which somebody has read on one page and ticked one by one.</summary>
[UseCase]
public sealed class GiveItems(KithDb db, SubjectRoom room, Acts.Acts acts)
{
    /// <param name="ticked">«id:version» of each.</param>
    /// <returns>How many are given.</returns>
    /// <exception cref="AccessRefusedException">The request is not the actor's to answer.</exception>
    /// <exception cref="NotAcceptedException">Nothing is ticked, or it may not be changed now.</exception>
    /// <exception cref="SecondEditorException">A colleague decided on one of them in the meantime.</exception>
    public async Task<int> Handle(Guid requestId, IReadOnlyCollection<string> ticked, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var request = await room.Open(requestId, actor, "decide what is given", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return 0;
        }
        request.DemandChangeable();
        var wanted = new Dictionary<Guid, int>();
        foreach (var each in ticked.Take(ShowItems.PageSize))
        {
            if (each.Split(':') is [var id, var version] && Guid.TryParse(id, out var of) && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            {
                wanted[of] = seen;
            }
        }
        if (wanted.Count == 0)
        {
            throw new NotAcceptedException("", "Tick what you have read and give as it stands");
        }
        var ids = wanted.Keys.ToList();
        var items = await db.SubjectItems.Where(i => i.RequestId == requestId && ids.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync(ct);
        var act = acts.Begin(actor, "Give what was read", key: key);
        foreach (var item in items)
        {
            Editing.SameVersion(item, wanted[item.Id]);
            item.Choice = SubjectChoice.Give;
            item.Reason = null;
            (item.ReadByAccountId, item.ReadBy, item.ReadAt) = (actor.AccountId, actor.Name, act.At);
        }
        act.Happened(new SubjectItemsGiven(request.PersonId, requestId, [.. items.Select(i => i.Id)]));
        await act.Save(requestId, ct);
        return items.Count;
    }
}
