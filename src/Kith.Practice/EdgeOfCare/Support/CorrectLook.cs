using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.EdgeOfCare;

/// <summary>What was written after a look at how intensive support went was put right.</summary>
public sealed record SupportLookCorrected(Guid Person, Guid Support, int Months, IReadOnlyList<FieldChange> Changes, string Reason) : PersonEvent(Person);

/// <summary>Puts right a look at how things went after intensive support, with a reason that everybody who reads it sees.</summary>
[UseCase]
public sealed class CorrectLook(KithDb db, RecordAccess access, Acts.Acts acts, Amendments amendments)
{
    /// <summary>The corrections of the looks of one support, newest first. The caller has already been allowed to read the record.</summary>
    public Task<IReadOnlyList<AmendmentLine>> List(Guid childId, Guid support, CancellationToken ct = default) => amendments.Of(SubjectKind.SupportLook, support, childId, ct);

    /// <param name="months">Which look: 3, 6 or 12.</param>
    /// <exception cref="AccessRefusedException">The actor may not record on this child.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, or something is missing.</exception>
    /// <exception cref="SecondEditorException">Someone else changed it since.</exception>
    public async Task Handle(Guid childId, Guid support, int months, SupportLookInput input, string? reason, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        await access.Demand(actor, childId, Permission.RecordWork, "correct a look after intensive support", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        var o =
            await db.SupportOutcomes.FirstOrDefaultAsync(x => x.SupportId == support && x.PersonId == childId && x.Months == months, ct)
            ?? throw new NotAcceptedException("", "This look is not on the record");
        Editing.SameVersion(o, version);
        var problems = new List<Problem>();
        if (Editing.Reason("Reason", reason, "Say why this changes", 1000) is { } why)
        {
            problems.Add(why);
        }
        KeepSupport.Answer(problems, nameof(input.WithFamily), input.WithFamily, nameof(input.WithFamilyWhy), input.WithFamilyWhy, "Say whether the child lives with family");
        KeepSupport.Answer(problems, nameof(input.Safely), input.Safely, nameof(input.SafelyWhy), input.SafelyWhy, "Say whether the child is safe");
        KeepSupport.Answer(problems, nameof(input.Right), input.Right, nameof(input.RightWhy), input.RightWhy, "Say whether it was right for the child");
        if (input.ChildSays?.Length > KeepSupport.Longest)
        {
            problems.Add(new(nameof(input.ChildSays), $"This must be {KeepSupport.Longest:N0} characters or fewer"));
        }
        Editing.Refuse(problems);
        var before = Facts(o);
        (o.WithFamily, o.WithFamilyWhy) = (input.WithFamily!.Value, input.WithFamilyWhy!.Trim());
        (o.Safely, o.SafelyWhy) = (input.Safely!.Value, input.SafelyWhy!.Trim());
        (o.Right, o.RightWhy, o.ChildSays) = (input.Right!.Value, input.RightWhy!.Trim(), PersonRules.Clean(input.ChildSays));
        var changes = before
            .Zip(Facts(o))
            .Where(f => f.First.Text != f.Second.Text)
            .Select(f => new FieldChange($"After {months} months: {f.First.Field}", f.First.Text, f.Second.Text))
            .ToList();
        if (changes.Count == 0)
        {
            return;
        }
        var act = acts.Begin(actor, "Correct a look after intensive support", reason!.Trim(), key);
        act.Happened(new SupportLookCorrected(childId, support, months, changes, reason.Trim()));
        amendments.Add(act, actor, SubjectKind.SupportLook, support, childId, changes, reason);
        await act.Save(support, ct);
    }

    private static IReadOnlyList<(string Field, string? Text)> Facts(SupportOutcome o) =>
        [
            ("with family?", SupportWords.Of(o.WithFamily)),
            ("with whom", o.WithFamilyWhy),
            ("safe?", SupportWords.Of(o.Safely)),
            ("what shows it", o.SafelyWhy),
            ("right for the child?", SupportWords.Of(o.Right)),
            ("why", o.RightWhy),
            ("what the child says", o.ChildSays),
        ];
}
