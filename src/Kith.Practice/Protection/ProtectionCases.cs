using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Protection.Meetings;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Protection;

/// <summary>Opens the cases of children to change them, and puts what an act made where it is kept.</summary>
[UseCase]
public sealed class ProtectionCases(KithDb db, RecordAccess access, Clock clock)
{
    /// <summary>Fields of a form that stand once for all its children.</summary>
    private static readonly HashSet<string> Shared =
    [
        "AskedOn",
        "HeldOn",
        "EndedOn",
        "RequestedOn",
        "PlannedOn",
        "NotifiedOn",
        "FromAuthority",
        "LateReason",
        "SharedOn",
        "Reason",
        "StartedOn",
        "On",
    ];

    /// <summary>The cases of some children, each of whom the actor may record on.</summary>
    /// <exception cref="AccessRefusedException">One is out of reach.</exception>
    /// <exception cref="NotAcceptedException">No child was chosen.</exception>
    public async Task<IReadOnlyList<ProtectionCase>> Open(Actor actor, IReadOnlyCollection<Guid> children, Permission permission, string what, CancellationToken ct)
    {
        if (children.Count == 0)
        {
            throw new NotAcceptedException("Children", "Choose at least one child");
        }
        await access.Demand(actor, [.. children], permission, what, ct);
        var cases = (await ProtectionCase.Load(db, [.. children.Distinct()], clock, tracked: true, ct)).ToDictionary(c => c.PersonId);
        return [.. children.Distinct().Select(c => cases.GetValueOrDefault(c) ?? throw new AccessRefusedException(Sight.Nothing, what))];
    }

    /// <summary>The meeting with its participants, to be changed.</summary>
    /// <exception cref="NotAcceptedException">There is none.</exception>
    public async Task<Meeting> MeetingOf(Guid id, CancellationToken ct) =>
        await db.Meetings.Include(m => m.Participants).FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotAcceptedException("", "This meeting is no longer there");

    /// <summary>What is wrong with whose the actions are: nobody's, two people's at once, or a worker's who is not here (any more).</summary>
    public async Task<IReadOnlyList<Problem>> OwnersWanting(IReadOnlyList<ActionLine> lines, Func<int, string> field, CancellationToken ct)
    {
        var chosen = lines.Where(l => !string.IsNullOrWhiteSpace(l.What)).Select(l => l.WorkerId).OfType<Guid>().Distinct().ToList();
        var today = clock.Today;
        var here = chosen.Count == 0 ? [] : await db.Workers.Where(w => chosen.Contains(w.Id) && (w.LeftOn == null || w.LeftOn > today)).Select(w => w.Id).ToListAsync(ct);
        var problems = new List<Problem>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (string.IsNullOrWhiteSpace(line.What))
            {
                continue;
            }
            var named = !string.IsNullOrWhiteSpace(line.Owner);
            if (line.WorkerId is null && !named)
            {
                problems.Add(new($"{field(i)}{nameof(line.WorkerId)}", $"Say who will do this: {line.What.Trim()}"));
            }
            else if (line.WorkerId is not null && named)
            {
                problems.Add(new($"{field(i)}{nameof(line.Owner)}", "Choose a worker or write another name, not both"));
            }
            else if (line.WorkerId is { } worker && !here.Contains(worker))
            {
                problems.Add(new($"{field(i)}{nameof(line.WorkerId)}", "Choose a worker from the list"));
            }
        }
        return problems;
    }

    /// <summary>Puts what acts made where it is kept.</summary>
    public void Keep(IEnumerable<ProtectionCase> cases)
    {
        foreach (var record in cases.SelectMany(c => c.Added))
        {
            db.Add(record);
        }
    }

    /// <summary>
    /// Does something for each child and gathers what was refused: a problem with a field that stands once on the form
    /// is said once, any other at the child's own field.
    /// </summary>
    /// <exception cref="NotAcceptedException">Something was refused, for any of them: then nothing is to be saved.</exception>
    public static void Each<TInput>(IReadOnlyList<ProtectionCase> cases, IReadOnlyList<TInput> inputs, Action<ProtectionCase, TInput> act)
        where TInput : IChildPart
    {
        // Of several children each is named: «Say why» seven times says nothing.
        var several = cases.Count > 1;
        var problems = new List<Problem>();
        foreach (var c in cases)
        {
            var i = inputs.ToList().FindIndex(x => x.PersonId == c.PersonId);
            try
            {
                act(c, inputs[i]);
            }
            catch (NotAcceptedException refused)
            {
                foreach (var p in refused.Problems)
                {
                    var once = Shared.Contains(p.Field);
                    var field = p.Field.Length == 0 || once ? p.Field : $"Children[{i}].{p.Field}";
                    var words = several && !once && c.Name is { Length: > 0 } name ? $"{name}: {p.Message}" : p.Message;
                    if (!problems.Any(q => q.Field == field && q.Message == words))
                    {
                        problems.Add(p with { Field = field, Message = words });
                    }
                }
            }
        }
        if (problems.Count > 0)
        {
            throw new NotAcceptedException(problems);
        }
    }
}

/// <summary>One child's part of a form about several.</summary>
public interface IChildPart
{
    Guid PersonId { get; }
}
