using Kith.Practice.Workforce;

namespace Kith.Practice.Training;

/// <summary>
/// A catalogue to begin with, so that nobody starts from an empty page. What each role needs follows the post-qualifying
/// knowledge and skills statements and Working Together in our own words; lengths of renewal are what many authorities use,
/// and no law sets them. Everything can be changed once it is taken up.
/// </summary>
public static class ReadyCatalogue
{
    private const StaffRole Registered = StaffRole.SocialWorker | StaffRole.NewlyQualified | StaffRole.Manager | StaffRole.Chair | StaffRole.PracticeLead;
    private const StaffRole Direct = StaffRole.SocialWorker | StaffRole.NewlyQualified | StaffRole.FamilyWorker;

    /// <summary>A competency, before it is taken up.</summary>
    public sealed record ReadyCompetency(string Name, string Description, StaffRole Roles);

    /// <summary>A course, before it is taken up; it teaches competencies by name.</summary>
    public sealed record ReadyCourse(string Title, string[] Teaches, StaffRole MandatoryFor, int WithinMonths, int? RenewMonths, decimal Cost, int Places);

    public static IReadOnlyList<ReadyCompetency> Competencies { get; } =
    [
        new("Safeguarding children", "Sees signs of abuse and neglect, and knows what to do the same day", StaffRole.Everyone),
        new("Listening to children", "Hears and sees what children say and show, also those who do not use words, and answers them", StaffRole.Practice),
        new("Direct work with disabled children", "Knows each child’s way of communicating, and looks for harm that is put down to a disability", StaffRole.Practice),
        new("Assessing and analysing", "Weighs what is known and not known, and says what it means for the child", Registered),
        new("Child protection enquiries and conferences", "Leads section 47 enquiries and works in conferences and core groups", Registered),
        new("Court and pre-proceedings", "Writes and gives evidence; works with families before court", Registered),
        new("Neglect", "Measures and names neglect over time", Direct | StaffRole.Manager),
        new("Domestic abuse and coercive control", "Works safely with victims, those who harm, and children", StaffRole.Practice),
        new("Exploitation and harm outside the home", "Sees patterns, disrupts, and works with places as well as families", StaffRole.Practice),
        new("Working with the family network", "Finds who can step in, tonight and for the long term", Direct | StaffRole.Manager | StaffRole.Chair),
        new("Supervising", "Reflective, regular supervision that helps people think", StaffRole.Manager | StaffRole.PracticeLead | StaffRole.Leader),
        new("Leading practice", "Sees and grows good work; learns from audits", StaffRole.Manager | StaffRole.PracticeLead | StaffRole.Leader),
        new("Information and records", "Records well, shares lawfully, keeps safe", StaffRole.Everyone),
        new("Equality and anti-racist practice", "Sees and answers racism and other discrimination in lives and in services", StaffRole.Everyone),
        new("Keeping safe and well at work", "Lone visits, stress, and looking after each other", StaffRole.Everyone),
    ];

    public static IReadOnlyList<ReadyCourse> Courses { get; } =
    [
        new("Safeguarding children: what everyone must know", ["Safeguarding children"], StaffRole.Everyone, 1, 24, 350, 24),
        new("Child protection: enquiries and conferences", ["Child protection enquiries and conferences", "Safeguarding children"], Registered, 3, 36, 900, 16),
        new("Hearing disabled children", ["Direct work with disabled children", "Listening to children"], StaffRole.Practice, 6, 36, 1200, 14),
        new("Assessment and analysis", ["Assessing and analysing"], StaffRole.SocialWorker | StaffRole.NewlyQualified, 6, null, 1100, 16),
        new("Going to court", ["Court and pre-proceedings"], StaffRole.SocialWorker | StaffRole.NewlyQualified, 12, null, 1400, 14),
        new("Neglect: seeing it over time", ["Neglect"], StaffRole.None, 6, null, 900, 16),
        new("Domestic abuse and coercive control", ["Domestic abuse and coercive control"], StaffRole.Practice, 6, 36, 900, 20),
        new("Exploitation and harm outside the home", ["Exploitation and harm outside the home"], StaffRole.Practice, 6, 36, 900, 20),
        new("Family networks and contingency plans", ["Working with the family network"], StaffRole.None, 6, null, 700, 16),
        new("Reflective supervision for supervisors", ["Supervising", "Leading practice"], StaffRole.Manager | StaffRole.PracticeLead, 6, 36, 1600, 12),
        new("Data protection and good records", ["Information and records"], StaffRole.Everyone, 1, 12, 0, 40),
        new("Anti-racist practice", ["Equality and anti-racist practice"], StaffRole.Everyone, 6, 36, 800, 24),
        new("Safe visits and lone working", ["Keeping safe and well at work"], Direct | StaffRole.Chair, 2, 24, 300, 20),
    ];
}
