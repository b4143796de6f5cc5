using Kith.Practice.Children.Show;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Web.Pages;

/// <summary>A page with forms about one person: the guard and the head of the record.</summary>
public abstract class RecordFormPage : FormPage
{
    public PersonHead Head { get; private set; } = null!;

    /// <summary>The person's page.</summary>
    public string Home => Shared.RecordLinks.To(Head);

    /// <summary>Guards the record and loads what the page shows of it, the head included. Null: go on.</summary>
    protected async Task<IActionResult?> Open<T>(Guid id, string what, Func<Task<T?>> load, Action<T> keep, Func<T, PersonHead> head)
        where T : class
    {
        if (await Guard(id, what) is { } refused)
        {
            return refused;
        }
        if (await load() is not { } loaded)
        {
            return NotFound();
        }
        keep(loaded);
        Head = head(loaded);
        return null;
    }

    /// <summary>Guards the record and loads its head. Null: go on.</summary>
    protected async Task<IActionResult?> Open(Guid id, string what)
    {
        if (await Guard(id, what) is { } refused)
        {
            return refused;
        }
        if (await Service<ShowHead>().Show(id, HttpContext.RequestAborted) is not { } head)
        {
            return NotFound();
        }
        Head = head;
        return null;
    }
}
