using System.Net;
using System.Net.Sockets;
using Kith.Practice.Acts;
using Kith.Web;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Kith.WebTests;

public sealed class StartProblemTests
{
    [Fact]
    public void A_port_that_is_taken_is_said_before_any_work()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var refused = Assert.Throws<StartProblemException>(() => StartProblem.DemandFree($"http://localhost:{port}"));
        Assert.Equal($"port {port} is used by another program. Choose another one with --port", StartProblem.InWords(refused));
        other.Stop();
        StartProblem.DemandFree($"http://localhost:{port}");
    }

    [Theory]
    [InlineData("nonsense", "--urls cannot be «nonsense»: give an address such as http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:99999", "--urls cannot be «http://127.0.0.1:99999»: give an address such as http://127.0.0.1:5080")]
    [InlineData("ftp://127.0.0.1", "--urls cannot be «ftp://127.0.0.1»: give an address such as http://127.0.0.1:5080")]
    [InlineData(
        "http://localhost:5080;https://localhost:5443",
        "--urls cannot be «https://localhost:5443»: Kith is given plain http by a proxy that ends TLS (docs/operate/README.md, Behind a proxy)"
    )]
    [InlineData("http://0.0.0.0:5080;http://*:80;http://+:81;http://[::1]:0", null)]
    [InlineData(null, null)]
    public void An_address_to_listen_on_that_is_none_is_said_in_words(string? urls, string? says)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = urls }).Build();
        Assert.Equal(says, Record.Exception(() => StartProblem.DemandAddresses(settings))?.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("not an address")]
    public void An_address_without_a_port_to_look_at_is_left_to_the_host(string? urls) => StartProblem.DemandFree(urls);

    [Fact]
    public void A_value_of_another_kind_names_the_switch_that_was_typed()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Kith:DemoChildren"] = "abc" }).Build();
        var problem = Assert.Throws<InvalidOperationException>(() => configuration.GetSection("Kith").Get<KithOptions>());
        var words = StartProblem.InWords(problem)!;
        Assert.StartsWith("--children needs a value of another kind", words, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', words);
    }

    [Fact]
    public void What_the_person_at_the_machine_can_mend_is_one_line_and_a_fault_of_the_program_is_not_hidden()
    {
        Assert.Equal("Ask for more", StartProblem.InWords(new NotAcceptedException("", "Ask for more")));
        Assert.Contains("--port", StartProblem.InWords(new IOException("in use", new AddressInUseException("in use"))), StringComparison.Ordinal);
        Assert.Contains("--data", StartProblem.InWords(new UnauthorizedAccessException("no")), StringComparison.Ordinal);
        Assert.Contains("no room left", StartProblem.InWords(new InvalidOperationException("saving", new SqliteException("full", 13))), StringComparison.Ordinal);
        Assert.Contains("restore", StartProblem.InWords(new SqliteException("not a database", 26)), StringComparison.Ordinal);
        Assert.Contains("--urls", StartProblem.InWords(new SocketException((int)SocketError.AddressNotAvailable)), StringComparison.Ordinal);
        Assert.Null(StartProblem.InWords(new InvalidOperationException("a fault")));
        Assert.Null(StartProblem.InWords(new NullReferenceException()));
    }
}
