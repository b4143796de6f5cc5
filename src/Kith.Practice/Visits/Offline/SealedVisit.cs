using System.Security.Cryptography;
using System.Text;

namespace Kith.Practice.Visits.Offline;

/// <summary>
/// What a device writes for the council alone: nobody who holds the device can open it again. An ephemeral P-256 key and the
/// packet's public key agree on a secret (ECDH), HKDF-SHA-256 makes a key of it, AES-256-GCM seals with it. As bytes: the
/// ephemeral point (65), the nonce (12), the text, its tag (16); as base 64. Packet and visit are bound in, so that nothing
/// can be put in the place of anything else.
/// </summary>
public static class SealedVisit
{
    private const int Point = 65;
    private const int Nonce = 12;
    private const int Tag = 16;

    /// <summary>The most that a device may send for one visit, in characters of base 64.</summary>
    public const int Most = 1_200_000;

    /// <summary>Makes the pair of a packet: the point that the device is given (base 64), and the key that stays here (PKCS #8).</summary>
    public static (string PublicKey, byte[] OpeningKey) NewPair()
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return (Convert.ToBase64String(PointOf(pair)), pair.ExportPkcs8PrivateKey());
    }

    /// <summary>Seals as a device does.</summary>
    public static string Seal(string publicKey, Guid packet, Guid key, string text)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = PointOf(own);
        var secret = KeyOf(own, Convert.FromBase64String(publicKey), packet, key);
        var nonce = RandomNumberGenerator.GetBytes(Nonce);
        var plain = Encoding.UTF8.GetBytes(text);
        var cipher = new byte[plain.Length];
        var tag = new byte[Tag];
        using var gcm = new AesGcm(secret, Tag);
        gcm.Encrypt(nonce, plain, cipher, tag, Bound(packet, key));
        return Convert.ToBase64String([.. point, .. nonce, .. cipher, .. tag]);
    }

    /// <summary>Opens what a device sealed; null where it is not what that packet's device sealed under that key.</summary>
    public static string? Open(byte[] openingKey, Guid packet, Guid key, string? text)
    {
        if (text is null || text.Length > Most)
        {
            return null;
        }
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length < Point + Nonce + Tag)
        {
            return null;
        }
        var all = bytes.AsSpan(0, length);
        try
        {
            using var own = ECDiffieHellman.Create();
            own.ImportPkcs8PrivateKey(openingKey, out _);
            var secret = KeyOf(own, all[..Point].ToArray(), packet, key);
            var plain = new byte[length - Point - Nonce - Tag];
            using var gcm = new AesGcm(secret, Tag);
            gcm.Decrypt(all.Slice(Point, Nonce), all[(Point + Nonce)..^Tag], all[^Tag..], plain, Bound(packet, key));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static byte[] PointOf(ECDiffieHellman pair)
    {
        var q = pair.ExportParameters(false).Q;
        return [4, .. q.X!, .. q.Y!];
    }

    private static byte[] KeyOf(ECDiffieHellman own, byte[] point, Guid packet, Guid key)
    {
        if (point.Length != Point || point[0] != 4)
        {
            throw new CryptographicException("Not a point");
        }
        using var other = ECDiffieHellman.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..33], Y = point[33..65] },
            }
        );
        using var theirs = other.PublicKey;
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(theirs), 32, [], Bound(packet, key));
    }

    private static byte[] Bound(Guid packet, Guid key) => Encoding.UTF8.GetBytes($"kith-visit-v1 {packet} {key}");
}
