namespace Kith.Practice.Children.NhsNumbers;

/// <summary>
/// How the Personal Demographics Service is asked (settings under «Kith:Pds»): application-restricted access, for which NHS
/// England gives an API key when it has looked at the purpose. Off unless an address is set.
/// </summary>
public sealed class PdsOptions
{
    /// <summary>«https://api.service.nhs.uk/personal-demographics/FHIR/R4»; empty where it is not used.</summary>
    public string? Address { get; set; }

    /// <summary>Where a token is had.</summary>
    public string TokenAddress { get; set; } = "https://api.service.nhs.uk/oauth2/token";

    /// <summary>The application's API key; empty only for a sandbox, which asks for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The name («kid») under which the public key was given to NHS England.</summary>
    public string? KeyId { get; set; }

    /// <summary>The RSA private key as PEM, of 4096 bits: the text itself, or the path of a file.</summary>
    public string? PrivateKey { get; set; }
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>True where it is asked.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(Address);

    /// <summary>True for a sandbox: nothing is signed.</summary>
    public bool IsOpen => string.IsNullOrWhiteSpace(ApiKey);
}
