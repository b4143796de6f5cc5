using Kith.Practice.Documents;

namespace Kith.Web.Pages.Children.Documents;

/// <summary>The bytes of a file that a form sent, as far as they are few enough to be kept.</summary>
public static class SentBytes
{
    /// <summary>The bytes and the name it was sent under; none when no file was chosen or it is too large.</summary>
    public static async Task<(byte[]? Bytes, string? Name)> Read(IFormFile? sent, CancellationToken ct)
    {
        if (sent is null or { Length: > KeepDocuments.MostBytes })
        {
            return (null, null);
        }
        using var memory = new MemoryStream((int)sent.Length);
        await sent.CopyToAsync(memory, ct);
        return (memory.ToArray(), sent.FileName);
    }

    /// <summary>What is to be put right when there are none.</summary>
    public static string Wanting(IFormFile? sent) => sent is null ? "Choose a file" : $"The file must be {KeepDocuments.MostBytes >> 20} MB or smaller";
}
