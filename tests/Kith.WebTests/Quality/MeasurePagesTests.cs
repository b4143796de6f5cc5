using System.Net;
using Kith.Practice.Access;
using Kith.Standards.Measures;
using Kith.WebTests.Support;

namespace Kith.WebTests.Quality;

/// <summary>The pages of measures.</summary>
public sealed class MeasurePagesTests(KithHost host)
{
    [Fact]
    public async Task Every_measure_has_a_page_that_opens()
    {
        using var manager = await host.SignedIn(Role.TeamManager);
        foreach (var measure in MeasureCatalogue.All)
        {
            using var answer = await manager.GetAsync(new Uri($"/quality/{Uri.EscapeDataString(measure.Id)}", UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{measure.Id}: {answer.StatusCode}");
        }
        using var none = await manager.GetAsync(new Uri("/quality/nothing_of_the_kind", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
