using Kith.Practice.Access;
using Kith.Practice.Approvals;
using Kith.Practice.Casework;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Protection.Carrying;
using Kith.Practice.Referrals;
using Kith.Practice.Store;
using Kith.Practice.Synthetic.Families;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;
using Kith.Standards.CodeSets;

namespace Kith.Practice.Synthetic.Courses;

/// <summary>
/// What managers were asked to decide about plans, their end and the end of the work: of the last year and a half as it
/// was decided, and on the last day what still waits. The requests go the way that the records' own machines foresee.
/// </summary>
internal sealed class DecisionStory(Rows rows, StorySetting setting, SeededRandom random, SyntheticIds ids)
{
    private const int Remembered = 550;
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.England;
    private readonly DateOnly from = setting.AsAt.AddDays(-Remembered);

    /// <summary>Completes the family.</summary>
    public void Decide()
    {
        foreach (var plan in rows.CinPlans.Where(p => p.EndedOn is null ? p.StartedOn >= from : p.EndedOn >= from).ToList())
        {
            Plan(plan);
        }
        foreach (var episode in rows.Episodes.Where(e => e.ClosedOn >= from && !e.NoFurtherAction).ToList())
        {
            var input = new CloseInput
            {
                On = episode.ClosedOn,
                Reason = episode.ClosureReason,
                Summary = episode.ClosureSummary ?? "What was worrying has changed, and the family knows whom to ring.",
            };
            Ask(
                SubjectKind.Closure,
                episode,
                episode.TeamId,
                episode.WorkerId,
                Closure(input.Reason),
                Proposal.Write(input),
                episode.TogetherId,
                episode.ClosedOn!.Value,
                episode.ClosedOn
            );
        }
        Waiting();
    }

    private void Plan(CinPlan plan)
    {
        var agreed = Calendar.AddWorkingDays(plan.StartedOn, 2 + random.Below(4));
        if (rows.Goals.Exists(g => g.PlanId == plan.Id) && (plan.EndedOn is null || agreed <= plan.EndedOn))
        {
            Ask(
                SubjectKind.NeedPlan,
                plan,
                plan.TeamId,
                plan.WorkerId,
                $"Agree to the child in need plan that began on {DateWords.Long(plan.StartedOn)}",
                null,
                plan.TogetherId,
                plan.StartedOn,
                agreed
            );
        }
        if (plan is { EndedOn: { } ended, EndedAs: NeedPlanEnd.GoalsMet or NeedPlanEnd.EarlyHelp })
        {
            Ends(plan, new NeedPlanEnding(ended, plan.EndedAs.Value, plan.EndReason ?? "The goals are met."), ended, ended);
        }
    }

    /// <summary>Of what goes on today: here and there the worker has asked whether it may end.</summary>
    private void Waiting()
    {
        if (!random.Chance(0.12))
        {
            return;
        }
        var yesterday = Calendar.OnOrBefore(setting.AsAt.AddDays(-1));
        foreach (var plan in rows.CinPlans.Where(p => p.EndedOn is null && p.StartedOn < yesterday.AddDays(-60)).ToList())
        {
            var last = rows.CinReviews.Where(r => r.PlanId == plan.Id).Max(r => r.HeldOn);
            if (!rows.Approvals.Exists(a => a.SubjectId == plan.Id && a.IsOpen) && last < yesterday)
            {
                Ends(plan, new NeedPlanEnding(yesterday, NeedPlanEnd.Moved, "The family has moved to live near Gran, and the new authority has taken them on."), yesterday, null);
            }
        }
        foreach (var episode in rows.Episodes.Where(e => e is { IsOpen: true, DecidedOn: not null }).ToList())
        {
            var work = new ReferralCase(episode)
            {
                Assessments = [.. Own(rows.Assessments, a => a.EpisodeId == episode.Id)],
                Enquiries = [.. Own(rows.Enquiries, e => e.EpisodeId == episode.Id)],
                ProtectionPlans = [.. Own(rows.ProtectionPlans, p => p.EpisodeId == episode.Id)],
                NeedPlans = [.. Own(rows.CinPlans, p => p.EpisodeId == episode.Id)],
                CareEpisodes = [.. Own(rows.CareEpisodes, c => c.CeasedOn is null)],
            };
            if (work.Assessments.Count == 0 || ReferralMachine.WhyNotReason(work, "RC8") is not null || ReferralMachine.Machine.Why(work, ReferralAct.AskClosure) is not null)
            {
                continue;
            }
            var input = new CloseInput
            {
                On = yesterday,
                Reason = "RC8",
                Summary = "School and Gran see that mornings go well. They know that they can ring us, and whom.",
            };
            Ask(SubjectKind.Closure, episode, episode.TeamId, episode.WorkerId, Closure("RC8"), Proposal.Write(input), episode.TogetherId, yesterday, null);
        }

        IEnumerable<T> Own<T>(List<T> all, Func<T, bool> under)
            where T : PersonRecord => all.Where(under);
    }

    private void Ends(CinPlan plan, NeedPlanEnding ending, DateOnly asked, DateOnly? decided)
    {
        var request = NeedPlanEndApproval.Request(plan, ending, Actor.System("Synthetic council"), plan.TogetherId);
        Ask(SubjectKind.StepDown, plan, plan.TeamId, plan.WorkerId, request.What, request.Proposal, plan.TogetherId, asked, decided);
    }

    private static string Closure(string? reason) => $"Close the work: {CodeSets.ClosureReason.Describe(reason)}";

    private void Ask(SubjectKind kind, PersonRecord about, Guid? team, Guid? worker, string what, string? proposal, Guid? together, DateOnly asked, DateOnly? decided)
    {
        var lead = rows.Allocations.Where(a => a.PersonId == about.PersonId && a.Role == AllocationRole.Lead && a.From <= asked).OrderByDescending(a => a.From).FirstOrDefault();
        (team, worker) = (lead?.TeamId ?? team, worker ?? lead?.WorkerId);
        var at = LondonTime.StartOfDayUtc(asked).AddHours(10).AddMinutes(random.Below(240));
        var approval = new Approval
        {
            Id = ids.Next(),
            PersonId = about.PersonId,
            SubjectKind = kind,
            SubjectId = about.Id,
            What = what,
            TeamId = team,
            AskedByWorkerId = worker,
            AuthorWorkerId = worker,
            AskedAt = at,
            Proposal = proposal,
            TogetherId = together,
        };
        rows.Approvals.Add(approval);
        if (decided is not { } on || on > setting.AsAt || team is not { } of || setting.Council.ManagerOf(of, on) is not { } manager || manager.Id == worker)
        {
            return;
        }
        approval.Decide(
            new Actor
            {
                AccountId = setting.Accounts.TryGetValue(manager.Name.ToLowerInvariant().Replace(' ', '.'), out var account) ? account : manager.Id,
                Name = manager.Name,
                WorkerId = manager.Id,
                Roles = [Role.TeamManager],
            },
            ApprovalOutcome.Approve,
            null,
            LondonTime.StartOfDayUtc(on).AddHours(15).AddMinutes(random.Below(90))
        );
    }
}
