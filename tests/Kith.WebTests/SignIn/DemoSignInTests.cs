using System.Net;
using Kith.Practice.Access;
using Kith.WebTests.Support;

namespace Kith.WebTests.SignIn;

public sealed class DemoSignInTests(KithHost host)
{
    [Fact]
    public async Task The_demonstration_lists_its_people_by_role_and_one_press_signs_in()
    {
        using var client = host.Stranger();
        var page = await Browse.Page(client, "/sign-in");
        foreach (var role in Enum.GetValues<Role>())
        {
            Assert.NotNull(page.QuerySelector($"#role-{role}"));
        }
        using var reply = await Browse.Press(client, page, $"button[value='{host.People.Accounts[Role.Director]}']");
        Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
        Assert.Equal("/", reply.Headers.Location!.ToString());
        Assert.Contains("httponly", Cookies.Line(reply, "kith"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Outside_a_demonstration_nobody_is_listed_and_nobody_comes_in_that_way()
    {
        await using var real = await KithHost.With(new() { ["Kith:Demo"] = "false" });
        using var client = real.Stranger();
        var page = await Browse.Page(client, "/sign-in");
        Assert.Empty(page.QuerySelectorAll("button[name=person]"));
        Assert.DoesNotContain("Dilys", page.Body!.TextContent, StringComparison.Ordinal);
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var reply = await client.PostAsync(
            "/sign-in?handler=Demo",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("person", real.People.Accounts[Role.Director].ToString())])
        );
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Null(Cookies.Of(reply, "kith"));
    }
}
