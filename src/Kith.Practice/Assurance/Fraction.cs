namespace Kith.Practice.Assurance;

/// <summary>An exact fraction in lowest terms; nought where nothing is said.</summary>
internal readonly struct Fraction : IComparable<Fraction>, IEquatable<Fraction>
{
    private readonly long more;

    private Fraction(long top, long under)
    {
        Top = top;
        more = under - 1;
    }

    public long Top { get; }
    public long Under => more + 1;
    public bool IsZero => Top == 0;
    public bool IsWhole => more == 0;
    public int Sign => Math.Sign(Top);

    public static implicit operator Fraction(int whole) => new(whole, 1);

    /// <exception cref="OverflowException">It does not fit; so with every sum and product.</exception>
    public static Fraction Of(long top, long under)
    {
        if (under < 0)
        {
            (top, under) = checked((-top, -under));
        }
        var (shared, rest) = (Math.Abs(top), under);
        while (rest != 0)
        {
            (shared, rest) = (rest, shared % rest);
        }
        return new(top / shared, under / shared);
    }

    /// <summary>The greatest whole number that is not above.</summary>
    public long Floor => IsWhole ? Top : (Top - (Top % Under + Under) % Under) / Under;

    /// <summary>The least whole number that is not below.</summary>
    public long Ceiling => -(-this).Floor;

    public static Fraction operator -(Fraction a) => new(checked(-a.Top), a.Under);

    public static Fraction operator +(Fraction a, Fraction b) =>
        a.IsWhole && b.IsWhole ? new(checked(a.Top + b.Top), 1) : Of(checked(a.Top * b.Under + b.Top * a.Under), checked(a.Under * b.Under));

    public static Fraction operator -(Fraction a, Fraction b) => a + -b;

    public static Fraction operator *(Fraction a, Fraction b) => a.IsWhole && b.IsWhole ? new(checked(a.Top * b.Top), 1) : Of(checked(a.Top * b.Top), checked(a.Under * b.Under));

    public static Fraction operator /(Fraction a, Fraction b) => Of(checked(a.Top * b.Under), checked(a.Under * b.Top));

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;

    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;

    public int CompareTo(Fraction other) => more == other.more ? Top.CompareTo(other.Top) : checked(Top * other.Under).CompareTo(checked(other.Top * Under));

    public bool Equals(Fraction other) => Top == other.Top && more == other.more;

    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Top, more);
}
