using Kith.Standards.CinCensus;

namespace Kith.Bench;

/// <summary>Invents returns of any size: about 1.3 KB for each child, and something wrong with six children of ten.</summary>
internal static class CensusReturns
{
    private static readonly string[] Ethnicities = ["WBRI", "WBRI", "WBRI", "MWAS", "APKN", "BAFR", "NOBT"];
    private static readonly string[] Factors = ["1B", "2B", "3A", "3B", "4B", "10A", "15A", "16A", "18B", "19C", "22A"];
    private static readonly string[] Sources = ["1A", "2A", "3A", "3F", "5A", "6", "8", "10"];

    public static void Write(string path, int children)
    {
        var header = new CensusHeader
        {
            Collection = "CIN",
            Year = "2026",
            ReferenceDate = "2026-03-31",
            SourceLevel = "L",
            LEA = "895",
            SoftwareCode = "invented",
            Release = "1",
            SerialNo = "001",
            DateTime = "2026-04-20T09:00:00",
        };
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        var dice = new Random(11);
        CinCensusWriter.Write(stream, header, Enumerable.Range(1, children).Select(i => Child(i, dice)));
    }

    private static CensusChild Child(int number, Random dice)
    {
        var child = new CensusChild();
        var who = child.Identifiers;
        who.LAchildID = $"CE{number:0000000000}";
        who.UPN = $"A895{number % 100_000_000:00000000}0";
        who.UPN = Kith.Standards.Identifiers.Upn.CheckLetterFor(who.UPN) + who.UPN[1..];
        who.BirthDate = new DateOnly(2010, 1, 1).AddDays(dice.Next(5_000));
        who.Sex = dice.Next(2) == 0 ? "F" : "M";
        child.Characteristics.Ethnicity = Pick(Ethnicities, dice);
        child.Characteristics.Disabilities.Add(new CensusDisability { Disability = dice.Next(10) == 0 ? "AUT" : "NONE" });

        var referred = new DateOnly(2025, 4, 1).AddDays(dice.Next(200));
        var episode = new CensusEpisode
        {
            ReferralDate = referred,
            ReferralSource = Pick(Sources, dice),
            PrimaryNeedCode = $"N{dice.Next(1, 9)}",
            ReferralNFA = "false",
        };
        child.Episodes.Add(episode);
        var assessment = new CensusAssessment
        {
            StartDate = referred.AddDays(1),
            ReviewDate = referred.AddDays(8),
            AuthorisationDate = referred.AddDays(30 + dice.Next(30)),
        };
        foreach (var factor in Factors.OrderBy(_ => dice.Next()).Take(3))
        {
            assessment.Factors.Add(new CensusFactor { AssessmentFactors = factor });
        }

        episode.Assessments.Add(assessment);
        var end = assessment.AuthorisationDate!.Value;
        switch (dice.Next(10))
        {
            case < 5:
                episode.PlanDates.Add(new CensusPlanDates { StartDate = end.AddDays(3) });
                break;
            case < 7:
                Protect(episode, referred, dice);
                break;
            default:
                episode.ClosureDate = end.AddDays(5);
                episode.ReasonForClosure = "RC7";
                break;
        }

        if (dice.Next(10) < 6)
        {
            Spoil(child, episode, number, dice);
        }

        return child;
    }

    private static void Protect(CensusEpisode episode, DateOnly referred, Random dice)
    {
        var started = referred.AddDays(5);
        var conference = started.AddDays(14);
        conference = conference.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? conference.AddDays(2) : conference;
        episode.Section47s.Add(
            new CensusSection47
            {
                StartDate = started,
                ConferenceTarget = conference,
                ConferenceDate = conference,
                ICPCnotRequired = "false",
            }
        );
        var plan = new CensusProtectionPlan
        {
            StartDate = conference,
            InitialCategoryOfAbuse = "NEG",
            LatestCategoryOfAbuse = dice.Next(4) == 0 ? "EMO" : "NEG",
            NumberOfPreviousCPP = "0",
        };
        plan.Reviews.Add(new CensusReview { Date = conference.AddDays(80) });
        episode.ProtectionPlans.Add(plan);
    }

    private static void Spoil(CensusChild child, CensusEpisode episode, int number, Random dice)
    {
        switch (dice.Next(14))
        {
            case 0:
                child.Identifiers.Sex = "1";
                break;
            case 1:
                child.Identifiers.UPN = "Z" + child.Identifiers.UPN![1..];
                break;
            case 2:
                child.Characteristics.Ethnicity = null;
                break;
            case 3:
                episode.Assessments[0].StartDate = episode.ReferralDate!.Value.AddDays(-3);
                break;
            case 4:
                episode.ReferralSource = "XX";
                break;
            case 5:
                episode.ReferralNFA = "true";
                break;
            case 6:
                episode.PlanDates.Add(new CensusPlanDates { StartDate = episode.Assessments[0].AuthorisationDate });
                episode.PlanDates.Add(new CensusPlanDates { StartDate = episode.Assessments[0].AuthorisationDate });
                break;
            case 7:
                episode.Assessments[0].Factors[0].AssessmentFactors = "21";
                break;
            case 8:
                child.Identifiers.DeathDate = episode.ReferralDate!.Value.AddDays(-10);
                break;
            case 9:
                episode.ReasonForClosure = "RC8";
                break;
            case 10:
                child.Characteristics.Disabilities.Add(new CensusDisability { Disability = "NONE" });
                break;
            case 11:
                episode.PrimaryNeedCode = null;
                break;
            case 12:
                child.Episodes.Add(new CensusEpisode { ReferralDate = episode.ReferralDate!.Value.AddDays(10), ReferralNFA = "0" });
                break;
            default:
                // One child in two hundred carries the identifier of another.
                child.Identifiers.LAchildID = number % 8 == 0 ? $"CE{number - 1:0000000000}" : child.Identifiers.LAchildID + "-";
                break;
        }
    }

    private static T Pick<T>(T[] of, Random dice) => of[dice.Next(of.Length)];
}
