using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Visits;

/// <summary>What of a finished visit can be put right, as it stands on one child's record.</summary>
public sealed record AmendVisitInput
{
    public DateOnly? On { get; set; }
    public string? Place { get; set; }
    public string? SharedText { get; set; }
    public string? Observations { get; set; }
    public string? Analysis { get; set; }
    public string? Changed { get; set; }
    public string? Next { get; set; }
    public bool Seen { get; set; }
    public bool Alone { get; set; }
    public bool Bedroom { get; set; }
    public string? WhoElse { get; set; }
    public string? Text { get; set; }

    /// <summary>Why the finished record changes.</summary>
    public string? Reason { get; set; }

    /// <summary>The visit as it stands.</summary>
    public static AmendVisitInput Of(Visit v, VisitChild c) =>
        new()
        {
            On = v.On,
            Place = v.Place,
            SharedText = v.SharedText,
            Observations = v.Observations,
            Analysis = v.Analysis,
            Changed = v.Changed,
            Next = v.Next,
            Seen = c.Seen == true,
            Alone = c.SeenAlone == true,
            Bedroom = c.BedroomSeen == true,
            WhoElse = c.WhoElse,
            Text = c.Text,
        };
}

/// <summary>
/// Corrects a finished visit, with a reason, in sight. What was common to the children changes for all of them, so the
/// correction stands on the record of each.
/// </summary>
[UseCase]
public sealed class AmendVisit(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments, Clock clock)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        [nameof(Visit.On)] = "Day of the visit",
        [nameof(Visit.Place)] = "Where",
        [nameof(Visit.SharedText)] = "What happened",
        [nameof(Visit.Observations)] = "What was seen",
        [nameof(Visit.Analysis)] = "What it means",
        [nameof(Visit.Changed)] = "What changed",
        [nameof(Visit.Next)] = "What happens next",
        [nameof(VisitChild.Seen)] = "Seen",
        [nameof(VisitChild.SeenAlone)] = "Seen alone",
        [nameof(VisitChild.BedroomSeen)] = "Bedroom seen",
        [nameof(VisitChild.WhoElse)] = "Who else was there",
        [nameof(VisitChild.Text)] = "About this child",
    };

    /// <exception cref="AccessRefusedException">The actor may not write on this record, or on that of another child whose visit would change.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, the visit came with an extract, or something cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else corrected it since.</exception>
    public async Task Handle(Guid childId, Guid visitId, AmendVisitInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "amend a visit", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var visit =
            await db.Visits.Include(v => v.Children).FirstOrDefaultAsync(v => v.Id == visitId && v.Children.Any(c => c.PersonId == childId), ct)
            ?? throw new AccessRefusedException(Sight.Nothing, "amend a visit");
        Editing.RefuseImported(visit, "This visit");
        Editing.SameVersion(visit, version);
        var problems = new List<Problem>();
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the finished record changes", 1000) is { } missing)
        {
            problems.Add(missing);
        }
        if (input.On is null || input.On > clock.Today)
        {
            problems.Add(new(nameof(input.On), "The day of the visit must be today or in the past"));
        }
        var born = await db.People.Where(p => p.Id == childId).Select(p => p.DateOfBirth).FirstAsync(ct);
        if (input.Seen && Birth.Wrong(nameof(input.On), input.On, born, unborn: false) is { } early)
        {
            problems.Add(early);
        }
        Editing.Refuse(problems);

        var child = visit.Children.First(c => c.PersonId == childId);
        (visit.On, visit.Place, visit.SharedText) = (input.On!.Value, PersonRules.Clean(input.Place), PersonRules.Clean(input.SharedText));
        (visit.Observations, visit.Analysis) = (PersonRules.Clean(input.Observations), PersonRules.Clean(input.Analysis));
        (visit.Changed, visit.Next) = (PersonRules.Clean(input.Changed), PersonRules.Clean(input.Next));
        if (visit.Missed is null && child.Seen is not null)
        {
            (child.Seen, child.SeenAlone, child.BedroomSeen) = (input.Seen, input.Seen && input.Alone, input.Bedroom);
            (child.WhoElse, child.Text) = (PersonRules.Clean(input.WhoElse), PersonRules.Clean(input.Text));
        }
        var act = acts.Begin(actor, "Amend a visit", PersonRules.Clean(input.Reason), key);
        var shared = Named(act.ChangesOf(visit));
        var own = Named(act.ChangesOf(child));
        if (shared.Count > 0)
        {
            await OnEveryRecord([.. visit.Children.Where(c => c != child).Select(c => c.PersonId)], actor, ct);
        }
        foreach (var each in visit.Children)
        {
            List<FieldChange> changes = each == child ? [.. shared, .. own] : shared;
            if (changes.Count == 0)
            {
                continue;
            }
            amendments.Add(act, actor, SubjectKind.Visit, visit.Id, each.PersonId, changes, input.Reason);
            act.Happened(new VisitAmended(each.PersonId, visit.Id, changes));
        }
        // The version of the visit counts for the child's part too: two people correcting one visit meet there.
        db.Entry(visit).Property(v => v.Version).IsModified = true;
        await act.Save(visitId, ct);
    }

    /// <summary>
    /// What is common changes on every child's record: one must be able to write on each of them. A brother or sister may
    /// be with another team since the visit; that is said, and what was written here is not lost over it.
    /// </summary>
    private async Task OnEveryRecord(IReadOnlyList<Guid> others, Actor actor, CancellationToken ct)
    {
        var sights = await access.SightOf(actor, others, ct);
        if (sights.Values.All(s => s == Sight.Read))
        {
            return;
        }
        var known = sights.Where(s => s.Value == Sight.Known).Select(s => s.Key).ToList();
        var names = await db.ChildOverviews.Where(o => known.Contains(o.PersonId)).OrderBy(o => o.BornOn).Select(o => o.DisplayName).ToListAsync(ct);
        var whose = names.Count > 0 && names.Count == sights.Values.Count(s => s != Sight.Read) ? string.Join(" and ", names) : "another child";
        throw new NotAcceptedException(
            "",
            $"The day, the place and what was written for all stand on the record of {whose} too, and you do not write there. Leave them as they are and correct what is about this child alone. Somebody who works with all of them can correct the rest"
        );
    }

    private static List<FieldChange> Named(IReadOnlyList<FieldChange> changes) =>
        [.. changes.Select(c => new FieldChange(Names.GetValueOrDefault(c.Field, c.Field), Words(c.Old), Words(c.New)))];

    private static string? Words(string? value) =>
        value switch
        {
            "True" => "Yes",
            "False" => "No",
            _ => value,
        };
}
