using Kith.DataTests.Support;
using Kith.DataTests.Workforce;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Contacts;
using Kith.Practice.Referrals;
using Kith.Practice.Workforce.Workers;
using Microsoft.EntityFrameworkCore;

namespace Kith.DataTests.FrontDoor;

/// <summary>Whoever is second learns who was first and what they recorded, and nothing else.</summary>
public sealed class FirstEditorTests
{
    public static TheoryData<string> Engines => Authority.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_second_of_two_is_told_who_decided_what_on_this_referral_and_on_no_other(string engine)
    {
        await using var authority = await Authority.On(engine);
        var door = await authority.Do(Door.Build);
        var contact = await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[0], door.Ark[1]), a, null));
        await authority.As<DecideContact, Guid>(door.DoraAccount, (d, a) => d.Handle(contact, Door.Refer(door.Ark[0], door.Ark[1]), a, null));
        var (amy, ben) = (await authority.Referral(door.Ark[0]), await authority.Referral(door.Ark[1]));
        var input = door.Accept(door.Ark[0]);
        await authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, input, amy.Version, a, null));
        // Something else happens to the same child afterwards, and to the brother.
        await authority.As<RecordContact, Guid>(door.DoraAccount, (r, a) => r.Handle(Door.Told(door.Ark[0]), a, null));
        await authority.As<DecideReferral>(
            door.MaxAccount,
            (d, a) => d.Handle(ben.Id, door.Accept(door.Ark[1]) with { Reason = "The brother’s own reason." }, ben.Version, a, null)
        );

        var late = await Assert.ThrowsAsync<SecondEditorException>(() => authority.As<DecideReferral>(door.MaxAccount, (d, a) => d.Handle(amy.Id, input, amy.Version, a, null)));
        var first = (await authority.As<FirstEditors, FirstEdit?>(door.DoraAccount, (f, a) => f.Of(late, a)))!;
        Assert.Equal(("Max Gate", false), (first.Who, first.Self));
        Assert.Equal(await Process(authority, amy.Id, "ReferralDecided"), first.What);
        var told = string.Join('\n', first.Lines.Select(l => $"{l.Sentence} {string.Join(' ', l.Facts)} {string.Join(' ', l.Changes)}"));
        Assert.Contains("Assess", told, StringComparison.Ordinal);
        Assert.DoesNotContain("brother", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Contact", told, StringComparison.Ordinal);
        Assert.DoesNotContain("person:", told, StringComparison.Ordinal);
        // Their own other window is called theirs.
        Assert.True((await authority.As<FirstEditors, FirstEdit?>(door.MaxAccount, (f, a) => f.Of(late, a)))!.Self);
        // A day later nobody still fills that form: nothing old is dug up.
        authority.Time.Advance(TimeSpan.FromHours(25));
        Assert.Null(await authority.As<FirstEditors, FirstEdit?>(door.MaxAccount, (f, a) => f.Of(late, a)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_about_nobody_is_found_by_its_own_chain(string engine)
    {
        await using var authority = await Authority.On(engine);
        var town = await authority.Do(Town.Build);
        var shown = (await authority.As<ShowWorkerForm, WorkerForm?>(town.AdminAccount, (f, a) => f.Show(town.Mo, a)))!;
        await authority.As<ChangeWorker>(town.AdminAccount, (c, a) => c.Handle(town.Mo, shown.Facts with { JobTitle = "Lead of the north" }, shown.Version, a, null));
        var late = await Assert.ThrowsAsync<SecondEditorException>(() =>
            authority.As<ChangeWorker>(town.AdminAccount, (c, a) => c.Handle(town.Mo, shown.Facts with { JobTitle = "Somebody else" }, shown.Version, a, null))
        );
        var first = (await authority.As<FirstEditors, FirstEdit?>(town.MoAccount, (f, a) => f.Of(late, a)))!;
        Assert.Contains(first.Lines.SelectMany(l => l.Changes), c => c is { Field: "Job title", New: "Lead of the north" });
    }

    private static Task<string> Process(Authority authority, Guid record, string what) =>
        authority.Db(db => Task.FromResult(db.TrailEntries.Where(e => e.Event == what && e.Payload.Contains(record.ToString())).Select(e => e.Process).Single()));
}
