namespace Kith.Practice.Returns.AnnexA;

/// <summary>What kind of matter a check finds.</summary>
public enum AnnexAMatter
{
    /// <summary>Something that a list asks for is not there.</summary>
    Missing,

    /// <summary>Two things on one row, or a row and the child's records, cannot both be.</summary>
    Contradictory,

    /// <summary>Two lists do not tell the same story of a child.</summary>
    BetweenLists,

    /// <summary>Nothing is wrong with the data: an inspector would ask about the child.</summary>
    AskedAbout,
}

/// <summary>One check: what it looks for and what to do about what it finds.</summary>
/// <param name="Code">Its name in files and addresses; never used for another check.</param>
/// <param name="Title">What was found, in a few words, for filters and counts.</param>
/// <param name="WhatToDo">For whoever opens the record.</param>
public sealed record AnnexACheck(string Code, AnnexAMatter Matter, string Title, string WhatToDo)
{
    /// <summary>Whether it says that the data is wrong, rather than that someone will ask.</summary>
    public bool IsWrong => Matter != AnnexAMatter.AskedAbout;
}

/// <summary>Something that a check found.</summary>
/// <param name="List">The list on which it shows, 1 to 11; 0 for the workbook as a whole.</param>
/// <param name="Column">The column, where it is one.</param>
/// <param name="PersonId">The child whose record it leads to.</param>
/// <param name="Said">What stands there.</param>
/// <param name="Words">What is the matter, about this child.</param>
public sealed record AnnexAFinding(AnnexACheck Check, int List, string? Column, Guid? PersonId, string? ChildId, string? Said, string Words);

/// <summary>
/// The checks that a workbook goes through before anyone sends it. They are the authority's own reading, not Ofsted's
/// rules: what is missing, what contradicts itself, what one list says against another, and what an inspector who reads
/// the lists would pick out to ask about.
/// </summary>
public static class AnnexAChecks
{
    public static readonly AnnexACheck Blank = New("blank", AnnexAMatter.Missing, "A column that must be filled is blank", "Record it, on the record that the list takes it from.");
    public static readonly AnnexACheck KeptElsewhere = New(
        "kept-elsewhere",
        AnnexAMatter.Missing,
        "Another system keeps what a list asks for, and it was not loaded",
        "Load that list from the system that keeps it: Data, Load extracts."
    );
    public static readonly AnnexACheck UnknownCode = New(
        "code",
        AnnexAMatter.Missing,
        "A value is none of those that the list allows",
        "Choose one of the allowed values on the record."
    );
    public static readonly AnnexACheck NoBirth = New(
        "no-birth-date",
        AnnexAMatter.Missing,
        "No date of birth and no expected date",
        "Record the date of birth; an estimate is better than none."
    );
    public static readonly AnnexACheck NoSex = New("no-gender", AnnexAMatter.Missing, "Gender is not stated", "Ask, and record it with the child's details.");
    public static readonly AnnexACheck NoEthnicity = New(
        "no-ethnicity",
        AnnexAMatter.Missing,
        "Ethnicity has not been asked or recorded",
        "Ask the child or family, and record the answer, a refusal too."
    );
    public static readonly AnnexACheck NoDisability = New(
        "no-disability",
        AnnexAMatter.Missing,
        "Nothing is recorded about disability",
        "Record the disability, or that there is none."
    );
    public static readonly AnnexACheck Unallocated = New("unallocated", AnnexAMatter.Missing, "An open case is with nobody", "Allocate the child to a worker.");
    public static readonly AnnexACheck NoSupportAnswer = New(
        "no-outcome",
        AnnexAMatter.Missing,
        "An authorised assessment does not say whether support is needed",
        "Record the outcome of the assessment."
    );
    public static readonly AnnexACheck NoConferenceOutcome = New(
        "no-conference-outcome",
        AnnexAMatter.Missing,
        "A conference was held and its decision is not recorded",
        "Record whether the conference made a plan."
    );
    public static readonly AnnexACheck NoClosureReason = New("no-closure-reason", AnnexAMatter.Missing, "A closed case has no reason for closure", "Record why the work ended.");

    public static readonly AnnexACheck EndsBeforeStart = New("ends-first", AnnexAMatter.Contradictory, "Something ended before it began", "Look which of the two dates is right.");
    public static readonly AnnexACheck BeforeBirth = New(
        "before-birth",
        AnnexAMatter.Contradictory,
        "Something happened before the child was born",
        "Look whether the date of birth or the other date is right; for an unborn child record the expected date."
    );
    public static readonly AnnexACheck NoFurtherActionButWork = New(
        "nfa-but-work",
        AnnexAMatter.Contradictory,
        "A referral with no further action has an assessment",
        "Look which is right: the decision on the referral, or the assessment."
    );
    public static readonly AnnexACheck UnnecessaryButHeld = New(
        "unneeded-but-held",
        AnnexAMatter.Contradictory,
        "A conference was held though the enquiry says that none was needed",
        "Put the enquiry or the conference right."
    );
    public static readonly AnnexACheck ConferenceFirst = New(
        "conference-first",
        AnnexAMatter.Contradictory,
        "A conference is dated before the strategy discussion that led to it",
        "Look which of the two dates is right."
    );
    public static readonly AnnexACheck PlansMiscounted = New(
        "plans-miscounted",
        AnnexAMatter.Contradictory,
        "Fewer previous plans are stated than the records hold",
        "Look whether an earlier plan belongs to another authority."
    );
    public static readonly AnnexACheck TwoPlans = New(
        "two-plans",
        AnnexAMatter.Contradictory,
        "Two child protection plans are open at once",
        "End the one that ended, or merge the two."
    );
    public static readonly AnnexACheck TwoEpisodes = New("two-episodes", AnnexAMatter.Contradictory, "Two referrals are open at once", "Close the one under which nobody works.");
    public static readonly AnnexACheck AdultOpen = New(
        "adult",
        AnnexAMatter.Contradictory,
        "A plan for a child is open for somebody of 18 or over",
        "End the plan, or look whether the date of birth is right."
    );
    public static readonly AnnexACheck DiedOpen = New(
        "died",
        AnnexAMatter.Contradictory,
        "The child has died and the case is open",
        "Close the case, with the reason, when the work has ended."
    );

    public static readonly AnnexACheck PlanWithoutNeed = New(
        "7-not-6",
        AnnexAMatter.BetweenLists,
        "On a protection plan (list 7) but not a child in need (list 6)",
        "Open the episode of need under which the plan runs."
    );
    public static readonly AnnexACheck PlanOfClosed = New(
        "7-open-6-closed",
        AnnexAMatter.BetweenLists,
        "The protection plan is open and the case is closed",
        "End the plan or reopen the case."
    );
    public static readonly AnnexACheck ConferenceWithoutPlan = New(
        "5-plan-not-7",
        AnnexAMatter.BetweenLists,
        "The conference made a plan (list 5) and no plan began that day (list 7)",
        "Record the plan, from the day of the conference."
    );
    public static readonly AnnexACheck PlanWithoutConference = New(
        "7-not-5",
        AnnexAMatter.BetweenLists,
        "A plan began in the six months (list 7) and no conference led to it (list 5)",
        "Record the conference, or the transfer-in conference, that made the plan."
    );
    public static readonly AnnexACheck ReferralWithoutNeed = New(
        "3-not-6",
        AnnexAMatter.BetweenLists,
        "A referral went further (list 3) and is no episode of list 6",
        "Look what became of the referral."
    );
    public static readonly AnnexACheck AssessmentOfClosed = New(
        "4-open-6-closed",
        AnnexAMatter.BetweenLists,
        "An assessment is open (list 4) and the case is closed (list 6)",
        "Authorise the assessment, or say why it stopped."
    );
    public static readonly AnnexACheck CareWithoutNeed = New(
        "8-not-6",
        AnnexAMatter.BetweenLists,
        "Looked after (list 8) but not on the list of children in need (list 6)",
        "Look whether the episode of need was closed too early."
    );
    public static readonly AnnexACheck CareSaysOtherwise = New(
        "8-6-status",
        AnnexAMatter.BetweenLists,
        "Looked after (list 8) and list 6 gives another case status",
        "Look at the legal status and the dates of care."
    );

    public static readonly AnnexACheck NeverSeen = New(
        "never-seen",
        AnnexAMatter.AskedAbout,
        "No visit has been recorded in this episode",
        "See the child, or record the visit that was made."
    );
    public static readonly AnnexACheck NotSeenLately = New(
        "not-seen",
        AnnexAMatter.AskedAbout,
        "The child was last seen longer ago than expected",
        "See the child, or record the visit that was made."
    );
    public static readonly AnnexACheck NotSeenAlone = New(
        "not-alone",
        AnnexAMatter.AskedAbout,
        "At the last protection visit the child was not seen alone",
        "See the child alone, or say why not."
    );
    public static readonly AnnexACheck ReviewLate = New("review-late", AnnexAMatter.AskedAbout, "A protection review is overdue", "Hold the review; record the one that was held.");
    public static readonly AnnexACheck LongPlan = New(
        "long-plan",
        AnnexAMatter.AskedAbout,
        "On a protection plan for fifteen months or longer",
        "Be ready to say what has changed for the child and what the plan now waits for."
    );
    public static readonly AnnexACheck RepeatPlan = New(
        "repeat-plan",
        AnnexAMatter.AskedAbout,
        "A second or later protection plan",
        "Be ready to say what was different after the plan before."
    );
    public static readonly AnnexACheck RepeatReferral = New(
        "repeat-referral",
        AnnexAMatter.AskedAbout,
        "Two or more earlier referrals in twelve months",
        "Be ready to say why the help before did not last."
    );
    public static readonly AnnexACheck RepeatEnquiry = New(
        "repeat-enquiry",
        AnnexAMatter.AskedAbout,
        "Two or more earlier section 47 enquiries in twelve months",
        "Be ready to say what each enquiry changed for the child."
    );
    public static readonly AnnexACheck LateConference = New(
        "late-conference",
        AnnexAMatter.AskedAbout,
        "The conference was held after more than 15 working days",
        "Be ready to say why, and how the child was safe meanwhile."
    );
    public static readonly AnnexACheck OpenEnquiry = New(
        "open-enquiry",
        AnnexAMatter.AskedAbout,
        "An enquiry has been open for more than 15 working days without a conference",
        "End the enquiry or hold the conference."
    );
    public static readonly AnnexACheck LateAssessment = New(
        "late-assessment",
        AnnexAMatter.AskedAbout,
        "An assessment took, or has been open for, more than 45 working days",
        "Authorise it, or be ready to say why it took longer."
    );
    public static readonly AnnexACheck NotSeenInAssessment = New(
        "assessment-unseen",
        AnnexAMatter.AskedAbout,
        "The child was not seen during the assessment",
        "See the child, or be ready to say why not."
    );
    public static readonly AnnexACheck NoPlan = New(
        "no-plan",
        AnnexAMatter.AskedAbout,
        "A child in need without a plan or an open assessment",
        "Make the plan, or close the case."
    );
    public static readonly AnnexACheck LongNeed = New(
        "long-need",
        AnnexAMatter.AskedAbout,
        "A child in need for more than two years",
        "Be ready to say what the help has changed."
    );
    public static readonly AnnexACheck ManyWorkers = New(
        "many-workers",
        AnnexAMatter.AskedAbout,
        "Three or more workers in twelve months",
        "Be ready to say how the child was helped through the changes."
    );
    public static readonly AnnexACheck Emergency = New(
        "emergency",
        AnnexAMatter.AskedAbout,
        "An emergency order or police protection in the six months",
        "Be ready to say what led to it and what followed."
    );

    /// <summary>Every check, as declared.</summary>
    public static IReadOnlyList<AnnexACheck> All { get; } =
    [
        .. typeof(AnnexAChecks)
            .GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)
            .Where(f => f.FieldType == typeof(AnnexACheck))
            .OrderBy(f => f.MetadataToken)
            .Select(f => (AnnexACheck)f.GetValue(null)!),
    ];

    /// <summary>The check of this code, or null.</summary>
    public static AnnexACheck? Find(string? code) => All.FirstOrDefault(c => c.Code == code);

    /// <summary>«Missing».</summary>
    public static string InWords(AnnexAMatter matter) =>
        matter switch
        {
            AnnexAMatter.Missing => "Missing",
            AnnexAMatter.Contradictory => "Contradictory",
            AnnexAMatter.BetweenLists => "Lists do not agree",
            _ => "Would be asked about",
        };

    private static AnnexACheck New(string code, AnnexAMatter matter, string title, string whatToDo) => new(code, matter, title, whatToDo);
}
