using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Documents;
using Kith.Practice.Questions;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assessments;

/// <summary>An assessment went to a manager.</summary>
public sealed record AssessmentSent(Guid Person, Guid Assessment, int Number) : PersonEvent(Person);

/// <summary>An assessment is authorised and locked.</summary>
public sealed record AssessmentAuthorised(Guid Person, Guid Assessment, DateOnly On, AssessmentOutcome Conclusion, int Number) : PersonEvent(Person);

/// <summary>An assessment came back to its author.</summary>
public sealed record AssessmentReturned(Guid Person, Guid Assessment) : PersonEvent(Person);

/// <summary>A manager looked at how an assessment is going.</summary>
public sealed record AssessmentReviewed(Guid Person, Guid Assessment, DateOnly On, string Note) : PersonEvent(Person);

/// <summary>Keeps an assessment whole, as it stands, to be compared.</summary>
internal sealed class AssessmentVersions(KithDb db, Clock clock)
{
    /// <returns>The number of the version.</returns>
    public async Task<int> Keep(Act act, AssessmentCase of, string byName, string why, CancellationToken ct)
    {
        var a = of.Assessment;
        var number = 1 + (await db.AssessmentVersions.Where(v => v.AssessmentId == a.Id).MaxAsync(v => (int?)v.Number, ct) ?? 0);
        db.AssessmentVersions.Add(
            new AssessmentVersion
            {
                Id = clock.NewId(),
                PersonId = a.PersonId,
                AssessmentId = a.Id,
                Number = number,
                At = act.At,
                ByName = byName,
                Why = why,
                Content = AssessmentContent.Write(AssessmentContent.Of(of)),
            }
        );
        return number;
    }
}

/// <summary>Whom an assessment is sent to.</summary>
public sealed record SendAssessmentInput
{
    public Guid? ManagerId { get; set; }
    public string? Message { get; set; }
}

/// <summary>Sends an assessment to a manager, for all children assessed together whose part is complete.</summary>
[UseCase]
public sealed class SendAssessment(KithDb db, RecordAccess access, Acts.Acts acts, ApprovalDesk desk, AskQuestions questions, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">Something is missing; each problem names the section.</exception>
    /// <exception cref="SecondEditorException">Someone else wrote on it since.</exception>
    public async Task Handle(Guid assessmentId, SendAssessmentInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await AssessmentCases.Load(db, assessmentId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "send an assessment");
        await access.Demand(actor, found.Assessment.PersonId, Permission.RecordWork, "send an assessment", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(found.Assessment, version);
        var a = found.Assessment;
        if (AssessmentMachine.Machine.Of(found) is AssessmentState.Writing or AssessmentState.Returned)
        {
            // All that is missing at once, not one refusal after another.
            var missing = AssessmentMachine.Missing(found).ToList();
            missing.AddRange((await questions.Read(QuestionForm.Assessment, await questions.Stored(a.PersonId, a.Id, ct), ct: ct)).Problems);
            if (await LateBy(a, ct) is { } due && string.IsNullOrWhiteSpace(a.LateReason))
            {
                missing.Add(new("LateReason", $"Say why it takes longer than 45 working days from the referral: it was due by {DateWords.Long(due)}"));
            }
            Editing.Refuse(missing);
        }
        AssessmentMachine.Machine.Demand(found, AssessmentAct.Send);
        var act = acts.Begin(actor, "Send an assessment for authorisation", input.Message, key);
        a.Send(act.At, actor);
        var number = await new AssessmentVersions(db, clock).Keep(act, found, actor.Name, "Sent for authorisation", ct);
        act.Happened(new AssessmentSent(a.PersonId, a.Id, number));
        await desk.Ask(
            act,
            actor,
            new ApprovalRequest
            {
                Kind = SubjectKind.Assessment,
                SubjectId = a.Id,
                PersonId = a.PersonId,
                What = $"Authorise the assessment begun on {DateWords.Long(a.StartedOn)}",
                TeamId = a.TeamId,
                AuthorWorkerId = a.WorkerId,
                AskedOfWorkerId = input.ManagerId,
                DecideBy = await DueOn(a, ct),
                Message = input.Message,
                TogetherId = a.TogetherId,
            },
            ct
        );
        await act.Save(assessmentId, ct);
    }

    /// <summary>The last day in time of an assessment: 45 working days from the referral.</summary>
    public async Task<DateOnly> DueOn(Assessment a, CancellationToken ct = default)
    {
        var referred = a.EpisodeId is { } id ? await db.Episodes.AsNoTracking().Where(e => e.Id == id).Select(e => (DateOnly?)e.ReferredOn).FirstOrDefaultAsync(ct) : null;
        var earlier = a.EpisodeId is not null && await db.Assessments.AsNoTracking().AnyAsync(o => o.EpisodeId == a.EpisodeId && o.Id != a.Id && o.StartedOn < a.StartedOn, ct);
        return WorkingDayCalendar.England.AddWorkingDays(earlier ? a.StartedOn : referred ?? a.StartedOn, Projections.Due.FrontDoorClocks.AssessmentMaximum);
    }

    private async Task<DateOnly?> LateBy(Assessment a, CancellationToken ct) => await DueOn(a, ct) is var due && clock.Today > due ? due : null;
}

/// <summary>A manager looks at how an assessment is going, at the point that was set at its outset.</summary>
[UseCase]
public sealed class ReviewAssessment(KithDb db, RecordAccess access, Acts.Acts acts, Clock clock)
{
    /// <exception cref="AccessRefusedException">The actor may not decide on the child.</exception>
    /// <exception cref="NotAcceptedException">Nothing was written, or it is past the point.</exception>
    public async Task Handle(Guid assessmentId, string? note, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await AssessmentCases.Load(db, assessmentId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "review an assessment");
        await access.Demand(actor, found.Assessment.PersonId, Permission.Decide, "review an assessment", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        Editing.SameVersion(found.Assessment, version);
        AssessmentMachine.Machine.Demand(found, AssessmentAct.Review);
        if (Editing.Text("Note", note, "Write how it is going and what should happen", 4000) is { } missing)
        {
            throw new NotAcceptedException([missing]);
        }
        var act = acts.Begin(actor, "Review an assessment", key: key);
        (found.Assessment.InternalReviewOn, found.Assessment.ReviewNote) = (clock.Today, note!.Trim());
        act.Happened(new AssessmentReviewed(found.Assessment.PersonId, assessmentId, clock.Today, note.Trim()));
        await act.Save(assessmentId, ct);
    }
}

/// <summary>An assessment as a manager decides on it.</summary>
public sealed class AssessmentApproval(KithDb db, Clock clock) : IApprovalSubject
{
    public SubjectKind Kind => SubjectKind.Assessment;

    public async Task<ApprovalSummary?> Describe(Approval approval, CancellationToken ct = default)
    {
        var subjectId = approval.SubjectId;
        if (await AssessmentCases.Load(db, subjectId, ct) is not { } found)
        {
            return null;
        }
        db.ChangeTracker.Clear();
        var checks = new List<string>();
        if (found.Assessment.ChildSeen == false)
        {
            checks.Add($"The child was not seen: {found.Assessment.NotSeenReason}");
        }
        if (!found.VoiceHeard)
        {
            checks.Add("No entry of the child's voice was recorded since the assessment began");
        }
        if (found.Assessment.LateReason is { } late)
        {
            checks.Add($"It takes longer than 45 working days: {late}");
        }
        if (await AssessmentCases.Texts(db, found.Assessment).AsNoTracking().CountAsync(t => t.InheritedFromId != null, ct) is > 0 and var inherited)
        {
            checks.Add(inherited == 1 ? "One section was carried forward and has not been looked at" : $"{inherited} sections were carried forward and have not been looked at");
        }
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == found.Assessment.PersonId, ct);
        return new ApprovalSummary("Child and family assessment", $"/assessments/{subjectId}", AssessmentContent.Paper(found, person), checks);
    }

    public async Task Approved(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        var found = await AssessmentCases.Load(db, approval.SubjectId, ct) ?? throw new NotAcceptedException("", "The assessment is no longer there");
        AssessmentMachine.Machine.Demand(found, AssessmentAct.Authorise);
        found.Assessment.Authorise(clock.Today, by);
        var number = await new AssessmentVersions(db, clock).Keep(act, found, by.Name, "Authorised", ct);
        act.Happened(new AssessmentAuthorised(found.Assessment.PersonId, found.Assessment.Id, clock.Today, found.Assessment.Conclusion!.Value, number));
    }

    public async Task Returned(Act act, Approval approval, Actor by, CancellationToken ct = default)
    {
        var found = await AssessmentCases.Load(db, approval.SubjectId, ct) ?? throw new NotAcceptedException("", "The assessment is no longer there");
        AssessmentMachine.Machine.Demand(found, AssessmentAct.Return);
        found.Assessment.Return(act.At);
        act.Happened(new AssessmentReturned(found.Assessment.PersonId, found.Assessment.Id));
    }

    public Task Declined(Act act, Approval approval, Actor by, CancellationToken ct = default) => Returned(act, approval, by, ct);
}
