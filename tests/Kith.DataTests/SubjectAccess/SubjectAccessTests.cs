using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Approvals;
using Kith.Practice.Assessments;
using Kith.Practice.Casework;
using Kith.Practice.Children;
using Kith.Practice.Children.AccessLog;
using Kith.Practice.Documents;
using Kith.Practice.Network;
using Kith.Practice.Store;
using Kith.Practice.SubjectAccess;
using Kith.Practice.SubjectAccess.Collecting;
using Kith.Practice.SubjectAccess.Redacting;
using Kith.Practice.SubjectAccess.Releasing;
using Kith.Practice.Voice;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.SubjectAccess;

/// <summary>A request to read a record on both databases: gathered whole, nothing of a brother, given once, and known to nobody else.</summary>
public sealed class SubjectAccessTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    private static readonly Letterhead Head = new("Amberdale", "#1d70b8");

    private static Actor Officer(IServiceProvider s, string name) =>
        new()
        {
            AccountId = s.GetRequiredService<Clock>().NewId(),
            Name = name,
            Roles = [Role.DataOfficer],
            WholeAuthority = true,
        };

    [Fact]
    public async Task Every_table_is_gathered_or_left_out_for_a_reason()
    {
        await using var authority = await Authority.On("SQLite");
        var (decisions, gone) = await authority.Do(s =>
        {
            var model = s.GetRequiredService<KithDb>().Model;
            return Task.FromResult((WhatIsGathered.Of(model), WhatIsGathered.Gone(model)));
        });
        Assert.Empty(gone);
        Assert.True(decisions.Count > 150);
        // Added, and nobody has said what becomes of it.
        Assert.Empty(decisions.Where(d => d.Gathered is null && d.LeftOut is null).Select(d => d.Table));
        // Both answers would hide which one counts.
        Assert.Empty(decisions.Where(d => d.Gathered is not null && d.LeftOut is not null).Select(d => d.Table));
        // Left out as if it named nobody, and it names somebody.
        Assert.Empty(decisions.Where(d => d.LeftOut is not null && !d.NamesPeople && d.People.Count > 0).Select(d => d.Table));
        Assert.Contains(decisions, d => d is { Table: "map_node", Gathered: null, People.Count: > 0 });
        Assert.Contains(decisions, d => d is { Table: "visit", Gathered: not null });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_record_is_gathered_read_agreed_and_given_and_what_was_taken_out_is_in_no_file(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(s => Fill(s, town));
        var (lukasz, owen) = await authority.Do(s => Task.FromResult((Officer(s, "Lukasz"), Officer(s, "Owen"))));
        var request = await authority.Do(s => s.GetRequiredService<ReceiveRequest>().Handle(town.Mia, Input(), lukasz, null));
        var key = await authority.Do(s => Task.FromResult(s.GetRequiredService<Clock>().NewId()));
        var (fresh, _) = await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, key));
        // A second click gathers nothing twice.
        await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, key));
        var items = await Items(authority, request);
        Assert.Equal(fresh, items.Count);
        var all = string.Join('\n', items.SelectMany(i => i.Fields).Select(f => $"{f.Label}: {f.Text}"));
        // Hers, in words: codes, yes and no, who it was.
        Assert.Contains("Abuse or neglect", all, StringComparison.Ordinal);
        Assert.Contains("She said Quillon frightens her", all, StringComparison.Ordinal);
        Assert.Contains("The family agreed with Vexlow", all, StringComparison.Ordinal);
        Assert.Contains("Priya Nair", all, StringComparison.Ordinal);
        // Her own part of the visit stands with it.
        var visit = items.Single(i => i.Source == "visit");
        Assert.Contains(visit.Fields, f => f is { Label: "About you: seen alone", Text: "Yes" });
        Assert.True(visit.Shared);
        // Nothing of her brother: not his plan, and not his part of an assessment that was written for both.
        Assert.DoesNotContain("Wufflebrother", all, StringComparison.Ordinal);
        Assert.DoesNotContain(items, i => i.Source is "cin_plan" or "action_item");

        // The name of somebody else is pointed out, in what she said.
        var said = items.Single(i => i.Source == "voice_entry");
        Assert.True(said.PointedOut > 0);
        var page = (await authority.Do(s => s.GetRequiredService<ShowItems>().One(request, said.Id, lukasz)))!;
        Assert.Contains(page.Item.Pointed, p => p is { Words: "Quillon", AtWork: false });
        Assert.DoesNotContain(page.Item.Pointed, p => p.Words == "Mia");

        // Taken out here, with a reason; without one it is refused.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<DecideItem>().Handle(request, said.Id, new ItemInput { Choice = SubjectChoice.Give, Words = "Quillon" }, said.Version, lukasz, null)
            )
        );
        await authority.Do(s =>
            s.GetRequiredService<DecideItem>()
                .Handle(
                    request,
                    said.Id,
                    new ItemInput
                    {
                        Choice = SubjectChoice.Give,
                        Words = "Quillon",
                        Reason = DisclosureReason.OtherPerson,
                    },
                    said.Version,
                    lukasz,
                    null
                )
        );
        // A second editor is told.
        await authority.Do(s =>
            Assert.ThrowsAsync<SecondEditorException>(() =>
                s.GetRequiredService<DecideItem>()
                    .Handle(request, said.Id, new ItemInput { Choice = SubjectChoice.HoldBack, Reason = DisclosureReason.Court }, said.Version, owen, null)
            )
        );
        // A place that is not in the words is refused, and changes nothing.
        var other = items.First(i => i.Source == "episode");
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<DecideItem>()
                    .Handle(
                        request,
                        other.Id,
                        new ItemInput
                        {
                            Choice = SubjectChoice.Give,
                            Places = ["0:0:999999"],
                            Reason = DisclosureReason.Court,
                        },
                        null,
                        lukasz,
                        null
                    )
            )
        );
        await authority.Do(s => s.GetRequiredService<ChooseWords>().Add(request, "vexlow\nQuillon", DisclosureReason.OtherPerson, lukasz, null));
        var person = items.Single(i => i.Source == "person_address");
        await authority.Do(s =>
            s.GetRequiredService<DecideItem>().Handle(request, person.Id, new ItemInput { Choice = SubjectChoice.HoldBack, Reason = DisclosureReason.Crime }, null, lukasz, null)
        );
        // Not asked for before everything is read.
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AskToAgree>().Handle(request, null, null, lukasz, null)));
        await GiveRest(authority, request, lukasz);
        await authority.Do(s => s.GetRequiredService<AskToAgree>().Handle(request, "Please look", null, lukasz, null));
        var approval = await authority.Do(s => s.GetRequiredService<KithDb>().Approvals.Where(a => a.SubjectId == request).Select(a => a.Id).SingleAsync());
        // Nobody agrees to their own work, and nothing changes meanwhile.
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<DecideApproval>().Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, lukasz, null)
            )
        );
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<ChooseWords>().Add(request, "Anything", DisclosureReason.Court, owen, null)));
        // Whoever only reads the record does not see that there is a request: neither in its log nor among the decisions.
        var priya = await authority.Do(s => s.As(town.PriyaAccount));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowRequest>().Show(request, priya)));
        Assert.Null(await authority.Do(s => s.GetRequiredService<ShowApproval>().Show(approval, priya)));
        Assert.DoesNotContain(
            await Log(authority, town.Mia, priya),
            l => l.Contains("Request to read", StringComparison.Ordinal) || l.Contains("Approval", StringComparison.Ordinal)
        );
        Assert.Contains(await Log(authority, town.Mia, owen), l => l.Contains("Request to read", StringComparison.Ordinal));
        Assert.Equal([town.Mia], await authority.Do(s => s.GetRequiredService<OpenRequests>().Among([town.Mia, town.Noah])));

        await authority.Do(s => s.GetRequiredService<DecideApproval>().Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, owen, null));
        var giving = new GivingInput
        {
            PersonName = "mia thompson",
            RecipientName = "Mia Thompson",
            RecipientPlace = "am1 9zz",
            How = "By hand",
            TalkTo = "The information team",
        };
        foreach (
            var wrong in new[]
            {
                giving with
                {
                    PersonName = "Noah Thompson",
                },
                giving with
                {
                    RecipientName = "Sam",
                },
                giving with
                {
                    RecipientPlace = "AM1 9ZY",
                },
                giving with
                {
                    RecipientPlace = "",
                },
            }
        )
        {
            await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<GivePack>().Handle(request, wrong, Head, NoPdf, null, lukasz, null)));
        }
        await authority.Do(s => s.GetRequiredService<GivePack>().Handle(request, giving, Head, NoPdf, null, lukasz, null));
        var pack = await authority.Do(s => s.GetRequiredService<KithDb>().SubjectPacks.SingleAsync(p => p.RequestId == request));
        var first = await authority.Do(s => s.GetRequiredService<GivePack>().TakeOut(request, pack.Id, lukasz));
        var second = await authority.Do(s => s.GetRequiredService<GivePack>().TakeOut(request, pack.Id, owen));
        Assert.Equal(first!.Value.Bytes, second!.Value.Bytes);
        Assert.Equal(pack.Sha256, Convert.ToHexStringLower(SHA256.HashData(first.Value.Bytes)));
        var text = Inside(first.Value.Bytes);
        Assert.DoesNotContain("Quillon", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Vexlow", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("High Street", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("She said [taken out: about another person] frightens her", text, StringComparison.Ordinal);
        Assert.DoesNotContain("crime", text, StringComparison.OrdinalIgnoreCase);
        // The bytes lie unreadable, and what was given does not change any more.
        var lying = await authority.Do(s => s.GetRequiredService<KithDb>().DocumentContents.Where(c => c.Id == pack.Id).Select(c => c.Bytes).SingleAsync());
        Assert.NotEqual(first.Value.Bytes.Length, lying.Length);
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null)));
        await authority.Do(s => Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<AskToAgree>().OpenAgain(request, null, lukasz, null)));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<OpenRequests>().Among([town.Mia, town.Noah])));
        var list = await authority.Do(s => s.GetRequiredService<ShowRequests>().List(owen));
        Assert.Equal((0, 1, 1), (list.Open.Count, list.Answered, list.InTime));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowRequests>().List(priya)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_stands_about_a_mother_in_a_childs_record_is_gathered_for_her_and_the_rest_of_it_is_not(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(s => Fill(s, town));
        var mother = await authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            var id = await db.People.Where(p => p.GivenName == "Quillon").Select(p => p.Id).SingleAsync();
            (await db.People.SingleAsync(p => p.Id == id)).Sex = "F";
            foreach (var words in new[] { "Mum shouted at the dog", "Quilon came late", "The minibus was full of Thompsons", "Ms Thompson waited outside" })
            {
                db.VoiceEntries.Add(
                    new VoiceEntry
                    {
                        Id = clock.NewId(),
                        PersonId = town.Mia,
                        On = new DateOnly(2026, 11, 3),
                        Words = words,
                    }
                );
            }
            // His record is hidden from whoever answers: it is not offered.
            db.Relationships.Add(
                new Relationship
                {
                    Id = clock.NewId(),
                    PersonId = town.Rex,
                    OtherId = id,
                    Kind = RelationshipKind.Child,
                    PairId = clock.NewId(),
                }
            );
            var pair = clock.NewId();
            db.Relationships.Add(
                new Relationship
                {
                    Id = clock.NewId(),
                    PersonId = town.Mia,
                    OtherId = id,
                    Kind = RelationshipKind.Child,
                    PairId = pair,
                }
            );
            db.NetworkTies.Add(
                new NetworkTie
                {
                    Id = clock.NewId(),
                    PersonId = town.Mia,
                    OtherId = id,
                    ContactHow = "Fetches her from school",
                }
            );
            await db.SaveChangesAsync();
            return id;
        });
        var lukasz = await authority.Do(s => Task.FromResult(Officer(s, "Lukasz")));
        var request = await authority.Do(s => s.GetRequiredService<ReceiveRequest>().Handle(mother, Input(), lukasz, null));
        Task Choose(params Guid[] others) => authority.Do(s => s.GetRequiredService<ChooseElsewhere>().Handle(request, others, null, lukasz, null));
        Task<List<SubjectItem>> Elsewhere() => authority.Do(async s => (await Items(authority, request)).FindAll(i => i.OfPersonId is not null));

        await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null));
        Assert.Empty(await Elsewhere());
        var asked = await authority.Do(async s => await s.GetRequiredService<KithDb>().SubjectRequests.AsNoTracking().SingleAsync());
        var offered = await authority.Do(s => s.GetRequiredService<ChooseElsewhere>().From(asked, lukasz, CancellationToken.None));
        Assert.Equal([(town.Mia, false)], offered.Select(o => (o.PersonId, o.Chosen)));
        // Neither a record that may not be read nor one of somebody who is nothing to her.
        await Assert.ThrowsAsync<NotAcceptedException>(() => Choose(town.Rex));
        await Assert.ThrowsAsync<NotAcceptedException>(() => Choose(town.Noah));

        await Choose(town.Mia);
        await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null));
        var found = await Elsewhere();
        Assert.All(found, i => Assert.Equal((town.Mia, "In other people’s records"), (i.OfPersonId!.Value, i.Section)));
        Assert.All(found, i => Assert.Equal(new HeldField("In the record of", "Mia Thompson"), i.Fields[0]));
        var said = found.Where(i => i.Source == "voice_entry").SelectMany(i => i.Fields.Skip(1)).Select(f => f.Text).Order(StringComparer.Ordinal).ToList();
        // By name, by a slip of it, by what she is to the child, by title: and not by the name that all of them bear.
        Assert.Equal(["Ms Thompson waited outside", "Mum shouted at the dog", "Quilon came late", "She said Quillon frightens her"], said);
        Assert.Contains(found, i => i.Source == "network_tie" && i.Fields.Any(f => f.Text == "Fetches her from school"));
        var all = string.Join('\n', found.SelectMany(i => i.Fields).Select(f => f.Text));
        Assert.DoesNotContain("Mia sleeps well", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Vexlow", all, StringComparison.Ordinal);
        // Titles speak to nobody: it is not her own record.
        Assert.DoesNotContain(found, i => i.Title.Contains("you", StringComparison.OrdinalIgnoreCase));
        // The child's record says that it was looked through, and is held while the request is open.
        Assert.Contains(await Log(authority, town.Mia, lukasz), l => l.Contains("looked for", StringComparison.OrdinalIgnoreCase));
        Assert.Equal([town.Mia], await authority.Do(s => s.GetRequiredService<OpenRequests>().Among([town.Mia, town.Noah])));
        // Gathered again, nothing is new.
        Assert.Equal((0, 0), await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null)));

        // Once one of the records is hidden from somebody, so is what was gathered from it.
        await authority.Do(async s =>
        {
            var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
            db.Restrictions.Add(
                new Restriction
                {
                    Id = clock.NewId(),
                    PersonId = town.Mia,
                    Reason = "A colleague's child",
                    GuardianAccountId = town.DirectorAccount,
                    From = clock.UtcNow,
                }
            );
            await db.SaveChangesAsync();
        });
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ShowRequest>().Show(request, lukasz)));
        await authority.Do(s => s.GetRequiredService<KithDb>().Restrictions.Where(r => r.PersonId == town.Mia).ExecuteDeleteAsync());

        // No longer chosen: nothing of it is left, and nothing of her own is lost.
        var before = (await Items(authority, request)).Count;
        await Choose();
        Assert.Empty(await Elsewhere());
        Assert.Equal(before - found.Count, (await Items(authority, request)).Count);
        Assert.Empty(await authority.Do(s => s.GetRequiredService<OpenRequests>().Among([town.Mia])));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Gathered_again_only_what_is_new_or_changed_is_to_be_read(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(s => Fill(s, town));
        var lukasz = await authority.Do(s => Task.FromResult(Officer(s, "Lukasz")));
        var request = await authority.Do(s => s.GetRequiredService<ReceiveRequest>().Handle(town.Mia, Input(), lukasz, null));
        await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null));
        await GiveRest(authority, request, lukasz);
        Assert.Equal((0, 0), await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null)));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            (await db.VoiceEntries.SingleAsync(v => v.PersonId == town.Mia)).Words = "Something else now";
            db.ContactMethods.Add(
                new ContactMethod
                {
                    Id = s.GetRequiredService<Clock>().NewId(),
                    PersonId = town.Mia,
                    Value = "07700 900001",
                }
            );
            await db.SaveChangesAsync();
        });
        Assert.Equal((1, 1), await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null)));
        var left = (await Items(authority, request)).Where(i => i.Choice is null).Select(i => i.Source).Order().ToList();
        Assert.Equal(["contact_method", "voice_entry"], left);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_changed_behind_the_second_persons_back_is_not_given(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        await authority.Do(s => Fill(s, town));
        var (lukasz, owen) = await authority.Do(s => Task.FromResult((Officer(s, "Lukasz"), Officer(s, "Owen"))));
        var request = await authority.Do(s => s.GetRequiredService<ReceiveRequest>().Handle(town.Mia, Input(), lukasz, null));
        await authority.Do(s => s.GetRequiredService<GatherRecord>().Handle(request, null, lukasz, null));
        await GiveRest(authority, request, lukasz);
        await authority.Do(s => s.GetRequiredService<AskToAgree>().Handle(request, null, null, lukasz, null));
        var approval = await authority.Do(s => s.GetRequiredService<KithDb>().Approvals.Where(a => a.SubjectId == request).Select(a => a.Id).SingleAsync());
        await authority.Do(s => s.GetRequiredService<DecideApproval>().Handle(approval, new DecisionInput { Outcome = ApprovalOutcome.Approve }, null, owen, null));
        await authority.Do(async s =>
        {
            var db = s.GetRequiredService<KithDb>();
            (await db.SubjectItems.FirstAsync(i => i.RequestId == request)).Choice = SubjectChoice.HoldBack;
            await db.SaveChangesAsync();
        });
        var refused = await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<GivePack>()
                    .Handle(
                        request,
                        new GivingInput
                        {
                            PersonName = "Mia Thompson",
                            RecipientName = "Mia Thompson",
                            RecipientPlace = "AM1 9ZZ",
                            How = "By hand",
                            TalkTo = "The team",
                        },
                        Head,
                        NoPdf,
                        null,
                        lukasz,
                        null
                    )
            )
        );
        Assert.Contains("changed since it was agreed", refused.Message, StringComparison.Ordinal);
        await authority.Do(s => s.GetRequiredService<AskToAgree>().OpenAgain(request, null, lukasz, null));
        Assert.Equal(SubjectState.BeingRead, await authority.Do(async s => (await s.GetRequiredService<KithDb>().SubjectRequests.SingleAsync()).State));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_time_begins_stands_still_and_grows_by_the_rules_and_a_restricted_record_is_not_there(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var lukasz = await authority.Do(s => Task.FromResult(Officer(s, "Lukasz")));
        await authority.Do(s => Assert.ThrowsAsync<AccessRefusedException>(() => s.GetRequiredService<ReceiveRequest>().Handle(town.Rex, Input(), lukasz, null)));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() => s.GetRequiredService<ReceiveRequest>().Handle(town.Mia, Input() with { Asker = SubjectAsker.Parent }, lukasz, null))
        );
        var request = await authority.Do(s =>
            s.GetRequiredService<ReceiveRequest>().Handle(town.Mia, Input() with { AskIdentity = true, ReceivedOn = new(2026, 11, 20) }, lukasz, null)
        );
        Assert.Null(await Due(authority, request));
        await authority.Do(s => s.GetRequiredService<KeepRequest>().ShowIdentity(request, new(2026, 11, 24), "Passport", null, lukasz, null));
        Assert.Equal(new DateOnly(2026, 12, 24), await Due(authority, request));
        await authority.Do(s => s.GetRequiredService<KeepRequest>().Extend(request, new(2026, 11, 24), "You asked for thirty years in four places", null, lukasz, null));
        Assert.Equal(new DateOnly(2027, 2, 24), await Due(authority, request));
        await authority.Do(s =>
            Assert.ThrowsAsync<NotAcceptedException>(() =>
                s.GetRequiredService<KeepRequest>().Extend(request, new(2026, 11, 24), "Once more, because it is much", null, lukasz, null)
            )
        );
        await authority.Do(s => s.GetRequiredService<KeepRequest>().AskClarity(request, new(2026, 11, 24), "Which years?", null, lukasz, null));
        Assert.Null(await Due(authority, request));
        await authority.Do(s => s.GetRequiredService<KeepRequest>().GiveClarity(request, new(2026, 11, 24), "All of them", null, lukasz, null));
        Assert.Equal(new DateOnly(2027, 2, 24), await Due(authority, request));
        await authority.Do(s => s.GetRequiredService<KeepRequest>().Finish(request, SubjectEnd.TakenBack, "They wrote that they changed their mind", null, lukasz, null));
        Assert.Empty(await authority.Do(s => s.GetRequiredService<OpenRequests>().Among([town.Mia])));
    }

    private static RequestInput Input() =>
        new()
        {
            Asker = SubjectAsker.Person,
            AskerName = "Mia Thompson",
            Wants = "Everything",
            ReceivedOn = new DateOnly(2026, 11, 10),
            AskIdentity = false,
            IdentityHow = "Known to us",
            RecipientName = "Mia Thompson",
            RecipientAddress = "3 New Street\nAM1 9ZZ",
        };

    /// <summary>A mother called Quillon, what Mia said of her, and an assessment of Mia and her brother.</summary>
    private static async Task Fill(IServiceProvider s, Town town)
    {
        var (db, clock) = (s.GetRequiredService<KithDb>(), s.GetRequiredService<Clock>());
        var mother = clock.NewId();
        db.People.Add(
            new Person
            {
                Id = mother,
                GivenName = "Quillon",
                FamilyName = "Thompson",
                SortName = "thompson quillon",
            }
        );
        db.Relationships.Add(
            new Relationship
            {
                Id = clock.NewId(),
                PersonId = mother,
                OtherId = town.Mia,
                Kind = RelationshipKind.Parent,
                PairId = clock.NewId(),
            }
        );
        db.VoiceEntries.Add(
            new VoiceEntry
            {
                Id = clock.NewId(),
                PersonId = town.Mia,
                On = new DateOnly(2026, 11, 2),
                Words = "She said Quillon frightens her",
            }
        );
        var together = clock.NewId();
        var own = new Dictionary<Guid, Guid>();
        foreach (var child in new[] { town.Mia, town.Noah })
        {
            own[child] = clock.NewId();
            db.Assessments.Add(
                new Assessment
                {
                    Id = own[child],
                    PersonId = child,
                    StartedOn = new DateOnly(2026, 10, 1),
                    TogetherId = together,
                }
            );
        }
        foreach (
            var (about, text) in new (Guid?, string)[] { (null, "The family agreed with Vexlow"), (own[town.Mia], "Mia sleeps well"), (own[town.Noah], "Wufflebrother does not") }
        )
        {
            db.AssessmentTexts.Add(
                new AssessmentText
                {
                    Id = clock.NewId(),
                    TogetherId = together,
                    AssessmentId = about,
                    Section = "family",
                    Text = text,
                }
            );
        }
        // Agreed between two in personal supervision: theirs, though it names her.
        db.ActionItems.Add(
            new Kith.Practice.Actions.ActionItem
            {
                Id = clock.NewId(),
                PersonId = town.Mia,
                What = "Think about Wufflebrother’s sister",
                OwnerWorkerId = town.Priya,
                BetweenWorkerId = town.Mo,
            }
        );
        await db.SaveChangesAsync();
    }

    private static async Task GiveRest(Authority authority, Guid request, Actor actor)
    {
        foreach (var some in (await Items(authority, request)).Where(i => i.Choice is null).Chunk(ShowItems.PageSize))
        {
            await authority.Do(s => s.GetRequiredService<GiveItems>().Handle(request, [.. some.Select(i => $"{i.Id}:{i.Version}")], actor, null));
        }
    }

    private static Task<List<SubjectItem>> Items(Authority authority, Guid request) =>
        authority.Do(s => s.GetRequiredService<KithDb>().SubjectItems.AsNoTracking().Where(i => i.RequestId == request).OrderBy(i => i.Id).ToListAsync());

    private static Task<DateOnly?> Due(Authority authority, Guid request) =>
        authority.Do(s => s.GetRequiredService<KithDb>().SubjectRequests.Where(r => r.Id == request).Select(r => r.DueOn).SingleAsync());

    private static async Task<List<string>> Log(Authority authority, Guid person, Actor actor) =>
        [.. (await authority.Do(s => s.GetRequiredService<ShowAccessLog>().Show(person, new AccessLogFilter(), actor)))!.Lines.Select(l => l.Text)];

    private static Task<byte[]?> NoPdf(Paper paper, Letterhead head, CancellationToken ct) => Task.FromResult<byte[]?>(null);

    private static string Inside(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        var all = new StringBuilder();
        foreach (var entry in zip.Entries.Where(e => e.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            all.Append(WebUtility.HtmlDecode(reader.ReadToEnd()));
        }
        return all.ToString();
    }
}
