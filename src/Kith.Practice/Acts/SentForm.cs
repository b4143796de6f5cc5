using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kith.Standards.Calendar;

namespace Kith.Practice.Acts;

/// <summary>
/// The form that the present request sent, where it sent one. Its key knows the same form sent twice; its words know a
/// page that came anew with a new key (going back after saving: the browser puts back what was typed) and is sent again.
/// An act takes this into account for its own key only, so that what programs and devices send is as before.
/// </summary>
public sealed class SentForm
{
    /// <summary>For how long the same words on the same page are taken for the same form.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(12);

    private Guid? key;
    private Guid words;

    /// <summary>True when the sender was told that the same was saved before, and sent it once more.</summary>
    public bool Again { get; private set; }

    /// <summary>True when the sender is being told that the same was saved before: sent from the page they are shown, it is meant.</summary>
    public bool Asked { get; set; }

    /// <summary>
    /// Notes what was sent.
    /// </summary>
    /// <param name="formKey">The form's key.</param>
    /// <param name="account">Who sent it.</param>
    /// <param name="address">Where to: the path, and the query with the handler.</param>
    /// <param name="fields">What was filled in, by name; without what differs each time the page is shown (keys, tokens, versions).</param>
    /// <param name="again">The sender was told that it was saved before, and means it.</param>
    public void Note(Guid formKey, Guid account, string address, IEnumerable<KeyValuePair<string, string>> fields, bool again)
    {
        key = formKey;
        Again = Asked = again;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(account.ToByteArray());
        Add(hash, address);
        foreach (var (name, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal))
        {
            Add(hash, name);
            Add(hash, value);
        }
        words = new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>The key that stands for the words, beside the form's own; null for any other act than this form's.</summary>
    internal Guid? WordsOf(Guid formKey) => formKey == key ? words : null;

    /// <summary>The refusal of an act that the same words did before, unless that is long ago or the sender means it.</summary>
    internal SentBeforeException? Refusal(ActKey? before, DateTime now)
    {
        if (before is null || Again || now - before.At >= Remembered)
        {
            return null;
        }
        Asked = true;
        return new SentBeforeException(before.At);
    }

    // Each with its length, so that no two lists of fields read the same.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}

/// <summary>
/// The same person saved exactly the same on the same page a short while ago, as going back and saving again does. Nothing
/// was recorded; sent once more, it is.
/// </summary>
/// <param name="at">When it was saved (UTC).</param>
public sealed class SentBeforeException(DateTime at)
    : NotAcceptedException(
        "",
        $"You saved exactly this at {LondonTime.FromUtc(at).ToString("HH:mm", CultureInfo.InvariantCulture)}, and it is recorded. If you mean it a second time, send it once more. If not, there is nothing left to do here"
    );
