using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using System.Reflection;
using Kith.Data.Sqlite;
using Kith.Practice.Store;
using Kith.Practice.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Xunit;

namespace Kith.DataTests.Store;

public sealed class WordsOfKindsTests
{
    private static readonly Lazy<Microsoft.EntityFrameworkCore.Metadata.IModel> Model = new(() =>
    {
        using var db = new KithDb((DbContextOptions<KithDb>)SqliteServices.Configure(new DbContextOptionsBuilder<KithDb>(), "nowhere.db").Options);
        return db.Model;
    });

    public static IEnumerable<Type> Kinds =>
        Model.Value.GetEntityTypes().SelectMany(e => e.GetProperties()).Select(p => Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).Where(t => t.IsEnum).Distinct();

    [Fact]
    public void Every_value_of_every_kind_is_kept_as_EF_Core_would_keep_it_and_comes_back()
    {
        Assert.True(Kinds.Count() > 50);
        Assert.All(
            Kinds,
            kind =>
            {
                var theirs = (ValueConverter)Activator.CreateInstance(typeof(EnumToStringConverter<>).MakeGenericType(kind))!;
                var ours = new WordOfKind(kind);
                var write = ours.ConvertToProviderExpression.Compile();
                var read = ours.ConvertFromProviderExpression.Compile();
                foreach (var value in Enum.GetValues(kind))
                {
                    var word = theirs.ConvertToProvider(value);
                    Assert.Equal(word, ours.ConvertToProvider(value));
                    Assert.Equal(word, write.DynamicInvoke(value));
                    Assert.Equal(value, ours.ConvertFromProvider(word));
                    // As forgiving as theirs of what somebody typed into a database.
                    Assert.Equal(theirs.ConvertFromProvider(((string)word!).ToUpperInvariant()), ours.ConvertFromProvider(((string)word).ToUpperInvariant()));
                    Assert.Equal(value, read.DynamicInvoke(word));
                }
            }
        );
    }

    [Fact]
    public void Several_at_once_come_back_together()
    {
        var ours = new WordOfKind(typeof(StaffRole));
        var both = Enum.GetValues<StaffRole>().Where(r => r != 0).Take(2).Aggregate((a, b) => a | b);
        Assert.Contains(", ", (string)ours.ConvertToProvider(both)!);
        Assert.Equal(both, ours.ConvertFromProvider(ours.ConvertToProvider(both)));
        Assert.Equal(default(StaffRole), ours.ConvertFromProvider(ours.ConvertToProvider(default(StaffRole))));
    }

    [Fact]
    public void A_name_that_this_release_does_not_know_is_told()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => new WordOfKind(typeof(StaffRole)).ConvertFromProvider("Astronaut"));
        Assert.Contains("Astronaut", wrong.Message);
    }

    [Fact]
    public void Every_kind_that_is_kept_by_its_name_uses_it()
    {
        var others =
            from entity in Model.Value.GetEntityTypes()
            from property in entity.GetProperties()
            where (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum
            where property.GetTypeMapping().Converter?.ProviderClrType == typeof(string)
            where property.GetTypeMapping().Converter is not WordOfKind
            select $"{entity.DisplayName()}.{property.Name}";
        Assert.Empty(others);
    }

    [Fact]
    public void Two_of_a_kind_are_the_same_when_EF_Core_would_say_so()
    {
        var properties = Model.Value.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).IsEnum);
        Assert.All(
            properties.DistinctBy(p => p.ClrType),
            property =>
            {
                var ours = property.GetValueComparer();
                Assert.Equal(property.ClrType, ours.Type);
                var values = Enum.GetValues(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).Cast<object?>();
                var all = (property.ClrType.IsValueType && Nullable.GetUnderlyingType(property.ClrType) is null ? values : values.Prepend(null)).ToList();
                foreach (var a in all)
                {
                    Assert.Equal(a, ours.Snapshot(a));
                    Assert.All(all, b => Assert.Equal(Equals(a, b), ours.Equals(a, b)));
                    if (a is not null)
                    {
                        Assert.Equal(ours.GetHashCode(a), ours.GetHashCode(ours.Snapshot(a)!));
                    }
                }
            }
        );
    }

    [Fact]
    public void No_record_says_by_attributes_how_it_is_kept_since_nobody_would_look()
    {
        var attributes = new[]
        {
            typeof(KeyAttribute),
            typeof(RequiredAttribute),
            typeof(MaxLengthAttribute),
            typeof(StringLengthAttribute),
            typeof(TimestampAttribute),
            typeof(ConcurrencyCheckAttribute),
            typeof(NotMappedAttribute),
            typeof(ColumnAttribute),
            typeof(TableAttribute),
            typeof(ForeignKeyAttribute),
            typeof(InversePropertyAttribute),
            typeof(DatabaseGeneratedAttribute),
            typeof(ComplexTypeAttribute),
        };
        var said =
            from entity in Model.Value.GetEntityTypes()
            from member in entity.ClrType.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Prepend<MemberInfo>(entity.ClrType)
            from attribute in member.GetCustomAttributes()
            where attributes.Contains(attribute.GetType()) || attribute.GetType().Namespace == "Microsoft.EntityFrameworkCore"
            select $"{entity.DisplayName()}.{member.Name}: {attribute.GetType().Name}";
        Assert.Empty(said);
    }
}
