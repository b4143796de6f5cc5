namespace Kith.Practice.Settings;

/// <summary>What the council is called, and what it tells others.</summary>
public static partial class Policies
{
    private static Policy[] OfTheCouncil() =>
        [
            new(
                CouncilName,
                Council,
                "Name of the council",
                PolicyKind.Text,
                "",
                "",
                0,
                80,
                "",
                "Shown at the top of every page. Left empty, the name from the installation is shown."
            ),
            new(
                CouncilColour,
                Council,
                "Colour of the bar at the top",
                PolicyKind.Colour,
                "",
                "",
                0,
                7,
                "",
                "Six hexadecimal digits after #, such as #0b4f5c. The text on it is made black or white, whichever can be read better."
            ),
            new(
                LocalAuthorityCode,
                Council,
                "Local authority code",
                PolicyKind.Text,
                "",
                "",
                0,
                3,
                "Department for Education: three digits, as in the header of every return.",
                "Stands in the header of the returns that Kith writes. A return cannot be submitted without it."
            ),
            new(
                Population,
                Council,
                "Children of 0 to 17 in the area",
                PolicyKind.WholeNumber,
                "children",
                "0",
                0,
                2_000_000,
                "Office for National Statistics: mid-year estimate for the authority.",
                "Rates for each 10,000 children divide by it. While it is 0, it is worked out from the Department for Education's published rates where they cover the authority."
            ),
            new(
                CouncilContact,
                Council,
                "Whom to ask about this service, its accessibility or privacy",
                PolicyKind.Text,
                "",
                "",
                0,
                200,
                "",
                "Shown on the pages about the service: an email address or telephone number, and hours if they matter."
            ),
            new(
                DisagreementStages,
                Council,
                "The stages of a disagreement between agencies",
                PolicyKind.Text,
                "",
                "Worker with worker; Manager with manager; Head of service with head of service",
                5,
                200,
                "",
                "Three names, with a semicolon between. Each stage has its own length among the local timescales. Both agencies see the stage."
            ),
            new(
                UrgentNumber,
                Council,
                "The number that partners ring at once, and when it is answered",
                PolicyKind.Text,
                "",
                "",
                0,
                200,
                "",
                "Shown to a partner who says that a child may be hurt before the next working day: day and night. Left empty, the page says to ring 999."
            ),
            new(
                CouncilPrivacyNotice,
                Council,
                "Web address of the council's own privacy notice",
                PolicyKind.Text,
                "",
                "",
                0,
                300,
                "",
                "Linked from the privacy page. It starts with https://."
            ),
            new(
                AssurancePublic,
                Council,
                "Anybody can read the assurance page, without an account",
                PolicyKind.YesNo,
                "",
                "no",
                0,
                0,
                "",
                "The page tells how the service is doing as a whole: rounded figures, what inspectors said, what was done. The lead member and the chief executive read it either way."
            ),
        ];
}
