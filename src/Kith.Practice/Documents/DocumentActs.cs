using Kith.Practice.Access;
using Kith.Practice.Casework;

namespace Kith.Practice.Documents;

/// <summary>Documents and letters can be added for any child.</summary>
internal sealed class DocumentActs : IChildActs
{
    public Task<IReadOnlyList<ChildAct>> Of(Guid childId, Actor actor, CancellationToken ct = default) =>
        Task.FromResult<IReadOnlyList<ChildAct>>([
            new("Write a letter", $"/children/{childId}/letters/write", 80),
            new("Add a document", $"/children/{childId}/documents#add", 81),
        ]);
}
