namespace Kith.Practice.Mail;

/// <summary>How mail leaves (settings under «Kith:Mail»). Without a host it is written into a folder, and nobody gets it.</summary>
public sealed class MailOptions
{
    /// <summary>The council's mail server; empty to write mail into <see cref="Folder"/>.</summary>
    public string? Host { get; set; }

    /// <summary>587 (upgraded to a secure line before anything is said), 465 (secure from the first byte), or another of the council's own.</summary>
    public int Port { get; set; } = 587;
    public string? UserName { get; set; }
    public string? Password { get; set; }

    /// <summary>From whom mail comes.</summary>
    public string From { get; set; } = "kith@localhost";

    /// <summary>Where mail is written when there is no host.</summary>
    public string? Folder { get; set; }

    /// <summary>How people reach these pages, for links in mail: «https://kith.example.gov.uk».</summary>
    public string? Address { get; set; }

    /// <summary>False only for a server on this machine that knows no secure line.</summary>
    public bool Secure { get; set; } = true;
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>True when mail goes anywhere.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Host) || !string.IsNullOrWhiteSpace(Folder);
}

/// <summary>One mail: plain words to one person.</summary>
public sealed record Letter(string To, string Subject, string Text)
{
    /// <summary>A meeting for the reader's calendar (RFC 5545); null for most mail.</summary>
    public string? Calendar { get; init; }

    /// <summary>What the calendar is asked to do with it: REQUEST or CANCEL.</summary>
    public string? CalendarMethod { get; init; }
}

/// <summary>Sends mail. Never throws for what the other side does.</summary>
public interface IPostOffice
{
    /// <param name="id">Of the mail: sent twice, it is the same mail.</param>
    Task<Dispatch.Answer> Send(Guid id, Letter letter, CancellationToken ct);
}
