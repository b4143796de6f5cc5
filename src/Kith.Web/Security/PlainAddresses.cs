using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Kith.Web.Security;

/// <summary>
/// Where a page sends on to an address that holds what somebody sent, every letter that a header cannot carry is written out
/// (%C3%A9): the server would break off the reply, and the person would not know that their act was done.
/// </summary>
public sealed class PlainAddresses : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is RedirectResult to)
        {
            to.Url = Of(to.Url);
        }
        else if (context.Result is LocalRedirectResult within)
        {
            within.Url = Of(within.Url);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    /// <summary>The address in letters that a header can carry; the same where it has no others.</summary>
    public static string Of(string address)
    {
        if (address.All(c => c is > ' ' and < (char)127))
        {
            return address;
        }
        var plain = new StringBuilder(address.Length + 32);
        foreach (var rune in address.EnumerateRunes())
        {
            plain.Append(rune.Value is > ' ' and < 127 ? rune.ToString() : Uri.EscapeDataString(rune.ToString()));
        }
        return plain.ToString();
    }
}
