namespace Kith.Practice.Trail;

/// <summary>A person's record was looked at.</summary>
public sealed record RecordRead(Guid Person, string What) : PersonEvent(Person);

/// <summary>A person's record was printed or taken out as a file.</summary>
public sealed record RecordTakenOut(Guid Person, string What) : PersonEvent(Person);

/// <summary>Someone tried to open a record that is not theirs to open.</summary>
public sealed record RecordRefused(Guid Person, string What) : PersonEvent(Person);

/// <summary>People were searched for; the words of the search and how many were found.</summary>
public sealed record PeopleSearched(string Words, int Found) : TrailEvent
{
    public override string Chain => "search";
}
