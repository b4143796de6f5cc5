using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Kith.Data.Postgres;
using Npgsql;

namespace Kith.DataTests.Store;

/// <summary>An authority whose database is on several machines: how they are named, and what it is when none takes a save.</summary>
public sealed partial class SeveralHostsTests
{
    [Theory]
    [InlineData("postgres://kith:secret@db1,db2:5433,db3/kith?keepalive=10", "db1,db2:5433,db3", "secret")]
    [InlineData("postgresql://kith:p%40ss@10.0.0.1:5432,10.0.0.2:5432/kith", "10.0.0.1:5432,10.0.0.2:5432", "p@ss")]
    public void An_address_may_name_several_hosts_and_means_the_primary(string address, string hosts, string password)
    {
        var at = new NpgsqlConnectionStringBuilder(PostgresServices.ConnectionString(address));
        Assert.Equal((hosts, "kith", "kith", password), (at.Host, at.Database, at.Username, at.Password));
        Assert.Equal("primary", at.TargetSessionAttributes);
        Assert.Equal(address.Contains("keepalive", StringComparison.Ordinal) ? 10 : 0, at.KeepAlive);
        // The same pool and plans as with one host.
        Assert.Equal((60, 200), (at.MaxPoolSize, at.MaxAutoPrepare));
    }

    [Fact]
    public void An_address_of_one_host_is_what_it_was()
    {
        var at = new NpgsqlConnectionStringBuilder(PostgresServices.ConnectionString("postgres://kith:a%2Cb@db.example:5433/kith"));
        Assert.Equal(("db.example", 5433, "a,b"), (at.Host, at.Port, at.Password));
        Assert.Null(at.TargetSessionAttributes);
        // Somebody who asks for another kind of host is given it.
        Assert.Equal("any", new NpgsqlConnectionStringBuilder(PostgresServices.ConnectionString("postgres://kith@a,b/kith?Target Session Attributes=any")).TargetSessionAttributes);
    }

    [Fact]
    public void The_programs_of_PostgreSQL_are_given_hosts_and_ports_apart()
    {
        var at = new NpgsqlConnectionStringBuilder(PostgresServices.ConnectionString("postgres://kith@db1,db2:5433,db3/kith"));
        Assert.Equal(("db1,db2,db3", "5432,5433,5432"), PostgresEngine.Hosts(at));
    }

    [Theory]
    [InlineData("sslmode=verify-full&sslrootcert=/etc/kith/db-ca.pem&connect_timeout=7")]
    [InlineData("sslmode=VerifyFull&rootcertificate=/etc/kith/db-ca.pem&timeout=7")]
    [InlineData("SSL Mode=VerifyFull&Root Certificate=/etc/kith/db-ca.pem&Timeout=7")]
    public void Settings_of_an_address_are_understood_as_either_of_them_spells_them(string settings)
    {
        var at = new NpgsqlConnectionStringBuilder(PostgresServices.ConnectionString($"postgres://kith@db.example/kith?{settings}"));
        Assert.Equal((SslMode.VerifyFull, "/etc/kith/db-ca.pem", 7), (at.SslMode, at.RootCertificate, at.Timeout));
    }

    [Theory]
    [InlineData("postgres://kith:a#b@db/kith", "%23")]
    [InlineData("postgres://kith:a/b@db/kith", "%2F")]
    [InlineData("postgres://kith@db/kith?sslmod=require", "«sslmod»")]
    [InlineData("postgres://kith@db/kith?sslmode=certainly", "«sslmode»")]
    public void An_address_that_cannot_be_read_is_told_in_words_and_without_its_password(string address, string says)
    {
        var words = Assert.Throws<FormatException>(() => PostgresServices.ConnectionString(address)).Message;
        Assert.Contains(says, words, StringComparison.Ordinal);
        Assert.DoesNotContain("a#b", words, StringComparison.Ordinal);
        Assert.DoesNotContain("a/b", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_programs_of_PostgreSQL_go_over_a_line_as_secure_as_the_rest()
    {
        IReadOnlyDictionary<string, string> Told(string settings) =>
            PostgresEngine.Secure(new NpgsqlConnectionStringBuilder(PostgresServices.ConnectionString($"postgres://kith@db.example/kith{settings}")));
        // What the address leaves open the environment may say.
        Assert.Empty(Told(""));
        var full = Told("?sslmode=verify-full&sslrootcert=/etc/kith/db-ca.pem&sslcert=/etc/kith/own.crt&sslkey=/etc/kith/own.key");
        Assert.Equal(
            ("verify-full", "/etc/kith/db-ca.pem", "/etc/kith/own.crt", "/etc/kith/own.key"),
            (full["PGSSLMODE"], full["PGSSLROOTCERT"], full["PGSSLCERT"], full["PGSSLKEY"])
        );
        Assert.Equal("verify-ca", Told("?sslmode=verify-ca")["PGSSLMODE"]);
        Assert.Equal("require", Told("?sslmode=require")["PGSSLMODE"]);
        Assert.Equal("disable", Told("?sslmode=disable")["PGSSLMODE"]);
    }

    [Fact]
    public async Task When_no_host_answers_it_is_away_and_nobodys_fault()
    {
        var text = PostgresServices.ConnectionString($"postgres://kith:kith@127.0.0.1:{Closed()},127.0.0.1:{Closed()}/kith");
        await using var source = new NpgsqlDataSourceBuilder(text).Build();
        var engine = new PostgresEngine
        {
            Folder = Path.GetTempPath(),
            DataSource = source,
            ConnectionString = text,
        };
        var error = await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await source.OpenConnectionAsync());
        Assert.True(engine.IsUnavailable(error), error.ToString());
        // While a primary is being made, hosts that answer are all standbys.
        Assert.True(engine.IsUnavailable(new NpgsqlException("No suitable host was found.")));
        Assert.False(engine.IsUnavailable(new NpgsqlException("Something else.")));

        static int Closed()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }

    /// <summary>The rehearsal fills in the files of deploy/cluster: each place in them is one that it fills, and none is filled that is not there.</summary>
    [Theory]
    [InlineData("patroni.yml", "PatroniCluster.cs")]
    [InlineData("haproxy.cfg", "WebNodes.cs")]
    public void The_files_of_a_cluster_and_its_rehearsal_name_the_same_places(string file, string rehearsal)
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));
        var places = Place().Matches(File.ReadAllText(Path.Combine(root, "deploy", "cluster", file))).Select(m => m.Groups[1].Value).ToHashSet();
        var filled = Filled().Matches(File.ReadAllText(Path.Combine(root, "bench", "Kith.Bench", "Cluster", rehearsal))).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(places);
        Assert.Empty(places.Except(filled));
        Assert.Empty(filled.Where(f => !f.StartsWith("Kith__", StringComparison.Ordinal)).Except(places));
        // Nothing of a tab in YAML, which reads as an error.
        Assert.DoesNotContain("\t", File.ReadAllText(Path.Combine(root, "deploy", "cluster", file)), StringComparison.Ordinal);
    }

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex(@"\{([a-z0-9-]+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\[""([^""]+)""\] = ")]
    private static partial Regex Filled();
}
