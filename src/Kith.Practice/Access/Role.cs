namespace Kith.Practice.Access;

/// <summary>The roles of product.md. What each may do is in <see cref="Permissions"/>; over whom, in its <see cref="Reach"/>.</summary>
public enum Role
{
    SocialWorker,
    FamilyPractitioner,
    TeamManager,
    ConferenceChair,
    EdgeOfCarePractitioner,
    Auditor,
    PrincipalSocialWorker,
    HeadOfService,
    Director,
    LeadMember,
    Inspector,
    Partner,
    DataOfficer,
    Administrator,
}

/// <summary>How far a role reaches over children's records.</summary>
public enum Reach
{
    /// <summary>No child's record at all.</summary>
    Nobody,

    /// <summary>Children the worker is allocated to, and those of the worker's own team.</summary>
    OwnTeam,

    /// <summary>Children of the teams of the service the role is held for.</summary>
    Service,

    /// <summary>Every child of the authority (restricted records still apart).</summary>
    Authority,
}

/// <summary>What a person may do, apart from over whom.</summary>
public enum Permission
{
    /// <summary>My day, own account, notices, about: anyone signed in.</summary>
    UseKith,

    /// <summary>Open children's records within reach.</summary>
    ReadRecords,

    /// <summary>
    /// Open one child's record and read it: those who read records within their reach, and an inspector who was given it.
    /// It goes with <see cref="ReadRecords"/> and with <see cref="VisitRoom"/>, and is entrusted to no role by itself.
    /// </summary>
    OpenRecord,

    /// <summary>
    /// Go into the room of the inspection one was let into, for a time and to read only: its timetable, what was given
    /// there, and the answers to one's own requests.
    /// </summary>
    VisitRoom,

    /// <summary>Let inspectors into the room of an inspection, and end that. Asked of administrators and of whoever coordinates it.</summary>
    KeepInspectors,

    /// <summary>Search the authority's index of people (who exists and who works with them).</summary>
    SearchPeople,

    /// <summary>Add and change people, relationships, addresses, warning notes within reach.</summary>
    RecordWork,

    /// <summary>See teams and workers with their load.</summary>
    ReadWorkforce,

    /// <summary>See how regular supervision is and read it, within reach. Personal supervision is not part of it.</summary>
    ReadSupervision,

    /// <summary>Lead on learning: competencies, courses, sessions, the plan for the year and its budget, of everybody.</summary>
    KeepTraining,

    /// <summary>See the figures of the workforce within reach: training, supervision, posts, absence, wellbeing. Names only of one's own people.</summary>
    ReadWorkforceFigures,

    /// <summary>Keep funded posts, and open and close anonymous surveys. Who said what is seen by nobody.</summary>
    KeepWorkforce,

    /// <summary>Allocate and reallocate children, within reach.</summary>
    Allocate,

    /// <summary>Merge two records and undo a merge.</summary>
    MergePeople,

    /// <summary>Load extracts and see what they did.</summary>
    ImportExtracts,

    /// <summary>Teams, people, accounts, access, policies.</summary>
    Administer,

    /// <summary>Agree, as the second person, to a role that reaches every child or gives others their access.</summary>
    AgreeRoles,

    /// <summary>Restrict a record, name readers.</summary>
    RestrictRecords,

    /// <summary>Open a restricted record with a reason when there is a duty to act.</summary>
    BreakGlass,

    /// <summary>Read who looked at a record within reach.</summary>
    ReadAccessLog,

    /// <summary>Decide as a manager, within reach: referrals, authorisations, closures, step-downs.</summary>
    Decide,

    /// <summary>Decide as the chair of a conference or review.</summary>
    Chair,

    /// <summary>See the state of the returns to government: faults by rule and team, within reach.</summary>
    ReadReturns,

    /// <summary>Prepare returns: freeze a copy, explain faults, take the file out, have a file checked.</summary>
    PrepareReturns,

    /// <summary>Sign off a return that someone else prepared.</summary>
    ApproveReturns,

    /// <summary>See measures: of the records within reach in full, of the whole service with small numbers hidden.</summary>
    ReadMeasures,

    /// <summary>Load published figures to compare with, and say where a measure's limits begin anew.</summary>
    KeepMeasures,

    /// <summary>Recommend, and look at what others say was done: verify it and see whether it made a difference, within reach.</summary>
    Recommend,

    /// <summary>Read the improvement plan, its reports and the inspections it answers.</summary>
    ReadImprovement,

    /// <summary>Keep the improvement plan, inspections and board reports.</summary>
    KeepImprovement,

    /// <summary>Say which systems of the council are told when something happens, and see how that fares.</summary>
    KeepWebhooks,

    /// <summary>Read what is published of the service as a whole, also where the public page is closed.</summary>
    ReadAssurance,

    /// <summary>Write editions of the assurance page.</summary>
    KeepAssurance,

    /// <summary>Publish an edition that somebody else wrote, in one's own name, and take one back.</summary>
    PublishAssurance,

    /// <summary>See the audit programme, finished audits of the children within reach, and how far auditors agree.</summary>
    ReadAudits,

    /// <summary>Audit children's records, and give second grades, where named to. Never of one's own work.</summary>
    DoAudits,

    /// <summary>Lead the audit programme: tools, cycles, samples, who audits whom, settling of grades.</summary>
    KeepAudits,

    /// <summary>See who has access to maps of exploitation and what they did, and name a new owner. Nothing that is on a map.</summary>
    OverseeMaps,

    /// <summary>The pages for partners: what they were given and what they sent themselves, and nothing else.</summary>
    UsePartnerPages,

    /// <summary>Keep the directory of agencies and professionals.</summary>
    KeepAgencies,

    /// <summary>See whose time is up, propose disposals, put legal holds on records and end them, say whether a record was held.</summary>
    KeepRetention,

    /// <summary>Agree as the second person that a record is disposed of.</summary>
    AgreeDisposal,

    /// <summary>Make panels, and run those one sits on: meetings, lists, decisions.</summary>
    KeepPanels,

    /// <summary>
    /// Answer those who ask to read what is held about them, and agree to what a colleague would give: gather, take out, release.
    /// Only of records that one may read; nobody agrees to their own.
    /// </summary>
    AnswerSubjectAccess,
}

/// <summary>Roles × permissions, and the reach of each role: the one table that all checks use.</summary>
public static class Permissions
{
    private static readonly Dictionary<Role, (Reach Reach, Permission[] May)> Table = new()
    {
        [Role.SocialWorker] = (
            Reach.OwnTeam,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.SearchPeople,
                Permission.RecordWork,
                Permission.ReadWorkforce,
                Permission.BreakGlass,
                Permission.ReadAccessLog,
            ]
        ),
        [Role.FamilyPractitioner] = (
            Reach.OwnTeam,
            [Permission.ReadRecords, Permission.ReadMeasures, Permission.SearchPeople, Permission.RecordWork, Permission.ReadWorkforce, Permission.ReadAccessLog]
        ),
        [Role.TeamManager] = (
            Reach.OwnTeam,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.Recommend,
                Permission.ReadImprovement,
                Permission.SearchPeople,
                Permission.RecordWork,
                Permission.ReadWorkforce,
                Permission.ReadSupervision,
                Permission.ReadWorkforceFigures,
                Permission.Allocate,
                Permission.MergePeople,
                Permission.RestrictRecords,
                Permission.BreakGlass,
                Permission.ReadAccessLog,
                Permission.Decide,
                Permission.ReadReturns,
                Permission.KeepAgencies,
                Permission.KeepPanels,
                Permission.ReadAudits,
            ]
        ),
        [Role.ConferenceChair] = (
            Reach.Authority,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.Recommend,
                Permission.ReadImprovement,
                Permission.SearchPeople,
                Permission.RecordWork,
                Permission.ReadWorkforce,
                Permission.BreakGlass,
                Permission.ReadAccessLog,
                Permission.Chair,
                Permission.KeepAgencies,
                Permission.KeepPanels,
                Permission.DoAudits,
            ]
        ),
        [Role.EdgeOfCarePractitioner] = (
            Reach.OwnTeam,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.SearchPeople,
                Permission.RecordWork,
                Permission.ReadWorkforce,
                Permission.BreakGlass,
                Permission.ReadAccessLog,
            ]
        ),
        [Role.Auditor] = (
            Reach.Authority,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.Recommend,
                Permission.ReadImprovement,
                Permission.SearchPeople,
                Permission.ReadWorkforce,
                Permission.ReadSupervision,
                Permission.ReadWorkforceFigures,
                Permission.ReadAccessLog,
                Permission.ReadAudits,
                Permission.DoAudits,
            ]
        ),
        [Role.PrincipalSocialWorker] = (
            Reach.Authority,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.Recommend,
                Permission.ReadImprovement,
                Permission.KeepImprovement,
                Permission.KeepInspectors,
                Permission.KeepAssurance,
                Permission.SearchPeople,
                Permission.ReadWorkforce,
                Permission.ReadSupervision,
                Permission.ReadWorkforceFigures,
                Permission.KeepTraining,
                Permission.KeepWorkforce,
                Permission.BreakGlass,
                Permission.ReadAccessLog,
                Permission.ReadAudits,
                Permission.DoAudits,
                Permission.KeepAudits,
            ]
        ),
        [Role.HeadOfService] = (
            Reach.Service,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.Recommend,
                Permission.ReadImprovement,
                Permission.KeepImprovement,
                Permission.KeepInspectors,
                Permission.KeepAssurance,
                Permission.SearchPeople,
                Permission.RecordWork,
                Permission.ReadWorkforce,
                Permission.ReadSupervision,
                Permission.ReadWorkforceFigures,
                Permission.Allocate,
                Permission.MergePeople,
                Permission.RestrictRecords,
                Permission.BreakGlass,
                Permission.ReadAccessLog,
                Permission.Decide,
                Permission.KeepPanels,
                Permission.Chair,
                Permission.ReadReturns,
                Permission.ApproveReturns,
                Permission.ReadAudits,
                Permission.OverseeMaps,
                Permission.KeepRetention,
                Permission.AgreeDisposal,
                Permission.AnswerSubjectAccess,
            ]
        ),
        [Role.Director] = (
            Reach.Authority,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.Recommend,
                Permission.ReadImprovement,
                Permission.KeepImprovement,
                Permission.KeepInspectors,
                Permission.KeepAssurance,
                Permission.PublishAssurance,
                Permission.AgreeRoles,
                Permission.SearchPeople,
                Permission.ReadWorkforce,
                Permission.ReadSupervision,
                Permission.ReadWorkforceFigures,
                Permission.KeepWorkforce,
                Permission.RestrictRecords,
                Permission.BreakGlass,
                Permission.ReadAccessLog,
                Permission.ReadReturns,
                Permission.ApproveReturns,
                Permission.ReadAudits,
                Permission.OverseeMaps,
                Permission.KeepRetention,
                Permission.AgreeDisposal,
            ]
        ),
        [Role.LeadMember] = (Reach.Nobody, [Permission.ReadAssurance]),
        [Role.Inspector] = (Reach.Nobody, [Permission.VisitRoom]),
        [Role.Partner] = (Reach.Nobody, [Permission.UsePartnerPages]),
        [Role.DataOfficer] = (
            Reach.Authority,
            [
                Permission.ReadRecords,
                Permission.ReadMeasures,
                Permission.ReadImprovement,
                Permission.KeepAssurance,
                Permission.SearchPeople,
                Permission.ReadWorkforce,
                Permission.ImportExtracts,
                Permission.MergePeople,
                Permission.ReadAccessLog,
                Permission.ReadReturns,
                Permission.PrepareReturns,
                Permission.KeepMeasures,
                Permission.KeepWebhooks,
                Permission.KeepRetention,
                Permission.AnswerSubjectAccess,
            ]
        ),
        [Role.Administrator] = (
            Reach.Nobody,
            [
                Permission.ReadWorkforce,
                Permission.ImportExtracts,
                Permission.Administer,
                Permission.AgreeRoles,
                Permission.KeepInspectors,
                Permission.KeepWebhooks,
                Permission.KeepTraining,
                Permission.KeepWorkforce,
                Permission.KeepAgencies,
            ]
        ),
    };

    /// <summary>
    /// All that anybody may do in a continuity copy: find people, read the records within reach, see who works with them.
    /// Nothing is decided, recorded, counted or taken over in one, and a restricted record stays with its readers.
    /// </summary>
    public static readonly IReadOnlySet<Permission> InCopy = new HashSet<Permission>
    {
        Permission.UseKith,
        Permission.SearchPeople,
        Permission.ReadRecords,
        Permission.OpenRecord,
        Permission.ReadWorkforce,
    };

    /// <summary>How far the role reaches.</summary>
    public static Reach ReachOf(Role role) => Table[role].Reach;

    /// <summary>What the role may do; everyone of the council may use Kith. A partner has pages of their own and no others.</summary>
    public static IEnumerable<Permission> Of(Role role)
    {
        var may = Table[role].May;
        return role == Role.Partner ? may
            : may.Contains(Permission.ReadRecords) || may.Contains(Permission.VisitRoom) ? [Permission.UseKith, Permission.OpenRecord, .. may]
            : [Permission.UseKith, .. may];
    }

    /// <summary>Whether the role may do this.</summary>
    public static bool Allows(Role role, Permission permission) => Of(role).Contains(permission);

    /// <summary>The role as staff call it.</summary>
    public static string Describe(Role role) =>
        role switch
        {
            Role.SocialWorker => "Social worker",
            Role.FamilyPractitioner => "Family practitioner",
            Role.TeamManager => "Team manager",
            Role.ConferenceChair => "Conference chair",
            Role.EdgeOfCarePractitioner => "Edge of care practitioner",
            Role.Auditor => "Auditor",
            Role.PrincipalSocialWorker => "Principal social worker",
            Role.HeadOfService => "Head of service",
            Role.Director => "Director",
            Role.LeadMember => "Lead member or chief executive",
            Role.Inspector => "Inspector",
            Role.Partner => "Partner professional",
            Role.DataOfficer => "Data officer",
            Role.Administrator => "Administrator",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };
}
