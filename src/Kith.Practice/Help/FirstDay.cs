using Kith.Practice.Access;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Help;

/// <summary>One thing to try on a first day.</summary>
/// <param name="Title">What to do.</param>
/// <param name="How">How, and why it is worth it.</param>
/// <param name="Href">Where.</param>
/// <param name="Done">Whether this account has done it already, as the trail says.</param>
public sealed record FirstStep(string Title, string How, string Href, bool Done);

/// <summary>
/// What somebody new does once to know their way about: few steps, chosen by what their roles let them do, each on the real page.
/// A step is done when the trail has what it leads to, so there is nothing to tick and nothing kept beside.
/// </summary>
[UseCase]
public sealed class FirstDay(KithDb db)
{
    /// <summary>So many of the first entries that an account left in the trail are looked at: a first day is over by then.</summary>
    public const int Looked = 2_000;

    internal sealed record Step(Permission Needs, string Title, string How, string Href, string[] Events, Role[]? For = null);

    internal static readonly IReadOnlyList<Step> Steps =
    [
        new(
            Permission.SearchPeople,
            "Find a child",
            "Type a name as you heard it: nicknames, sounds, one slip and swapped dates are forgiven. Always search before you add anybody.",
            "/search",
            ["PeopleSearched"]
        ),
        new(
            Permission.ReadRecords,
            "Read one child from top to bottom",
            "Open a child of yours. One screen says who they are, why we are involved, what they last said and what happens if the plan fails. That you read it is written down, as with everybody.",
            "/children",
            ["RecordRead"]
        ),
        new(
            Permission.RecordWork,
            "Write up a visit",
            "Choose a visit on My day, or «Record a visit» on a child. One form does for all brothers and sisters, and it keeps itself while you write.",
            "/my-day",
            ["VisitRecorded"],
            [Role.SocialWorker, Role.FamilyPractitioner, Role.EdgeOfCarePractitioner]
        ),
        new(
            Permission.RecordWork,
            "Write down what a child said",
            "In the child's own words, and what they were told in answer. Open a child, then Voice.",
            "/voice",
            ["VoiceHeard"],
            [Role.SocialWorker, Role.FamilyPractitioner, Role.EdgeOfCarePractitioner, Role.TeamManager]
        ),
        new(
            Permission.ReadRecords,
            "See who steps in if a plan fails",
            "Each child's plan for the longer term names people of the family, and whether they were asked. Look at those that are missing or old.",
            "/contingency",
            ["ContingencyPlanMade", "ContingencyPlanLookedAt"],
            [Role.SocialWorker, Role.TeamManager, Role.EdgeOfCarePractitioner, Role.PrincipalSocialWorker, Role.HeadOfService]
        ),
        new(
            Permission.Decide,
            "Look at a child as their manager",
            "The list says whose look is due, disabled children's no less often than others'. Say what the child lives with, what you decide and why.",
            "/oversight",
            ["OversightRecorded"],
            [Role.TeamManager, Role.HeadOfService]
        ),
        new(
            Permission.RecordWork,
            "Answer what waits for you",
            "What others ask you to agree to is in one place. Send back with a reason, or agree. Nobody agrees to their own work.",
            "/approvals",
            ["ApprovalGiven", "ApprovalReturned", "ApprovalDeclined"],
            [Role.TeamManager, Role.HeadOfService]
        ),
        new(
            Permission.Chair,
            "Prepare a conference",
            "See who is coming, which reports are missing and whether enough agencies will be there.",
            "/conferences",
            ["ConferenceDecided", "ReviewDecided", "ConferencePaperShared", "ConferenceRearranged"],
            [Role.ConferenceChair]
        ),
        new(
            Permission.DoAudits,
            "Begin an audit",
            "Start from the child's experience: the tool asks about it first. Your grade is yours until it is in.",
            "/audits",
            ["AuditBegun"],
            [Role.Auditor, Role.PrincipalSocialWorker]
        ),
        new(
            Permission.ReadMeasures,
            "Open one number to its children",
            "Choose a measure, follow it to the children behind it, and keep the view that you will want again. Small numbers say how sure they are.",
            "/quality",
            ["MeasureViewKept"],
            [Role.HeadOfService, Role.Director, Role.PrincipalSocialWorker, Role.DataOfficer]
        ),
        new(
            Permission.ReadImprovement,
            "Follow one action of the improvement plan to its evidence",
            "An action is done when a child's experience has changed and somebody has seen it.",
            "/improvement",
            ["ObjectiveNarrated", "ImprovementEvidenceAdded", "ImprovementDecided"],
            [Role.HeadOfService, Role.Director]
        ),
        new(
            Permission.ReadReturns,
            "See what the return would say today",
            "Each error leads to the record where it can be put right, all year and not in spring.",
            "/data",
            ["CensusIssueExplained", "CensusFileChecked"],
            [Role.DataOfficer]
        ),
        new(
            Permission.ImportExtracts,
            "Load an extract as a trial",
            "A trial says what would be added, changed and refused, and changes nothing.",
            "/import",
            ["ImportAsked"],
            [Role.DataOfficer]
        ),
        new(
            Permission.ReadAssurance,
            "Read what is published of the quarter",
            "How the service is doing as a whole, and never one child's record.",
            "/assurance",
            [],
            [Role.LeadMember]
        ),
        new(
            Permission.VisitRoom,
            "Open the inspection room",
            "The records and papers that the council gave you, and where to ask for more.",
            "/inspection-room",
            ["RoomLookedAt"],
            [Role.Inspector]
        ),
        new(
            Permission.Administer,
            "Add an account",
            "With its person's role and dates. They choose a password by a link that works once.",
            "/admin/accounts",
            ["AccountAdded"],
            [Role.Administrator]
        ),
        new(
            Permission.Administer,
            "Read what the authority decides",
            "Intervals, weights and texts are kept from a day on, so that the past is judged by what was in force then.",
            "/admin/policies",
            ["PolicySet"],
            [Role.Administrator]
        ),
        new(
            Permission.Administer,
            "See how Kith is running",
            "What waits, what failed, how much room is left, and what to do about each.",
            "/admin/operation",
            [],
            [Role.Administrator]
        ),
    ];

    /// <summary>The steps of an actor, in the order in which they help, after those for the account itself. One statement.</summary>
    public async Task<IReadOnlyList<FirstStep>> Show(Actor actor, CancellationToken ct = default)
    {
        var mine = Steps.Where(s => actor.May(s.Needs) && (s.For is null || actor.Roles.Any(s.For.Contains))).ToList();
        string[] ways = ["SecondFactorSet", "PasskeyAdded", "DirectoryLinked"];
        var wanted = mine.SelectMany(s => s.Events).Concat(ways).Distinct().ToList();
        var first = db.TrailEntries.AsNoTracking().Where(t => t.ActorId == actor.AccountId).OrderBy(t => t.At).Take(Looked).Select(t => t.Event);
        var done = (await first.Where(e => wanted.Contains(e)).ToListAsync(ct)).ToHashSet();
        return
        [
            new("Make coming in safe", "Add a passkey or a code from an app, so that a password that got out opens nothing.", "/account", done.Overlaps(ways)),
            .. mine.Select(s => new FirstStep(s.Title, s.How, s.Href, done.Overlaps(s.Events))),
        ];
    }
}
