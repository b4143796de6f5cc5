using Kith.Web;

namespace Kith.WebTests.Operate;

/// <summary>A slip on the host's command line is named: it must not be answered with an empty authority in another folder.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("there is no option «--dta» here. `./kith serve --help` lists the options", "--mode", "serve", "--dta", "/srv/kith")]
    [InlineData("there is no option «--databse» here. `./kith serve --help` lists the options", "--databse=postgres://a@b/c")]
    [InlineData("there is no place for «/srv/kith» here. `./kith serve --help` lists the options", "/srv/kith")]
    [InlineData("--data needs a value. `./kith serve --help` lists the options", "--mode", "serve", "--data")]
    [InlineData("--data needs a value. `./kith serve --help` lists the options", "--data", "--urls", "http://127.0.0.1:5080")]
    [InlineData("--data needs a value. `./kith serve --help` lists the options", "--data=")]
    [InlineData("--mode is serve or demo, not «serv»", "--mode", "serv")]
    public void A_slip_is_named(string says, params string[] typed) => Assert.Equal(says, CommandLine.Problem(typed));

    [Theory]
    [InlineData()]
    [InlineData("--urls", "http://localhost:5080", "--mode", "demo", "--children", "12", "--seed=2", "--data", "a b")]
    [InlineData("--Kith:Mail:Host=smtp.example", "--environment=Production", "--AllowedHosts=kith.example", "--Logging:LogLevel:Default", "Warning")]
    public void What_may_be_said_is_let_through(params string[] typed) => Assert.Null(CommandLine.Problem(typed));

    [Fact]
    public void Whoever_asks_is_told_and_every_switch_is_in_what_they_are_told()
    {
        Assert.True(CommandLine.AsksForHelp(["--mode", "serve", "--help"]));
        Assert.False(CommandLine.AsksForHelp(["--mode", "serve"]));
        // The mode is the launcher's word, and what the demonstration is made with follows from it.
        Assert.All(CommandLine.Switches.Keys.Except(["--demo"]), s => Assert.Contains(s, CommandLine.Help, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_hosts_never_serve_one_folder_and_the_next_may_once_the_first_is_gone()
    {
        var folder = Directory.CreateTempSubdirectory("kith-held-");
        try
        {
            var held = FolderInUse.Hold(folder.FullName);
            var refused = Assert.Throws<StartProblemException>(() => FolderInUse.Hold(folder.FullName));
            Assert.Equal($"another Kith serves {folder.FullName} already. Stop that one first, or choose another folder with --data", refused.Message);
            held.Dispose();
            FolderInUse.Hold(folder.FullName).Dispose();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
