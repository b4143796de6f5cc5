using System.Globalization;
using Kith.Practice.Documents;
using Kith.Practice.Workforce;
using Kith.Standards.Calendar;

namespace Kith.Practice.Training;

/// <summary>The plan for the year as a document. The same tree makes the page, the print and the Word file.</summary>
public static class TrainingPaper
{
    /// <summary>The document of a plan.</summary>
    public static Paper Of(TrainingPlan plan)
    {
        var parts = new List<PaperPart>();
        if (plan.Aims is { } aims)
        {
            parts.Add(new PaperHeading("What this year is about"));
            parts.Add(new PaperText(aims));
        }
        parts.Add(new PaperHeading("Where we stand"));
        parts.Add(
            new PaperText(
                plan.All.InDate.Of == 0
                    ? "No training is asked of anybody yet."
                    : $"{plan.All.InDate} people are in date with all training that is asked of them ({Percent(plan.All)})."
            )
        );
        if (plan.Roles.Count > 0)
        {
            parts.Add(
                new PaperTable(
                    "In date, by role",
                    ["Role", "In date", "Share, and where it may well lie"],
                    [.. plan.Roles.Select(r => (IReadOnlyList<string?>)[r.Name, $"{r.InDate}", Percent(r)])]
                )
            );
        }
        parts.Add(new PaperHeading("Money"));
        parts.Add(
            new PaperFacts([
                ("Budget of the year", plan.Budget is { } b ? Pounds(b) : "not set yet"),
                ("Spent", Pounds(plan.Spent)),
                ("Committed to sessions still to come", Pounds(plan.Committed)),
                ("Left", plan.Left is { } left ? Pounds(left) : null),
            ])
        );
        parts.Add(new PaperHeading("What each role needs to be able to do"));
        parts.Add(
            plan.Needed.Count == 0
                ? new PaperText("The catalogue of competencies is still empty.")
                : new PaperTable("Competencies", ["What", "Who needs it"], [.. plan.Needed.Select(c => (IReadOnlyList<string?>)[c.Name, StaffRoles.Names(c.Roles)])])
        );
        parts.Add(new PaperHeading("What must be done, and done again"));
        parts.Add(
            new PaperTable(
                $"Mandatory courses to 31 March {plan.Year + 1}",
                ["Course", "For", "Again after", "Late now", "To be done by the end of the year", "Places still to come", "Places missing"],
                [
                    .. plan.Courses.Select(c =>
                        (IReadOnlyList<string?>)
                            [
                                c.Title,
                                StaffRoles.Names(c.MandatoryFor),
                                c.RenewMonths is { } m ? $"{m} months" : "once is enough",
                                Number(c.Late),
                                Number(c.Needed),
                                Number(c.Planned),
                                Number(c.Missing),
                            ]
                    ),
                ]
            )
        );
        parts.Add(new PaperHeading("Sessions of the year"));
        parts.Add(
            plan.Sessions.Count == 0
                ? new PaperText("None is planned yet.")
                : new PaperTable(
                    "Sessions",
                    ["Day", "Course", "Where", "Places", "Taken", "Cost"],
                    [.. plan.Sessions.Select(s => (IReadOnlyList<string?>)[DateWords.Medium(s.On), s.Title, s.Place, Number(s.Places), Number(s.Taken), Pounds(s.Cost)])]
                )
        );
        parts.Add(new PaperHeading("What else is to be learnt, and where that was seen"));
        parts.Add(
            plan.Needs.Count == 0
                ? new PaperText("Nothing beside what is mandatory is written down.")
                : new PaperTable(
                    "Needs",
                    ["What", "Seen in", "Whose"],
                    [.. plan.Needs.Select(n => (IReadOnlyList<string?>)[n.What, TrainingRules.Name(n.Source), n.Whose ?? (n.People == 1 ? "1 person" : $"{n.People} people")])]
                )
        );
        parts.Add(new PaperHeading("Newly qualified social workers"));
        parts.Add(
            new PaperText(
                plan.NewlyQualified == 0
                    ? "Nobody is in the assessed and supported year."
                    : $"{plan.NewlyQualified} {(plan.NewlyQualified == 1 ? "is" : "are")} in the assessed and supported year, with a protected caseload. {(plan.AsyeLate == 0 ? "No step of anybody’s year is late." : $"For {plan.AsyeLate} a step is late.")}"
            )
        );
        parts.Add(new PaperHeading("What training has changed"));
        parts.Add(
            plan.Evaluated.Count == 0
                ? new PaperText($"Fewer than {ShowSessions.FewestAnswers} have said how any course was. What they say is shown together from then on.")
                : new PaperTable(
                    "From the year before this and this year, as those who went say",
                    ["Course", "Answers", "How useful, of 5", "Something changed in the work three months later"],
                    [
                        .. plan.Evaluated.Select(e =>
                            (IReadOnlyList<string?>)
                                [
                                    e.Title,
                                    Number(e.Answers),
                                    e.Useful.ToString("0.0", CultureInfo.InvariantCulture),
                                    e.LookedBack == 0 ? "too few answers yet" : $"{e.Changed} of {e.LookedBack}",
                                ]
                        ),
                    ]
                )
        );
        return new Paper($"Training plan {TrainingRules.YearName(plan.Year)}", null, parts) { Dated = $"As it stands on {DateWords.Long(plan.Today)}" };
    }

    /// <summary>«71%, likely 62 to 79%».</summary>
    public static string Percent(ComplianceLine line) =>
        line is { Share: { } share, Likely: { } likely }
            ? string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}%, likely {likely.Low * 100:0} to {likely.High * 100:0}%")
            : "nobody is counted";

    /// <summary>«£1,200».</summary>
    public static string Pounds(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"£{amount:#,0.##}");

    private static string Number(int n) => n.ToString("N0", CultureInfo.InvariantCulture);
}
