using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Store;

/// <summary>What a start relies on: the model that other services made while the host was put together is the host's.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task All_services_of_an_engine_have_one_model()
    {
        await Same(() => new ServiceCollection().AddLogging().AddKithSqlite(Path.GetTempPath()));
        await Same(() => new ServiceCollection().AddLogging().AddKithPostgres("postgres://nobody:x@127.0.0.1:1/nowhere", Path.GetTempPath()));

        static async Task Same(Func<IServiceCollection> services)
        {
            await using var one = services().BuildServiceProvider();
            await using var other = services().BuildServiceProvider();
            Assert.Same(Of(one), Of(other));
        }

        static IModel Of(IServiceProvider services)
        {
            using var scope = services.CreateScope();
            return scope.ServiceProvider.GetRequiredService<KithDb>().Model;
        }
    }
}
