using Kith.Practice.Network.Genograms;

namespace Kith.UnitTests.Practice.Network.Genograms;

public sealed class GenogramTests
{
    public static TheoryData<string> Names => [.. Families.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_family_is_drawn_whole_and_readable(string name)
    {
        var family = Families.All[name];
        var scene = GenogramLayout.Draw(family);
        if (Environment.GetEnvironmentVariable("KITH_WRITE_GENOGRAMS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name + ".svg"), SceneSvg.Draw(scene));
        }
        Assert.Equal([], SceneChecks.Of(family, scene));
    }
}
