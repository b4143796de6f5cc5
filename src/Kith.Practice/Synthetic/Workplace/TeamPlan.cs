using Kith.Practice.Workforce;

namespace Kith.Practice.Synthetic.Workplace;

/// <summary>A kind of post in a team: how many there are in a council of 2,100 open children, and whether children are allocated to it.</summary>
internal sealed record PostPlan(string Title, int Count, bool HoldsCases, bool Registered);

/// <summary>A team of the invented council.</summary>
internal sealed record TeamPlan(string Name, TeamKind Kind, string Service, int District, PostPlan[] Posts)
{
    private static readonly PostPlan Manager = new("Team manager", 1, false, true);

    public const string Whole = "Children and families";
    public const string FrontDoorService = "Front door and assessment";
    public const string SafeguardingService = "Safeguarding and family help";
    public const string CareService = "Children in care and disabled children";
    public const string QualityService = "Quality and practice";

    public static readonly string[] Services = [FrontDoorService, SafeguardingService, CareService, QualityService];

    private static readonly string[] Patches =
    [
        "Amberdale",
        "Fernley and Saltbrook",
        "Hathersby and Millcombe",
        "Wynstone and Kingsholt",
        "Dunmarsh and Ellerby",
        "Thorpe Aston and Coldridge",
    ];

    /// <summary>The service tree's teams.</summary>
    public static readonly TeamPlan[] All =
    [
        new(
            "Front door",
            TeamKind.FrontDoor,
            FrontDoorService,
            -1,
            [Manager, new("Social worker", 7, true, true), new("Senior social worker", 2, true, true), new("Referral officer", 5, false, false)]
        ),
        .. Enumerable
            .Range(0, 4)
            .Select(i => new TeamPlan(
                $"Assessment {new[] { "North", "South", "East", "West" }[i]}",
                TeamKind.Assessment,
                FrontDoorService,
                i,
                [
                    Manager,
                    new("Senior social worker", 1, true, true),
                    new("Social worker", 6, true, true),
                    new("Family support worker", 2, false, false),
                    new("Business support officer", 1, false, false),
                ]
            )),
        .. Enumerable
            .Range(0, 6)
            .Select(i => new TeamPlan(
                $"Safeguarding {Patches[i]}",
                TeamKind.Safeguarding,
                SafeguardingService,
                i,
                [
                    Manager,
                    new("Senior social worker", 2, true, true),
                    new("Social worker", 8, true, true),
                    new("Family practitioner", 3, false, false),
                    new("Business support officer", 1, false, false),
                ]
            )),
        new("Family help North", TeamKind.FamilyHelp, SafeguardingService, 0, [Manager, new("Lead practitioner", 5, true, false), new("Family practitioner", 6, false, false)]),
        new("Family help South", TeamKind.FamilyHelp, SafeguardingService, 1, [Manager, new("Lead practitioner", 5, true, false), new("Family practitioner", 6, false, false)]),
        new(
            "Edge of care",
            TeamKind.EdgeOfCare,
            SafeguardingService,
            -1,
            [Manager, new("Edge of care practitioner", 9, true, false), new("Family group conference coordinator", 3, false, false)]
        ),
        new(
            "Exploitation",
            TeamKind.Exploitation,
            SafeguardingService,
            -1,
            [Manager, new("Exploitation practitioner", 6, true, true), new("Return interview worker", 2, false, false)]
        ),
        new(
            "Disabled children",
            TeamKind.DisabledChildren,
            CareService,
            -1,
            [
                Manager,
                new("Senior social worker", 2, true, true),
                new("Social worker", 11, true, true),
                new("Short breaks coordinator", 2, false, false),
                new("Family practitioner", 3, false, false),
            ]
        ),
        new(
            "Children in care North",
            TeamKind.ChildrenInCare,
            CareService,
            0,
            [Manager, new("Senior social worker", 2, true, true), new("Social worker", 9, true, true), new("Family time worker", 4, false, false)]
        ),
        new(
            "Children in care South",
            TeamKind.ChildrenInCare,
            CareService,
            1,
            [Manager, new("Senior social worker", 2, true, true), new("Social worker", 9, true, true), new("Family time worker", 4, false, false)]
        ),
        new(
            "Conferences and reviews",
            TeamKind.Conference,
            QualityService,
            -1,
            [Manager, new("Conference chair", 9, true, true), new("Conference administrator", 6, false, false)]
        ),
        new(
            "Quality and audit",
            TeamKind.Quality,
            QualityService,
            -1,
            [
                Manager,
                new("Practice auditor", 5, false, true),
                new("Principal social worker", 1, false, true),
                new("Data officer", 4, false, false),
                new("Practice educator", 3, false, true),
            ]
        ),
    ];
}
