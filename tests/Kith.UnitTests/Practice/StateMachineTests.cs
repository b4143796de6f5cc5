using System.Runtime.CompilerServices;
using CsCheck;
using Kith.Practice.Access;
using Kith.Practice.Acts;
using Kith.Practice.Casework;

namespace Kith.UnitTests.Practice;

/// <summary>What every machine shares, shown on a small one: a door.</summary>
public sealed class StateMachineTests
{
    private sealed class Door
    {
        public bool Open { get; set; }
        public bool Locked { get; set; }
        public bool KeyInHand { get; set; }
    }

    private enum DoorState
    {
        Open,
        Shut,
        Locked,
    }

    private enum DoorAct
    {
        Open,
        Shut,
        Lock,
        Unlock,
    }

    private static readonly Rule<Door> KeyInHand = new("the key is in hand", d => d.KeyInHand ? null : "Fetch the key first");

    private static readonly StateMachine<Door, DoorState, DoorAct> Machine = new StateMachine<Door, DoorState, DoorAct>(
        "Front door",
        d =>
            d.Locked ? DoorState.Locked
            : d.Open ? DoorState.Open
            : DoorState.Shut
    ).State(DoorState.Open, "Open").State(DoorState.Shut, "The door is shut", begins: true).State(DoorState.Locked, "The door is locked").Act(DoorAct.Open, "open the door", [DoorState.Shut], [DoorState.Open], Permission.UseKith, "Anyone").Act(DoorAct.Shut, "shut the door", [DoorState.Open], [DoorState.Shut], Permission.UseKith, "Anyone").Act(DoorAct.Lock, "lock the door", [DoorState.Shut], [DoorState.Locked], Permission.Administer, "The caretaker", KeyInHand).Act(DoorAct.Unlock, "unlock the door", [DoorState.Locked], [DoorState.Shut], Permission.Administer, "The caretaker", KeyInHand);

    [Fact]
    public void Permits_what_the_state_and_the_rules_allow_and_says_why_not_otherwise()
    {
        var door = new Door();
        Assert.Equal([DoorAct.Open], Machine.Permitted(door));
        Assert.Equal("Fetch the key first", Machine.Why(door, DoorAct.Lock)!.Words);
        Assert.Equal("It is not possible to unlock the door now: the door is shut", Machine.Why(door, DoorAct.Unlock)!.Words);
        door.KeyInHand = true;
        Assert.Null(Machine.Why(door, DoorAct.Lock));
        Machine.Demand(door, DoorAct.Lock);
        door.Locked = true;
        var refused = Assert.Throws<NotAcceptedException>(() => Machine.Demand(door, DoorAct.Open, "Handle"));
        Assert.Equal("Handle", refused.Problems.Single().Field);
    }

    [Fact]
    public void Offers_a_person_only_what_their_roles_allow()
    {
        var door = new Door { KeyInHand = true };
        var visitor = new Actor
        {
            AccountId = Guid.Empty,
            Name = "A visitor",
            Roles = [Role.SocialWorker],
        };
        Assert.Equal([DoorAct.Open, DoorAct.Lock], Machine.Permitted(door));
        Assert.Equal([DoorAct.Open], Machine.Permitted(door, visitor));
    }

    [Fact]
    public void Refuses_a_table_that_names_a_state_nobody_described() =>
        Assert.Throws<InvalidOperationException>(() =>
            new StateMachine<Door, DoorState, DoorAct>("Half a door", _ => DoorState.Shut)
                .State(DoorState.Shut, "Shut", begins: true)
                .Act(DoorAct.Open, "open", [DoorState.Shut], [DoorState.Open], Permission.UseKith, "Anyone")
        );

    [Fact]
    public void Every_walk_goes_only_where_the_table_foresees() =>
        Gen.Enum<DoorAct>()
            .Array[0, 30]
            .Sample(acts =>
            {
                var door = new Door { KeyInHand = true };
                foreach (var act in acts)
                {
                    var before = Machine.Of(door);
                    if (Machine.Why(door, act) is not null)
                    {
                        continue;
                    }
                    door.Open = act == DoorAct.Open || (act != DoorAct.Shut && door.Open);
                    door.Locked = act == DoorAct.Lock || (act != DoorAct.Unlock && door.Locked);
                    Assert.True(Machine.Foresees(before, act, Machine.Of(door)));
                }
            });

    [Fact]
    public void Draws_itself()
    {
        var page = Machine.Document();
        Assert.Equal("front-door.md", Machine.FileName);
        Assert.Contains("[*] --> Shut", page, StringComparison.Ordinal);
        Assert.Contains("Shut --> Locked : lock the door", page, StringComparison.Ordinal);
        Assert.Contains("| lock the door | Shut | Locked | The caretaker | the key is in hand |", page, StringComparison.Ordinal);
    }
}

/// <summary>docs/machines and the code draw the same machines.</summary>
public sealed class MachinePagesTests
{
    [Fact]
    public void Every_machine_has_its_page_and_every_page_its_machine()
    {
        var folder = Folder();
        var drawn = StateMachines.All.ToDictionary(m => m.FileName, m => m.Document());
        if (Environment.GetEnvironmentVariable("KITH_WRITE_MACHINES") == "1")
        {
            foreach (var (name, text) in drawn)
            {
                File.WriteAllText(Path.Combine(folder, name), text);
            }
        }
        var kept = Directory.EnumerateFiles(folder, "*.md").Where(f => Path.GetFileName(f) != "README.md").ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Assert.Equal(drawn.Keys.Order(StringComparer.Ordinal), kept.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in drawn)
        {
            Assert.Equal(text, kept[name], ignoreLineEndingDifferences: true);
        }
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "machines");
}
