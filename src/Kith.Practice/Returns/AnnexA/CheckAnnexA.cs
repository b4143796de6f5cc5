using System.Globalization;
using Kith.Practice.Protection;
using Kith.Practice.Visits;
using Kith.Practice.Workforce;
using Kith.Standards.AnnexA;
using Kith.Standards.Calendar;

namespace Kith.Practice.Returns.AnnexA;

/// <summary>What the checks find on one child: on the child's rows, and between them and the child's records. Pure.</summary>
internal sealed class CheckAnnexA
{
    /// <summary>A child on a protection plan is seen every ten working days; a few days' grace before anyone would ask.</summary>
    private const int ProtectionDays = 15;
    private const int NeedDays = 42;
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;
    private readonly InspectedChild child;
    private readonly AnnexAPeriod period;
    private readonly ILookup<int, AnnexARow> lists;
    private readonly List<AnnexAFinding> found = [];

    private CheckAnnexA(InspectedChild child, IReadOnlyList<AnnexARow> rows, AnnexAPeriod period)
    {
        (this.child, this.period) = (child, period);
        lists = rows.ToLookup(r => r.List.Number);
    }

    public static IReadOnlyList<AnnexAFinding> Of(InspectedChild child, IReadOnlyList<AnnexARow> rows, AnnexAPeriod period)
    {
        if (rows.Count == 0)
        {
            return [];
        }
        var checking = new CheckAnnexA(child, rows, period);
        checking.Child(rows);
        foreach (var row in rows)
        {
            checking.found.AddRange(Columns(row, child.Person.Id, child.Person.LaChildId));
        }
        checking.Referrals();
        checking.Assessments();
        checking.Enquiries();
        checking.Need();
        checking.Protection();
        checking.Care();
        return checking.found;
    }

    /// <summary>Blank cells and values outside their lists, of any row.</summary>
    public static IEnumerable<AnnexAFinding> Columns(AnnexARow row, Guid? person, string? id)
    {
        var blank = new List<string>();
        foreach (var column in row.List.Columns)
        {
            var cell = row.Cells[column.Position - 1];
            // Gender, ethnicity and disability have words of their own for «not known»; those are told once for the child.
            if (cell.IsBlank)
            {
                if (column.MayBeBlank == false)
                {
                    blank.Add(column.Name);
                }
            }
            else if (
                (column.Type is AnnexAType.Date && cell.Day is null)
                || (column.Type is AnnexAType.Integer && cell.Number is null)
                || (column.Type is AnnexAType.Category && !column.AllowedValues.Any(v => v.Written == cell.Text || v.Written.StartsWith('<')))
            )
            {
                yield return new AnnexAFinding(
                    AnnexAChecks.UnknownCode,
                    row.List.Number,
                    column.Name,
                    person,
                    id,
                    cell.ToString(),
                    $"{column.Name} is «{cell}», which the list does not allow."
                );
            }
        }
        // Care, leavers and adoption are kept in other systems: nobody can fill their columns here.
        if (row.List.Number >= 8 && blank.Count > 0)
        {
            yield return new AnnexAFinding(
                AnnexAChecks.KeptElsewhere,
                row.List.Number,
                blank[0],
                person,
                id,
                null,
                $"{string.Join(", ", blank)} {(blank.Count == 1 ? "is" : "are")} blank."
            );
            yield break;
        }
        foreach (var name in blank)
        {
            yield return new AnnexAFinding(AnnexAChecks.Blank, row.List.Number, name, person, id, null, $"{name} is blank.");
        }
    }

    private void Child(IReadOnlyList<AnnexARow> rows)
    {
        var first = rows.MaxBy(r => r.List.Number is 6 or 7 or 8 ? 1 : 0)!;
        var list = first.List.Number;
        var p = child.Person;
        if (p.DateOfBirth is null && p.ExpectedDateOfBirth is null)
        {
            Found(AnnexAChecks.NoBirth, list, "Date of Birth", null, "Neither a date of birth nor an expected date is recorded.");
        }
        if (p.Sex is not ("M" or "F") && p.DateOfBirth is not null)
        {
            Found(AnnexAChecks.NoSex, list, "Gender", first["Gender"].Text, "Gender is not stated.");
        }
        if (p.Ethnicity is null or "NOBT" && p.DateOfBirth is not null)
        {
            Found(AnnexAChecks.NoEthnicity, list, "Ethnicity", first["Ethnicity"].Text, "Ethnicity is not known yet.");
        }
        if (child.Disabilities.Count == 0 && p.DateOfBirth is not null && rows.FirstOrDefault(r => r.List.Number is >= 4 and <= 10) is { } asks)
        {
            Found(AnnexAChecks.NoDisability, asks.List.Number, "Does the Child have a Disability", null, "Nothing is recorded about disability.");
        }
        if (p.DateOfBirth is { } born)
        {
            foreach (var row in rows)
            {
                foreach (var column in row.List.Columns.Where(c => c.Type == AnnexAType.Date && c.Name != "Date of Birth"))
                {
                    // A referral, or a plan, may be of a child before birth: a visit to the child, or care, may not.
                    if (row.Cells[column.Position - 1].Day is { } on && on < born && (row.List.Number >= 8 || on < born.AddMonths(-9)))
                    {
                        Found(AnnexAChecks.BeforeBirth, row.List.Number, column.Name, Day(on), $"{column.Name} ({Day(on)}) is before the child was born ({Day(born)}).");
                    }
                }
            }
        }
    }

    private void Referrals()
    {
        foreach (var row in lists[3])
        {
            var episode = child.Episodes.First(e => e.Id == row.RecordId);
            if (episode.NoFurtherAction && child.Assessments.Any(a => a.EpisodeId == episode.Id))
            {
                Found(
                    AnnexAChecks.NoFurtherActionButWork,
                    3,
                    "Referral NFA?",
                    row["Referral NFA?"].Text,
                    $"The referral of {Day(episode.ReferredOn)} ended with no further action and has an assessment."
                );
            }
            if (!episode.NoFurtherAction && !episode.IsUndecided && !lists[6].Any(n => n["CIN Start Date"].Day >= episode.ReferredOn))
            {
                Found(AnnexAChecks.ReferralWithoutNeed, 3, "Date of referral", Day(episode.ReferredOn), $"The referral of {Day(episode.ReferredOn)} is no episode of list 6.");
            }
        }
        if (lists[3].LastOrDefault() is { } last && last["Number of Referrals in Last 12 Months"].Number is >= 2 and var before)
        {
            Found(
                AnnexAChecks.RepeatReferral,
                3,
                "Number of Referrals in Last 12 Months",
                Whole(before),
                $"{before} earlier referrals in the twelve months before {last["Date of referral"]}."
            );
        }
    }

    private void Assessments()
    {
        foreach (var row in lists[4])
        {
            var (from, to) = (row["Continuous Assessment Start Date"].Day!.Value, row["Continuous Assessment Date of Authorisation"].Day);
            Ordered(row, "Continuous Assessment Start Date", "Continuous Assessment Date of Authorisation");
            var days = Calendar.WorkingDaysBetween(from, to ?? period.AsAt);
            if (days > 45)
            {
                Found(
                    AnnexAChecks.LateAssessment,
                    4,
                    "Continuous Assessment Date of Authorisation",
                    to is null ? null : Day(to.Value),
                    to is null
                        ? $"The assessment that began on {Day(from)} has been open for {days} working days."
                        : $"The assessment that began on {Day(from)} took {days} working days."
                );
            }
            if (to is not null && row["Child Seen During Continuous Assessment"].Text?.StartsWith('b') == true)
            {
                Found(
                    AnnexAChecks.NotSeenInAssessment,
                    4,
                    "Child Seen During Continuous Assessment",
                    "b) No",
                    $"The assessment of {Day(from)} was authorised without the child being seen."
                );
            }
            if (to is not null && row.Cells[9].IsBlank)
            {
                Found(
                    AnnexAChecks.NoSupportAnswer,
                    4,
                    row.List.Columns[9].Name,
                    null,
                    $"The assessment authorised on {Day(to.Value)} does not say whether the child needs support."
                );
            }
            if (to is null)
            {
                Allocated(row, "the assessment");
                if (lists[6].Any(n => n["CIN Closure Date"].Day is not null))
                {
                    Found(
                        AnnexAChecks.AssessmentOfClosed,
                        4,
                        "Continuous Assessment Start Date",
                        Day(from),
                        $"The assessment that began on {Day(from)} is open though the case is closed."
                    );
                }
            }
        }
    }

    private void Enquiries()
    {
        foreach (var row in lists[5])
        {
            var enquiry = child.Enquiries.First(s => s.Id == row.RecordId);
            var (from, held) = (enquiry.StartedOn, row["Date of Initial Child Protection Conference"].Day);
            if (AnnexARows.EndOf(enquiry) is { } ended && ended < from)
            {
                Found(AnnexAChecks.EndsBeforeStart, 5, row.List.Columns[6].Name, Day(from), $"The enquiry that began on {Day(from)} ended on {Day(ended)}.");
            }
            if (held is { } on)
            {
                var days = Calendar.WorkingDaysBetween(from, on);
                if (on < from)
                {
                    Found(
                        AnnexAChecks.ConferenceFirst,
                        5,
                        "Date of Initial Child Protection Conference",
                        Day(on),
                        $"The conference of {Day(on)} is before the strategy discussion of {Day(from)}."
                    );
                }
                else if (days > 15)
                {
                    Found(
                        AnnexAChecks.LateConference,
                        5,
                        "Date of Initial Child Protection Conference",
                        Day(on),
                        $"The conference was held {days} working days after the strategy discussion of {Day(from)}."
                    );
                }
                if (enquiry.ConferenceNotRequired == true)
                {
                    Found(
                        AnnexAChecks.UnnecessaryButHeld,
                        5,
                        row.List.Columns[7].Name,
                        Day(on),
                        $"A conference was held on {Day(on)} though the enquiry says that none was needed."
                    );
                }
                switch (row.Cells[9].Text?[0])
                {
                    case 'a' when !child.Plans.Any(p => p.StartedOn == on):
                        Found(AnnexAChecks.ConferenceWithoutPlan, 5, row.List.Columns[9].Name, "a) Yes", $"The conference of {Day(on)} made a plan and no plan began that day.");
                        break;
                    case 'c':
                        Found(AnnexAChecks.NoConferenceOutcome, 5, row.List.Columns[9].Name, "c) Unknown", $"What the conference of {Day(on)} decided is not recorded.");
                        break;
                }
            }
            else if (period.Known(AnnexARows.EndOf(enquiry)) is null && Calendar.WorkingDaysBetween(from, period.AsAt) is > 15 and var open)
            {
                Found(AnnexAChecks.OpenEnquiry, 5, row.List.Columns[6].Name, Day(from), $"The enquiry that began on {Day(from)} has been open for {open} working days.");
            }
        }
        if (lists[5].LastOrDefault() is { } last && last["Number of Section 47 Enquiries in the last 12 months"].Number is >= 2 and var before)
        {
            Found(
                AnnexAChecks.RepeatEnquiry,
                5,
                "Number of Section 47 Enquiries in the last 12 months",
                Whole(before),
                $"{before} earlier enquiries in the twelve months before the latest."
            );
        }
    }

    private void Need()
    {
        foreach (var row in lists[6])
        {
            var (from, to, seen) = (row["CIN Start Date"].Day!.Value, row["CIN Closure Date"].Day, row["Date Child Was Last Seen"].Day);
            Ordered(row, "CIN Start Date", "CIN Closure Date");
            if (to is not null)
            {
                if (row["Reason for Closure"].IsBlank)
                {
                    Found(AnnexAChecks.NoClosureReason, 6, "Reason for Closure", null, $"The case closed on {Day(to.Value)} without a reason.");
                }
                continue;
            }
            Allocated(row, "the case");
            var status = AnnexARows.StatusOf(child, period, null);
            if (child.Person.DateOfDeath is { } died && period.Knows(died))
            {
                Found(AnnexAChecks.DiedOpen, 6, "CIN Closure Date", null, $"The child died on {Day(died)} and the case is open.");
            }
            if (child.Episodes.Count(e => e.IsOpen && period.Knows(e.ReferredOn) && !e.IsUndecided) > 1)
            {
                Found(AnnexAChecks.TwoEpisodes, 6, "CIN Start Date", Day(from), "More than one referral is open.");
            }
            if (period.AsAt.DayNumber - from.DayNumber > 730)
            {
                Found(AnnexAChecks.LongNeed, 6, "CIN Start Date", Day(from), $"A child in need since {Day(from)}.");
            }
            // A child on a protection plan has a shorter interval, and a line of its own.
            if (status is AnnexARows.CaseStatus.Need or AnnexARows.CaseStatus.Assessment && period.AsAt.DayNumber - (seen ?? from).DayNumber > NeedDays)
            {
                Found(
                    seen is null ? AnnexAChecks.NeverSeen : AnnexAChecks.NotSeenLately,
                    6,
                    "Date Child Was Last Seen",
                    seen is null ? null : Day(seen.Value),
                    seen is null
                        ? $"No visit is recorded since the referral of {Day(from)}."
                        : $"The child was last seen on {Day(seen.Value)}, {period.AsAt.DayNumber - seen.Value.DayNumber} days before."
                );
            }
            if (
                status == AnnexARows.CaseStatus.Need
                && !child.CinPlans.Any(p => period.IsOpen(p.StartedOn, p.EndedOn))
                && !child.Assessments.Any(a => period.IsOpen(a.StartedOn, a.AuthorisedOn))
                && !lists[9].Any()
            )
            {
                Found(AnnexAChecks.NoPlan, 6, "Case Status", row["Case Status"].Text, "The child has no plan and no assessment is open.");
            }
            var workers = child.Leads.Where(a => a.WorkerId is not null && (a.To is null || a.To >= period.TwelveMonths)).Select(a => a.WorkerId).Distinct().Count();
            if (workers >= 3)
            {
                Found(AnnexAChecks.ManyWorkers, 6, "Allocated Worker", row["Allocated Worker"].Text, $"{workers} workers have held the case in twelve months.");
            }
        }
    }

    private void Protection()
    {
        foreach (var row in lists[7])
        {
            var plan = child.Plans.First(p => p.Id == row.RecordId);
            var (from, to) = (plan.StartedOn, row["Child Protection Plan End Date"].Day);
            Ordered(row, "Child Protection Plan Start Date", "Child Protection Plan End Date");
            if (lists[6].FirstOrDefault() is not { } need)
            {
                Found(AnnexAChecks.PlanWithoutNeed, 7, "Child Protection Plan Start Date", Day(from), $"The plan of {Day(from)} has no episode on list 6.");
            }
            else if (to is null && need["CIN Closure Date"].Day is { } closed)
            {
                Found(AnnexAChecks.PlanOfClosed, 7, "Child Protection Plan End Date", null, $"The plan of {Day(from)} is open and the case closed on {Day(closed)}.");
            }
            if (
                period.InSixMonths(from)
                && !child.Conferences.Any(c => c.HeldOn == from || c.PlanId == plan.Id)
                && !child.Enquiries.Any(s => s.ConferenceOn == from)
                && !child.Episodes.Any(e => e.TransferInConferenceOn == from)
            )
            {
                Found(AnnexAChecks.PlanWithoutConference, 7, "Child Protection Plan Start Date", Day(from), $"No conference is recorded for the plan that began on {Day(from)}.");
            }
            var earlier = child.Plans.Count(p => !p.OtherAuthority && p.StartedOn < from);
            if (plan.PreviousPlans is { } stated && stated < earlier)
            {
                Found(
                    AnnexAChecks.PlansMiscounted,
                    7,
                    "Number of Previous Child Protection Plans",
                    Whole(stated),
                    $"The plan states {stated} earlier plans; the records hold {earlier}."
                );
            }
            if (row["Number of Previous Child Protection Plans"].Number is > 0 and var previous)
            {
                Found(
                    AnnexAChecks.RepeatPlan,
                    7,
                    "Number of Previous Child Protection Plans",
                    Whole(previous),
                    previous == 1 ? "The child was on one plan before." : $"The child was on {previous} plans before."
                );
            }
            if (row.Cells[13].Text?.StartsWith('a') == true)
            {
                Found(AnnexAChecks.Emergency, 7, row.List.Columns[13].Name, "a) Yes", "An emergency order or police protection in the six months.");
            }
            if (to is null)
            {
                Open(row, plan);
            }
        }
        if (child.Plans.Count(p => !p.OtherAuthority && period.IsOpen(p.StartedOn, p.EndedOn)) > 1)
        {
            Found(AnnexAChecks.TwoPlans, 7, "Child Protection Plan Start Date", null, "More than one child protection plan is open.");
        }
    }

    private void Open(AnnexARow row, ProtectionPlan plan)
    {
        Allocated(row, "the plan");
        var from = plan.StartedOn;
        if (AnnexARows.AgeOn(child.Person.DateOfBirth, period.AsAt) >= 18)
        {
            Found(AnnexAChecks.AdultOpen, 7, "Child Protection Plan End Date", null, "The plan is open and the young person is 18 or over.");
        }
        if (from.AddMonths(15) <= period.AsAt)
        {
            Found(AnnexAChecks.LongPlan, 7, "Child Protection Plan Start Date", Day(from), $"The plan has run since {Day(from)}.");
        }
        var visit = row["Date of the Last Statutory Visit"].Day;
        if (Calendar.WorkingDaysBetween(visit ?? from, period.AsAt) is > ProtectionDays and var days)
        {
            Found(
                visit is null ? AnnexAChecks.NeverSeen : AnnexAChecks.NotSeenLately,
                7,
                "Date of the Last Statutory Visit",
                visit is null ? null : Day(visit.Value),
                visit is null
                    ? $"No protection visit is recorded since the plan began on {Day(from)}."
                    : $"The last protection visit was on {Day(visit.Value)}, {days} working days before."
            );
        }
        if (visit is not null && row["Was the Child Seen Alone?"].Text?.StartsWith('b') == true && AnnexARows.AgeOn(child.Person.DateOfBirth, period.AsAt) >= 4)
        {
            Found(AnnexAChecks.NotSeenAlone, 7, "Was the Child Seen Alone?", "b) No", $"On {Day(visit.Value)} the child was not seen alone.");
        }
        var review = row["Date of latest review conference"].Day;
        var due = review is { } on ? WorkingDayCalendar.AddMonths(on, 6) : WorkingDayCalendar.AddMonths(from, 3);
        if (due < period.AsAt)
        {
            Found(
                AnnexAChecks.ReviewLate,
                7,
                "Date of latest review conference",
                review is null ? null : Day(review.Value),
                review is null ? $"The first review was due by {Day(due)}." : $"The review after that of {Day(review.Value)} was due by {Day(due)}."
            );
        }
    }

    private void Care()
    {
        foreach (var row in lists[8])
        {
            Ordered(row, "Date Started to be Looked After", "Date Ceased to be Looked After");
            if (row["Date Ceased to be Looked After"].Day is not null)
            {
                continue;
            }
            Allocated(row, "the case");
            if (lists[6].FirstOrDefault() is not { } need)
            {
                Found(
                    AnnexAChecks.CareWithoutNeed,
                    8,
                    "Date Started to be Looked After",
                    row["Date Started to be Looked After"].ToString(),
                    "The child is looked after and not on list 6."
                );
            }
            else if (need["Case Status"].Text?.StartsWith('a') != true)
            {
                Found(AnnexAChecks.CareSaysOtherwise, 8, "Child's Legal Status", row["Child's Legal Status"].Text, $"List 6 says «{need["Case Status"]}».");
            }
        }
    }

    private void Allocated(AnnexARow row, string what)
    {
        if (row["Allocated Worker"].Text == AnnexARows.Unallocated)
        {
            Found(AnnexAChecks.Unallocated, row.List.Number, "Allocated Worker", AnnexARows.Unallocated, $"Nobody holds {what}.");
        }
    }

    private void Ordered(AnnexARow row, string from, string to)
    {
        if (row[from].Day is { } began && row[to].Day is { } ended && ended < began)
        {
            Found(AnnexAChecks.EndsBeforeStart, row.List.Number, to, Day(ended), $"{to} ({Day(ended)}) is before {from} ({Day(began)}).");
        }
    }

    private void Found(AnnexACheck check, int list, string? column, string? said, string words) =>
        found.Add(new AnnexAFinding(check, list, column, child.Person.Id, child.Person.LaChildId, said, words));

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
