using System.Globalization;
using System.Text;
using Kith.Practice.Dispatch;

namespace Kith.Practice.Mail;

/// <summary>Writes mail into a folder, as it would leave: for trying Kith out, and for councils that fetch it from there.</summary>
public sealed class FolderPostOffice(MailOptions options, Clock clock) : IPostOffice
{
    public async Task<Answer> Send(Guid id, Letter letter, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            return new Answer(null, "Mail is not set up (Kith:Mail)");
        }
        try
        {
            Directory.CreateDirectory(options.Folder);
            var text = letter.Text.ReplaceLineEndings("\r\n");
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"Message-ID: <{id:N}@kith>\r\nDate: {clock.UtcNow:R}\r\nFrom: {Plain(options.From)}\r\nTo: {Plain(letter.To)}\r\nSubject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Subject))}?=\r\nMIME-Version: 1.0\r\n"
            );
            const string plain = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
            var part = $"kith-{id:N}";
            var mail = letter.Calendar is null
                ? $"{head}{plain}{text}"
                : $"{head}Content-Type: multipart/alternative; boundary=\"{part}\"\r\n\r\n--{part}\r\n{plain}{text}\r\n--{part}\r\nContent-Type: text/calendar; charset=utf-8; method={letter.CalendarMethod}\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(letter.Calendar), Base64FormattingOptions.InsertLineBreaks)}\r\n--{part}--\r\n";
            // Whole or not at all, and under its own id: written twice, it is one mail.
            var path = Path.Combine(options.Folder, $"{id:N}.eml");
            await File.WriteAllTextAsync(path + ".part", mail, new UTF8Encoding(false), ct);
            File.Move(path + ".part", path, overwrite: true);
            return new Answer(250, "Written");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Answer(null, "The folder for mail cannot be written to");
        }
    }

    // Nobody's address adds a header of its own.
    private static string Plain(string address) => string.Concat(address.Where(c => !char.IsControl(c)));
}
