namespace Kith.Practice.Store;

/// <summary>Which text the views were last made from.</summary>
public sealed class SchemaStamp
{
    public required string Views { get; set; }
}
