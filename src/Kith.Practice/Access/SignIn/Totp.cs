using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Practice.Access.SignIn;

/// <summary>Time-based one-time codes (RFC 6238): six digits, thirty seconds, SHA-1, as every authenticator app makes them.</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret of 160 bits in base 32.</summary>
    public static string NewSecret()
    {
        var text = new StringBuilder(32);
        foreach (var b in RandomNumberGenerator.GetBytes(32))
        {
            text.Append(Alphabet[b & 31]);
        }
        return text.ToString();
    }

    /// <summary>The thirty-second step of an instant.</summary>
    public static long StepOf(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / (30 * TimeSpan.TicksPerSecond);

    /// <summary>The code of a step.</summary>
    public static string Code(string secret, long step)
    {
        Span<byte> moment = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // The standard, and every app, uses SHA-1 here; its weakness (collisions) does not touch HMAC.
        HMACSHA1.HashData(Bytes(secret), moment, hash);
#pragma warning restore CA5350
        var offset = hash[19] & 15;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step that a code belongs to, one step either side of now for clocks that differ, later than
    /// <paramref name="lastStep"/>: a code works once. Null when it is wrong.
    /// </summary>
    public static long? StepMatching(string secret, string? code, DateTime utc, long lastStep)
    {
        var typed = new string((code ?? "").Where(char.IsAsciiDigit).ToArray());
        long? found = null;
        var now = StepOf(utc);
        for (var step = now - 1; step <= now + 1; step++)
        {
            // All three are compared whole, so that the time taken tells nothing.
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(secret, step)), Encoding.ASCII.GetBytes(typed)) && step > lastStep)
            {
                found = step;
            }
        }
        return found;
    }

    /// <summary>The address that an authenticator app reads.</summary>
    public static string Address(string secret, string issuer, string userName) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&digits=6&period=30";

    private static byte[] Bytes(string secret)
    {
        var bytes = new byte[secret.Length * 5 / 8];
        int held = 0,
            bits = 0,
            at = 0;
        foreach (var c in secret)
        {
            held = (held << 5) | Alphabet.IndexOf(c);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bytes;
    }
}
