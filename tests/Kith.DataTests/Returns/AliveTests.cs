using Kith.DataTests.Import;
using Kith.DataTests.Support;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Projections;
using Kith.Practice.Returns.Census;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Returns;

public sealed class AliveTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly Actor Officer = Actor.System("Data officer");

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Issues_follow_any_edit_and_keep_their_age(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        var people = await authority.Ask(db => db.CensusStandings.OrderBy(s => s.PersonId).Select(s => s.PersonId).Take(40).ToListAsync());
        Assert.Equal(40, people.Count);
        var dice = new Random(20261124);
        var edits = Enumerable.Range(0, 60).Select(_ => (Who: dice.Next(people.Count), What: dice.Next(8), Days: dice.Next(-400, 200))).ToList();
        foreach (var day in edits.Chunk(20))
        {
            authority.Time.Advance(TimeSpan.FromDays(1));
            foreach (var (who, what, days) in day)
            {
                await Edit(authority, people[who], what, new DateOnly(2026, 11, 24).AddDays(days));
            }
            await authority.ProjectionsAreRight();
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_explanation_stands_until_the_fault_goes(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        var person = await authority.Ask(db => db.CensusStandings.OrderBy(s => s.PersonId).Select(s => s.PersonId).FirstAsync());
        await authority.Do(s => Change(s, person, p => p.Ethnicity = "XXXX"));
        var issue = await authority.Ask(db => db.CensusIssues.AsNoTracking().SingleAsync(i => i.PersonId == person && i.Rule == "4220"));
        Assert.Equal(new DateOnly(2026, 11, 24), issue.FirstSeenOn);
        Assert.Equal("XXXX", issue.Value);

        await Assert.ThrowsAsync<NotAcceptedException>(() => Explain("short"));
        var id = await Explain("The family asked that it is recorded in these words.");
        Assert.Equal(id, await Explanation());
        await Assert.ThrowsAsync<NotAcceptedException>(() => Explain("A second explanation of the same thing."));
        await authority.ProjectionsAreRight();

        authority.Time.Advance(TimeSpan.FromDays(3));
        await authority.Do(s => Change(s, person, p => p.FormerUpn = "A123456789012"));
        Assert.Equal(id, await Explanation());
        Assert.Equal(
            new DateOnly(2026, 11, 24),
            await authority.Ask(db => db.CensusIssues.Where(i => i.PersonId == person && i.Rule == "4220").Select(i => i.FirstSeenOn).SingleAsync())
        );

        await authority.Do(s => Change(s, person, p => p.Ethnicity = "WBRI"));
        Assert.False(await authority.Ask(db => db.CensusIssues.AnyAsync(i => i.PersonId == person && i.Rule == "4220")));
        Assert.Equal(new DateOnly(2026, 11, 27), await authority.Ask(db => db.CensusExplanations.Where(x => x.Id == id).Select(x => x.EndedOn).SingleAsync()));
        await authority.Do(s => Change(s, person, p => p.Ethnicity = "XXXX"));
        Assert.Null(await Explanation());
        await authority.ProjectionsAreRight();
        await authority.TrailIsWhole();

        Task<Guid> Explain(string reason) =>
            authority.Do(s => s.GetRequiredService<ExplainIssue>().Handle(person, new ExplainInput("4220", issue.RecordId, issue.Field, reason), Officer, null));
        Task<Guid?> Explanation() => authority.Ask(db => db.CensusIssues.Where(i => i.PersonId == person && i.Rule == "4220").Select(i => i.ExplanationId).SingleAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_shared_UPN_is_shown_on_both_and_can_be_explained(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        var two = await authority.Ask(db => db.CensusStandings.OrderBy(s => s.PersonId).Select(s => s.PersonId).Take(2).ToListAsync());
        foreach (var person in two)
        {
            await authority.Do(s => Change(s, person, p => p.Upn = "E870000000001"));
        }
        await Assert.ThrowsAsync<NotAcceptedException>(() => Explain(two[0], "4220", "The wrong rule was explained here."));
        Assert.Null((await Shared(two[0])).Explained);
        await Explain(two[0], "1520", "Two numbers were given out twice; the school is asked.");
        await Assert.ThrowsAsync<NotAcceptedException>(() => Explain(two[0], "1520", "Two numbers were given out twice; the school is asked."));
        Assert.Equal("Two numbers were given out twice; the school is asked.", (await Shared(two[0])).Explained!.Reason);
        Assert.Null((await Shared(two[1])).Explained);
        await authority.Do(s => Change(s, two[1], p => p.Upn = null));
        Assert.DoesNotContain(await OfChild(two[0]), i => i.Rule == "1520");
        await Assert.ThrowsAsync<NotAcceptedException>(() => Explain(two[1], "1520", "There is nothing left to explain here."));

        Task<IReadOnlyList<DataIssue>> OfChild(Guid person) => authority.Do(s => s.GetRequiredService<ShowDataToFix>().OfChild(person, Officer));
        async Task<DataIssue> Shared(Guid person) => Assert.Single(await OfChild(person), i => i.Rule == "1520");
        Task<Guid> Explain(Guid person, string rule, string reason) =>
            authority.Do(s => s.GetRequiredService<ExplainIssue>().Handle(person, new ExplainInput(rule, person, "ChildIdentifiers.UPN", reason), Officer, null));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_frozen_copy_keeps_its_hash_and_is_signed_off_by_someone_else(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Prepare("Nadia"));
        Assert.Contains("local authority code", refused.Message, StringComparison.Ordinal);
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            db.Settings.Add(
                new Practice.Settings.Setting
                {
                    Id = Guid.CreateVersion7(),
                    Key = Practice.Settings.Policies.LocalAuthorityCode,
                    Value = "895",
                    From = new DateOnly(2020, 1, 1),
                    Reason = "Test",
                }
            );
            await db.SaveChangesAsync();
        });
        var (nadia, owen) = (Person("Nadia"), Person("Owen"));
        var first = await authority.Do(s => s.GetRequiredService<PrepareSubmission>().Handle(new PrepareInput(2026, null), nadia, null));
        var child = await authority.Ask(db => db.Episodes.Where(e => e.ClosedOn == null).OrderBy(e => e.Id).Select(e => e.PersonId).FirstAsync());
        await authority.Do(s => Change(s, child, p => p.Ethnicity = "WBRI" == p.Ethnicity ? "WIRI" : "WBRI"));
        var second = await authority.Do(s => s.GetRequiredService<PrepareSubmission>().Handle(new PrepareInput(2026, "Ethnicity put right"), nadia, null));
        var copies = await authority.Ask(db => db.CensusSubmissions.AsNoTracking().OrderBy(c => c.Serial).ToListAsync());
        Assert.Equal([(1, SubmissionState.SetAside), (2, SubmissionState.Prepared)], copies.Select(c => (c.Serial, c.State)));

        var view = (await authority.Do(s => s.GetRequiredService<ShowSubmissions>().Show(second, nadia)))!;
        Assert.True(view.HashIsRight);
        var changed = Assert.Single(view.Difference!.Changed);
        Assert.Equal("ChildCharacteristics.Ethnicity", Assert.Single(changed.Fields).Field);
        Assert.Empty(view.Difference.Added);

        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<DecideSubmission>().Handle(second, true, null, nadia, null)));
        await authority.Do(s => s.GetRequiredService<DecideSubmission>().Handle(second, true, null, owen, null));
        await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<DecideSubmission>().Handle(first, true, null, owen, null)));
        var file = (await authority.Do(s => s.GetRequiredService<ShowSubmissions>().TakeOut(second, false, nadia)))!.Value;
        Assert.Equal(copies[1].Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Content)));
        Assert.True(await authority.Ask(db => db.TrailEntries.AnyAsync(t => t.Event == "SubmissionTakenOut")));
        Assert.Equal(copies[1].Children, await authority.Ask(db => db.TrailEntries.CountAsync(t => t.Event == "RecordTakenOut")));
        await authority.TrailIsWhole();

        Task<Guid> Prepare(string name) => authority.Do(s => s.GetRequiredService<PrepareSubmission>().Handle(new PrepareInput(2026, null), Person(name), null));
        static Actor Person(string name) =>
            new()
            {
                AccountId = new Guid(name.Length, 0, 0, new byte[8]),
                Name = name,
                Roles = [Role.DataOfficer, Role.Director],
                WholeAuthority = true,
            };
    }

    /// <summary>From April to July the return of the year that has ended is put together while the next one runs: what is said of either stays with it.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_explanation_goes_with_the_return_of_its_year(string engine)
    {
        await using var authority = await Authority.On(engine);
        await authority.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        await authority.Do(s => Setting(s, Practice.Settings.Policies.LocalAuthorityCode, "895"));
        var ended = await authority.Ask(db =>
            db.Episodes.Where(e => e.ClosedOn != null && e.ClosedOn < new DateOnly(2026, 4, 1)).OrderBy(e => e.Id).Select(e => e.PersonId).ToListAsync()
        );
        var (person, issue) = (Guid.Empty, (DataIssue?)null);
        foreach (var one in ended)
        {
            (person, issue) = (one, (await OfChild(one, 2026)).FirstOrDefault());
            if (issue is not null)
            {
                break;
            }
        }
        Assert.NotNull(issue);
        Assert.DoesNotContain(await OfChild(person, null), i => (i.Rule, i.Field) == (issue.Rule, issue.Field));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Explain(null));
        await Explain(2026);
        await Assert.ThrowsAsync<NotAcceptedException>(() => Explain(2026));
        Assert.Equal(
            "The hospital wrote to say so in May.",
            (await OfChild(person, 2026)).Single(i => (i.Rule, i.RecordId, i.Field) == (issue.Rule, issue.RecordId, issue.Field)).Explained!.Reason
        );

        // An edit of the child after the year leaves the explanation of the earlier return alone.
        await authority.Do(s => Change(s, person, p => p.KnownAs = "Bo"));
        await authority.Do(s => Change(s, person, p => p.Ethnicity = "XXXX"));
        await authority.Do(s => Change(s, person, p => p.Ethnicity = "WBRI"));
        await authority.ProjectionsAreRight();

        var officer = new Actor
        {
            AccountId = new Guid(5, 0, 0, new byte[8]),
            Name = "Nadia",
            Roles = [Role.DataOfficer],
            WholeAuthority = true,
        };
        var copy = await authority.Do(s => s.GetRequiredService<PrepareSubmission>().Handle(new PrepareInput(2026, null), officer, null));
        var notes = System.Text.Encoding.UTF8.GetString((await authority.Do(s => s.GetRequiredService<ShowSubmissions>().TakeOut(copy, true, officer)))!.Value.Content);
        var line = Assert.Single(notes.Split("\r\n"), l => l.Contains("The hospital wrote", StringComparison.Ordinal));
        Assert.StartsWith($"Child,{issue.Rule},{issue.LaChildId},{issue.Field},", line, StringComparison.Ordinal);

        // The file and its notes read back: the note's rule is found on the note's child, and the children are those of the records.
        var xml = (await authority.Do(s => s.GetRequiredService<ShowSubmissions>().TakeOut(copy, false, officer)))!.Value.Content;
        var report = Standards.CinCensus.Rules.CensusValidation.Run(new MemoryStream(xml));
        Assert.Contains(report.Issues, i => i.Rule.Code == issue.Rule && i.Child == issue.LaChildId);
        var found = (await authority.Do(s => s.GetRequiredService<ShowCopyFindings>().Show(copy, officer)))!;
        Assert.Equal(1, found.Teams.Sum(t => t.Explained));
        Assert.DoesNotContain(found.Children, c => c.PersonId == person && c.Rules.Contains(issue.Rule));
        Assert.Equal(report.Issues.Where(i => i.Position >= 0).Select(i => (i.Child, i.Rule.Code)).Distinct().Count(), found.Teams.Sum(t => t.Errors + t.Queries + t.Explained));

        // The answer of one year is offered in the next, and is no answer there until somebody gives it.
        await using var again = await Authority.On(engine);
        await again.Load(Sources.CinCensus, Loading.Sample("cin-2026-300.xml"));
        var child = await again.Ask(db => db.CensusStandings.OrderBy(s => s.PersonId).Select(s => s.PersonId).FirstAsync());
        await again.Do(s => Change(s, child, p => p.Ethnicity = "XXXX"));
        foreach (var year in new int?[] { 2026, null })
        {
            var now = Assert.Single(await again.Do(s => s.GetRequiredService<ShowDataToFix>().OfChild(child, Officer, year)), i => i.Rule == "4220");
            Assert.Equal((null, year is null ? "The family asked for these words." : null), (now.Explained?.Reason, now.LastYear));
            await again.Do(s =>
                s.GetRequiredService<ExplainIssue>().Handle(child, new ExplainInput("4220", now.RecordId, now.Field, "The family asked for these words.", year), Officer, null)
            );
        }

        Task<IReadOnlyList<DataIssue>> OfChild(Guid who, int? year) => authority.Do(s => s.GetRequiredService<ShowDataToFix>().OfChild(who, Officer, year));
        Task<Guid> Explain(int? year) =>
            authority.Do(s =>
                s.GetRequiredService<ExplainIssue>()
                    .Handle(person, new ExplainInput(issue.Rule, issue.RecordId, issue.Field, "The hospital wrote to say so in May.", year), Officer, null)
            );
    }

    private static Task Setting(IServiceProvider s, string key, string value)
    {
        var db = s.GetRequiredService<KithDb>();
        db.Settings.Add(
            new Practice.Settings.Setting
            {
                Id = Guid.CreateVersion7(),
                Key = key,
                Value = value,
                From = new DateOnly(2020, 1, 1),
                Reason = "Test",
            }
        );
        return db.SaveChangesAsync();
    }

    /// <summary>One edit of the kind that people make, as an act makes it: the record is saved and its person projected.</summary>
    private static Task Edit(Authority authority, Guid person, int what, DateOnly day) =>
        authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            switch (what)
            {
                case 0:
                    (await db.People.SingleAsync(p => p.Id == person)).DateOfBirth = day;
                    break;
                case 1:
                    (await db.People.SingleAsync(p => p.Id == person)).Ethnicity = day.DayNumber % 2 == 0 ? null : "WBRI";
                    break;
                case 2:
                    foreach (var episode in await db.Episodes.Where(e => e.PersonId == person).ToListAsync())
                    {
                        (episode.ClosedOn, episode.ClosureReason) = (day, day.DayNumber % 3 == 0 ? null : "RC7");
                    }
                    break;
                case 3:
                    foreach (var episode in await db.Episodes.Where(e => e.PersonId == person).ToListAsync())
                    {
                        (episode.ClosedOn, episode.ClosureReason) = (null, null);
                    }
                    break;
                case 4:
                    foreach (var assessment in await db.Assessments.Where(e => e.PersonId == person).ToListAsync())
                    {
                        assessment.AuthorisedOn = day.DayNumber % 2 == 0 ? null : day;
                    }
                    break;
                case 5:
                    db.Section47Enquiries.Add(
                        new Practice.Protection.Section47Enquiry
                        {
                            Id = Guid.CreateVersion7(),
                            PersonId = person,
                            EpisodeId = await db.Episodes.Where(e => e.PersonId == person).OrderBy(e => e.Id).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(),
                            StartedOn = day,
                        }
                    );
                    break;
                case 6:
                    foreach (var plan in await db.ProtectionPlans.Where(e => e.PersonId == person).ToListAsync())
                    {
                        (plan.StartedOn, plan.PreviousPlans) = (day, null);
                    }
                    break;
                default:
                    db.Disabilities.Add(
                        new Disability
                        {
                            Id = Guid.CreateVersion7(),
                            PersonId = person,
                            Code = "NONE",
                        }
                    );
                    break;
            }
            await Save(s, person);
        });

    private static async Task Change(IServiceProvider s, Guid person, Action<Person> how)
    {
        how(await s.GetRequiredService<KithDb>().People.SingleAsync(p => p.Id == person));
        await Save(s, person);
    }

    private static async Task Save(IServiceProvider s, Guid person)
    {
        var db = s.GetRequiredService<KithDb>();
        await using var turn = await s.GetRequiredService<DatabaseEngine>().BeginWrite(db);
        await db.SaveChangesAsync();
        await s.GetRequiredService<Projector>().Project([person]);
        await turn.Commit();
    }
}
