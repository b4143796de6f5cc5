namespace Kith.Practice.Network.Genograms;

/// <summary>
/// Draws a family by the standard symbols (McGoldrick, Gerson and Petry, Genograms): generations on rows, partners joined
/// at the side, children oldest first below the line of their own parents. The same family always gives the same drawing.
/// </summary>
public static class GenogramLayout
{
    /// <summary>The most people one drawing takes; beyond it no page of paper is large enough.</summary>
    public const int MostPeople = 200;

    /// <summary>Lays a family out.</summary>
    /// <exception cref="ArgumentException">There are more people than one drawing takes.</exception>
    public static Scene Draw(GenogramFamily family)
    {
        if (family.People.Count > MostPeople)
        {
            throw new ArgumentException($"A genogram takes at most {MostPeople} people.", nameof(family));
        }
        return new GenogramSheet(family).Scene();
    }
}
