using Kith.Practice.Returns.Ssd;

namespace Kith.UnitTests.Practice.Returns;

/// <summary>What does not hold to the dataset's schema is told, and left out where it cannot stand.</summary>
public sealed class SsdFolderTests : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("kith-ssd-").FullName;

    public void Dispose() => Directory.Delete(path, recursive: true);

    [Fact]
    public void Each_fault_is_told_with_its_place_and_what_was_done()
    {
        SsdFault[] faults;
        using (var folder = new SsdFolder(path))
        {
            folder.Begin("ssd_person");
            folder.Write("ssd_person", ("pers_person_id", "A1"), ("pers_sex", "X"), ("pers_dob", "01/02/2020"), ("pers_surname", "O'Brien, \"Mia\""));
            folder.Write("ssd_person", ("pers_person_id", "A1"));
            folder.Write("ssd_person", ("pers_person_id", " "));
            folder.Write("ssd_person", ("pers_person_id", "A2"), ("pers_send_flag", "Yes"));
            folder.Write("ssd_cin_episodes", ("cine_referral_id", "R1"), ("cine_person_id", "A9"), ("cine_referral_worker_id", "W1"));
            folder.Write("ssd_department", ("dept_team_id", "T1"), ("dept_team_parent_id", "T2"));
            faults = [.. folder.Faults];
            Assert.Equal([("ssd_person", 2), ("ssd_cin_episodes", 1), ("ssd_department", 1)], folder.Rows);
        }
        Assert.Equal(
            [
                ("pers_sex", "A1"),
                ("pers_dob", "A1"),
                ("pers_person_id", "A1"),
                ("pers_person_id", ""),
                ("pers_send_flag", "A2"),
                ("cine_person_id", "R1"),
                ("cine_referral_worker_id", "R1"),
            ],
            faults
                .Select(f => (f.Column, f.Row))
                .OrderBy(f =>
                    f.Column == "pers_dob" ? 1
                    : f.Column == "pers_sex" ? 0
                    : 2
                )
        );
        var lines = File.ReadAllLines(Path.Combine(path, "ssd_person.csv"));
        Assert.StartsWith("pers_person_id,pers_forename,pers_surname,pers_sex,", lines[0], StringComparison.Ordinal);
        // What is no date is not written; what is no code is, for whoever reads it to see.
        Assert.StartsWith("A1,,\"O'Brien, \"\"Mia\"\"\",X,,,,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",Y,", lines[2].Replace(",Y", ",Y,", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }
}
