using Kith.Practice.Assessments;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Standards.CinCensus;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Returns.Census;

/// <summary>How a field is filled.</summary>
public enum FieldForm
{
    Day,
    Code,

    /// <summary>Any number of codes.</summary>
    Codes,
    Count,
}

/// <summary>
/// A field of the return that is put right on its record by itself. What a field's being there decides (that a case is
/// closed, that a conference was held) is done by the work, not by a correction: a day can be another day here, but
/// not come or go.
/// </summary>
public sealed class CorrectableField
{
    private readonly Func<PersonRecord, string?> read;
    private readonly Action<PersonRecord, string?> write;

    private CorrectableField(string field, FieldForm form, Func<PersonRecord, string?> read, Action<PersonRecord, string?> write)
    {
        (Field, Form) = (field, form);
        (this.read, this.write) = (read, write);
    }

    /// <summary>Table and element: "CINdetails.PrimaryNeedCode".</summary>
    public string Field { get; }
    public FieldForm Form { get; }
    public CodeSet? Set { get; private init; }

    /// <summary>True for a day that is planned or due, and may be still to come.</summary>
    public bool MayBeAhead { get; private init; }

    /// <summary>What must be there before the field can be; null where nothing must.</summary>
    internal Func<PersonRecord, string?> WhyNot { get; private init; } = _ => null;

    internal string? Read(PersonRecord record) => read(record);

    internal void Write(PersonRecord record, string? value) => write(record, value);

    /// <summary>The fields, by name.</summary>
    public static IReadOnlyDictionary<string, CorrectableField> All { get; } =
        new[]
        {
            Day<Episode>("CINdetails.CINreferralDate", e => e.ReferredOn, (e, d) => e.ReferredOn = d),
            Code<Episode>("CINdetails.ReferralSource", CodeSets.ReferralSource, e => e.SourceCode, (e, c) => e.SourceCode = c),
            Code<Episode>(
                "CINdetails.PrimaryNeedCode",
                CodeSets.PrimaryNeed,
                e => e.PrimaryNeed,
                (e, c) => e.PrimaryNeed = c,
                e => e.IsUndecided ? "The referral is not decided yet. The decision says what the primary need is" : null
            ),
            Day<Episode>("CINdetails.CINclosureDate", e => e.ClosedOn, (e, d) => e.ClosedOn = d),
            Code<Episode>(
                "CINdetails.ReasonForClosure",
                CodeSets.ClosureReason,
                e => e.ClosureReason,
                (e, c) => e.ClosureReason = c,
                e => e.ClosedOn is null ? "The case is open. It gets its reason when it is closed" : null
            ),
            Day<Episode>("CINdetails.DateOfInitialCPC", e => e.TransferInConferenceOn, (e, d) => e.TransferInConferenceOn = d),
            Day<Assessment>("Assessments.AssessmentActualStartDate", a => a.StartedOn, (a, d) => a.StartedOn = d),
            Day<Assessment>("Assessments.AssessmentInternalReviewDate", a => a.InternalReviewOn, (a, d) => a.InternalReviewOn = d, ahead: true),
            Day<Assessment>("Assessments.AssessmentAuthorisationDate", a => a.AuthorisedOn, (a, d) => a.AuthorisedOn = d),
            new CorrectableField(
                "Assessments.AssessmentFactors",
                FieldForm.Codes,
                r => string.Join(',', ((Assessment)r).Factors.Select(f => f.Code).Order(StringComparer.Ordinal)) is { Length: > 0 } all ? all : null,
                (_, _) => throw new InvalidOperationException("Factors are records of their own.")
            )
            {
                Set = CodeSets.AssessmentFactors,
                WhyNot = r => ((Assessment)r).AuthorisedOn is null ? "The assessment is not finished. Its factors are written in it" : null,
            },
            Day<CinPlan>("CINplanDates.CINPlanStartDate", p => p.StartedOn, (p, d) => p.StartedOn = d),
            Day<CinPlan>("CINplanDates.CINPlanEndDate", p => p.EndedOn, (p, d) => p.EndedOn = d),
            Day<Section47Enquiry>("Section47.S47ActualStartDate", s => s.StartedOn, (s, d) => s.StartedOn = d),
            Day<Section47Enquiry>("Section47.InitialCPCtarget", s => s.ConferenceTargetOn, (s, d) => s.ConferenceTargetOn = d, ahead: true),
            Day<Section47Enquiry>("Section47.DateOfInitialCPC", s => s.ConferenceOn, (s, d) => s.ConferenceOn = d),
            Day<ProtectionPlan>("ChildProtectionPlans.CPPstartDate", p => p.StartedOn, (p, d) => p.StartedOn = d),
            Day<ProtectionPlan>("ChildProtectionPlans.CPPendDate", p => p.EndedOn, (p, d) => p.EndedOn = d),
            Code<ProtectionPlan>("ChildProtectionPlans.InitialCategoryOfAbuse", CodeSets.CategoryOfAbuse, p => p.InitialCategory, (p, c) => p.InitialCategory = c),
            Code<ProtectionPlan>("ChildProtectionPlans.LatestCategoryOfAbuse", CodeSets.CategoryOfAbuse, p => p.LatestCategory, (p, c) => p.LatestCategory = c),
            new CorrectableField(
                "ChildProtectionPlans.NumberOfPreviousCPP",
                FieldForm.Count,
                r => CensusValue.Write(((ProtectionPlan)r).PreviousPlans),
                (r, v) => ((ProtectionPlan)r).PreviousPlans = CensusValue.Integer(v)
            ),
            Day<ReviewConference>("Reviews.CPPreviewDate", v => v.HeldOn, (v, d) => v.HeldOn = d),
        }.ToDictionary(f => f.Field);

    /// <summary>The field; null where it is not put right by itself.</summary>
    public static CorrectableField? Find(string? field) => field is null ? null : All.GetValueOrDefault(field);

    private static CorrectableField Day<T>(string field, Func<T, DateOnly?> read, Action<T, DateOnly> write, bool ahead = false)
        where T : PersonRecord =>
        new(field, FieldForm.Day, r => CensusValue.Write(read((T)r)), (r, v) => write((T)r, CensusValue.Date(v)!.Value))
        {
            MayBeAhead = ahead,
            WhyNot = r => read((T)r) is null ? "There is no date here yet. It comes with the work, not with a correction" : null,
        };

    private static CorrectableField Code<T>(string field, CodeSet set, Func<T, string?> read, Action<T, string?> write, Func<T, string?>? whyNot = null)
        where T : PersonRecord => new(field, FieldForm.Code, r => read((T)r), (r, v) => write((T)r, v)) { Set = set, WhyNot = r => whyNot?.Invoke((T)r) };
}
