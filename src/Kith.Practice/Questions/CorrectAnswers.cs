using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;
using Kith.Practice.Children.Details;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Questions;

/// <summary>Answers to the authority's own questions were corrected on a finished record.</summary>
public sealed record OwnAnswersCorrected(Guid Person, QuestionForm Form, Guid Subject, IReadOnlyList<FieldChange> Answers) : PersonEvent(Person);

/// <summary>The answers as they should read, and why they change.</summary>
public sealed record CorrectAnswersInput
{
    /// <summary>By the key of the question.</summary>
    public Dictionary<string, string?> Own { get; set; } = [];

    /// <summary>Corrects it too for those who were answered for in the same words, at the same visit or meeting.</summary>
    public bool Others { get; set; }
    public string? Reason { get; set; }
}

/// <summary>What was answered on a finished record, with the questions as they were asked then.</summary>
/// <param name="Group">The meeting, contact or visit of which the record is one child's part; the record itself where it stands alone.</param>
/// <param name="Version">Of all the answers together.</param>
/// <param name="Others">Brothers and sisters in whose records the same was answered, and may be corrected with it.</param>
public sealed record FinishedAnswers(
    QuestionForm Form,
    DateOnly AskedOn,
    Guid Group,
    IReadOnlyList<Question> Questions,
    IReadOnlyDictionary<string, string?> Given,
    int Version,
    IReadOnlyList<AnsweredAlike> Others
);

/// <summary>Another child with the same answers.</summary>
public sealed record AnsweredAlike(Guid PersonId, Guid SubjectId, string Name);

/// <summary>
/// Corrects answers to the authority's own questions on a finished record, in sight and with a reason. The questions are
/// those that were asked then: a later version of the form does not change what a record was asked.
/// </summary>
[UseCase]
public sealed class CorrectAnswers(KithDb db, RecordAccess access, Acts.Acts acts, AskQuestions questions, Amendments amendments)
{
    /// <summary>Who may: whoever records such work; for the decision on a referral, whoever decides.</summary>
    public static Permission Needs(QuestionForm form) => form == QuestionForm.Referral ? Permission.Decide : Permission.RecordWork;

    /// <summary>The answers on one child's record; null when there are none, or the form is still being written. The caller has already been allowed to read it.</summary>
    public async Task<FinishedAnswers?> Show(Guid personId, Guid subjectId, Actor actor, CancellationToken ct = default)
    {
        var rows = await db.OwnAnswers.AsNoTracking().Where(a => a.SubjectId == subjectId && a.PersonId == personId).OrderBy(a => a.Place).ToListAsync(ct);
        if (rows.Count == 0 || !actor.May(Needs(rows[0].Form)) || !await IsFinished(rows[0].Form, subjectId, ct))
        {
            return null;
        }
        var form = rows[0].Form;
        var (group, together) = await Together(form, personId, subjectId, ct);
        return new(form, rows[0].AskedOn, group, await Asked(rows, ct), Given(rows), VersionOf(rows), await Alike(rows, together, actor, ct));
    }

    /// <exception cref="AccessRefusedException">The actor may not write on this record.</exception>
    /// <exception cref="NotAcceptedException">No reason is given, an answer will not do, or nothing is different.</exception>
    /// <exception cref="SecondEditorException">Someone else corrected them since.</exception>
    public async Task Handle(Guid personId, Guid subjectId, CorrectAnswersInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var rows = await db.OwnAnswers.AsNoTracking().Where(a => a.SubjectId == subjectId && a.PersonId == personId).OrderBy(a => a.Place).ToListAsync(ct);
        if (rows.Count == 0)
        {
            throw new AccessRefusedException(Sight.Nothing, "correct an answer");
        }
        var form = rows[0].Form;
        await access.Demand(actor, personId, Needs(form), "correct an answer", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        if (version is { } seen && seen != VersionOf(rows))
        {
            throw new SecondEditorException(subjectId, personId);
        }
        if (!await IsFinished(form, subjectId, ct))
        {
            throw new NotAcceptedException("", "This record is still being written: change the answer in its form");
        }
        var answers = new GivenAnswers(form, await Asked(rows, ct), input.Own, finished: true);
        var problems = answers.Problems.ToList();
        if (Editing.Text(nameof(input.Reason), input.Reason, "Say why the finished record changes", 1000) is { } missing)
        {
            problems.Add(missing);
        }
        Editing.Refuse(problems);

        var alike = input.Others ? await Alike(rows, (await Together(form, personId, subjectId, ct)).Others, actor, ct) : [];
        var act = acts.Begin(actor, "Correct an answer", PersonRules.Clean(input.Reason), key);
        var changed = false;
        foreach (var (person, subject) in alike.Select(o => (o.PersonId, o.SubjectId)).Prepend((personId, subjectId)))
        {
            var changes = await questions.Write(answers, person, subject, rows[0].AskedOn, ct);
            if (changes.Count == 0)
            {
                continue;
            }
            changed = true;
            if (person != personId)
            {
                await access.Demand(actor, person, Needs(form), "correct an answer for several children", ct);
            }
            amendments.Add(act, actor, KindOf(form), subject, person, changes, input.Reason);
            act.Happened(new OwnAnswersCorrected(person, form, subject, changes));
        }
        if (!changed)
        {
            throw new NotAcceptedException("", "Nothing is different from what it says already");
        }
        await act.Save(subjectId, ct);
    }

    /// <summary>The kind under which corrections of a form's record are kept.</summary>
    public static SubjectKind KindOf(QuestionForm form) =>
        form switch
        {
            QuestionForm.Visit => SubjectKind.Visit,
            QuestionForm.Assessment => SubjectKind.Assessment,
            QuestionForm.Contact => SubjectKind.Contact,
            QuestionForm.Referral => SubjectKind.Referral,
            QuestionForm.CoreGroup => SubjectKind.CoreGroup,
            _ => SubjectKind.NeedReview,
        };

    private static Dictionary<string, string?> Given(IEnumerable<OwnAnswer> rows) => rows.ToDictionary(r => r.QuestionKey.ToString(), r => AskQuestions.Form(r.Value));

    private static int VersionOf(IEnumerable<OwnAnswer> rows) => rows.Sum(r => r.Version);

    /// <summary>An assessment is written over weeks; everything else is finished when it is recorded.</summary>
    private async Task<bool> IsFinished(QuestionForm form, Guid subject, CancellationToken ct) =>
        form != QuestionForm.Assessment || await db.Assessments.AnyAsync(a => a.Id == subject && a.AuthorisedOn != null, ct);

    /// <summary>The questions as they were asked: the newest version of that day that has them all; where a record is older than that, what its answers tell.</summary>
    private async Task<IReadOnlyList<Question>> Asked(List<OwnAnswer> rows, CancellationToken ct)
    {
        var (form, on) = (rows[0].Form, rows[0].AskedOn);
        var sets = await db.QuestionSets.AsNoTracking().Where(s => s.Form == form && s.From <= on).OrderByDescending(s => s.From).ThenByDescending(s => s.Number).ToListAsync(ct);
        return sets.Select(s => s.Questions).FirstOrDefault(all => rows.TrueForAll(r => all.Any(q => q.Key == r.QuestionKey && q.Words == r.Question)))
            ?? [.. rows.Select(r => new Question(r.QuestionKey, r.Question, null, AnswerKind.Text, [], false))];
    }

    /// <summary>The other children of the same visit, contact, referral or meeting, each with their own record of it.</summary>
    private async Task<(Guid Group, List<(Guid Person, Guid Subject)> Others)> Together(QuestionForm form, Guid person, Guid subject, CancellationToken ct)
    {
        if (form == QuestionForm.Visit)
        {
            var there = await db.Visits.Where(v => v.Id == subject).SelectMany(v => v.Children).Select(c => c.PersonId).Where(p => p != person).ToListAsync(ct);
            return (subject, [.. there.Select(p => (p, subject))]);
        }
        var parts = form switch
        {
            QuestionForm.Contact => Parts(db.Contacts),
            QuestionForm.Referral => Parts(db.Episodes),
            QuestionForm.CoreGroup => Parts(db.CoreGroups),
            QuestionForm.NeedReview => Parts(db.CinReviews),
            _ => Parts(db.Assessments),
        };
        var group = await parts.Where(p => p.Subject == subject).Select(p => p.Group).FirstOrDefaultAsync(ct);
        // Assessments of brothers and sisters are written together and answered each for itself.
        var others = group is null || form == QuestionForm.Assessment ? [] : await parts.Where(p => p.Group == group && p.Person != person).ToListAsync(ct);
        return (form == QuestionForm.Assessment ? subject : group ?? subject, [.. others.Select(o => (o.Person, o.Subject))]);

        static IQueryable<Part> Parts<T>(IQueryable<T> records)
            where T : PersonRecord, ITogether =>
            records
                .AsNoTracking()
                .Select(r => new Part
                {
                    Person = r.PersonId,
                    Subject = r.Id,
                    Group = r.TogetherId,
                });
    }

    private async Task<IReadOnlyList<AnsweredAlike>> Alike(List<OwnAnswer> rows, List<(Guid Person, Guid Subject)> together, Actor actor, CancellationToken ct)
    {
        if (together.Count == 0)
        {
            return [];
        }
        var subjects = together.Select(t => t.Subject).ToHashSet();
        var people = together.Select(t => t.Person).ToHashSet();
        var names = await access.Readable(actor).Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.GivenName }).ToDictionaryAsync(p => p.Id, p => p.GivenName ?? "", ct);
        var theirs = await db.OwnAnswers.AsNoTracking().Where(a => subjects.Contains(a.SubjectId) && people.Contains(a.PersonId)).ToListAsync(ct);
        var mine = rows.Select(r => (r.QuestionKey, r.Value)).ToHashSet();
        return
        [
            .. together
                .Where(t =>
                    names.ContainsKey(t.Person) && mine.SetEquals(theirs.Where(a => a.PersonId == t.Person && a.SubjectId == t.Subject).Select(a => (a.QuestionKey, a.Value)))
                )
                .Select(t => new AnsweredAlike(t.Person, t.Subject, names[t.Person]))
                .OrderBy(a => a.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One child's record of something that several share.</summary>
    private sealed record Part
    {
        public Guid Person { get; init; }
        public Guid Subject { get; init; }
        public Guid? Group { get; init; }
    }
}
