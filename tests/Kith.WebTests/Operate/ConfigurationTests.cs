using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Kith.Practice.Api.Webhooks;
using Kith.Practice.Children.NhsNumbers;
using Kith.Practice.Import;
using Kith.Practice.Mail;
using Kith.Practice.Returns.Feed;
using Kith.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kith.WebTests.Operate;

/// <summary>docs/operate/configuration.md and the code hold the same settings, and the same values where nothing is said.</summary>
public sealed partial class ConfigurationTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    /// <summary>What is bound to a section whole: each property of these is a setting.</summary>
    private static readonly (string Section, object Unset)[] Bound =
    [
        ("Kith:", new KithOptions()),
        ("Kith:Council:", new CouncilIdentity()),
        ("Kith:Import:", new ImportLimits()),
        ("Kith:Mail:", new MailOptions()),
        ("Kith:Notify:", new NotifyOptions()),
        ("Kith:Feed:", new FeedOptions()),
        ("Kith:Webhooks:", new WebhookOptions()),
        ("Kith:Pds:", new PdsOptions()),
        ("Kith:Telemetry:", new Kith.Web.Telemetry.TelemetryOptions()),
    ];

    [Fact]
    public void Every_setting_that_is_read_is_in_the_document_and_the_other_way_round()
    {
        var told = Document().Keys.ToHashSet(StringComparer.Ordinal);
        var bound = Bound.SelectMany(b => Settings(b.Unset).Select(p => b.Section + p.Name)).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(bound.Except(told));
        // The others are read by name, one by one: somewhere in the sources that name stands in quotation marks.
        var sources = Directory
            .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToList();
        Assert.All(
            told.Except(bound),
            setting =>
            {
                // By its whole name, the end of it, or as the environment spells it.
                var last = setting[(setting.LastIndexOf(':') + 1)..];
                Assert.True(
                    new[] { $"\"{last}\"", $":{last}\"", $"__{last}\"" }.Any(name => sources.Any(s => s.Contains(name, StringComparison.Ordinal))),
                    $"nothing reads {setting}"
                );
            }
        );
        Assert.True(told.Count > 60, $"{told.Count} settings are told of");
    }

    [Theory]
    [InlineData("demo", null, CouncilIdentity.Demonstration)]
    [InlineData("serve", null, CouncilIdentity.Unnamed)]
    [InlineData("serve", "Northshire Council", "Northshire Council")]
    public void A_council_of_its_own_never_bears_the_name_of_the_demonstration(string mode, string? said, string shown)
    {
        var settings = new Dictionary<string, string?> { ["Kith:Mode"] = mode };
        if (said is not null)
        {
            settings["Kith:Council:Name"] = said;
        }
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddDesignSystem(configuration).BuildServiceProvider();
        Assert.Equal(shown, services.GetRequiredService<IOptions<CouncilIdentity>>().Value.Name);
    }

    [Fact]
    public void What_holds_where_nothing_is_said_is_what_the_document_says()
    {
        var document = Document();
        var checkedHere = 0;
        foreach (var (section, unset) in Bound)
        {
            foreach (var property in Settings(unset))
            {
                var said = document[section + property.Name];
                // What depends on the machine or the council is told in words.
                if (Code().Match(said) is { Success: true } code)
                {
                    said = code.Groups[1].Value;
                }
                var held = property.GetValue(unset) switch
                {
                    bool yes => yes ? "true" : "false",
                    int or long or double => Convert.ToString(property.GetValue(unset), CultureInfo.InvariantCulture),
                    TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
                    _ => null,
                };
                if (held is null || !Plain().IsMatch(said.Replace(",", "", StringComparison.Ordinal)))
                {
                    continue;
                }
                Assert.True(held == said.Replace(",", "", StringComparison.Ordinal), $"{section}{property.Name}: the document says {said}, the code {held}");
                checkedHere++;
            }
        }
        Assert.True(checkedHere >= 15, $"{checkedHere} values were held against the document");
    }

    private static IEnumerable<System.Reflection.PropertyInfo> Settings(object unset) =>
        unset.GetType().GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.GetMethod is { IsStatic: false });

    /// <summary>Each setting of the tables, with what its second column says.</summary>
    private static Dictionary<string, string> Document() =>
        File.ReadLines(Path.Combine(Root, "docs", "operate", "configuration.md"))
            .Select(l => Row().Match(l))
            .Where(m => m.Success)
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["unset"].Value.Trim());

    private static string Here([CallerFilePath] string here = "") => here;

    [GeneratedRegex(@"^\| `(?<name>Kith:[A-Za-z:]+)`[^|]*\|(?<unset>[^|]*)\|")]
    private static partial Regex Row();

    [GeneratedRegex("^`([^`]+)`$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(true|false|[0-9]+|[0-9:.]+)$")]
    private static partial Regex Plain();
}
