using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children.Details;
using Kith.Practice.Questions;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Assessments;

/// <summary>What the form of an assessment holds. Everything is optional until it is sent.</summary>
public sealed record AssessmentInput
{
    /// <summary>The sections about the whole family, by key.</summary>
    public Dictionary<string, string?> Family { get; set; } = [];

    /// <summary>The sections about this child, by key.</summary>
    public Dictionary<string, string?> Child { get; set; } = [];

    /// <summary>Sections carried forward that the writer has read and that still hold.</summary>
    public List<string> StillTrue { get; set; } = [];

    /// <summary>What the form saw of the family's sections (see <see cref="AssessmentCases.Stamp"/>), so that what a colleague wrote on a brother's page is not written over.</summary>
    public string? Seen { get; set; }

    /// <summary>False: the manager had not looked at it yet when the form was filled. Their look is no second editor: they wrote nothing in the sections.</summary>
    public bool? ReviewSeen { get; set; }
    public bool? ChildSeen { get; set; }
    public DateOnly? SeenOn { get; set; }
    public string? NotSeenReason { get; set; }
    public string? Danger { get; set; }
    public string? Safety { get; set; }
    public int? ScaleWorker { get; set; }
    public int? ScaleFamily { get; set; }
    public int? ScaleChild { get; set; }
    public List<string> Factors { get; set; } = [];
    public AssessmentOutcome? Conclusion { get; set; }
    public string? ConclusionReason { get; set; }
    public string? LateReason { get; set; }

    /// <summary>Answers to the authority's own questions, by the key of the question; null where a form does not hold them.</summary>
    public Dictionary<string, string?>? Own { get; set; }
}

/// <summary>An assessment was written on: which parts changed. The words themselves stand on the assessment and in its versions.</summary>
public sealed record AssessmentWritten(Guid Person, Guid Assessment, IReadOnlyList<string> Parts) : PersonEvent(Person);

/// <summary>Loads assessments to change them.</summary>
internal static class AssessmentCases
{
    /// <summary>Tracked. Null when there is none.</summary>
    public static async Task<AssessmentCase?> Load(KithDb db, Guid id, CancellationToken ct)
    {
        if (await db.Assessments.Include(a => a.Factors).FirstOrDefaultAsync(a => a.Id == id, ct) is not { } assessment)
        {
            return null;
        }
        var texts = await Texts(db, assessment).ToListAsync(ct);
        var open = assessment.EpisodeId is not { } episode || await db.Episodes.AnyAsync(e => e.Id == episode && e.ClosedOn == null, ct);
        var heard = await db.VoiceEntries.AnyAsync(v => v.PersonId == assessment.PersonId && v.On >= assessment.StartedOn, ct);
        return new AssessmentCase(assessment, Parts(assessment, texts), open, heard) { Own = await AskQuestions.Answers(db, assessment.PersonId, id, ct) };
    }

    /// <summary>What was written in the assessment: the family's sections, and the child's own.</summary>
    public static IQueryable<AssessmentText> Texts(KithDb db, Assessment assessment) =>
        db.AssessmentTexts.Where(t => t.TogetherId == assessment.TogetherId && (t.AssessmentId == null || t.AssessmentId == assessment.Id));

    /// <summary>The family's sections as one short text that changes whenever one of them does.</summary>
    public static string Stamp(IEnumerable<AssessmentText> texts) =>
        string.Join(
            ';',
            texts.Where(t => t.AssessmentId == null).OrderBy(t => t.Section, StringComparer.Ordinal).Select(t => FormattableString.Invariant($"{t.Section}.{t.Version}"))
        );

    /// <summary>Text by section; the analysis stands on the assessment itself.</summary>
    public static Dictionary<string, string> Parts(Assessment assessment, IEnumerable<AssessmentText> texts)
    {
        var parts = texts.ToDictionary(t => t.Section, t => t.Text);
        if (!string.IsNullOrWhiteSpace(assessment.Analysis))
        {
            parts["analysis"] = assessment.Analysis;
        }
        return parts;
    }
}

/// <summary>Keeps what is written in an assessment; sends it when the writer says so.</summary>
[UseCase]
public sealed class WriteAssessment(KithDb db, RecordAccess access, Acts.Acts acts, AskQuestions questions, Clock clock)
{
    /// <summary>The most that one section holds.</summary>
    public const int Longest = 40_000;

    /// <exception cref="AccessRefusedException">The actor may not record on the child.</exception>
    /// <exception cref="NotAcceptedException">The assessment cannot be written on now, or something cannot be.</exception>
    /// <exception cref="SecondEditorException">Someone else wrote on it since the form was filled.</exception>
    public async Task Handle(Guid assessmentId, AssessmentInput input, int? version, Actor actor, Guid? key, CancellationToken ct = default)
    {
        var found = await AssessmentCases.Load(db, assessmentId, ct) ?? throw new AccessRefusedException(Sight.Nothing, "write an assessment");
        await access.Demand(actor, found.Assessment.PersonId, Permission.RecordWork, "write an assessment", ct);
        if (await acts.AlreadyDone(key, ct) is not null)
        {
            return;
        }
        // One save since the form was filled, and that was the review point: it changed nothing that the form holds.
        var reviewedOnly = input.ReviewSeen == false && found.Assessment.InternalReviewOn is not null && version + 1 == found.Assessment.Version;
        Editing.SameVersion(found.Assessment, reviewedOnly ? null : version);
        AssessmentMachine.Machine.Demand(found, AssessmentAct.Write);
        var born = await db
            .People.Where(p => p.Id == found.Assessment.PersonId)
            .Select(p => new { p.DateOfBirth, Unborn = p.DateOfBirth == null && p.ExpectedDateOfBirth != null })
            .FirstAsync(ct);
        var own = await questions.Read(QuestionForm.Assessment, input.Own ?? [], finished: false, ct);
        Editing.Refuse([.. Problems(input, found.Assessment, born.DateOfBirth, born.Unborn), .. own.Problems]);
        var act = acts.Begin(actor, "Write an assessment", key: key);
        var changed = await Apply(found.Assessment, input, ct);
        if (input.Own is not null && await questions.Keep(act, own, found.Assessment.PersonId, assessmentId, clock.Today, ct))
        {
            changed.Add("The authority's questions");
        }
        if (changed.Count == 0)
        {
            return;
        }
        // The child's row goes up a version with every save, so that two people writing at once are told, whichever part they wrote.
        db.Entry(found.Assessment).Property(a => a.Version).IsModified = true;
        act.Happened(new AssessmentWritten(found.Assessment.PersonId, assessmentId, changed));
        await act.Save(assessmentId, ct);
    }

    private List<Problem> Problems(AssessmentInput input, Assessment a, DateOnly? born, bool unborn)
    {
        var problems = new List<Problem>();
        foreach (
            var (key, text) in input
                .Family.Select(f => ($"Family[{f.Key}]", f.Value))
                .Concat(input.Child.Select(c => ($"Child[{c.Key}]", c.Value)))
                .Where(t => t.Value?.Length > Longest)
        )
        {
            problems.Add(new(key, $"A section must be {Longest:N0} characters or fewer"));
        }
        if (input.SeenOn is { } seen && (seen > clock.Today || seen < a.StartedOn.AddMonths(-2)))
        {
            problems.Add(
                new(
                    nameof(input.SeenOn),
                    seen > clock.Today
                        ? "The day on which the child was seen must be today or in the past"
                        : $"The day on which the child was seen must be from {DateWords.Long(a.StartedOn.AddMonths(-2))} on: this assessment began on {DateWords.Long(a.StartedOn)}"
                )
            );
        }
        else if (input.ChildSeen == true && Birth.Wrong(nameof(input.SeenOn), input.SeenOn, born, unborn) is { } early)
        {
            problems.Add(early);
        }
        foreach (
            var (field, value) in new[]
            {
                (nameof(input.ScaleWorker), input.ScaleWorker),
                (nameof(input.ScaleFamily), input.ScaleFamily),
                (nameof(input.ScaleChild), input.ScaleChild),
            }
        )
        {
            if (value is < 0 or > 10)
            {
                problems.Add(new(field, "The scale goes from 0 to 10"));
            }
        }
        if (input.Factors.Exists(f => !CodeSets.AssessmentFactors.Contains(f)))
        {
            problems.Add(new(nameof(input.Factors), "Choose factors from the list"));
        }
        return problems;
    }

    private async Task<List<string>> Apply(Assessment a, AssessmentInput input, CancellationToken ct)
    {
        var changed = new List<string>();
        var edition = AssessmentEditions.Of(a.Edition);
        var texts = await AssessmentCases.Texts(db, a).ToListAsync(ct);
        if (input.Seen is { } seen && seen != AssessmentCases.Stamp(texts))
        {
            throw new SecondEditorException(a);
        }
        foreach (var section in edition.Sections)
        {
            var given = section.Scope == SectionScope.Family ? input.Family : input.Child;
            if (!given.TryGetValue(section.Key, out var raw))
            {
                // A form that does not hold a section leaves it alone.
                continue;
            }
            var words = (raw ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
            if (section.Key == "analysis")
            {
                if ((a.Analysis ?? "") != words)
                {
                    a.Analysis = words.Length == 0 ? null : words;
                    changed.Add(section.Title);
                }
                continue;
            }
            Guid? owner = section.Scope == SectionScope.Family ? null : a.Id;
            var text = texts.Find(t => t.Section == section.Key && t.AssessmentId == owner);
            if (text is null)
            {
                if (words.Length == 0)
                {
                    continue;
                }
                text = new AssessmentText
                {
                    Id = clock.NewId(),
                    TogetherId = a.TogetherId!.Value,
                    AssessmentId = owner,
                    Section = section.Key,
                };
                db.AssessmentTexts.Add(text);
            }
            if (text.Text != words)
            {
                text.Write(words);
                changed.Add(section.Title);
            }
            else if (text.InheritedFromId is not null && input.StillTrue.Contains(section.Key))
            {
                text.Confirm();
                changed.Add($"{section.Title} (still true)");
            }
        }
        Set(
            "Child seen",
            (a.ChildSeen, a.SeenOn, a.NotSeenReason),
            (input.ChildSeen, input.ChildSeen == true ? input.SeenOn : null, input.ChildSeen == false ? Clean(input.NotSeenReason) : null),
            v => (a.ChildSeen, a.SeenOn, a.NotSeenReason) = v
        );
        Set("Worry", a.Danger, Clean(input.Danger), v => a.Danger = v);
        Set("Safety", a.Safety, Clean(input.Safety), v => a.Safety = v);
        Set(
            "Scales",
            (a.ScaleWorker, a.ScaleFamily, a.ScaleChild),
            (input.ScaleWorker, input.ScaleFamily, input.ScaleChild),
            v => (a.ScaleWorker, a.ScaleFamily, a.ScaleChild) = v
        );
        Set("Conclusion", (a.Conclusion, a.ConclusionReason), (input.Conclusion, Clean(input.ConclusionReason)), v => (a.Conclusion, a.ConclusionReason) = v);
        Set("Why it takes longer", a.LateReason, Clean(input.LateReason), v => a.LateReason = v);
        var wanted = input.Factors.Distinct().ToList();
        if (!wanted.Order().SequenceEqual(a.Factors.Select(f => f.Code).Order()))
        {
            foreach (var gone in a.Factors.Where(f => !wanted.Contains(f.Code)).ToList())
            {
                a.Factors.Remove(gone);
            }
            foreach (var code in wanted.Where(c => a.Factors.TrueForAll(f => f.Code != c)))
            {
                var factor = new AssessmentFactor
                {
                    Id = clock.NewId(),
                    AssessmentId = a.Id,
                    Code = code,
                };
                // Added to the set too: a factor with an id of its own would otherwise be taken for one that exists.
                db.AssessmentFactors.Add(factor);
            }
            changed.Add("Factors");
        }
        return changed;

        void Set<T>(string part, T was, T now, Action<T> set)
        {
            if (!EqualityComparer<T>.Default.Equals(was, now))
            {
                set(now);
                changed.Add(part);
            }
        }

        static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
    }
}
