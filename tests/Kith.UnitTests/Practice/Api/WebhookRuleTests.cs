using System.Reflection;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Trail;

namespace Kith.UnitTests.Practice.Api;

/// <summary>What may be told, to where, and under which signature.</summary>
public sealed class WebhookRuleTests
{
    [Fact]
    public void Every_kind_stands_for_events_of_a_persons_record_and_names_an_id_of_theirs()
    {
        var events = typeof(TrailEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TrailEvent)) && !t.IsAbstract).ToLookup(t => t.Name, StringComparer.Ordinal);
        foreach (var kind in WebhookKinds.All)
        {
            foreach (var name in kind.Events)
            {
                var happened = Assert.Single(events[name]);
                var person = happened.GetProperty("Person");
                Assert.True(person?.PropertyType == typeof(Guid) || person?.PropertyType == typeof(Guid?), name);
                if (kind.Record is { } record)
                {
                    Assert.Equal(typeof(Guid), happened.GetProperty(record, BindingFlags.Public | BindingFlags.Instance)?.PropertyType);
                }
            }
        }
        Assert.Equal(WebhookKinds.All.Count, WebhookKinds.All.Select(k => k.Name).Distinct().Count());
    }

    /// <summary>The example that the specification prints (Standard Webhooks, «Verifying signatures»).</summary>
    [Fact]
    public void The_signature_is_the_one_of_the_open_specification() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}""", ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        );

    [Theory]
    [InlineData("https://warehouse.example.gov.uk/kith", true)]
    [InlineData("https://8.8.8.8/kith", true)]
    [InlineData("https://inside.council/kith", true)]
    [InlineData("http://localhost:8080/", true)]
    [InlineData("http://inside.council/kith", false)]
    [InlineData("http://warehouse.example.gov.uk/kith", false)]
    [InlineData("ftp://warehouse.example.gov.uk/kith", false)]
    [InlineData("https://user:secret@warehouse.example.gov.uk/", false)]
    [InlineData("https://warehouse.example.gov.uk/#part", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://10.1.2.3/", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[fd00::1]/", false)]
    [InlineData("https://2130706433/", false)]
    [InlineData("kith", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_safe_address_outside_or_a_named_host_is_taken(string? address, bool taken) =>
        Assert.Equal(taken, new WebhookOptions { InsideHosts = ["inside.council", "localhost"] }.Problem(address) is null);
}
