using System.Runtime.CompilerServices;
using Kith.Practice.Trail;

namespace Kith.UnitTests.Practice;

/// <summary>docs/events.md and the code name the same events.</summary>
public sealed class EventCatalogueTests
{
    [Fact]
    public void Every_event_stands_in_the_catalogue_and_every_line_is_an_event()
    {
        var told = File.ReadAllLines(Catalogue()).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2).Select(l => l.Split('|')[1].Trim()).ToHashSet();
        var events = typeof(TrailEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TrailEvent)) && !t.IsAbstract).Select(t => t.Name).ToHashSet();
        Assert.NotEmpty(events);
        Assert.Empty(events.Except(told));
        Assert.Empty(told.Except(events));
    }

    private static string Catalogue([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "events.md");
}
