namespace Kith.Practice.Casework;

/// <summary>Something to look at before finishing a form: never a refusal.</summary>
/// <param name="Field">Where.</param>
/// <param name="Message">What, and why it matters.</param>
public sealed record Gap(string Field, string Message);

/// <summary>What a form about several children says of one of them, in one field.</summary>
/// <param name="Field">The field in the form: «Children[1].Words».</param>
/// <param name="First">The name people use in a sentence.</param>
/// <param name="Said">True for the child's own words, false for what others write about the child.</param>
/// <param name="Earlier">What the latest earlier record of this child says there.</param>
public sealed record ChildText(string Field, string First, string? Text, bool Said, string? Earlier = null);

/// <summary>
/// Points out words that stand for two children, or again for one, before a form is finished. It asks and does not
/// forbid: twins do say the same, and a danger can be the same for all; but each child is to be looked at.
/// </summary>
public static class CopiedWords
{
    /// <summary>What is copied, between the children first, then from earlier records.</summary>
    public static IEnumerable<Gap> In(IReadOnlyCollection<ChildText> texts)
    {
        foreach (var alike in texts.GroupBy(t => t.Field[(t.Field.LastIndexOf('.') + 1)..], StringComparer.Ordinal))
        {
            foreach (var (first, second, same) in SameText.Between(alike.Select(t => (t.First, t.Text))))
            {
                var at = alike.First(t => t.First == second);
                yield return new(
                    at.Field,
                    at.Said
                        ? $"The same words stand for {first} and {second}: «{Short(same)}» Is that what each of them said?"
                        : $"{first} and {second} are described in the same words: «{Short(same)}» What is different about each?"
                );
            }
        }
        foreach (var text in texts)
        {
            if (SameText.Again(text.Text, text.Earlier, text.First) is { } again)
            {
                yield return new(
                    text.Field,
                    text.Said
                        ? $"The same words of {text.First} stand in an earlier record: «{Short(again)}» Were they said again?"
                        : $"{text.First} was described in these words in an earlier record: «{Short(again)}» What is it like this time?"
                );
            }
        }
    }

    /// <summary>Enough of a sentence to know it again.</summary>
    private static string Short(string words) => words.Length <= 90 ? words : words[..80].TrimEnd() + " …";
}
