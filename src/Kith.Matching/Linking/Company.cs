namespace Kith.Matching;

/// <summary>
/// How many people of a file have each whole name, and each family name at each postcode. Fields are weighed as if they
/// had nothing to do with one another, and these two pairs have: a family called Solanki calls no child Tadeusz, and who
/// lives together mostly has one name. What two fields say together is then no more than how few people both are true of.
/// </summary>
public sealed class Company
{
    private readonly Dictionary<(string Given, string Family), int> names = [];
    private readonly Dictionary<(string Family, string Postcode), int> homes = [];
    private int total;

    /// <summary>Counts the people of a file.</summary>
    public static Company Count(IEnumerable<PreparedPerson> people)
    {
        var company = new Company();
        foreach (var person in people)
        {
            company.total++;
            if (!person.Given.IsEmpty && !person.Family.IsEmpty)
            {
                var name = (person.Given.Joined, person.Family.Joined);
                company.names[name] = company.names.GetValueOrDefault(name) + 1;
            }

            if (!person.Family.IsEmpty && person.Postcode is { } postcode)
            {
                var home = (person.Family.Joined, postcode);
                company.homes[home] = company.homes.GetValueOrDefault(home) + 1;
            }
        }

        return company;
    }

    /// <summary>The share of people with this whole name beside the two who are compared; 0 where there is nobody else.</summary>
    public double OfName(PreparedPerson person) => Beside(names.GetValueOrDefault((person.Given.Joined, person.Family.Joined)), 2);

    /// <summary>The share of people with this family name at this postcode beside the two; never none, since few people live without a relative.</summary>
    public double OfHome(PreparedPerson person) => person.Postcode is null ? 0 : Beside(homes.GetValueOrDefault((person.Family.Joined, person.Postcode)), 1);

    // Counting in a small file would make everything look common.
    private double Beside(int count, int two) => (double)Math.Max(0, count - two) / Math.Max(total, 3000);
}
