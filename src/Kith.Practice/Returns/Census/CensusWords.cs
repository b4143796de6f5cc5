using System.Globalization;
using Kith.Practice.Access;
using Kith.Practice.Children.Show;
using Kith.Practice.Store;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Returns.Census;

/// <summary>The fields of the census in the words of the people who fill them.</summary>
public static class CensusWords
{
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["ChildIdentifiers.LAchildID"] = "Child id",
        ["ChildIdentifiers.UPN"] = "Unique pupil number (UPN)",
        ["ChildIdentifiers.FormerUPN"] = "Former UPN",
        ["ChildIdentifiers.UPNunknown"] = "Why there is no UPN",
        ["ChildIdentifiers.PersonBirthDate"] = "Date of birth",
        ["ChildIdentifiers.ExpectedPersonBirthDate"] = "Expected date of birth",
        ["ChildIdentifiers.Sex"] = "Sex",
        ["ChildIdentifiers.GenderCurrent"] = "Gender",
        ["ChildIdentifiers.PersonDeathDate"] = "Date of death",
        ["ChildCharacteristics.Ethnicity"] = "Ethnicity",
        ["Disabilities.Disability"] = "Disability",
        ["CINdetails.CINreferralDate"] = "Date of referral",
        ["CINdetails.ReferralSource"] = "Who made the referral",
        ["CINdetails.PrimaryNeedCode"] = "Primary need",
        ["CINdetails.CINclosureDate"] = "Date of closure",
        ["CINdetails.ReasonForClosure"] = "Reason for closure",
        ["CINdetails.DateOfInitialCPC"] = "Date of the transfer-in conference",
        ["CINdetails.ReferralNFA"] = "Referral with no further action",
        ["Assessments.AssessmentActualStartDate"] = "Start of the assessment",
        ["Assessments.AssessmentInternalReviewDate"] = "Review point of the assessment",
        ["Assessments.AssessmentAuthorisationDate"] = "Day the assessment was authorised",
        ["Assessments.AssessmentFactors"] = "Factors found at assessment",
        ["AssessmentFactorsList.AssessmentFactors"] = "Factors found at assessment",
        ["CINplanDates.CINPlanStartDate"] = "Start of the child in need plan",
        ["CINplanDates.CINPlanEndDate"] = "End of the child in need plan",
        ["Section47.S47ActualStartDate"] = "Start of the section 47 enquiry",
        ["Section47.InitialCPCtarget"] = "Day by which the conference is due",
        ["Section47.DateOfInitialCPC"] = "Date of the initial conference",
        ["Section47.ICPCnotRequired"] = "Initial conference not required",
        ["ChildProtectionPlans.CPPstartDate"] = "Start of the child protection plan",
        ["ChildProtectionPlans.CPPendDate"] = "End of the child protection plan",
        ["ChildProtectionPlans.InitialCategoryOfAbuse"] = "Category of abuse at the start",
        ["ChildProtectionPlans.LatestCategoryOfAbuse"] = "Latest category of abuse",
        ["ChildProtectionPlans.NumberOfPreviousCPP"] = "Number of earlier plans",
        ["Reviews.CPPreviewDate"] = "Date of the review conference",
        ["PreProceedingsandFGDM.PPStartDate"] = "Start of pre-proceedings",
        ["PreProceedingsandFGDM.LBPSentDate"] = "Letter before proceedings sent",
        ["PreProceedingsandFGDM.FGDMMeetingOffer"] = "Family group decision-making offered",
        ["PreProceedingsandFGDM.FGDMMeetingFac"] = "Family group decision-making held",
        ["PreProceedingsandFGDM.InitialPPMeetingDate"] = "First pre-proceedings meeting",
        ["PreProceedingsandFGDM.ReviewMeetingsCount"] = "Number of review meetings",
        ["PreProceedingsandFGDM.StepDecisionDate"] = "Day of the decision to step up or down",
        ["PreProceedingsandFGDM.PPOutcome"] = "Outcome of pre-proceedings",
        ["PreProceedingsandFGDM.CourtAppDate"] = "Day of the application to court",
        ["PreProceedingsandFGDM.LetterInitCPDate"] = "Letter that begins care proceedings",
        ["Header.ReferenceDate"] = "Reference date of the return",
        ["Header.Year"] = "Year of the return",
        ["Header.LEA"] = "Local authority code of the return",
    };

    /// <summary>«Date of closure» for «CINdetails.CINclosureDate»; the name itself where there are no words.</summary>
    public static string Field(string? field) =>
        field is null ? "The whole return"
        : Fields.GetValueOrDefault(field) is { } words ? words
        : IsRecord(field) ? Kind(new NamedPlace(field, null, null).Kind)
        : field[(field.IndexOf('.') + 1)..];

    /// <summary>Rules that ask why a record is there at all name it by the child's id, which every table of a return carries.</summary>
    private static bool IsRecord(string? field) => field is not null && field.EndsWith(".LAchildID", StringComparison.Ordinal) && !Fields.ContainsKey(field);

    /// <summary>A value as people say it: dates in words, codes with what they mean; «nothing» where it is empty.</summary>
    public static string Value(string? field, string? value)
    {
        if (IsRecord(field))
        {
            return "there is one";
        }
        if (string.IsNullOrWhiteSpace(value))
        {
            return "nothing is recorded";
        }
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        }
        var column = field is null ? "" : field[(field.IndexOf('.') + 1)..];
        CodeSet? set = column switch
        {
            "UPNunknown" => CodeSets.UpnUnknown,
            "Ethnicity" => CodeSets.Ethnicity,
            "Disability" => CodeSets.Disability,
            "ReferralSource" => CodeSets.ReferralSource,
            "PrimaryNeedCode" => CodeSets.PrimaryNeed,
            "ReasonForClosure" => CodeSets.ClosureReason,
            "AssessmentFactors" => CodeSets.AssessmentFactors,
            "InitialCategoryOfAbuse" or "LatestCategoryOfAbuse" => CodeSets.CategoryOfAbuse,
            _ => null,
        };
        if (set is not null && value.Split(',', StringSplitOptions.TrimEntries) is var codes && codes.All(set.Contains))
        {
            return string.Join("; ", codes.Select(c => $"{c}: {set.Describe(c)}"));
        }
        return column is "ReferralNFA" or "ICPCnotRequired" or "FGDMMeetingOffer" or "FGDMMeetingFac"
            ? value switch
            {
                "1" or "true" => "yes",
                "0" or "false" => "no",
                _ => value,
            }
            : value;
    }

    /// <summary>What a value does not agree with: «Date of referral 2 Apr 2026, Date of birth 3 May 2026».</summary>
    public static string? Against(string? against) =>
        NamedPlace.Read(against) is { Count: > 0 } places ? string.Join(", ", places.Select(p => $"{Field(p.Field).ToLowerInvariant()}: {Value(p.Field, p.Value)}")) : null;

    /// <summary>The message of a rule without the formula that all queries begin with.</summary>
    public static string Plain(string message)
    {
        foreach (var formula in (string[])["Please check and either amend data or provide a reason:", "Please check and either amend or provide a reason:"])
        {
            if (message.StartsWith(formula, StringComparison.OrdinalIgnoreCase))
            {
                var rest = message[formula.Length..].TrimStart();
                return rest.Length == 0 ? message : char.ToUpperInvariant(rest[0]) + rest[1..];
            }
        }
        return message;
    }

    /// <summary>Which record it is, in two words.</summary>
    public static string Kind(string kind) =>
        kind switch
        {
            CensusRecordKinds.Person => "The child's details",
            CensusRecordKinds.Disability => "The child's disabilities",
            CensusRecordKinds.Episode => "Referral and episode",
            CensusRecordKinds.Assessment => "Assessment",
            CensusRecordKinds.CinPlan => "Child in need plan",
            CensusRecordKinds.Section47 => "Section 47 enquiry",
            CensusRecordKinds.ProtectionPlan => "Child protection plan",
            CensusRecordKinds.Review => "Review conference",
            CensusRecordKinds.PreProceedings => "Pre-proceedings",
            _ => kind,
        };

    /// <summary>
    /// Where a field is put right: the very form that it stands in. Where it came with an extract, or where it is not
    /// there because the work is not done yet, the page of the record or of the work.
    /// </summary>
    public static string PutRight(Guid person, string kind, Guid record, string? source, string field, string? value)
    {
        var (table, column) = (field[..field.IndexOf('.')], field[(field.IndexOf('.') + 1)..]);
        if (source is not null)
        {
            return kind is CensusRecordKinds.Person or CensusRecordKinds.Disability ? $"/children/{person}" : $"/children/{person}/records/{Chronology(kind)}/{record}";
        }
        if (table == "Disabilities")
        {
            return $"/people/{person}/edit/communication";
        }
        if (kind == CensusRecordKinds.Person)
        {
            return $"/people/{person}/edit#{Control(column)}";
        }
        if (CorrectableField.Find(field) is { } f && (f.Form != FieldForm.Day || f.MayBeEmpty || !string.IsNullOrWhiteSpace(value)))
        {
            return $"/children/{person}/data/correct/{record}?field={f.Field}";
        }
        return (kind, column) switch
        {
            (CensusRecordKinds.Episode, "CINclosureDate") => $"/referrals/{record}/close",
            (CensusRecordKinds.Episode, _) => $"/referrals/{record}",
            (CensusRecordKinds.Assessment, _) => $"/assessments/{record}",
            (CensusRecordKinds.Section47, _) => $"/children/{person}/protection",
            (CensusRecordKinds.ProtectionPlan or CensusRecordKinds.CinPlan, _) => $"/children/{person}/plan/{record}",
            (CensusRecordKinds.PreProceedings, _) => $"/children/{person}/protection",
            _ => $"/children/{person}/records/{Chronology(kind)}/{record}",
        };
    }

    /// <summary>Where the work itself is done that fills or empties a field; null where a correction does all there is to do.</summary>
    public static (string Words, string Href)? Work(Guid person, Guid record, string field) =>
        field switch
        {
            "CINdetails.CINclosureDate" or "CINdetails.ReasonForClosure" => (
                "Was the work never closed, or is it to be closed now? That is done on the referral",
                $"/referrals/{record}"
            ),
            "CINdetails.DateOfInitialCPC" => ("A conference that is still to be held is recorded with the protection work", $"/children/{person}/protection"),
            "Assessments.AssessmentAuthorisationDate" => ("An assessment is authorised, or changed after it was, on its own page", $"/assessments/{record}"),
            "CINplanDates.CINPlanEndDate" or "ChildProtectionPlans.CPPendDate" => ("A plan that ends now is ended on its own page", $"/children/{person}/plan/{record}"),
            "Section47.DateOfInitialCPC" or "Section47.ICPCnotRequired" => ("An enquiry that still goes on is finished with the protection work", $"/children/{person}/protection"),
            _ when field.StartsWith("PreProceedingsandFGDM.", StringComparison.Ordinal) => (
                "Pre-proceedings that still go on are recorded with the protection work",
                $"/children/{person}/protection"
            ),
            _ => null,
        };

    /// <summary>
    /// The same for a reader: whoever does not record is led to the child's record, and whoever does not decide to the
    /// referral that was decided, never to a form that is refused to them.
    /// </summary>
    public static string PutRightBy(Actor actor, Guid person, string href)
    {
        var form = href.IndexOf("/data/correct/", StringComparison.Ordinal);
        if (!actor.May(Permission.RecordWork))
        {
            return form >= 0 || href.Contains("/edit", StringComparison.Ordinal) || href.EndsWith("/close", StringComparison.Ordinal) ? $"/children/{person}" : href;
        }
        return
            form >= 0
            && !actor.May(Permission.Decide)
            && href.IndexOf("?field=", StringComparison.Ordinal) is > 0 and var field
            && CorrectableField.Find(href[(field + "?field=".Length)..]) is { IsADecision: true }
            ? $"/referrals/{href[(form + "/data/correct/".Length)..field]}"
            : href;
    }

    /// <summary>The control of the form of a person's details in which a field of the return is kept.</summary>
    private static string Control(string column) =>
        column switch
        {
            "UPN" => "Input_Upn",
            "FormerUPN" => "Input_FormerUpn",
            "UPNunknown" => "Input_UpnUnknown",
            "PersonBirthDate" => "Input_DateOfBirth_Day",
            "ExpectedPersonBirthDate" => "Input_ExpectedDateOfBirth_Day",
            "PersonDeathDate" => "Input_DateOfDeath_Day",
            "Sex" or "GenderCurrent" => "Input_Sex",
            "Ethnicity" => "Input_Ethnicity",
            _ => "main",
        };

    /// <summary>Where to put it right, in words.</summary>
    public static string PutRightWords(string? source) => source is null ? "Put right" : $"Put right in your case system; it came with the {Sources.Describe(source)}";

    private static string Chronology(string kind) =>
        kind switch
        {
            CensusRecordKinds.Episode => "referral",
            CensusRecordKinds.Assessment => "assessment-start",
            CensusRecordKinds.CinPlan => "cin-plan-start",
            CensusRecordKinds.Section47 => "section-47",
            CensusRecordKinds.ProtectionPlan => "protection-plan-start",
            CensusRecordKinds.Review => "review-conference",
            CensusRecordKinds.PreProceedings => "pre-proceedings",
            _ => kind,
        };
}
