using Microsoft.EntityFrameworkCore;

namespace Kith.Practice.Access.Restricted;

/// <summary>The name of a person whose record the actor may read, for the head of a form.</summary>
[UseCase]
public sealed class PersonNameOf(RecordAccess access)
{
    /// <exception cref="AccessRefusedException">The actor may not read the record.</exception>
    public async Task<string> Show(Guid personId, Actor actor, CancellationToken ct = default) =>
        await access.Readable(actor).AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId, ct) is { } person
            ? person.DisplayName
            : throw new AccessRefusedException(Sight.Nothing, "read a name");
}
