using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Kith.BrowserTests.Support;
using Kith.Practice.EdgeOfCare.Mapping;
using Kith.Practice.Projections;
using Kith.Practice.Questions;
using Kith.Practice.Retention;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Kith.BrowserTests;

/// <summary>Every page that a person lives in, with data on it, as the people who use it: wide, at 200 % and at 400 %.</summary>
public sealed partial class EveryPageTests(Site site)
{
    /// <summary>Links looked at already, by where they lead: one child's chronology stands for all.</summary>
    private static readonly ConcurrentDictionary<string, byte> Followed = new();

    /// <summary>Kinds of page looked at already by whoever was led to them first.</summary>
    private static readonly ConcurrentDictionary<string, byte> Looked = new();

    /// <summary>First buttons, which Enter presses, that do something beside what their form is for, where another one does that.</summary>
    private const string TakesEnter = """
        () => [...document.forms].filter((form) => form.method === 'post').flatMap((form) => {
          const buttons = [...form.elements].filter((e) => e.type === 'submit' && !e.disabled);
          const aside = (b) => b.hasAttribute('formaction') || b.hasAttribute('name');
          const main = (b) => b.classList.contains('govuk-button') && !b.classList.contains('govuk-button--secondary') && !b.classList.contains('govuk-button--inverse');
          const [first] = buttons;
          return !first || first.hasAttribute('data-kith-enter') || !aside(first) || main(first) || !buttons.some((b) => main(b) || !aside(b)) ? [] : [first.textContent.trim()];
        })
        """;

    public static TheoryData<string, string> Pages
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (person, paths) in Everyone)
            {
                foreach (var path in paths)
                {
                    data.Add(person, path);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_well_wide_and_narrow_and_leads_somewhere(string person, string path)
    {
        await using var visitor = await site.Visit(person);
        Assert.Equal(200, await visitor.Go(await Fill(path)));
        Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
        var where = $"{path} as {person}";
        Assert.Equal(0, await visitor.Page.Locator("form[method=post]:not(:has(input[name=__RequestVerificationToken]))").CountAsync());
        Assert.Equal(0, await visitor.Page.Locator("input[name=__RequestVerificationToken] ~ input[name=__RequestVerificationToken]").CountAsync());
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(TakesEnter));
        await visitor.IsWell(where);
        var name = $"{person}{Unsafe().Replace(path, "-")}";
        await visitor.Picture($"{name}-1280", whole: true);
        await visitor.FitsAt(640, where);
        await visitor.FitsAt(320, where);
        await visitor.IsWell($"{where} at 320");
        await visitor.Picture($"{name}-320", whole: true);
        foreach (var link in await visitor.Links())
        {
            var kind = KindOf(link);
            if (Followed.TryAdd(kind, 0))
            {
                var status = await visitor.Answer(link);
                Assert.True(status == 200, $"{where}: {link} answers {status}");
            }
        }
    }

    /// <summary>
    /// Everyone follows every kind of link from their first page on, and each kind of page that no line above names is
    /// looked at once: a page that is added is walked as soon as anything leads to it.
    /// </summary>
    [Theory]
    [InlineData("priya.nair", "/children/{child}")]
    [InlineData("sarah.whitfield", "/children/{child}")]
    [InlineData("grace.adeyemi", "/conferences")]
    [InlineData("owen.griffiths", "/children?status=ChildProtection")]
    [InlineData("lukasz.nowak", "/data")]
    [InlineData("jo.carver", "/admin")]
    [InlineData("martin.hale", "/my-day")]
    public async Task Whatever_a_person_is_led_to_is_well_at_every_width(string person, string start)
    {
        var named = Everyone.SelectMany(e => e.Paths).Select(p => Braces().Replace(p.Split('?')[0], "{}")).ToHashSet();
        await using var visitor = await site.Visit(person);
        var wrong = new List<string>();
        var read = new HashSet<string>();
        var queue = new Queue<string>([await Fill(start), "/my-day"]);
        while (queue.TryDequeue(out var link))
        {
            var kind = KindOf(link);
            // A file is not a page.
            if (!read.Add(kind) || kind.Contains('.', StringComparison.Ordinal) || link.Contains("handler=", StringComparison.Ordinal))
            {
                continue;
            }
            // What the server says is enough to be led on: only a page that nobody has looked at yet is drawn.
            var reply = await visitor.Ask(link);
            if (reply.File)
            {
                continue;
            }
            if (reply.Status != 200)
            {
                wrong.Add($"{link} answers {reply.Status}");
                continue;
            }
            foreach (var next in reply.Links)
            {
                queue.Enqueue(next);
            }
            if (!named.Contains(kind) && Looked.TryAdd(kind, 0) && await Xunit.Record.ExceptionAsync(() => Look(link, kind)) is { } failed)
            {
                wrong.Add($"{link} ({kind}): {failed.Message}");
            }
        }
        Assert.True(read.Count > 3, "the walk led somewhere");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));

        async Task Look(string link, string kind)
        {
            var where = $"{kind} as {person}";
            Assert.Equal(200, await visitor.Go(link));
            // The page for visits without signal is drawn by its script, from what the device keeps.
            await visitor.Page.Locator("h1").First.WaitForAsync();
            Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
            Assert.Empty(await visitor.Page.EvaluateAsync<string[]>(TakesEnter));
            await visitor.Picture($"{person}{Unsafe().Replace(kind, "-")}-1280", whole: true);
            await visitor.FitsAt(640, where);
            await visitor.FitsAt(320, where);
            await visitor.IsWell($"{where} at 320");
            await visitor.Picture($"{person}{Unsafe().Replace(kind, "-")}-320", whole: true);
            await visitor.FitsAt(1280, where);
        }
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/about")]
    [InlineData("/accessibility")]
    [InlineData("/privacy")]
    [InlineData("/nowhere")]
    [InlineData("/partner/sign-in")]
    public async Task A_page_for_a_stranger_is_well(string path)
    {
        await using var visitor = await site.Visit(null);
        await visitor.Go(path);
        await visitor.IsWell(path);
        await visitor.FitsAt(320, path);
        await visitor.IsWell($"{path} at 320");
    }

    [Theory]
    [InlineData("/my-day")]
    [InlineData("/children")]
    [InlineData("/children/{child}")]
    [InlineData("/teams/{team}/seen")]
    public async Task Where_colours_are_forced_and_motion_is_reduced_states_still_have_their_shapes(string path)
    {
        await using var visitor = await site.Visit("sarah.whitfield");
        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        Assert.Equal(200, await visitor.Go(await Fill(path)));
        await visitor.FitsAt(1280, path);
        var states = visitor.Page.Locator(".kith-due__shape, .kith-heat__cell span[aria-hidden]");
        Assert.True(await states.CountAsync() > 0, "a page of states");
        Assert.All(await states.AllInnerTextsAsync(), shape => Assert.False(string.IsNullOrWhiteSpace(shape)));
        var moving = await visitor.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e); return s.animationName !== 'none' || (s.transitionDuration !== '0s' && s.transitionProperty !== 'none' && parseFloat(s.transitionDuration) > 0); }).length"
        );
        Assert.Equal(0, moving);
    }

    [Theory]
    [InlineData("/children/{child}/summary")]
    [InlineData("/children/{child}/chronology?all=true")]
    public async Task On_paper_there_is_the_record_and_not_the_frame(string path)
    {
        await using var visitor = await site.Visit("priya.nair");
        Assert.Equal(200, await visitor.Go(await Fill(path)));
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var frame in new[] { ".govuk-service-navigation", ".kith-search", ".kith-header__person", ".kith-filters", ".govuk-button" })
        {
            Assert.Equal(0, await visitor.Page.Locator(frame).Locator("visible=true").CountAsync());
        }
        Assert.True(await visitor.Page.Locator("h1").IsVisibleAsync());
        var pdf = await visitor.Page.PdfAsync(new() { Format = "A4" });
        Assert.True(pdf.Length > 5_000, "paper has something on it");
    }

    /// <summary>Puts real ids into a path: a child of Priya's with the most to show, and who is around the child.</summary>
    private Task<string> Fill(string path) =>
        site.Ask(async db =>
        {
            var priya = await db.Users.Where(u => u.UserName == "priya.nair").Select(u => u.WorkerId).SingleAsync();
            var child = await db.ChildOverviews.Where(o => o.WorkerId == priya && !o.Restricted).OrderByDescending(o => o.PlanFrom != null).ThenBy(o => o.SortName).FirstAsync();
            var adult = await db
                .Relationships.Where(r => r.OtherId == child.PersonId && !db.People.Single(p => p.Id == r.PersonId).HasChildRecord)
                .OrderBy(r => r.Id)
                .Select(r => r.PersonId)
                .FirstAsync();
            var answered = path.Contains("{answer}", StringComparison.Ordinal) ? await Answered(db, child.PersonId) : Guid.Empty;
            path = await FillRoom(db, path);
            path = path.Contains("{legalhold}", StringComparison.Ordinal)
                ? path.Replace("{legalhold}", $"{await db.LegalHolds.Select(h => h.Id).FirstAsync()}", StringComparison.Ordinal)
                : path;
            foreach (var (place, state) in new[] { ("{disposed}", DisposalState.Done), ("{proposed}", DisposalState.Proposed) })
            {
                path = path.Contains(place, StringComparison.Ordinal)
                    ? path.Replace(place, $"{await db.Disposals.Where(d => d.State == state).Select(d => d.Id).FirstAsync()}", StringComparison.Ordinal)
                    : path;
            }
            path = path.Contains("{proposedchild}", StringComparison.Ordinal)
                ? path.Replace(
                    "{proposedchild}",
                    $"{await db.Disposals.Where(d => d.State == DisposalState.Proposed).Select(d => d.PersonId).FirstAsync()}",
                    StringComparison.Ordinal
                )
                : path;
            if (path.Contains("{panel", StringComparison.Ordinal))
            {
                var panel = await db.Panels.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
                var meetings = db.PanelMeetings.Where(m => m.PanelId == panel);
                path = path.Replace("{panel}", $"{panel}", StringComparison.Ordinal)
                    .Replace("{panelheld}", $"{await meetings.Where(m => m.HeldOn != null).OrderByDescending(m => m.On).Select(m => m.Id).FirstAsync()}", StringComparison.Ordinal)
                    .Replace("{panelnext}", $"{await meetings.Where(m => m.HeldOn == null).OrderBy(m => m.On).Select(m => m.Id).FirstAsync()}", StringComparison.Ordinal)
                    .Replace(
                        "{panelchild}",
                        $"{await db.PanelChildren.Where(e => e.PanelId == panel && e.HeardOn != null && e.CirculatedOn == null).OrderBy(e => e.Id).Select(e => e.Id).FirstAsync()}",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "{panelseat}",
                        $"{await db.PanelSeats.Where(s => s.Name == "Nisha Rao").OrderByDescending(s => s.Id).Select(s => s.Id).FirstAsync()}",
                        StringComparison.Ordinal
                    );
            }
            if (Partners().IsMatch(path))
            {
                var nisha = await db.Professionals.SingleAsync(p => p.Name == "Nisha Rao");
                path = path.Replace("{agency}", nisha.AgencyId.ToString(), StringComparison.Ordinal)
                    .Replace("{professional}", nisha.Id.ToString(), StringComparison.Ordinal)
                    .Replace(
                        "{begun}",
                        $"{await db.PartnerReferrals.Where(r => r.ProfessionalId == nisha.Id && r.SentAt == null).OrderBy(r => r.Id).Select(r => r.Id).FirstAsync()}",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "{sent}",
                        $"{await db.PartnerReferrals.Where(r => r.ProfessionalId == nisha.Id && r.SentAt != null && r.TakenInAt == null).OrderBy(r => r.Id).Select(r => r.Id).FirstAsync()}",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "{invitation}",
                        $"{await db.Participants.Where(p => p.ProfessionalId == nisha.Id).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync()}",
                        StringComparison.Ordinal
                    )
                    .Replace(
                        "{task}",
                        $"{await db.ActionItems.Where(a => a.OwnerProfessionalId == nisha.Id && a.DoneOn == null).OrderBy(a => a.Id).Select(a => a.Id).FirstAsync()}",
                        StringComparison.Ordinal
                    );
            }
            return (await FillMap(db, path))
                .Replace("{answer}", answered.ToString(), StringComparison.Ordinal)
                .Replace("{child}", child.PersonId.ToString(), StringComparison.Ordinal)
                .Replace("{adult}", adult.ToString(), StringComparison.Ordinal)
                .Replace("{team}", child.TeamId.ToString(), StringComparison.Ordinal)
                .Replace("{worker}", priya.ToString(), StringComparison.Ordinal);
        });

    /// <summary>The first map, a number and two places on it, and a link of the number.</summary>
    private static async Task<string> FillMap(KithDb db, string path)
    {
        if (!path.Contains("{map}", StringComparison.Ordinal))
        {
            return path;
        }
        var map = await db.ExploitationMaps.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        var phone = await db.MapNodes.Where(n => n.MapId == map && n.Kind == NodeKind.Phone).OrderBy(n => n.Id).Select(n => n.Id).FirstAsync();
        var places = await db.MapNodes.Where(n => n.MapId == map && n.Kind == NodeKind.Place).OrderBy(n => n.Id).Select(n => n.Id).ToListAsync();
        var tie = await db.MapLinks.Where(l => l.MapId == map && l.ToId == phone).OrderBy(l => l.Id).Select(l => l.Id).FirstAsync();
        return path.Replace("{map}", map.ToString(), StringComparison.Ordinal)
            .Replace("{node}", phone.ToString(), StringComparison.Ordinal)
            .Replace("{bus}", places[0].ToString(), StringComparison.Ordinal)
            .Replace("{flats}", places[1].ToString(), StringComparison.Ordinal)
            .Replace("{tie}", tie.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The visit of inspectors that is under way: a request that waits, a child and a paper that were given; and the draft of the self-evaluation.</summary>
    private static async Task<string> FillRoom(KithDb db, string path)
    {
        if (
            !path.Contains("{inspection}", StringComparison.Ordinal)
            && !path.Contains("{request}", StringComparison.Ordinal)
            && !path.Contains("{evaluation}", StringComparison.Ordinal)
            && !path.Contains("{paper}", StringComparison.Ordinal)
            && !path.Contains("{given}", StringComparison.Ordinal)
        )
        {
            return path;
        }
        var inspection = await db.Inspections.OrderByDescending(i => i.From).ThenBy(i => i.Id).Select(i => i.Id).FirstAsync();
        var request = await db
            .RoomRequests.Where(r => r.InspectionId == inspection && r.AnsweredAt == null && r.WithdrawnAt == null)
            .OrderBy(r => r.Number)
            .Select(r => r.Id)
            .FirstAsync();
        var paper = await db.RoomPapers.Where(p => p.InspectionId == inspection).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
        var given = await db.GivenRecords.Where(g => g.InspectionId == inspection && g.EndedAt == null).OrderBy(g => g.Id).Select(g => g.PersonId).FirstAsync();
        var evaluation = await db.SelfEvaluations.Where(e => e.PublishedAt == null).OrderBy(e => e.Number).Select(e => e.Id).FirstAsync();
        var meeting = await db.RoomMeetings.Where(m => m.InspectionId == inspection).OrderBy(m => m.On).ThenBy(m => m.Id).Select(m => m.Id).FirstAsync();
        return path.Replace("{meeting}", meeting.ToString(), StringComparison.Ordinal)
            .Replace("{inspection}", inspection.ToString(), StringComparison.Ordinal)
            .Replace("{request}", request.ToString(), StringComparison.Ordinal)
            .Replace("{paper}", paper.ToString(), StringComparison.Ordinal)
            .Replace("{given}", given.ToString(), StringComparison.Ordinal)
            .Replace("{evaluation}", evaluation.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A visit on which the council asked something of its own that it asks no more; another form's questions are being made.</summary>
    private static async Task<Guid> Answered(KithDb db, Guid child)
    {
        if (await db.OwnAnswers.Where(a => a.PersonId == child).Select(a => (Guid?)a.SubjectId).FirstOrDefaultAsync() is { } known)
        {
            return known;
        }
        var past = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-7);
        var visit = await db
            .VisitChildren.Where(c => c.PersonId == child)
            // Long over: were it of today, other tests would be asked about the dog when they record a visit.
            .Join(db.Visits.Where(v => v.Source == null && v.Missed == null && v.On < past), c => c.VisitId, v => v.Id, (c, v) => new { v.Id, v.On })
            .OrderByDescending(v => v.On)
            .FirstAsync();
        var dog = new Question(Guid.CreateVersion7(), "Is there a dog?", "For the safety of the next worker", AnswerKind.YesNo, [], true);
        Question[] asked =
        [
            dog,
            new(Guid.CreateVersion7(), "Where is it kept?", null, AnswerKind.Line, [], false, dog.Key, "Yes"),
            new(Guid.CreateVersion7(), "Since when?", null, AnswerKind.Date, [], false),
        ];
        foreach (
            var (form, number, from, questions) in new (QuestionForm, int, DateOnly?, Question[])[]
            {
                (QuestionForm.Visit, 1, visit.On, asked),
                (QuestionForm.Visit, 2, visit.On.AddDays(1), []),
                (QuestionForm.CoreGroup, 1, null, asked),
            }
        )
        {
            db.QuestionSets.Add(
                new QuestionSet
                {
                    Id = Guid.CreateVersion7(),
                    Form = form,
                    Number = number,
                    From = from,
                    Questions = questions,
                }
            );
        }
        foreach (var (question, value) in asked.Zip(["Yes", "In the yard", "1 May 2026"]))
        {
            db.OwnAnswers.Add(
                new OwnAnswer
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = child,
                    Form = QuestionForm.Visit,
                    SubjectId = visit.Id,
                    QuestionKey = question.Key,
                    Question = question.Words,
                    Value = value,
                    Place = Array.IndexOf(asked, question),
                    AskedOn = visit.On,
                }
            );
        }
        await db.SaveChangesAsync();
        return visit.Id;
    }

    /// <summary>Pages that differ by what they are of are one kind. That every measure's page opens is tried without a browser.</summary>
    private static string KindOf(string link)
    {
        var path = Id().Replace(link.Split('#')[0].Split('?')[0], "{}");
        return
            path.StartsWith("/quality/", StringComparison.Ordinal)
            && path is not ("/quality/figures" or "/quality/assurance")
            && !path.StartsWith("/quality/assurance/", StringComparison.Ordinal)
            && !path.StartsWith("/quality/changes", StringComparison.Ordinal)
            ? "/quality/{}"
            : path;
    }

    [GeneratedRegex(@"\{(agency|professional|begun|sent|invitation|task)\}")]
    private static partial Regex Partners();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Braces();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unsafe();
}
