namespace Kith.Practice.Statistics;

/// <summary>Whether of those that moved more moved one way than chance alone would well bring.</summary>
public static class SignTest
{
    /// <summary>
    /// How often a split at least so uneven comes up when both ways are equally likely: exact, two-sided. Those that did not
    /// move are left out, as the test asks. 1 where nothing moved.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is below nought.</exception>
    public static double TwoSided(int up, int down)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(up);
        ArgumentOutOfRangeException.ThrowIfNegative(down);
        var (n, few) = (up + down, Math.Min(up, down));
        if (n == 0 || up == down)
        {
            return 1;
        }
        // The lower tail of the binomial with one half is a regularised incomplete beta function.
        return Math.Min(1, 2 * Distributions.Beta(0.5, n - few, few + 1));
    }
}
