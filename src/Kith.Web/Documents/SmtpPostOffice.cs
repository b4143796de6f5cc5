using System.Net.Sockets;
using Kith.Practice.Dispatch;
using Kith.Practice.Mail;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Kith.Web.Documents;

/// <summary>Hands mail to the council's server.</summary>
public sealed class SmtpPostOffice(MailOptions options) : IPostOffice
{
    /// <summary>The words; and where the mail is about a meeting, the same for a calendar, which readers offer to put in.</summary>
    internal static MimeEntity Body(Letter letter)
    {
        var words = new TextPart("plain") { Text = letter.Text };
        if (letter.Calendar is null)
        {
            return words;
        }
        var calendar = new TextPart("calendar") { Text = letter.Calendar };
        calendar.ContentType.Parameters.Add("method", letter.CalendarMethod ?? "REQUEST");
        return new MultipartAlternative { words, calendar };
    }

    public async Task<Answer> Send(Guid id, Letter letter, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        enough.CancelAfter(options.Patience);
        try
        {
            using var message = new MimeMessage();
            message.From.Add(MailboxAddress.Parse(options.From));
            message.To.Add(MailboxAddress.Parse(letter.To));
            message.Subject = letter.Subject;
            // The same mail twice has the same id: most readers show it once.
            message.MessageId = $"{id:N}@kith";
            message.Body = Body(letter);
            using var client = new SmtpClient();
            var secure =
                !options.Secure ? SecureSocketOptions.None
                : options.Port == 465 ? SecureSocketOptions.SslOnConnect
                : SecureSocketOptions.StartTls;
            await client.ConnectAsync(options.Host!, options.Port, secure, enough.Token);
            if (!string.IsNullOrEmpty(options.UserName))
            {
                await client.AuthenticateAsync(options.UserName, options.Password ?? "", enough.Token);
            }
            await client.SendAsync(message, enough.Token);
            await client.DisconnectAsync(true, CancellationToken.None);
            return new Answer(250, "Taken");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Answer(null, "The mail server gave no answer in time");
        }
        catch (ParseException)
        {
            return new Answer(422, "The address is no mail address");
        }
        catch (SmtpCommandException refused)
        {
            // 4xx asks for patience; 5xx about this mail or its receiver is for good.
            return refused.ErrorCode != SmtpErrorCode.UnexpectedStatusCode && (int)refused.StatusCode >= 500
                ? new Answer(422, Answer.Cut(refused.Message))
                : new Answer(503, Answer.Cut(refused.Message));
        }
        catch (Exception error) when (error is AuthenticationException or SslHandshakeException)
        {
            return new Answer(401, "The mail server did not let Kith in");
        }
        catch (Exception error) when (error is SocketException or IOException or ProtocolException or ServiceNotConnectedException)
        {
            return new Answer(null, "The mail server could not be reached");
        }
    }
}
