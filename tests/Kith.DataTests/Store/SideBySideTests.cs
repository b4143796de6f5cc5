using Kith.Data.Postgres;
using Kith.Data.Sqlite;
using Kith.Practice;
using Kith.Practice.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.DataTests.Store;

/// <summary>
/// Every migration since the last release is one that nodes of that release can live with (docs/decisions/0050-releases.md).
/// </summary>
public sealed class SideBySideTests
{
    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Migrations_since_the_last_release_only_add(string engine)
    {
        var folder = Directory.CreateTempSubdirectory("kith-migrations-").FullName;
        try
        {
            var services = new ServiceCollection().AddLogging().AddPractice();
            // Asked for its migrations only: no server is needed.
            await using var provider = (
                engine == "SQLite" ? services.AddKithSqlite(folder) : services.AddKithPostgres("postgres://nobody:none@127.0.0.1:1/none", folder)
            ).BuildServiceProvider();
            await using var scope = provider.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<KithDb>();
            var all = db.Database.GetMigrations().ToList();
            var last = all.FindIndex(m => m.EndsWith("_" + ReleasedMigrations.Last.Values.Last(), StringComparison.Ordinal));
            Assert.True(last >= 0, "The last migration of the last release is not there any more");
            var objections = SideBySide.Objections(db, all.Skip(last + 1));
            Assert.DoesNotContain(objections, o => !ReleasedMigrations.Agreed(o));
            Assert.Empty(ReleasedMigrations.Unused(objections));
            // It reads what it says it reads: what came before the rule did more than add.
            Assert.NotEmpty(SideBySide.Objections(db, all.Take(last + 1)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_a_node_of_the_release_before_could_not_live_with_is_named()
    {
        Refused(b => b.DropTable("person"), "drop table person");
        Refused(b => b.RenameTable("person", newName: "human"), "rename table person");
        Refused(b => b.DropColumn("name", "person"), "drop column person.name");
        Refused(b => b.RenameColumn("name", "person", "called"), "rename column person.name");
        Refused(b => b.AlterColumn<string>("name", "person", nullable: false, oldNullable: true), "alter column person.name");
        Refused(b => b.AlterColumn<string>("name", "person", nullable: true, oldNullable: false), "alter column person.name");
        Refused(b => b.AddColumn<int>("height", "person"), "add column person.height without a default");
        Refused(b => b.CreateIndex("ix", "person", "name", unique: true), "unique index ix on person");
        Refused(
            b =>
            {
                // Every row of the release before would have the same.
                b.AddColumn<int>("height", "person", nullable: false, defaultValue: 0);
                b.CreateIndex("ix", "person", "height", unique: true);
            },
            "unique index ix on person"
        );
        Refused(b => b.AddUniqueConstraint("uq", "person", "name"), "unique uq on person");
        Refused(b => b.AddPrimaryKey("pk", "person", "name"), "primary key on person");
        Refused(b => b.AddForeignKey("fk", "person", "household_id", "household"), "foreign key fk on person");
        Refused(b => b.AddCheckConstraint("ck", "person", "name <> ''"), "check ck on person");
        Refused(b => b.DropIndex("ix", "person"), "drop index ix");
        Refused(b => b.DropForeignKey("fk", "person"), "DropForeignKey on person");
        Refused(b => b.DropUniqueConstraint("uq", "person"), "DropUniqueConstraint on person");
        Refused(b => b.InsertData("person", "name", "Ann"), "InsertData on person");
        Refused(b => b.UpdateData("person", "name", "Ann", "name", "Ben"), "UpdateData on person");
        Refused(b => b.DeleteData("person", "name", "Ann"), "DeleteData on person");
        Refused(b => b.Sql("UPDATE person SET name = ''"), "sql: UPDATE person SET name = ''");
        Refused(b => b.AlterDatabase(), "AlterDatabase");
    }

    [Fact]
    public void What_is_only_added_is_not()
    {
        Fine(b =>
        {
            b.CreateTable("tally", t => new { Id = t.Column<int>(), On = t.Column<int>(nullable: true) }, constraints: t => t.PrimaryKey("pk_tally", x => x.Id));
            // Of a new table no earlier node knows: anything may be done to it.
            b.CreateIndex("ix_tally", "tally", "On", unique: true);
            b.AddColumn<int>("kind", "tally");
            b.AddForeignKey("fk_tally", "tally", "On", "person");
            b.DropColumn("On", "tally");
        });
        Fine(b => b.AddColumn<string>("called", "person", nullable: true));
        Fine(b => b.AddColumn<int>("height", "person", nullable: false, defaultValue: 0));
        Fine(b => b.AddColumn<DateTime>("at", "person", nullable: false, defaultValueSql: "CURRENT_TIMESTAMP"));
        Fine(b => b.CreateIndex("ix", "person", "name"));
        Fine(b =>
        {
            // Empty on every row of the release before, and empty is like nothing else.
            b.AddColumn<string>("reference", "person", nullable: true);
            b.CreateIndex("ix", "person", ["name", "reference"], unique: true);
            b.AddForeignKey("fk", "person", "reference", "household");
        });
    }

    private static void Refused(Action<MigrationBuilder> up, string what) => Assert.Equal([what], Objections(up).Select(o => o.What));

    private static void Fine(Action<MigrationBuilder> up) => Assert.Empty(Objections(up));

    private static IReadOnlyList<Objection> Objections(Action<MigrationBuilder> up) => SideBySide.Objections([("MadeUp", new MadeUp(up))]);

    private sealed class MadeUp(Action<MigrationBuilder> up) : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => up(migrationBuilder);
    }
}
