using Kith.Practice.Access;
using Kith.WebTests.Support;
using Microsoft.AspNetCore.Authorization;

namespace Kith.WebTests.Access;

/// <summary>
/// docs/permissions.tsv is what the application does, both ways. After adding a page or changing who may do what:
/// run this class with KITH_WRITE_MATRIX=1, read the difference as a reviewer would, and commit it.
/// </summary>
public sealed class PermissionMatrixTests
{
    // Where someone who may not read a restricted record is still let in: to the doors made for that.
    private static readonly string[] Doors = ["/people/{id:guid}/break-glass", "/people/{id:guid}/restricted", "/people/{id:guid}/known"];

    private static readonly string[] OpenToStrangers =
    [
        "/sign-in",
        "/sign-out",
        "/partner/sign-in",
        "/error",
        "/about",
        "/accessibility",
        "/privacy",
        "/health/",
        "/council.css",
        "/say",
        "/offline/",
        "/assurance",
        "/api/token",
        "/api/{documentName}/openapi.json",
        "/api/{**rest}",
    ];

    /// <summary>Where everybody with an account sends forms: about themselves, and out of the door.</summary>
    private static readonly string[] Own = ["/account", "/notices", "/drafts", "/sign-in", "/sign-out", "/partner/sign-in", "/error", "/say", "/offline/send", "/my-day", "/api/"];

    [Fact]
    public async Task The_application_answers_as_the_checked_in_matrix_says()
    {
        await using var host = await KithHost.With();
        var asked = await PermissionMatrix.Ask(host);
        var faults = asked
            .SelectMany(r => r.Answers.Select((a, i) => (r.Key, Answer: a, Who: i)).Where(a => a.Answer.StartsWith("fault", StringComparison.Ordinal)))
            .Select(f => $"{f.Key} answers «{f.Answer}» to {(f.Who == 0 ? "a stranger" : PermissionMatrix.Roles[f.Who - 1].ToString())}")
            .ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
        if (Environment.GetEnvironmentVariable("KITH_WRITE_MATRIX") == "1")
        {
            await File.WriteAllTextAsync(PermissionMatrix.File, PermissionMatrix.Write(asked));
        }
        var kept = PermissionMatrix.Read(await File.ReadAllTextAsync(PermissionMatrix.File));
        var differences = PermissionMatrix.Differences(kept, asked);
        Assert.True(
            differences.Count == 0,
            $"docs/permissions.tsv differs in {differences.Count} places. Review, then run with KITH_WRITE_MATRIX=1:\n{string.Join('\n', differences.Take(40))}"
        );
    }

    [Fact]
    public void Strangers_come_no_further_than_the_door()
    {
        foreach (var row in Kept())
        {
            if (row.Answers[0] == "sign-in")
            {
                continue;
            }
            Assert.True(OpenToStrangers.Any(o => row.Route.StartsWith(o, StringComparison.Ordinal)), $"A stranger gets «{row.Answers[0]}» from {row.Key}");
        }
    }

    [Fact]
    public void No_role_reads_a_restricted_record_and_a_secret_one_does_not_exist()
    {
        foreach (var row in Kept().Where(r => r.Child is "restricted" or "secret"))
        {
            foreach (var answer in row.Answers)
            {
                var fine =
                    row.Child == "secret" || !Doors.Any(d => row.Route.StartsWith(d, StringComparison.Ordinal))
                        ? answer is "hidden" or "refused" or "sign-in" || (answer == "restricted" && row.Child == "restricted")
                        : true;
                Assert.True(fine, $"{row.Key} answers «{answer}»");
            }
        }
    }

    [Fact]
    public void A_lead_member_sees_what_is_published_and_otherwise_what_anybody_with_an_account_sees()
    {
        // An inspector without a room holds an account, and doors to what could be given: of every route, page, handler and question
        // of programs the lead member gets nothing that such an inspector does not get, but what is published.
        var apart = Kept().Where(r => r.Answers[1 + (int)Role.LeadMember] is not "refused" and var lead && lead != r.Answers[1 + (int)Role.Inspector]).Select(r => r.Key).ToList();
        Assert.Equal(["GET\t/assurance/{id:guid?}\t-", "GET\t/assurance/{id:guid?}?handler=Word\t-"], apart);
        Assert.Equal([Permission.UseKith, Permission.ReadAssurance], Permissions.Of(Role.LeadMember));
        // And nothing of it is more than a page: no form but those of their own account.
        foreach (var row in Kept().Where(r => r.Method != "GET" && r.Answers[1 + (int)Role.LeadMember] is "allowed" or "invalid"))
        {
            Assert.True(Own.Any(o => row.Route.StartsWith(o, StringComparison.Ordinal)), $"A lead member gets «{row.Answers[1 + (int)Role.LeadMember]}» from {row.Key}");
        }
    }

    [Fact]
    public void A_partner_has_pages_of_their_own_and_no_others()
    {
        // Of every route, page, handler and question of programs: theirs, and what is open to a stranger as well.
        Assert.Equal([Permission.UsePartnerPages], Permissions.Of(Role.Partner));
        var more = Kept()
            .Where(r => r.Answers[1 + (int)Role.Partner] is not ("refused" or "hidden" or "sign-in") && r.Answers[0] == "sign-in")
            .Select(r => (r.Method, r.Route, r.Child))
            .ToList();
        Assert.Equal(
            [
                ("GET", "/", "-"),
                ("GET", "/partner", "-"),
                ("GET", "/partner/drafts", "-"),
                ("POST", "/partner/drafts", "-"),
                ("GET", "/partner/referrals/new", "-"),
                ("POST", "/partner/referrals/new", "-"),
            ],
            more
        );
        // And nobody else comes to theirs.
        foreach (var row in Kept().Where(r => r.Route.StartsWith("/partner", StringComparison.Ordinal) && r.Answers[0] == "sign-in"))
        {
            foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Partner))
            {
                Assert.True(row.Answers[1 + (int)role] == "refused", $"{row.Key} answers «{row.Answers[1 + (int)role]}» to {role}");
            }
        }
    }

    [Fact]
    public void Roles_without_reach_open_no_record_of_anyone()
    {
        foreach (var row in Kept().Where(r => r.Child != "-"))
        {
            foreach (var role in Enum.GetValues<Role>().Where(r => Permissions.ReachOf(r) == Reach.Nobody))
            {
                Assert.True(row.Answers[1 + (int)role] is "refused" or "hidden", $"{row.Key} answers «{row.Answers[1 + (int)role]}» to {role}");
            }
        }
    }

    [Fact]
    public void A_child_of_another_service_is_never_open_to_a_team()
    {
        foreach (var row in Kept().Where(r => r.Child == "other" && !Doors.Any(d => r.Route.StartsWith(d, StringComparison.Ordinal))))
        {
            foreach (var role in Enum.GetValues<Role>().Where(r => Permissions.ReachOf(r) is Reach.OwnTeam or Reach.Service))
            {
                Assert.True(row.Answers[1 + (int)role] is "known" or "hidden" or "refused" or "restricted", $"{row.Key} answers «{row.Answers[1 + (int)role]}» to {role}");
            }
        }
    }

    [Fact]
    public void The_comparison_bites()
    {
        var kept = Kept();
        Assert.Empty(PermissionMatrix.Differences(kept, kept));
        Assert.Contains(PermissionMatrix.Differences([.. kept.Skip(1)], kept), d => d.StartsWith("no entry", StringComparison.Ordinal));
        Assert.Contains(PermissionMatrix.Differences(kept, [.. kept.Skip(1)]), d => d.StartsWith("entry without a route", StringComparison.Ordinal));
        var wider = kept[0] with { Answers = [.. kept[0].Answers.Select((a, i) => i == 1 ? a + "!" : a)] };
        Assert.Single(PermissionMatrix.Differences(kept, [wider, .. kept.Skip(1)]));
    }

    [Fact]
    public async Task Files_for_the_sign_in_page_are_open_and_nothing_else_is_hidden_among_them()
    {
        await using var host = await KithHost.With(populated: false);
        foreach (var file in PermissionMatrix.StaticFiles(host.Factory.Services))
        {
            Assert.NotNull(file.Metadata.GetMetadata<IAllowAnonymous>());
            Assert.Matches("^/?(assets/|favicon|robots)", file.RoutePattern.RawText ?? "");
        }
    }

    private static IReadOnlyList<MatrixRow> Kept() => PermissionMatrix.Read(File.ReadAllText(PermissionMatrix.File));
}
