using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assessments;

/// <summary>What a section of a finished assessment should say, and why it changes.</summary>
public sealed record AmendAssessmentInput
{
    public string? Section { get; set; }
    public string? Text { get; set; }
    public string? Reason { get; set; }
}

/// <summary>A section of a finished assessment was corrected; what it said before stands beside it.</summary>
public sealed record AssessmentAmended(Guid Person, Guid Assessment, string Section, string Reason) : PersonEvent(Person);

/// <summary>Corrects a section of an authorised assessment, visibly, with a reason.</summary>
[UseCase]
public sealed class AmendAssessment(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">A reason is missing, nothing changed, or the assessment is not finished.</exception>
    public async Task Handle(Guid assessmentId, AmendAssessmentInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await AssessmentCases.Load(db, assessmentId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "amend an assessment");
        await access.Demand(actor, found.Assessment.PersonId, Permission.RecordWork, "amend an assessment", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(found.Assessment, version);
        AssessmentMachine.Machine.Demand(found, AssessmentAct.Amend);
        var a = found.Assessment;
        var section = AssessmentEditions.Of(a.Edition).Sections.FirstOrDefault(s => s.Key == input.Section);
        var problems = new List<Problem>();
        if (section is null)
        {
            problems.Add(new(nameof(input.Section), "Choose the section to correct"));
        }
        if (Editing.Text(nameof(input.Text), input.Text, "Write what the section should say", WriteAssessment.Longest) is { } text)
        {
            problems.Add(text);
        }
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why it is corrected", 500) is { } why)
        {
            problems.Add(why);
        }
        Editing.Refuse(problems);
        var words = input.Text!.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
        var was = found.Parts.GetValueOrDefault(section!.Key) ?? "";
        if (was == words)
        {
            throw new NotAcceptedException(nameof(input.Text), "This is what it says already");
        }
        var act = acts.Begin(actor, "Amend an assessment", input.Reason!.Trim(), key);
        if (section.Key == "analysis")
        {
            a.Analysis = words;
        }
        else
        {
            Guid? owner = section.Scope == SectionScope.Family ? null : a.Id;
            var row = await AssessmentCases.Texts(db, a).FirstOrDefaultAsync(t => t.Section == section.Key && t.AssessmentId == owner, ct);
            if (row is null)
            {
                row = new AssessmentText
                {
                    Id = clock.NewId(),
                    TogetherId = a.TogetherId!.Value,
                    AssessmentId = owner,
                    Section = section.Key,
                };
                db.AssessmentTexts.Add(row);
            }
            row.Write(words);
            db.Entry(a).Property(x => x.Version).IsModified = true;
        }
        // A section about the family stands on every child's assessment: each of them shows the amendment.
        var shared =
            section.Scope == SectionScope.Family
                ? await db.Assessments.AsNoTracking().Where(o => o.TogetherId == a.TogetherId).Select(o => new { o.Id, o.PersonId }).ToListAsync(ct)
                : [new { a.Id, a.PersonId }];
        foreach (var one in shared)
        {
            db.Amendments.Add(
                new Amendment
                {
                    Id = clock.NewId(),
                    PersonId = one.PersonId,
                    SubjectKind = SubjectKind.Assessment,
                    SubjectId = one.Id,
                    Field = section.Title,
                    Old = was.Length == 0 ? null : was,
                    New = words,
                    Reason = input.Reason.Trim(),
                    ByAccountId = actor.AccountId,
                    ByName = actor.Name,
                    At = act.At,
                }
            );
            act.Happened(new AssessmentAmended(one.PersonId, one.Id, section.Title, input.Reason.Trim()));
        }
        await new AssessmentVersions(db, clock).Keep(act, found with { Parts = Changed(found.Parts, section.Key, words) }, actor.Name, $"Amended: {input.Reason.Trim()}", ct);
        await act.Save(assessmentId, ct);
    }

    private static Dictionary<string, string> Changed(IReadOnlyDictionary<string, string> parts, string key, string words) => new(parts) { [key] = words };
}
