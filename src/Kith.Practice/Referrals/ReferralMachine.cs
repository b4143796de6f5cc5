using Kith.Practice.Access;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.LookedAfter;
using Kith.Practice.Plans;
using Kith.Practice.Protection;
using Kith.Practice.Store;
using Kith.Practice.Transfers;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Referrals;

/// <summary>Where a referral and the work that followed stand.</summary>
public enum ReferralState
{
    AwaitingDecision,
    NoFurtherAction,
    Accepted,
    BeingAssessed,
    Working,
    ClosureAsked,
    Closed,
}

/// <summary>What can be done with a referral and the work that followed.</summary>
public enum ReferralAct
{
    Decide,
    TellReferrer,
    StartAssessment,
    AskTransfer,
    AskClosure,
    KeepOpen,
    Close,
    Reopen,
}

/// <summary>
/// A referral with everything that was done under it: what its permitted acts depend on.
/// </summary>
public sealed record ReferralCase(Episode Episode)
{
    // What a row of the one statement that looks at all of it is about.
    private const int AnAssessment = 1;
    private const int AnEnquiry = 2;
    private const int AProtectionPlan = 3;
    private const int ANeedPlan = 4;
    private const int TimeInCare = 5;
    private const int ATransfer = 6;

    public IReadOnlyList<Assessment> Assessments { get; init; } = [];
    public IReadOnlyList<Section47Enquiry> Enquiries { get; init; } = [];
    public IReadOnlyList<ProtectionPlan> ProtectionPlans { get; init; } = [];
    public IReadOnlyList<CinPlan> NeedPlans { get; init; } = [];
    public IReadOnlyList<CareEpisode> CareEpisodes { get; init; } = [];
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];

    /// <summary>True while a strategy discussion is asked for and neither held nor called off.</summary>
    public bool DiscussionWaits { get; init; }

    /// <summary>The transfer-in conference that is asked for and neither held nor called off: the meeting.</summary>
    public Guid? TransferInWaits { get; init; }

    /// <summary>True while work before care proceedings goes on.</summary>
    public bool BeforeCourt { get; init; }

    /// <summary>True when another referral of the child is open or came later.</summary>
    public bool LaterReferral { get; init; }

    /// <summary>True while a manager is asked to close the work.</summary>
    public bool ClosureAsked { get; init; }

    /// <summary>Loads a referral to change it. Null when there is none.</summary>
    internal static async Task<ReferralCase?> Load(KithDb db, Guid episodeId, CancellationToken ct) => (await Load(db, [episodeId], ct)).FirstOrDefault();

    /// <summary>Loads the referrals of brothers and sisters to change them, without those that are not there. Of seven it asks as often as of one.</summary>
    internal static async Task<IReadOnlyList<ReferralCase>> Load(KithDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var episodes = await db.Episodes.Where(e => ids.Contains(e.Id)).ToListAsync(ct);
        if (episodes.Count == 0)
        {
            return [];
        }
        var people = episodes.Select(e => e.PersonId).Distinct().ToList();
        var around = (await Around(db, db.Episodes.Where(e => ids.Contains(e.Id))).ToListAsync(ct)).ToDictionary(a => a.EpisodeId);
        var assessments = await Own(db.Assessments.Include(a => a.Factors));
        var enquiries = await Own(db.Section47Enquiries);
        var protection = await Own(db.ProtectionPlans);
        var need = await Own(db.CinPlans);
        var care = await Own(db.CareEpisodes);
        var transfers = await Own(db.Transfers);
        // Plans and enquiries that an extract brought may not name their referral: those that began under it count.
        return
        [
            .. episodes.Select(e => new ReferralCase(e)
            {
                Assessments = [.. assessments[e.PersonId].Where(a => Under(e, a.EpisodeId, a.StartedOn))],
                Enquiries = [.. enquiries[e.PersonId].Where(q => Under(e, q.EpisodeId, q.StartedOn))],
                ProtectionPlans = [.. protection[e.PersonId].Where(p => Under(e, p.EpisodeId, p.StartedOn))],
                NeedPlans = [.. need[e.PersonId].Where(p => Under(e, p.EpisodeId, p.StartedOn))],
                CareEpisodes = [.. care[e.PersonId].Where(c => c.CeasedOn is null || c.StartedOn >= e.ReferredOn)],
                Transfers = [.. transfers[e.PersonId].Where(t => t.EpisodeId == e.Id)],
                DiscussionWaits = around[e.Id].Discussion,
                TransferInWaits = around[e.Id].TransferIn,
                BeforeCourt = around[e.Id].BeforeCourt,
                LaterReferral = around[e.Id].Later,
                ClosureAsked = around[e.Id].Asked,
            }),
        ];

        async Task<ILookup<Guid, T>> Own<T>(IQueryable<T> set)
            where T : PersonRecord => (await set.Where(r => people.Contains(r.PersonId) && r.SourceEndedOn == null).ToListAsync(ct)).ToLookup(r => r.PersonId);
    }

    /// <summary>
    /// The same as far as the machine looks at it, to show what is permitted and what stands in the way: two statements for
    /// however many. Of what was done under them there is no more than its days; nothing of it can be saved.
    /// </summary>
    internal static async Task<IReadOnlyList<ReferralCase>> Look(KithDb db, IReadOnlyCollection<Episode> episodes, CancellationToken ct)
    {
        var ids = episodes.Select(e => e.Id).ToList();
        var of = db.Episodes.AsNoTracking().Where(e => ids.Contains(e.Id));
        var around = (await Around(db, of).ToListAsync(ct)).ToDictionary(a => a.EpisodeId);
        var done = (
            await (
                from e in of
                join a in db.Assessments on e.PersonId equals a.PersonId
                where a.SourceEndedOn == null && (a.EpisodeId == e.Id || (a.EpisodeId == null && a.StartedOn >= e.ReferredOn))
                select new
                {
                    Case = e.Id,
                    What = AnAssessment,
                    a.Id,
                    From = a.StartedOn,
                    To = a.AuthorisedOn,
                    Mark = a.Factors.Any(f => f.Code == "21"),
                    Here = a.Edition != null,
                }
            )
                .Concat(
                    from e in of
                    join q in db.Section47Enquiries on e.PersonId equals q.PersonId
                    where q.SourceEndedOn == null && (q.EpisodeId == e.Id || (q.EpisodeId == null && q.StartedOn >= e.ReferredOn))
                    select new
                    {
                        Case = e.Id,
                        What = AnEnquiry,
                        q.Id,
                        From = q.StartedOn,
                        To = q.ConferenceOn,
                        Mark = q.ConferenceNotRequired == true,
                        Here = q.Source == null,
                    }
                )
                .Concat(
                    from e in of
                    join p in db.ProtectionPlans on e.PersonId equals p.PersonId
                    where p.SourceEndedOn == null && (p.EpisodeId == e.Id || (p.EpisodeId == null && p.StartedOn >= e.ReferredOn))
                    select new
                    {
                        Case = e.Id,
                        What = AProtectionPlan,
                        p.Id,
                        From = p.StartedOn,
                        To = p.EndedOn,
                        Mark = p.EndedOn == null,
                        Here = p.Source == null,
                    }
                )
                .Concat(
                    from e in of
                    join p in db.CinPlans on e.PersonId equals p.PersonId
                    where p.SourceEndedOn == null && (p.EpisodeId == e.Id || (p.EpisodeId == null && p.StartedOn >= e.ReferredOn))
                    select new
                    {
                        Case = e.Id,
                        What = ANeedPlan,
                        p.Id,
                        From = p.StartedOn,
                        To = p.EndedOn,
                        Mark = p.EndedOn == null,
                        Here = p.Source == null,
                    }
                )
                .Concat(
                    from e in of
                    join c in db.CareEpisodes on e.PersonId equals c.PersonId
                    where c.SourceEndedOn == null && (c.CeasedOn == null || c.StartedOn >= e.ReferredOn)
                    select new
                    {
                        Case = e.Id,
                        What = TimeInCare,
                        c.Id,
                        From = c.StartedOn,
                        To = c.CeasedOn,
                        Mark = c.CeasedOn == null,
                        Here = c.Source == null,
                    }
                )
                .Concat(
                    from e in of
                    join t in db.Transfers on e.Id equals t.EpisodeId
                    where t.SourceEndedOn == null && t.AcceptedOn == null && t.EndedOn == null
                    select new
                    {
                        Case = e.Id,
                        What = ATransfer,
                        t.Id,
                        From = t.AskedOn,
                        To = t.EndedOn,
                        Mark = true,
                        Here = t.Source == null,
                    }
                )
                .ToListAsync(ct)
        ).ToLookup(d => (d.Case, d.What));
        return
        [
            .. episodes.Select(e => new ReferralCase(e)
            {
                Assessments =
                [
                    .. done[(e.Id, AnAssessment)]
                        .Select(d => new Assessment
                        {
                            Id = d.Id,
                            PersonId = e.PersonId,
                            EpisodeId = e.Id,
                            StartedOn = d.From,
                            AuthorisedOn = d.To,
                            Edition = d.Here ? "" : null,
                            Factors = d.Mark ? [new AssessmentFactor { Code = "21" }] : [],
                        }),
                ],
                Enquiries =
                [
                    .. done[(e.Id, AnEnquiry)]
                        .Select(d => new Section47Enquiry
                        {
                            Id = d.Id,
                            PersonId = e.PersonId,
                            StartedOn = d.From,
                            ConferenceOn = d.To,
                            ConferenceNotRequired = d.Mark,
                        }),
                ],
                ProtectionPlans =
                [
                    .. done[(e.Id, AProtectionPlan)]
                        .Select(d => new ProtectionPlan
                        {
                            Id = d.Id,
                            PersonId = e.PersonId,
                            StartedOn = d.From,
                            EndedOn = d.To,
                        }),
                ],
                NeedPlans =
                [
                    .. done[(e.Id, ANeedPlan)]
                        .Select(d => new CinPlan
                        {
                            Id = d.Id,
                            PersonId = e.PersonId,
                            StartedOn = d.From,
                            EndedOn = d.To,
                        }),
                ],
                CareEpisodes =
                [
                    .. done[(e.Id, TimeInCare)]
                        .Select(d => new CareEpisode
                        {
                            Id = d.Id,
                            PersonId = e.PersonId,
                            StartedOn = d.From,
                            CeasedOn = d.To,
                        }),
                ],
                Transfers =
                [
                    .. done[(e.Id, ATransfer)]
                        .Select(d => new Transfer
                        {
                            Id = d.Id,
                            PersonId = e.PersonId,
                            EpisodeId = e.Id,
                            Reason = "",
                            AskedOn = d.From,
                        }),
                ],
                DiscussionWaits = around[e.Id].Discussion,
                TransferInWaits = around[e.Id].TransferIn,
                BeforeCourt = around[e.Id].BeforeCourt,
                LaterReferral = around[e.Id].Later,
                ClosureAsked = around[e.Id].Asked,
            }),
        ];
    }

    private static bool Under(Episode e, Guid? episode, DateOnly began) => episode is { } named ? named == e.Id : began >= e.ReferredOn;

    private static IQueryable<StandsAround> Around(KithDb db, IQueryable<Episode> of) =>
        of.Select(e => new StandsAround
        {
            EpisodeId = e.Id,
            Later = db.Episodes.Any(o =>
                o.PersonId == e.PersonId && o.Id != e.Id && o.SourceEndedOn == null && !o.NoFurtherAction && (o.ClosedOn == null || o.ReferredOn > e.ReferredOn)
            ),
            Discussion = db.StrategyDiscussions.Any(d => d.PersonId == e.PersonId && d.Source == null && d.HeldOn == null && d.CalledOffOn == null),
            TransferIn = db
                .InitialConferences.Where(c => c.PersonId == e.PersonId && c.TransferIn && c.Source == null && c.HeldOn == null && c.CalledOffOn == null)
                .OrderBy(c => c.Id)
                .Select(c => c.TogetherId)
                .FirstOrDefault(),
            BeforeCourt = db.PreProceedings.Any(p => p.PersonId == e.PersonId && p.Source == null && p.EndedOn == null),
            Asked = db.Approvals.Any(a => a.SubjectKind == SubjectKind.Closure && a.SubjectId == e.Id && a.Outcome == null && a.WithdrawnAt == null),
        });

    /// <summary>What else of the child decides on what can be done with a referral.</summary>
    private sealed class StandsAround
    {
        public Guid EpisodeId { get; init; }
        public bool Later { get; init; }
        public bool Discussion { get; init; }
        public Guid? TransferIn { get; init; }
        public bool BeforeCourt { get; init; }
        public bool Asked { get; init; }
    }
}

/// <summary>Something that still runs and stops a closure.</summary>
/// <param name="Words">What runs, and what to do.</param>
/// <param name="Href">Where it is ended.</param>
/// <param name="Where">What stands there: the words of the link.</param>
public sealed record Block(string Words, string Href, string Where);

/// <summary>From a referral to the end of the work with the child.</summary>
public static class ReferralMachine
{
    private static readonly Rule<ReferralCase> RecordedHere = new(
        "it was recorded in Kith",
        c => c.Episode.Source is { } source ? $"This referral is kept in the {Sources.Describe(source)}. Change it there; it comes in again with the next extract" : null
    );

    private static readonly Rule<ReferralCase> AnswerOwed = new(
        "a decision was made and the referrer has not been told",
        c =>
            c.Episode.Decision is null ? "Decide on the referral first"
            : c.Episode.OwesAnswer ? null
            : "The referrer has been told already"
    );

    private static readonly Rule<ReferralCase> NoAssessmentRunning = new(
        "no other assessment of the child is running under it",
        c => c.Assessments.Any(a => a.AuthorisedOn is null) ? "An assessment of this child is running already. Finish it first" : null
    );

    private static readonly Rule<ReferralCase> NoTransferRunning = new(
        "no other transfer is running",
        c => c.Transfers.Any(t => t.IsOpen) ? "A transfer has been asked for already" : null
    );

    private static readonly Rule<ReferralCase> NothingRunning = new(
        "no assessment, discussion, enquiry, conference, plan, pre-proceedings, period of care or transfer is still running",
        c => Blocks(c) is { Count: > 0 } blocks ? $"{string.Join(". ", blocks.Select(b => b.Words))}" : null
    );

    private static readonly Rule<ReferralCase> NoLaterReferral = new(
        "the child has no later referral",
        c => c.LaterReferral ? "This child has been referred again since. Work goes on under the later referral" : null
    );

    /// <summary>The machine.</summary>
    public static StateMachine<ReferralCase, ReferralState, ReferralAct> Machine { get; } = Table();

    private static StateMachine<ReferralCase, ReferralState, ReferralAct> Table()
    {
        var machine = new StateMachine<ReferralCase, ReferralState, ReferralAct>("Referral", StateOf)
            .State(ReferralState.AwaitingDecision, "A manager has not decided yet", begins: true)
            .State(ReferralState.NoFurtherAction, "It ended without an assessment")
            .State(ReferralState.Accepted, "It was accepted, and the assessment has not begun")
            .State(ReferralState.BeingAssessed, "The child is being assessed")
            .State(ReferralState.Working, "The child was assessed and is being helped")
            .State(ReferralState.ClosureAsked, "A manager is asked to close the work")
            .State(ReferralState.Closed, "The work has ended")
            .Act(
                ReferralAct.Decide,
                "decide on the referral",
                [ReferralState.AwaitingDecision],
                [ReferralState.Accepted, ReferralState.NoFurtherAction],
                Permission.Decide,
                "A manager",
                RecordedHere
            );
        // These leave the state as it is: one line each, so that no other way is foreseen.
        foreach (
            var state in (ReferralState[])[ReferralState.Accepted, ReferralState.NoFurtherAction, ReferralState.BeingAssessed, ReferralState.Working, ReferralState.ClosureAsked]
        )
        {
            machine.Act(ReferralAct.TellReferrer, "tell the referrer", [state], [state], Permission.RecordWork, "The worker or the duty team", RecordedHere, AnswerOwed);
        }
        machine.Act(
            ReferralAct.StartAssessment,
            "start an assessment",
            [ReferralState.Accepted, ReferralState.Working],
            [ReferralState.BeingAssessed],
            Permission.RecordWork,
            "The worker",
            NoAssessmentRunning
        );
        foreach (var state in (ReferralState[])[ReferralState.Accepted, ReferralState.BeingAssessed, ReferralState.Working])
        {
            machine.Act(ReferralAct.AskTransfer, "ask for a transfer", [state], [state], Permission.RecordWork, "The worker or a manager", NoTransferRunning);
        }
        return machine
            .Act(
                ReferralAct.AskClosure,
                "ask a manager to close the work",
                [ReferralState.Accepted, ReferralState.Working],
                [ReferralState.ClosureAsked],
                Permission.RecordWork,
                "The worker, where the authority wants a manager's decision",
                RecordedHere,
                NothingRunning
            )
            .Act(
                ReferralAct.KeepOpen,
                "send the request to close back, or take it back",
                [ReferralState.ClosureAsked],
                [ReferralState.Accepted, ReferralState.Working],
                Permission.RecordWork,
                "A manager with comments, or the one who asked"
            )
            .Act(
                ReferralAct.Close,
                "close the work",
                [ReferralState.Accepted, ReferralState.Working, ReferralState.ClosureAsked],
                [ReferralState.Closed],
                Permission.Decide,
                "A manager who does not work with the child",
                RecordedHere,
                NothingRunning
            )
            .Act(
                ReferralAct.Reopen,
                "re-open the work",
                [ReferralState.Closed],
                [ReferralState.Accepted, ReferralState.Working],
                Permission.Decide,
                "A manager, with a reason",
                RecordedHere,
                NoLaterReferral
            );
    }

    private static ReferralState StateOf(ReferralCase c) =>
        c.Episode.ClosedOn is not null ? ReferralState.Closed
        : c.Episode.NoFurtherAction ? ReferralState.NoFurtherAction
        : c.Assessments.Any(a => a.AuthorisedOn is null) ? ReferralState.BeingAssessed
        : c.ClosureAsked ? ReferralState.ClosureAsked
        : c.Assessments.Count + c.Enquiries.Count + c.ProtectionPlans.Count + c.NeedPlans.Count > 0 ? ReferralState.Working
        : c.Episode.IsUndecided ? ReferralState.AwaitingDecision
        : ReferralState.Accepted;

    /// <summary>What is still running and must end before the work can be closed: in words that say what to do, and where to do it.</summary>
    public static IReadOnlyList<Block> Blocks(ReferralCase c)
    {
        var blocks = new List<Block>();
        var child = $"/children/{c.Episode.PersonId}";
        if (c.Assessments.FirstOrDefault(a => a.AuthorisedOn is null) is { } assessment)
        {
            blocks.Add(new("An assessment has not been authorised: finish it first", assessment.Edition is null ? child : $"/assessments/{assessment.Id}", "The assessment"));
        }
        if (c.DiscussionWaits)
        {
            blocks.Add(new("A strategy discussion is asked for: hold it, or call it off with a reason", $"{child}/protection", "Protection and plans"));
        }
        if (c.TransferInWaits is { } transferIn)
        {
            blocks.Add(new("A transfer-in conference is asked for: hold it, or have it called off", $"{child}/protection/conference/{transferIn}", "The conference"));
        }
        if (c.BeforeCourt)
        {
            blocks.Add(new("Pre-proceedings are running: end them first", $"{child}/pre-proceedings", "Pre-proceedings"));
        }
        // Census rule 8868: an enquiry ends with its conference, or with the decision that none is needed.
        if (c.Enquiries.FirstOrDefault(e => e.ConferenceOn is null && e.ConferenceNotRequired != true) is { })
        {
            blocks.Add(new("A section 47 enquiry has neither a conference nor the decision that none is needed: finish it first", $"{child}/protection/enquiry", "The enquiry"));
        }
        if (c.ProtectionPlans.FirstOrDefault(p => p.EndedOn is null) is { } protection)
        {
            blocks.Add(new("A child protection plan is running: a conference ends it", $"{child}/plan/{protection.Id}", "The child protection plan"));
        }
        if (c.NeedPlans.FirstOrDefault(p => p.EndedOn is null) is { } need)
        {
            blocks.Add(new("A child in need plan is running: end it first", $"{child}/plan/{need.Id}", "The child in need plan"));
        }
        if (c.CareEpisodes.Any(e => e.CeasedOn is null))
        {
            blocks.Add(new("The child is looked after: the work goes on", child, "The child"));
        }
        if (c.Transfers.FirstOrDefault(t => t.IsOpen) is { })
        {
            blocks.Add(new("A transfer to another team has not been settled: accept or withdraw it first", $"/referrals/{c.Episode.Id}/transfer", "The transfer"));
        }
        return blocks;
    }

    /// <summary>
    /// Why a DfE reason for closure does not fit what was done; null when it does. RC8 and RC9 say that the work ended
    /// with the assessment: nothing else may have been done (census rules 2990 and 8825Q).
    /// </summary>
    public static string? WhyNotReason(ReferralCase c, string reason)
    {
        if (reason is not ("RC8" or "RC9"))
        {
            // Census rule 8873Q: one assessment that found nothing ends with the assessment.
            return c.Assessments.Count == 1 && c.Assessments[0].Factors.Any(f => f.Code == "21") && reason == "RC7"
                ? "The only assessment found no factors: choose «Case closed after assessment», with or without early help"
                : null;
        }
        if (c.Assessments.Count == 0)
        {
            return "This reason is for work that ends with an assessment, and there was none";
        }
        return c.Enquiries.Count + c.ProtectionPlans.Count + c.NeedPlans.Count > 0 || c.Episode.TransferInConferenceOn is not null
            ? "This reason is for work that ends with the assessment. An enquiry, a conference or a plan followed it: choose another reason"
            : null;
    }
}
