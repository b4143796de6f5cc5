using Kith.Practice.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Web.Security;

/// <summary>
/// Which permission each folder of pages (or single page) asks for. A page that no line covers stops the host from
/// starting. Over which records is asked again in the handler.
/// </summary>
public static class PagePermissions
{
    /// <summary>Longest prefix wins. Null: open to anyone, signed in or not.</summary>
    public static readonly IReadOnlyDictionary<string, Permission?> Table = new Dictionary<string, Permission?>
    {
        ["/SignIn"] = null,
        ["/SignOut"] = null,
        ["/Error"] = null,
        ["/About"] = null,
        // Leads on to the first page of whoever asks; a stranger to the door.
        ["/Index"] = null,
        ["/Partners"] = Permission.UsePartnerPages,
        ["/Partners/SignIn"] = null,
        ["/Agencies"] = Permission.ReadWorkforce,
        ["/Agencies/Performance"] = Permission.ReadMeasures,
        ["/Agencies/Add"] = Permission.KeepAgencies,
        ["/Agencies/AddPerson"] = Permission.KeepAgencies,
        ["/MyDay"] = Permission.UseKith,
        ["/Account"] = Permission.UseKith,
        ["/Drafts"] = Permission.UseKith,
        ["/Actions"] = Permission.ReadRecords,
        ["/Approvals"] = Permission.RecordWork,
        ["/Children/Letters"] = Permission.RecordWork,
        ["/Visits"] = Permission.ReadRecords,
        ["/Visits/Record"] = Permission.RecordWork,
        ["/Visits/Plan"] = Permission.RecordWork,
        ["/Visits/Amend"] = Permission.RecordWork,
        ["/Visits/Start"] = Permission.RecordWork,
        ["/Offline"] = Permission.RecordWork,
        // The page that a browser keeps holds nothing of anybody; what it sends is asked for by its own lock.
        ["/Offline/Kept"] = null,
        ["/Notices"] = Permission.UseKith,
        ["/Help"] = Permission.UseKith,
        ["/Admin/Access/Asked"] = Permission.AgreeRoles,
        ["/Search"] = Permission.SearchPeople,
        ["/Children"] = Permission.ReadRecords,
        // What makes up one child's record, to be read: an inspector who was given it reads these, and no other page about people.
        ["/Children/Show"] = Permission.OpenRecord,
        ["/Children/Chronology"] = Permission.OpenRecord,
        ["/Children/Records"] = Permission.OpenRecord,
        ["/Children/Voice/Index"] = Permission.OpenRecord,
        ["/Children/Voice/Show"] = Permission.OpenRecord,
        ["/Children/Family"] = Permission.OpenRecord,
        ["/Children/Genogram"] = Permission.OpenRecord,
        ["/Children/Ecomap"] = Permission.OpenRecord,
        ["/Children/Network/Index"] = Permission.OpenRecord,
        ["/Children/FamilyMeetings"] = Permission.OpenRecord,
        ["/Children/Contingency/Index"] = Permission.OpenRecord,
        ["/Children/Oversight/Index"] = Permission.OpenRecord,
        ["/Children/Actions"] = Permission.OpenRecord,
        ["/Children/Documents"] = Permission.OpenRecord,
        ["/Children/Access"] = Permission.OpenRecord,
        ["/Children/Summary"] = Permission.OpenRecord,
        ["/People/Show"] = Permission.OpenRecord,
        ["/Visits/Show"] = Permission.OpenRecord,
        ["/Assessments/Write"] = Permission.OpenRecord,
        ["/Protection/Index"] = Permission.OpenRecord,
        ["/Protection/Meeting/Index"] = Permission.OpenRecord,
        ["/Protection/BeforeCourt"] = Permission.OpenRecord,
        ["/Plans/Show"] = Permission.OpenRecord,
        ["/Referrals/Show"] = Permission.OpenRecord,
        ["/InspectionRoom"] = Permission.VisitRoom,
        ["/Inspections/Room/Inspectors"] = Permission.KeepInspectors,
        ["/Admin/Inspectors"] = Permission.KeepInspectors,
        ["/SelfEvaluation"] = Permission.ReadImprovement,
        ["/SelfEvaluation/Write"] = Permission.KeepImprovement,
        ["/RecordCheck"] = Permission.ReadRecords,
        ["/Children/Edit"] = Permission.RecordWork,
        ["/Children/Answers"] = Permission.RecordWork,
        ["/Children/Voice/Record"] = Permission.RecordWork,
        ["/Children/Voice/Amend"] = Permission.RecordWork,
        ["/Children/Voice/Cite"] = Permission.RecordWork,
        ["/Say"] = null,
        ["/Voice"] = Permission.ReadRecords,
        ["/DirectWork"] = Permission.UseKith,
        ["/Children/Network/Tie"] = Permission.RecordWork,
        ["/Children/Contingency/Make"] = Permission.RecordWork,
        ["/Contingency"] = Permission.ReadRecords,
        ["/FamilyOffers"] = Permission.ReadRecords,
        ["/Children/Missing/Report"] = Permission.RecordWork,
        ["/Children/Risk/Screen"] = Permission.RecordWork,
        ["/Places"] = Permission.ReadRecords,
        ["/Maps"] = Permission.ReadRecords,
        ["/Maps/Begin"] = Permission.RecordWork,
        ["/Maps/Access"] = Permission.OverseeMaps,
        ["/Missing"] = Permission.ReadRecords,
        ["/Children/Support/Refer"] = Permission.RecordWork,
        ["/EdgeOfCare"] = Permission.ReadRecords,
        // Whom of a panel's list one sees is asked in the handlers.
        ["/Panels"] = Permission.ReadRecords,
        ["/Disagreements"] = Permission.ReadRecords,
        ["/Retention"] = Permission.KeepRetention,
        ["/Panels/Add"] = Permission.KeepPanels,
        ["/Children/Panels/PutForward"] = Permission.RecordWork,
        ["/Children/Oversight/Record"] = Permission.Decide,
        ["/Children/Oversight/Amend"] = Permission.Decide,
        ["/Oversight"] = Permission.ReadRecords,
        ["/Supervision"] = Permission.ReadWorkforce,
        ["/Supervision/Teams"] = Permission.ReadSupervision,
        ["/Training"] = Permission.ReadWorkforce,
        ["/Training/Courses"] = Permission.KeepTraining,
        ["/Training/Course"] = Permission.KeepTraining,
        ["/Training/Competency"] = Permission.KeepTraining,
        ["/Training/PlanSession"] = Permission.KeepTraining,
        ["/Wellbeing"] = Permission.ReadWorkforce,
        ["/Wellbeing/Open"] = Permission.KeepWorkforce,
        ["/Workforce"] = Permission.ReadWorkforceFigures,
        ["/Workforce/Posts"] = Permission.KeepWorkforce,
        ["/People"] = Permission.ReadRecords,
        ["/People/Add"] = Permission.RecordWork,
        ["/People/Edit"] = Permission.RecordWork,
        ["/People/NhsNumber"] = Permission.RecordWork,
        ["/People/Relationships"] = Permission.RecordWork,
        ["/People/Merge"] = Permission.MergePeople,
        ["/People/Duplicates"] = Permission.MergePeople,
        ["/People/Restrict"] = Permission.RestrictRecords,
        ["/People/BreakGlass"] = Permission.BreakGlass,
        ["/People/AccessLog"] = Permission.ReadAccessLog,
        ["/People/Allocate"] = Permission.Allocate,
        ["/Contacts"] = Permission.RecordWork,
        ["/Referrals"] = Permission.ReadRecords,
        ["/Assessments"] = Permission.ReadRecords,
        ["/Protection"] = Permission.ReadRecords,
        ["/Protection/Discussion"] = Permission.RecordWork,
        ["/Protection/Enquiry"] = Permission.RecordWork,
        ["/Protection/Conference/Ask"] = Permission.RecordWork,
        ["/Plans"] = Permission.ReadRecords,
        ["/Plans/CoreGroup"] = Permission.RecordWork,
        ["/Plans/Review"] = Permission.RecordWork,
        ["/Plans/Begin"] = Permission.RecordWork,
        ["/Conferences"] = Permission.ReadRecords,
        ["/Teams"] = Permission.ReadWorkforce,
        ["/Workers"] = Permission.ReadWorkforce,
        ["/Workers/Handover"] = Permission.Allocate,
        ["/Import"] = Permission.ImportExtracts,
        ["/Children/Data/Correct"] = Permission.RecordWork,
        ["/Data"] = Permission.ReadReturns,
        ["/Data/Check"] = Permission.PrepareReturns,
        ["/Data/Feed"] = Permission.PrepareReturns,
        ["/Recommendations"] = Permission.ReadRecords,
        ["/Recommendations/New"] = Permission.Recommend,
        ["/Data/Webhooks"] = Permission.KeepWebhooks,
        // What of an audit is shown, and to whom, is asked in the handlers: whoever audits is not always whoever reads.
        ["/Audits"] = Permission.ReadRecords,
        ["/Audits/Tools"] = Permission.ReadRecords,
        ["/Audits/Cycles"] = Permission.ReadRecords,
        ["/Audits/Cycles/Plan"] = Permission.KeepAudits,
        ["/Audits/Cycles/Draw"] = Permission.KeepAudits,
        ["/Audits/Cycles/Again"] = Permission.KeepAudits,
        ["/Audits/Again"] = Permission.KeepAudits,
        ["/Audits/Do"] = Permission.DoAudits,
        ["/Audits/Readings"] = Permission.DoAudits,
        ["/Audits/Moderation"] = Permission.ReadAudits,
        ["/Audits/Leaders"] = Permission.ReadAudits,
        ["/Audits/Calibrations"] = Permission.ReadRecords,
        ["/Audits/Calibrations/Open"] = Permission.KeepAudits,
        ["/Recommendations/Leaders"] = Permission.ReadImprovement,
        ["/Improvement"] = Permission.ReadImprovement,
        ["/Improvement/Edit"] = Permission.KeepImprovement,
        ["/Inspections"] = Permission.ReadImprovement,
        ["/Inspections/Load"] = Permission.KeepMeasures,
        ["/Inspections/Edit"] = Permission.KeepImprovement,
        ["/Quality"] = Permission.ReadMeasures,
        ["/Quality/Assurance"] = Permission.KeepAssurance,
        ["/Assurance"] = null,
        ["/Quality/Figures"] = Permission.KeepMeasures,
        ["/Admin"] = Permission.Administer,
        ["/SubjectAccess"] = Permission.AnswerSubjectAccess,
    };

    /// <summary>The permission of a page by its path («/Children/Show/Index»).</summary>
    /// <exception cref="InvalidOperationException">No line covers the page.</exception>
    public static Permission? Of(string page)
    {
        var best = Table.Keys.Where(k => page.Equals(k, StringComparison.OrdinalIgnoreCase) || page.StartsWith(k + "/", StringComparison.OrdinalIgnoreCase)).MaxBy(k => k.Length);
        return best is null ? throw new InvalidOperationException($"No permission is declared for the page {page}: add it to PagePermissions.") : Table[best];
    }

    internal static void Apply(RazorPagesOptions options) => options.Conventions.Add(new EveryPage());

    private sealed class EveryPage : IPageApplicationModelConvention
    {
        public void Apply(PageApplicationModel model)
        {
            if (Of(model.ViewEnginePath) is { } permission)
            {
                model.EndpointMetadata.Add(new AuthorizeAttribute(permission.ToString()));
            }
            else
            {
                model.EndpointMetadata.Add(new AllowAnonymousAttribute());
            }
        }
    }
}
