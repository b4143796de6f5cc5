using Kith.Practice.Children;
using Kith.Practice.Workforce;

namespace Kith.Practice.Projections;

/// <summary>From a child's records to the one row that lists show. Pure: the same records and day give the same row.</summary>
public static class OverviewProjection
{
    /// <summary>The overview of a child; null for people without a child record and for records merged away.</summary>
    public static ChildOverview? Of(ChildRecords r)
    {
        var person = r.Person;
        if (!person.HasChildRecord || person.MergedIntoId is not null)
        {
            return null;
        }
        var episode =
            r.Episodes.Where(e => e.IsOpen).OrderByDescending(e => e.ReferredOn).ThenBy(e => e.Id).FirstOrDefault()
            ?? r.Episodes.Where(e => !e.NoFurtherAction).OrderByDescending(e => e.ReferredOn).ThenBy(e => e.Id).FirstOrDefault();
        var plan = r.ProtectionPlans.Where(p => p.EndedOn is null).OrderByDescending(p => p.StartedOn).ThenBy(p => p.Id).FirstOrDefault();
        var cinPlan = r.CinPlans.Where(p => p.EndedOn is null).OrderByDescending(p => p.StartedOn).ThenBy(p => p.Id).FirstOrDefault();
        var care = r.CareEpisodes.Where(c => c.CeasedOn is null).OrderByDescending(c => c.StartedOn).ThenBy(c => c.Id).FirstOrDefault();
        var open = episode is { IsOpen: true };
        var assessing = r.Assessments.Any(a => a.AuthorisedOn is null && (a.EpisodeId is null || (open && a.EpisodeId == episode!.Id)));
        // Strongest first: a child on a protection plan who is also looked after is shown as looked after.
        var status =
            care is not null ? ChildStatus.LookedAfter
            : plan is not null ? ChildStatus.ChildProtection
            : !open ? (r.Episodes.Any(e => e.ClosedOn is not null) ? ChildStatus.Closed : ChildStatus.NotOpen)
            : cinPlan is not null ? ChildStatus.ChildInNeed
            : assessing ? ChildStatus.Assessment
            : r.Assessments.Any(a => a.EpisodeId == episode!.Id) ? ChildStatus.ChildInNeed
            : ChildStatus.Referred;

        var leads = r.Allocations.Where(a => a.Role == AllocationRole.Lead).OrderByDescending(a => a.From).ThenByDescending(a => a.Id).ToList();
        var lead = leads.FirstOrDefault(a => a.To is null);
        var latest = lead ?? leads.FirstOrDefault();
        var workers = latest is null
            ? 0
            : leads.Where(a => a.WorkerId is not null && (a.To ?? DateOnly.MaxValue) >= latest.From.AddYears(-2)).Select(a => a.WorkerId).Distinct().Count();
        var seen = r.Visits.Where(v => v.Seen == true).OrderByDescending(v => v.On).ThenByDescending(v => v.VisitId).Take(1).ToList();
        var home = r.Addresses.Where(a => a.To is null && a.AddressKey.Length > 0).OrderByDescending(a => a.From).ThenBy(a => a.Id).FirstOrDefault();
        var started = episode?.ReferredOn;
        var heard = Voice.Hearing.Of(r.Heard, started);
        var meeting = Voice.Participation.Latest(r.Conferences, r.Reviews, r.CinReviews, started);

        return new ChildOverview
        {
            PersonId = person.Id,
            SortName = person.SortName,
            DisplayName = person.DisplayName,
            LaChildId = person.LaChildId,
            BornOn = person.DateOfBirth ?? person.ExpectedDateOfBirth,
            Unborn = person.DateOfBirth is null && person.ExpectedDateOfBirth is not null,
            Sex = person.Sex,
            Ethnicity = person.Ethnicity,
            Disabled = r.Disabilities.Any(d => d.Code != "NONE"),
            Restricted = r.Restricted,
            Status = status,
            Category = plan?.LatestCategory ?? plan?.InitialCategory,
            PrimaryNeed = episode?.PrimaryNeed,
            EpisodeFrom = started,
            PlanFrom = plan?.StartedOn ?? (status == ChildStatus.ChildInNeed ? cinPlan?.StartedOn : null),
            ClosedOn = open || care is not null || plan is not null ? null : episode?.ClosedOn,
            WorkerId = lead?.WorkerId,
            WorkerSince = lead?.WorkerId is null ? null : lead.From,
            // A new referral belongs to the team that took it, whoever held the child years ago.
            TeamId = lead?.TeamId ?? (open && (latest is null || latest.From < episode!.ReferredOn) ? episode!.TeamId : null) ?? latest?.TeamId ?? episode?.TeamId,
            DutyTeamId =
                r.WaitingContacts.OrderByDescending(c => c.ReceivedOn).ThenBy(c => c.Id).FirstOrDefault()?.TeamId
                ?? r.Episodes.Where(e => e.IsUndecided && e.TogetherId is not null).OrderByDescending(e => e.ReferredOn).ThenBy(e => e.Id).FirstOrDefault()?.TeamId
                ?? r.Episodes.Where(e => e.OwesAnswer).OrderByDescending(e => e.ReferredOn).ThenBy(e => e.Id).FirstOrDefault()?.TakenByTeamId
                ?? r.Transfers.OrderBy(t => t.Id).FirstOrDefault(t => t.ToTeamId is not null)?.ToTeamId
                // The team that decides on intensive support, gives it and looks back on it.
                ?? r.Support.OrderByDescending(s => s.SupportId).Select(s => (Guid?)s.TeamId).FirstOrDefault(),
            WorkersInTwoYears = workers,
            LastSeenOn = seen.Count > 0 ? seen[0].On : null,
            LastSeenById = seen.Count > 0 ? seen[0].WorkerId : null,
            LastSeenAlone = seen.Count > 0 ? seen[0].SeenAlone : null,
            LastVoiceOn = heard.LastOn,
            LastVoiceMethod = heard.LastMethod,
            LastVoiceAlone = heard.LastAlone,
            VoiceOpportunities = heard.Opportunities,
            VoiceGap = heard.UsualGap,
            HeardAloneOn = heard.AloneOn,
            Unanswered = heard.Unanswered,
            UnansweredFrom = heard.UnansweredFrom,
            LastMeetingOn = meeting?.On,
            TookPart = Voice.Participation.TookPart(meeting?.How),
            AdvocateOn = Voice.Participation.AdvocateOn(r.AdvocateOffers, r.Conferences, r.Reviews, r.CinReviews, started),
            LastOversightOn = r.LastOversightOn,
            MissingSince = r.Missing.Where(m => m.FoundAt is null).Select(m => (DateTime?)m.From).Min(),
            // Without the day, so that the row does not change by itself at midnight.
            Contingency = r.Contingency.Strength,
            ContingencyUntil = r.Contingency.HoldsUntil,
            HouseholdKey = home?.AddressKey,
        };
    }
}
