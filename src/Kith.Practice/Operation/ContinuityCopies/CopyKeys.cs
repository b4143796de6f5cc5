using System.Security.Cryptography;

namespace Kith.Practice.Operation.ContinuityCopies;

/// <summary>
/// The pair of keys of continuity copies. The open half locks and may lie on the server; the closed half opens, stands under
/// a passphrase, and is kept by those who open a copy in an emergency. Whoever has the server cannot open the copies that it
/// made. RSA with 3,072 bits; the closed half as PKCS #8 under AES-256 with PBKDF2.
/// </summary>
public static class CopyKeys
{
    /// <summary>Fewer characters than this are no passphrase.</summary>
    public const int ShortestPassphrase = 16;

    private const int Bits = 3072;

    /// <summary>As OWASP asks for PBKDF2 with SHA-256.</summary>
    private const int Iterations = 600_000;

    /// <summary>Makes a pair: the open half as PEM, and the closed half as PEM under the passphrase.</summary>
    /// <exception cref="ArgumentException">The passphrase is too short.</exception>
    public static (string Open, string Closed) Make(string passphrase)
    {
        if (passphrase.Length < ShortestPassphrase)
        {
            throw new ArgumentException(
                $"The passphrase needs at least {ShortestPassphrase} characters: four or five words chosen by chance are easy to write down and hard to guess."
            );
        }
        using var pair = RSA.Create(Bits);
        return (
            pair.ExportSubjectPublicKeyInfoPem() + "\n",
            pair.ExportEncryptedPkcs8PrivateKeyPem(passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)) + "\n"
        );
    }

    /// <summary>The open half in a file.</summary>
    /// <exception cref="InvalidDataException">The file holds none.</exception>
    public static RSA ReadOpen(string file)
    {
        var key = RSA.Create();
        try
        {
            var text = File.ReadAllText(file);
            if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
            {
                // It would work, and the half that must not lie on the server would.
                throw new InvalidDataException($"{file} holds the closed half. Give the open half here, and keep the closed one away from the server.");
            }
            key.ImportFromPem(text);
            return key.KeySize >= Bits ? key : throw new InvalidDataException($"{file} holds a key of {key.KeySize} bits; at least {Bits} are needed.");
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"{file} holds no open half of a key. kith continuity key makes a pair.", error);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The closed half in a file, opened with its passphrase.</summary>
    /// <exception cref="InvalidDataException">The file holds none, or the passphrase is another one.</exception>
    public static RSA ReadClosed(string file, string passphrase)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromEncryptedPem(File.ReadAllText(file), passphrase);
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"{file} could not be opened: the passphrase is another one, or it is not the closed half of a key.", error);
        }
    }

    /// <summary>Tells pairs apart: the beginning of the SHA-256 of the open half.</summary>
    public static string MarkOf(RSA key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
}
