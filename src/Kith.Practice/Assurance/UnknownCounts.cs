namespace Kith.Practice.Assurance;

/// <summary>
/// Counts that nobody tells, and sums of them that are known to lie between bounds: whether there are such counts, and how
/// large a sum of them can be. Linear programming by the simplex method with bounds on every sum (as Dutertre and de Moura,
/// «A fast linear-arithmetic solver for DPLL(T)», 2006, keep it), always the first of those that can move (Bland 1977), so that
/// it ends; over exact fractions, so that the same question always has the same answer.
/// </summary>
internal sealed class UnknownCounts
{
    private readonly int columns;

    // Each basic variable is the sum of the others with the factors of its row; the counts come first, then the known sums.
    private readonly List<Fraction[]> rows = [];
    private readonly List<int> basic = [];
    private readonly int[] others;
    private readonly List<Fraction> value = [];
    private readonly List<(Fraction? Low, Fraction? High)> bounds = [];

    /// <param name="counts">How many there are; none is below nought.</param>
    public UnknownCounts(int counts)
    {
        columns = counts;
        others = [.. Enumerable.Range(0, counts)];
        value.AddRange(Enumerable.Repeat(default(Fraction), counts));
        bounds.AddRange(Enumerable.Repeat<(Fraction?, Fraction?)>((0, null), counts));
    }

    /// <summary>A count in the solution that stands now.</summary>
    public Fraction this[int count] => value[count];

    /// <summary>
    /// Takes sums that are known together. Where they contradict what is known already nothing is taken.
    /// </summary>
    /// <param name="sums">The factor of each count, and between which numbers the sum lies; null where there is no end.</param>
    /// <returns>False where they contradict it.</returns>
    public bool Know(IEnumerable<(int[] Of, Fraction? Low, Fraction? High)> sums)
    {
        var first = value.Count;
        foreach (var (of, low, high) in sums)
        {
            rows.Add(InTermsOfOthers(of));
            basic.Add(value.Count);
            value.Add(Sum(of));
            bounds.Add((low, high));
        }
        if (Restore())
        {
            return true;
        }
        for (var i = first; i < value.Count; i++)
        {
            bounds[i] = (null, null);
        }
        Restore();
        return false;
    }

    /// <summary>Makes a sum as large (or as small) as it can be; the solution that stands is one where it is so.</summary>
    /// <param name="seen">Called with each solution on the way; true to go no further.</param>
    /// <returns>The sum; null where there is no end, or <paramref name="seen"/> had enough.</returns>
    public Fraction? Extreme(int[] of, bool most, Func<bool> seen)
    {
        var aim = InTermsOfOthers(most ? of : [.. of.Select(f => -f)]);
        while (true)
        {
            if (seen())
            {
                return null;
            }
            var column = -1;
            for (var c = 0; c < columns; c++)
            {
                if (!aim[c].IsZero && CanMove(others[c], aim[c].Sign) && (column < 0 || others[c] < others[column]))
                {
                    column = c;
                }
            }
            if (column < 0)
            {
                return Sum(of);
            }
            var way = aim[column].Sign;
            var step = Room(others[column], way);
            var leaves = -1;
            for (var r = 0; r < rows.Count; r++)
            {
                var factor = rows[r][column];
                if (!factor.IsZero && Room(basic[r], factor.Sign * way) is { } room)
                {
                    var reach = room / (factor.Sign < 0 ? -factor : factor);
                    if (step is not { } s || reach < s || (reach.Equals(s) && (leaves < 0 || basic[r] < basic[leaves])))
                    {
                        (step, leaves) = (reach, r);
                    }
                }
            }
            if (step is not { } by)
            {
                return null;
            }
            Move(column, way > 0 ? by : -by);
            if (leaves >= 0)
            {
                Exchange(leaves, column, aim);
            }
        }
    }

    private Fraction Sum(int[] of)
    {
        Fraction sum = 0;
        for (var i = 0; i < columns; i++)
        {
            sum += of[i] * value[i];
        }
        return sum;
    }

    private Fraction[] InTermsOfOthers(int[] of)
    {
        var row = new Fraction[columns];
        for (var c = 0; c < columns; c++)
        {
            row[c] = others[c] < columns ? of[others[c]] : 0;
        }
        for (var r = 0; r < rows.Count; r++)
        {
            if (basic[r] < columns && of[basic[r]] != 0)
            {
                AddTimes(row, rows[r], of[basic[r]]);
            }
        }
        return row;
    }

    private static void AddTimes(Fraction[] to, Fraction[] row, Fraction times)
    {
        for (var c = 0; c < to.Length; c++)
        {
            if (!row[c].IsZero)
            {
                to[c] += times * row[c];
            }
        }
    }

    /// <summary>How far a variable can go up (or down); null where there is no end.</summary>
    private Fraction? Room(int variable, int way) =>
        way > 0
            ? bounds[variable].High is { } high
                ? high - value[variable]
                : null
            : bounds[variable].Low is { } low
                ? value[variable] - low
                : null;

    private bool CanMove(int variable, int way) => Room(variable, way) is not { Sign: <= 0 };

    /// <summary>Finds counts that keep every bound, from where it stands.</summary>
    private bool Restore()
    {
        while (true)
        {
            var row = -1;
            for (var r = 0; r < rows.Count; r++)
            {
                if ((Room(basic[r], 1) is { Sign: < 0 } || Room(basic[r], -1) is { Sign: < 0 }) && (row < 0 || basic[r] < basic[row]))
                {
                    row = r;
                }
            }
            if (row < 0)
            {
                return true;
            }
            var (low, high) = bounds[basic[row]];
            var target = low is { } l && value[basic[row]] < l ? l : high!.Value;
            var gap = target - value[basic[row]];
            var column = -1;
            for (var c = 0; c < columns; c++)
            {
                if (!rows[row][c].IsZero && CanMove(others[c], rows[row][c].Sign * gap.Sign) && (column < 0 || others[c] < others[column]))
                {
                    column = c;
                }
            }
            if (column < 0)
            {
                return false;
            }
            Move(column, gap / rows[row][column]);
            Exchange(row, column, null);
        }
    }

    private void Move(int column, Fraction by)
    {
        value[others[column]] += by;
        for (var r = 0; r < rows.Count; r++)
        {
            if (!rows[r][column].IsZero)
            {
                value[basic[r]] += rows[r][column] * by;
            }
        }
    }

    /// <summary>The basic variable of a row and one of the others change places.</summary>
    private void Exchange(int row, int column, Fraction[]? aim)
    {
        var old = rows[row];
        var factor = old[column];
        var next = new Fraction[columns];
        for (var c = 0; c < columns; c++)
        {
            next[c] =
                c == column ? (Fraction)1 / factor
                : old[c].IsZero ? old[c]
                : -old[c] / factor;
        }
        rows[row] = next;
        (basic[row], others[column]) = (others[column], basic[row]);
        for (var r = 0; r <= rows.Count; r++)
        {
            var line = r < rows.Count ? rows[r] : aim;
            if (r == row || line is null || line[column].IsZero)
            {
                continue;
            }
            var times = line[column];
            line[column] = 0;
            AddTimes(line, next, times);
        }
    }
}
