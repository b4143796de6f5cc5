using Kith.DataTests.Support;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Children;
using Kith.Practice.Children.AccessLog;
using Kith.Practice.Children.Addresses;
using Kith.Practice.Children.Details;
using Kith.Practice.Children.Relationships;
using Kith.Practice.Children.Show;
using Kith.Practice.Children.WarningNotes;
using Kith.Practice.Store;
using Kith.Practice.Trail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Children;

public sealed class KeepingTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static AddPersonInput Noah =>
        new()
        {
            Searched = "noah winter",
            GivenName = "Noah",
            FamilyName = "Winter",
            DateOfBirth = new(2019, 2, 3),
            Sex = "M",
            IsChild = true,
            NhsNumber = "943 476 5919",
            Line1 = "3 Ash Close",
            Postcode = "cw1 2ab",
        };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_child_is_added_after_a_search_gets_an_id_and_is_seen_by_the_team(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var key = Guid.NewGuid();
        var id = await authority.Do(s => s.GetRequiredService<AddPerson>().Handle(Noah, f.Worker, key));
        Assert.Equal(id, await authority.Do(s => s.GetRequiredService<AddPerson>().Handle(Noah, f.Worker, key)));

        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            var noah = await db.People.Include(p => p.Addresses).SingleAsync(p => p.GivenName == "Noah");
            Assert.Equal(("KC00000001", "9434765919", "winter noah"), (noah.LaChildId!, noah.NhsNumber!, noah.SortName));
            Assert.Equal("CW1 2AB", Assert.Single(noah.Addresses).Postcode);
            Assert.Equal(Sight.Read, await s.GetRequiredService<RecordAccess>().SightOf(f.Worker, id));
        });
        var second = await Assert.ThrowsAsync<LikelyDuplicatesException>(() =>
            authority.Do(s => s.GetRequiredService<AddPerson>().Handle(Noah with { GivenName = "Noha" }, f.Worker, Guid.NewGuid()))
        );
        Assert.Contains(second.People, p => p.Id == id);
        var twin = await authority.Do(s =>
            s.GetRequiredService<AddPerson>().Handle(Noah with { GivenName = "Noha", NhsNumber = null, NoneIsThisPerson = true }, f.Worker, Guid.NewGuid())
        );
        Assert.Equal("KC00000002", await authority.Do(s => s.GetRequiredService<KithDb>().People.Where(p => p.Id == twin).Select(p => p.LaChildId).SingleAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Many_at_once_get_different_ids(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var names = new[] { "Ada", "Bela", "Cleo", "Dora", "Elif" };
        await Task.WhenAll(
            names.Select(n =>
                authority.Do(s => s.GetRequiredService<AddPerson>().Handle(Noah with { GivenName = n, NhsNumber = null, NoneIsThisPerson = true }, f.Worker, Guid.NewGuid()))
            )
        );
        var ids = await authority.Do(s => s.GetRequiredService<KithDb>().People.Where(p => p.FamilyName == "Winter").Select(p => p.LaChildId).ToListAsync());
        Assert.Equal(5, ids.Distinct().Count());
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_words()
    {
        await using var authority = await Authority.On("SQLite");
        var f = await Family.Of(authority);
        async Task<IEnumerable<string>> Refused(AddPersonInput input) =>
            (await Assert.ThrowsAsync<NotAcceptedException>(() => authority.Do(s => s.GetRequiredService<AddPerson>().Handle(input, f.Worker, null)))).Problems.Select(p =>
                p.Field
            );
        Assert.Equal([""], await Refused(Noah with { Searched = " " }));
        Assert.Equal(["GivenName"], await Refused(Noah with { GivenName = null, FamilyName = " " }));
        Assert.Equal(["DateOfBirth"], await Refused(Noah with { DateOfBirth = new(2026, 11, 25) }));
        Assert.Equal(["DateOfBirth"], await Refused(Noah with { DateOfBirth = new(1990, 1, 1) }));
        Assert.Equal(["NhsNumber"], await Refused(Noah with { NhsNumber = "9434765918" }));
        Assert.Equal(["Postcode"], await Refused(Noah with { Postcode = "nowhere" }));
        Assert.Equal(["ExpectedDateOfBirth", "DateOfBirth"], await Refused(Noah with { Unborn = true }));
        Assert.Equal(["Ethnicity", "Sex"], (await Refused(Noah with { Ethnicity = "ZZZZ", Sex = "X" })).Order());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_correction_needs_a_reason_and_a_second_editor_is_told(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var form = (await authority.Do(s => s.GetRequiredService<ChangePersonDetails>().Show(f.Mia)))!;
        Task Change(ChangePersonInput input) => authority.Do(s => s.GetRequiredService<ChangePersonDetails>().Handle(f.Mia, input, form.Version, f.Worker, Guid.NewGuid()));

        var refused = await Assert.ThrowsAsync<NotAcceptedException>(() => Change(form.Details with { DateOfBirth = new(2017, 3, 15) }));
        Assert.Equal("Reason", Assert.Single(refused.Problems).Field);
        await Change(form.Details with { DateOfBirth = new(2017, 3, 15), Reason = "Birth certificate seen" });
        await Assert.ThrowsAsync<SecondEditorException>(() => Change(form.Details with { Pronouns = "they" }));

        var now = (await authority.Do(s => s.GetRequiredService<ChangePersonDetails>().Show(f.Mia)))!;
        Assert.Equal(new DateOnly(2017, 3, 15), now.Details.DateOfBirth);
        Assert.Null(now.Details.Pronouns);
        // Nothing changed: nothing written.
        await authority.Do(s => s.GetRequiredService<ChangePersonDetails>().Handle(f.Mia, now.Details, now.Version, f.Worker, Guid.NewGuid()));
        var log = (await authority.Do(s => s.GetRequiredService<ShowAccessLog>().Show(f.Mia, new() { Kind = TrailKind.Changed }, f.Worker)))!;
        var line = Assert.Single(log.Lines);
        Assert.Equal(("Priya N.", "Details changed", "Birth certificate seen"), (line.Who, line.Text, line.Reason));
        Assert.Equal(new FieldChange("Date of birth", "14 March 2017", "15 March 2017"), Assert.Single(line.Changes));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_at_the_same_moment_do_not_overwrite_each_other(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var form = (await authority.Do(s => s.GetRequiredService<ChangePersonDetails>().Show(f.Mia)))!;
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    try
                    {
                        await authority.Do(s =>
                            s.GetRequiredService<ChangePersonDetails>().Handle(f.Mia, form.Details with { Nationality = $"Country {i}" }, form.Version, f.Worker, Guid.NewGuid())
                        );
                        return true;
                    }
                    catch (SecondEditorException)
                    {
                        return false;
                    }
                })
        );
        Assert.Equal(1, outcomes.Count(o => o));
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.PersonId == f.Mia && e.Event == nameof(PersonDetailsChanged))));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Imported_facts_are_changed_where_they_are_kept(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        await authority.Do(s =>
            s.GetRequiredService<KithDb>().People.Where(p => p.Id == f.Mia).ExecuteUpdateAsync(u => u.SetProperty(p => p.Source, Sources.Ssd).SetProperty(p => p.SourceKey, "1"))
        );
        var form = (await authority.Do(s => s.GetRequiredService<ChangePersonDetails>().Show(f.Mia)))!;
        await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.Do(s => s.GetRequiredService<ChangePersonDetails>().Handle(f.Mia, form.Details with { Pronouns = "she" }, form.Version, f.Worker, null))
        );
        var how = (await authority.Do(s => s.GetRequiredService<ChangeCommunication>().Show(f.Mia)))!.Value;
        await Assert.ThrowsAsync<NotAcceptedException>(() =>
            authority.Do(s => s.GetRequiredService<ChangeCommunication>().Handle(f.Mia, how.Input with { Disabilities = ["NONE"] }, how.Version, f.Worker, null))
        );
        await authority.Do(s => s.GetRequiredService<ChangeCommunication>().Handle(f.Mia, how.Input with { HowToBeWithMe = "Uses picture cards" }, how.Version, f.Worker, null));
        var page = (await authority.Do(s => s.GetRequiredService<ShowChild>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(("Uses picture cards", Sources.Ssd), (page.HowToBe!, page.Head.Source!));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Disabilities_and_why_we_are_involved_notice_a_second_editor(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var how = (await authority.Do(s => s.GetRequiredService<ChangeCommunication>().Show(f.Mia)))!.Value;
        Task Set(params string[] codes) =>
            authority.Do(s => s.GetRequiredService<ChangeCommunication>().Handle(f.Mia, how.Input with { Disabilities = [.. codes] }, how.Version, f.Worker, Guid.NewGuid()));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Set("LD", "NONE"));
        await Set("LD", "HEAR");
        await Assert.ThrowsAsync<SecondEditorException>(() => Set("LD"));

        var why = (await authority.Do(s => s.GetRequiredService<WriteWhyInvolved>().Show(f.Mia)))!.Value;
        await authority.Do(s => s.GetRequiredService<WriteWhyInvolved>().Handle(f.Mia, "New words.", why.Version, f.Worker, null));
        await Assert.ThrowsAsync<SecondEditorException>(() => authority.Do(s => s.GetRequiredService<WriteWhyInvolved>().Handle(f.Mia, "Others.", why.Version, f.Worker, null)));
        var page = (await authority.Do(s => s.GetRequiredService<ShowChild>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(("New words.", page.Today), (page.WhyInvolved!.Text, page.WhyInvolved.On!.Value));
        Assert.Equal(2, page.Disabilities.Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_relationship_is_written_on_both_records_in_one_act(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        Task<Guid> Add(RelationshipInput input) => authority.Do(s => s.GetRequiredService<AddRelationship>().Handle(f.Mia, input, f.Worker, Guid.NewGuid()));

        Assert.Equal("OtherId", await Refused(Add(new() { OtherId = f.Mia, Kind = RelationshipKind.Cousin })));
        Assert.Equal("Kind", await Refused(Add(new() { OtherId = f.Mum, Kind = RelationshipKind.Parent })));
        Assert.Equal("AgesChecked", await Refused(Add(new() { OtherId = f.Ellie, Kind = RelationshipKind.Parent })));
        Assert.Equal("OtherId", await Refused(Add(new() { OtherId = f.Kyle, Kind = RelationshipKind.Cousin })));
        var pair = await Add(
            new()
            {
                OtherId = f.Gran,
                Kind = RelationshipKind.Carer,
                From = new(2026, 1, 1),
                Note = "Weekends",
            }
        );

        var mia = (await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Mia, f.Worker)))!;
        var gran = (await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Gran, f.Worker)))!;
        Assert.Equal("carer", mia.Relatives.Single(r => r.PairId == pair).Word);
        Assert.Equal("cared for", gran.Relatives.Single(r => r.PairId == pair).Word);
        Assert.Equal(
            1,
            await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.Where(e => e.Event == nameof(RelationshipAdded)).Select(e => e.ProcessId).Distinct().CountAsync())
        );

        var form = (await authority.Do(s => s.GetRequiredService<ChangeRelationship>().Show(f.Mia, pair, f.Worker)))!;
        Task Change(ChangeRelationshipInput input) =>
            authority.Do(s => s.GetRequiredService<ChangeRelationship>().Handle(f.Mia, pair, input, form.Version, f.Worker, Guid.NewGuid()));
        Assert.Equal("Reason", await Refused(Change(form.Input with { ParentalResponsibility = true })));
        await Change(form.Input with { To = new(2026, 11, 1) });
        await Assert.ThrowsAsync<SecondEditorException>(() => Change(form.Input with { Note = "No longer" }));
        Assert.All(
            await authority.Do(s => s.GetRequiredService<KithDb>().Relationships.Where(r => r.PairId == pair).ToListAsync()),
            r => Assert.Equal(new DateOnly(2026, 11, 1), r.To)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_household_moves_together_and_a_confidential_address_is_withheld(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var before = (await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Mia, f.Worker)))!;
        var move = new MoveInput
        {
            MovedOn = new(2026, 11, 20),
            Line1 = "1 Safe Street",
            Postcode = "SW1A 1AA",
            Confidential = true,
            With = [f.Mum],
            PresentId = before.Home!.Id,
        };
        var key = Guid.NewGuid();
        await authority.Do(s => s.GetRequiredService<MovePeople>().Handle(f.Mia, move, f.Worker, key));
        await authority.Do(s => s.GetRequiredService<MovePeople>().Handle(f.Mia, move, f.Worker, key));
        await Assert.ThrowsAsync<SecondEditorException>(() => authority.Do(s => s.GetRequiredService<MovePeople>().Handle(f.Mia, move, f.Worker, Guid.NewGuid())));

        var mine = (await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(["1 Safe Street, SW1A 1AA", "12 Elm Road, CW1 2AB"], mine.Addresses.Select(a => a.Text));
        Assert.Equal(new DateOnly(2026, 11, 20), mine.Addresses[1].To);
        Assert.Equal(["Dawn Thompson"], mine.Household.Select(p => p.Name));

        var theirs = (await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Mia, f.Auditor)))!;
        Assert.Equal(("Confidential address", true), (theirs.Addresses[0].Text, theirs.Addresses[0].Withheld));
        Assert.Empty(theirs.Household);
        Assert.Equal("Confidential address", (await authority.Do(s => s.GetRequiredService<ShowChild>().Show(f.Mia, f.Auditor)))!.Home!.Text);
        Assert.Equal("Confidential address", (await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Mum, f.Auditor)))!.Home!.Text);
        var log = (await authority.Do(s => s.GetRequiredService<ShowAccessLog>().Show(f.Mia, new(), f.Auditor)))!;
        Assert.DoesNotContain(log.Lines, l => l.Text.Contains("Safe Street") || l.Changes.Any(c => c.New?.Contains("Safe") == true));
        // Kyle is restricted: he can be neither moved nor found by trying.
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            authority.Do(s => s.GetRequiredService<MovePeople>().Handle(f.Mia, move with { With = [f.Kyle], PresentId = mine.Home!.Id }, f.Worker, Guid.NewGuid()))
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_warning_is_reviewed_or_ended_with_a_reason(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        var note = (await authority.Do(s => s.GetRequiredService<ReviewWarningNote>().List(f.Mia))).Single();
        Task Review(WarningReviewInput input, int version) =>
            authority.Do(s => s.GetRequiredService<ReviewWarningNote>().Handle(f.Mia, note.Id, input, version, f.Worker, Guid.NewGuid()));
        Assert.Equal("ReviewOn", await Refused(Review(new() { Text = note.Text, ReviewOn = new(2028, 1, 1) }, note.Version)));
        await Review(new() { Text = "Two dogs", ReviewOn = new(2027, 3, 1) }, note.Version);
        await Assert.ThrowsAsync<SecondEditorException>(() => Review(new() { Ends = true, Reason = "Dog has died" }, note.Version));
        Assert.Equal("Reason", await Refused(Review(new() { Ends = true }, note.Version + 1)));
        await Review(new() { Ends = true, Reason = "Dogs have left" }, note.Version + 1);
        Assert.Empty((await authority.Do(s => s.GetRequiredService<ShowHead>().Show(f.Mia)))!.Warnings);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lists_on_a_person_are_added_to_and_ended_once(string engine)
    {
        await using var authority = await Authority.On(engine);
        var f = await Family.Of(authority);
        Task Keep(Func<KeepDetails, Task> act) => authority.Do(s => act(s.GetRequiredService<KeepDetails>()));
        var key = Guid.NewGuid();
        for (var twice = 0; twice < 2; twice++)
        {
            await Keep(k => k.AddName(f.Mia, new() { Kind = NameKind.KnownAs, GivenName = "Mimi" }, f.Worker, key));
        }
        await Keep(k => k.AddIdentifier(f.Mia, new() { Kind = "Hospital number", Value = "H1" }, f.Worker, null));
        await Keep(k =>
            k.AddContact(
                f.Mia,
                new()
                {
                    Kind = "Mobile",
                    Value = "07700 900001",
                    SafeToContact = "Text only",
                },
                f.Worker,
                null
            )
        );
        await Keep(k => k.AddService(f.Mia, new() { Kind = "School", Name = "Elm Primary" }, f.Worker, null));
        Assert.Equal("Kind", await Refused(Keep(k => k.AddContact(f.Mia, new() { Kind = "Pigeon", Value = "x" }, f.Worker, null))));

        var page = (await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Mia, f.Worker)))!;
        Assert.Equal(
            ("Mimi", "H1", "Text only", "Elm Primary"),
            (page.Names.Single().Text, page.Identifiers.Single().Value, page.Contacts.Single().Safety!, page.Services.Single().Name)
        );
        Assert.Equal("Reason", await Refused(Keep(k => k.RemoveName(f.Mia, page.Names[0].Id, null, f.Worker, null))));
        await Keep(k => k.RemoveName(f.Mia, page.Names[0].Id, "Never used", f.Worker, null));
        await Keep(k => k.EndContact(f.Mia, page.Contacts[0].Id, f.Worker, null));
        await Keep(k => k.EndContact(f.Mia, page.Contacts[0].Id, f.Worker, null));
        await Assert.ThrowsAsync<AccessRefusedException>(() => Keep(k => k.EndService(f.Mia, page.Services[0].Id, f.Stranger, null)));
        Assert.Equal(1, await authority.Do(s => s.GetRequiredService<KithDb>().TrailEntries.CountAsync(e => e.Event == nameof(ContactMethodEnded))));
        // A line of another person cannot be ended by way of this one.
        await Keep(k => k.EndService(f.Mum, page.Services[0].Id, f.Worker, null));
        Assert.Null((await authority.Do(s => s.GetRequiredService<ShowPerson>().Show(f.Mia, f.Worker)))!.Services.Single().To);
    }

    [Fact]
    public void Every_event_has_words()
    {
        var events = typeof(PersonEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TrailEvent)) && !t.IsAbstract).ToList();
        Assert.True(events.Count > 20);
        foreach (var e in events)
        {
            var sentence = TrailWords.Sentence(e.Name, "{}");
            Assert.True(sentence.Length > 5 && char.IsUpper(sentence[0]) && sentence.Contains(' '), $"{e.Name}: {sentence}");
        }
        Assert.Equal("Something new happened", TrailWords.Sentence("SomethingNewHappened", "not json"));
    }

    private static async Task<string> Refused(Task act) => Assert.Single((await Assert.ThrowsAsync<NotAcceptedException>(() => act)).Problems).Field;
}
