using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Practice.Store;

/// <summary>
/// A query that every page asks, translated once for the life of the process rather than looked up by its whole
/// expression each time. EF Core ties what it compiled to one model, and each engine has its own.
/// </summary>
/// <typeparam name="TAsk">The delegate that EF.CompileAsyncQuery makes.</typeparam>
internal sealed class CompiledQuery<TAsk>(Func<TAsk> compile)
    where TAsk : Delegate
{
    private readonly ConditionalWeakTable<IModel, TAsk> compiled = [];

    /// <summary>The query for this context's engine.</summary>
    public TAsk On(KithDb db) => compiled.GetValue(db.Model, _ => compile());
}
