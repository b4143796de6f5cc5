using Kith.Practice.Assessments;
using Kith.Practice.LookedAfter;
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
    YesNo,
}

/// <summary>
/// A field of the return that is put right on its record by itself. Where a field's being there decides what the work is
/// (that a case is closed, that an assessment was authorised), the work fills and empties it, and a correction only
/// changes it; a day that is no more than a fact beside the work can come and go.
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

    /// <summary>True where a record without it is whole, and it may be filled in or taken away.</summary>
    public bool MayBeEmpty { get; private init; }

    /// <summary>True where what was filled in by mistake may be taken away, though only the work fills it in.</summary>
    public bool MayBeTakenAway { get; private init; }

    /// <summary>True where the field says what a manager decided: only one who may decide puts it right.</summary>
    public bool IsADecision { get; private init; }

    /// <summary>What must be there before the field can be; null where nothing must.</summary>
    internal Func<PersonRecord, string?> WhyNot { get; private init; } = _ => null;

    internal string? Read(PersonRecord record) => read(record);

    internal void Write(PersonRecord record, string? value) => write(record, value);

    /// <summary>The fields, by name.</summary>
    public static IReadOnlyDictionary<string, CorrectableField> All { get; } =
        new[]
        {
            Day<Episode>("CINdetails.CINreferralDate", e => e.ReferredOn, (e, d) => e.ReferredOn = d!.Value),
            Code<Episode>("CINdetails.ReferralSource", CodeSets.ReferralSource, e => e.SourceCode, (e, c) => e.SourceCode = c),
            Code<Episode>(
                "CINdetails.PrimaryNeedCode",
                CodeSets.PrimaryNeed,
                e => e.PrimaryNeed,
                (e, c) => e.PrimaryNeed = c,
                e => e.IsUndecided ? "The referral is not decided yet. The decision says what the primary need is" : null
            ),
            new CorrectableField(
                "CINdetails.ReferralNFA",
                FieldForm.YesNo,
                r => CensusValue.Write(((Episode)r).NoFurtherAction),
                (r, v) => ((Episode)r).CorrectDecision(CensusValue.Boolean(v) == true)
            )
            {
                IsADecision = true,
                WhyNot = r => ((Episode)r).IsUndecided ? "The referral is not decided yet. The decision says whether anything follows" : null,
            },
            Day<Episode>("CINdetails.CINclosureDate", e => e.ClosedOn, (e, d) => e.ClosedOn = d),
            Code<Episode>(
                "CINdetails.ReasonForClosure",
                CodeSets.ClosureReason,
                e => e.ClosureReason,
                (e, c) => e.ClosureReason = c,
                e => e.ClosedOn is null ? "The case is open. It gets its reason when it is closed" : null
            ),
            Day<Episode>("CINdetails.DateOfInitialCPC", e => e.TransferInConferenceOn, (e, d) => e.TransferInConferenceOn = d, empty: true),
            Day<Assessment>("Assessments.AssessmentActualStartDate", a => a.StartedOn, (a, d) => a.StartedOn = d!.Value),
            Day<Assessment>("Assessments.AssessmentInternalReviewDate", a => a.InternalReviewOn, (a, d) => a.InternalReviewOn = d, ahead: true, empty: true),
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
            Day<CinPlan>("CINplanDates.CINPlanStartDate", p => p.StartedOn, (p, d) => p.StartedOn = d!.Value),
            Day<CinPlan>(
                "CINplanDates.CINPlanEndDate",
                p => p.EndedOn,
                (p, d) => (p.EndedOn, p.EndedAs, p.EndReason) = (d, d is null ? null : p.EndedAs, d is null ? null : p.EndReason),
                takenAway: true
            ),
            Day<Section47Enquiry>("Section47.S47ActualStartDate", s => s.StartedOn, (s, d) => s.StartedOn = d!.Value),
            Day<Section47Enquiry>("Section47.InitialCPCtarget", s => s.ConferenceTargetOn, (s, d) => s.ConferenceTargetOn = d, ahead: true, empty: true),
            Day<Section47Enquiry>("Section47.DateOfInitialCPC", s => s.ConferenceOn, (s, d) => s.ConferenceOn = d, empty: true),
            YesNo<Section47Enquiry>("Section47.ICPCnotRequired", s => s.ConferenceNotRequired, (s, v) => s.ConferenceNotRequired = v),
            Day<ProtectionPlan>("ChildProtectionPlans.CPPstartDate", p => p.StartedOn, (p, d) => p.StartedOn = d!.Value),
            Day<ProtectionPlan>("ChildProtectionPlans.CPPendDate", p => p.EndedOn, (p, d) => (p.EndedOn, p.EndReason) = (d, d is null ? null : p.EndReason), takenAway: true),
            Code<ProtectionPlan>("ChildProtectionPlans.InitialCategoryOfAbuse", CodeSets.CategoryOfAbuse, p => p.InitialCategory, (p, c) => p.InitialCategory = c),
            Code<ProtectionPlan>("ChildProtectionPlans.LatestCategoryOfAbuse", CodeSets.CategoryOfAbuse, p => p.LatestCategory, (p, c) => p.LatestCategory = c),
            Count<ProtectionPlan>("ChildProtectionPlans.NumberOfPreviousCPP", p => p.PreviousPlans, (p, n) => p.PreviousPlans = n),
            Day<ReviewConference>("Reviews.CPPreviewDate", v => v.HeldOn, (v, d) => v.HeldOn = d),
            Day<PreProceedings>("PreProceedingsandFGDM.PPStartDate", p => p.DecidedOn, (p, d) => p.DecidedOn = d!.Value),
            Day<PreProceedings>("PreProceedingsandFGDM.LBPSentDate", p => p.LetterSentOn, (p, d) => p.LetterSentOn = d, empty: true),
            YesNo<PreProceedings>("PreProceedingsandFGDM.FGDMMeetingOffer", p => p.MeetingOffered, (p, v) => p.MeetingOffered = v),
            YesNo<PreProceedings>("PreProceedingsandFGDM.FGDMMeetingFac", p => p.MeetingHeld, (p, v) => p.MeetingHeld = v),
            Day<PreProceedings>("PreProceedingsandFGDM.InitialPPMeetingDate", p => p.FirstMeetingOn, (p, d) => p.FirstMeetingOn = d, empty: true),
            Count<PreProceedings>("PreProceedingsandFGDM.ReviewMeetingsCount", p => p.ReviewMeetings, (p, n) => p.ReviewMeetings = n),
            Day<PreProceedings>("PreProceedingsandFGDM.StepDecisionDate", p => p.EndedOn, (p, d) => p.EndedOn = d),
            Day<PreProceedings>("PreProceedingsandFGDM.CourtAppDate", p => p.CourtApplicationOn, (p, d) => p.CourtApplicationOn = d, empty: true),
            Day<PreProceedings>("PreProceedingsandFGDM.LetterInitCPDate", p => p.ProceedingsLetterOn, (p, d) => p.ProceedingsLetterOn = d, empty: true),
        }.ToDictionary(f => f.Field);

    /// <summary>The field; null where it is not put right by itself. A factor is put right with the assessment that it stands in.</summary>
    public static CorrectableField? Find(string? field) =>
        field switch
        {
            null => null,
            "AssessmentFactorsList.AssessmentFactors" => All["Assessments.AssessmentFactors"],
            _ => All.GetValueOrDefault(field),
        };

    private static CorrectableField Day<T>(string field, Func<T, DateOnly?> read, Action<T, DateOnly?> write, bool ahead = false, bool empty = false, bool takenAway = false)
        where T : PersonRecord =>
        new(field, FieldForm.Day, r => CensusValue.Write(read((T)r)), (r, v) => write((T)r, CensusValue.Date(v)))
        {
            MayBeAhead = ahead,
            MayBeEmpty = empty,
            MayBeTakenAway = empty || takenAway,
            WhyNot = r => empty || read((T)r) is not null ? null : "There is no date here yet. It comes with the work, not with a correction",
        };

    private static CorrectableField Code<T>(string field, CodeSet set, Func<T, string?> read, Action<T, string?> write, Func<T, string?>? whyNot = null)
        where T : PersonRecord => new(field, FieldForm.Code, r => read((T)r), (r, v) => write((T)r, v)) { Set = set, WhyNot = r => whyNot?.Invoke((T)r) };

    private static CorrectableField Count<T>(string field, Func<T, int?> read, Action<T, int?> write)
        where T : PersonRecord => new(field, FieldForm.Count, r => CensusValue.Write(read((T)r)), (r, v) => write((T)r, CensusValue.Integer(v)));

    private static CorrectableField YesNo<T>(string field, Func<T, bool?> read, Action<T, bool?> write)
        where T : PersonRecord => new(field, FieldForm.YesNo, r => CensusValue.Write(read((T)r)), (r, v) => write((T)r, CensusValue.Boolean(v)));
}
