using Kith.Practice.Access;
using Kith.Practice.Children;
using Kith.Practice.Improvement.Recommendations;
using Kith.Standards.Calendar;
using Kith.Web.Forms;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages.Recommendations;

/// <summary>Recommendations: one's own, those to look at, the teams', all within reach; the oldest first.</summary>
public sealed class IndexModel(ListRecommendations list, ShowRecommendationsDue due) : KithPage
{
    [BindProperty(SupportsGet = true, Name = "view")]
    public RecommendationView? Asked { get; set; }

    [BindProperty(SupportsGet = true)]
    public RecommendationState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public RecommendationOrigin? Origin { get; set; }

    /// <summary>«child» or «system».</summary>
    [BindProperty(SupportsGet = true)]
    public string? For { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    /// <summary>Those of one audit or inspection.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? From { get; set; }

    public RecommendationPage Listed { get; private set; } = null!;

    /// <summary>What waits for this person by name: to answer, to verify, to look for an effect, and what has climbed to them.</summary>
    public IReadOnlyList<RecommendationDue> Waiting { get; private set; } = [];

    /// <summary>Whoever does the work begins with their own; whoever looks at work, with what waits for them.</summary>
    public RecommendationView View =>
        Asked
        ?? (
            Actor.Roles.Any(r => r is Role.SocialWorker or Role.FamilyPractitioner or Role.EdgeOfCarePractitioner) ? RecommendationView.Mine
            : Actor.May(Permission.Recommend) ? RecommendationView.Looking
            : RecommendationView.Mine
        );

    public string About =>
        View switch
        {
            RecommendationView.Mine => "What you own. Someone else looks at it when you say that it is done.",
            RecommendationView.Looking => "What is said to be done and was not yours, what is to be looked at for its effect, and what came back to you with a question.",
            RecommendationView.Team => "For the children of your teams, and owned by people of your teams.",
            _ => "Every one that you may see.",
        };

    public IReadOnlyList<Choice> States { get; } = Choice.From(Enum.GetValues<RecommendationState>().AsEnumerable(), s => s.ToString(), RecommendationWords.State);
    public IReadOnlyList<Choice> Origins { get; } = Choice.From(Enum.GetValues<RecommendationOrigin>().AsEnumerable(), o => o.ToString(), RecommendationWords.OriginName);
    public IReadOnlyList<Choice> Fors { get; } = Choice.From(new[] { ("child", "A child"), ("system", "The system") }.AsEnumerable(), f => f.Item1, f => f.Item2);
    public IReadOnlyList<Choice> Lates { get; } = Choice.From(new[] { ("true", "Late") }.AsEnumerable(), f => f.Item1, f => f.Item2);

    public async Task OnGet([FromQuery(Name = "page")] int number = 1)
    {
        if (View == RecommendationView.Looking && number <= 1)
        {
            Waiting = await due.Of(Actor, HttpContext.RequestAborted);
        }
        Listed = await list.List(
            new RecommendationFilter
            {
                View = View,
                State = State,
                Origin = Origin,
                OriginId = From,
                ForChild = For switch
                {
                    "child" => true,
                    "system" => false,
                    _ => null,
                },
                Late = Late,
                Ended = From is not null,
                Page = number,
            },
            Actor,
            HttpContext.RequestAborted
        );
    }

    /// <summary>How long ago it was made: where the source's name says the day already, the day is not said twice.</summary>
    public string Age(RecommendationLine line) =>
        line.OriginWords?.Contains(DateWords.Long(line.RaisedOn), StringComparison.Ordinal) is true && line.RaisedOn < Listed.Today
            ? $"{ChildWords.Count(Listed.Today.DayNumber - line.RaisedOn.DayNumber, "day")} ago"
            : RecommendationWords.Age(line.RaisedOn, Listed.Today);

    /// <summary>«once», «3 times».</summary>
    public string Times(int times) => times == 1 ? "once" : $"{times} times";
}
