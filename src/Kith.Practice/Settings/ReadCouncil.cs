using Kith.Practice.Store;

namespace Kith.Practice.Settings;

/// <summary>What the authority has decided about how it shows itself; empty where it has decided nothing.</summary>
public sealed record CouncilDecisions(string Name, string Colour, string Contact, string PrivacyNotice);

/// <summary>Reads the council's name, colour and contact as they stand today. Open to all: every page shows them.</summary>
[UseCase]
public sealed class ReadCouncil(KithDb db, Clock clock)
{
    public async Task<CouncilDecisions> Show(CancellationToken ct = default)
    {
        var book = await PolicyBook.Load(db, ct);
        var today = clock.Today;
        return new CouncilDecisions(
            book.Value(Policies.CouncilName, today),
            book.Value(Policies.CouncilColour, today),
            book.Value(Policies.CouncilContact, today),
            book.Value(Policies.CouncilPrivacyNotice, today)
        );
    }
}
