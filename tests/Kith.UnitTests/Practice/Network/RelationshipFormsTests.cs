using CsCheck;
using Kith.Practice.Children;
using Kith.Practice.Children.Relationships;

namespace Kith.UnitTests.Practice.Network;

/// <summary>Marriage, civil partnership, adoption and twins: what can be said of whom, and in which order days come.</summary>
public sealed class RelationshipFormsTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);

    [Fact]
    public void A_form_goes_with_its_kind_and_with_its_inverse_and_with_no_other()
    {
        foreach (var kind in Enum.GetValues<RelationshipKind>())
        {
            Assert.Equal(RelationshipForms.Of(kind), RelationshipForms.Of(kind.Inverse()));
            foreach (var form in Enum.GetValues<RelationshipForm>())
            {
                Assert.Equal(RelationshipForms.Of(kind).Contains(form), !RelationshipForms.Problems(kind, new(Form: form), Today).Any());
            }
        }
        // Half-brothers are not of one birth, and nobody is adopted by a grandparent without becoming a parent.
        Assert.Empty(RelationshipForms.Of(RelationshipKind.HalfSibling));
        Assert.Empty(RelationshipForms.Of(RelationshipKind.Grandparent));
    }

    [Fact]
    public void A_couple_marries_parts_and_divorces_in_that_order()
    {
        Assert.Empty(Problems(RelationshipKind.Partner, new(null, new(2019, 6, 1), RelationshipForm.Married, new(2010, 5, 3), new(2021, 3, 4))));
        Assert.Equal(["To"], Problems(RelationshipKind.Partner, new(null, new(2009, 1, 1), RelationshipForm.Married, new(2010, 5, 3))));
        Assert.Equal(["DissolvedOn"], Problems(RelationshipKind.Partner, new(null, new(2022, 1, 1), RelationshipForm.Married, new(2010, 5, 3), new(2021, 3, 4))));
        Assert.Equal(["DissolvedOn"], Problems(RelationshipKind.Partner, new(null, null, RelationshipForm.LivingTogether, null, new(2021, 3, 4))));
        Assert.Equal(["FormedOn"], Problems(RelationshipKind.Partner, new(FormedOn: new(2021, 3, 4))));
        Assert.Equal(["FormedOn"], Problems(RelationshipKind.FormerPartner, new(Form: RelationshipForm.CivilPartnership, FormedOn: Today.AddDays(1))));
    }

    [Fact]
    public void A_child_is_adopted_after_birth_and_twins_are_born_of_one_birth()
    {
        Assert.Equal(
            ["FormedOn"],
            [.. RelationshipForms.Problems(RelationshipKind.Parent, new(Form: RelationshipForm.Adopted, FormedOn: new(2017, 1, 1)), Today, new(2017, 3, 14)).Select(p => p.Field)]
        );
        Assert.Empty(RelationshipForms.Problems(RelationshipKind.Sibling, new(Form: RelationshipForm.Twins), Today, births: (new(2017, 3, 14), new(2017, 3, 15))));
        Assert.Contains(
            "366 days apart",
            Assert
                .Single(RelationshipForms.Problems(RelationshipKind.Sibling, new(Form: RelationshipForm.IdenticalTwins), Today, births: (new(2016, 2, 1), new(2017, 2, 1))))
                .Message
        );
        // Where one of the dates is not known nothing can be said.
        Assert.Empty(RelationshipForms.Problems(RelationshipKind.Sibling, new(Form: RelationshipForm.Twins), Today, births: (null, new(2017, 2, 1))));
    }

    [Fact]
    public void What_is_accepted_comes_in_order_whatever_is_written() =>
        Gen.Select(Day, Day, Day, Day, Gen.Enum<RelationshipForm>().Nullable(), Gen.Enum<RelationshipKind>())
            .Sample(
                (from, to, formed, dissolved, form, kind) =>
                {
                    var d = new RelationshipDates(from, to, form, formed, dissolved);
                    if (RelationshipForms.Problems(kind, d, Today).Any())
                    {
                        return;
                    }
                    Assert.False(dissolved < formed || dissolved < to || formed > Today || dissolved > Today);
                    Assert.True(dissolved is null || form is RelationshipForm.Married or RelationshipForm.CivilPartnership);
                    // Every day that was accepted is told.
                    var told = RelationshipForms.Days(d);
                    Assert.Equal(formed is not null || dissolved is not null, told.Any(char.IsAsciiDigit) && (formed is not null || dissolved is not null));
                }
            );

    [Fact]
    public void The_words_say_what_each_is_to_the_other()
    {
        Assert.Equal("husband", RelationshipKind.Partner.Word("M", RelationshipForm.Married));
        Assert.Equal("former wife", RelationshipKind.FormerPartner.Word("F", RelationshipForm.Married));
        Assert.Equal("civil partner", RelationshipKind.Partner.Word("F", RelationshipForm.CivilPartnership));
        Assert.Equal("adoptive mother", RelationshipKind.Parent.Word("F", RelationshipForm.Adopted));
        Assert.Equal("adopted son", RelationshipKind.Child.Word("M", RelationshipForm.Adopted));
        Assert.Equal("identical twin brother", RelationshipKind.Sibling.Word("M", RelationshipForm.IdenticalTwins));
        Assert.Equal("mother", RelationshipKind.Parent.Word("F", null));
        Assert.Equal(
            "married 3 May 2010, parted 1 Jun 2019, divorced 4 Mar 2021",
            RelationshipForms.Days(new(null, new(2019, 6, 1), RelationshipForm.Married, new(2010, 5, 3), new(2021, 3, 4)))
        );
        Assert.Equal("civil partnership, dissolved 4 Mar 2021", RelationshipForms.Days(new(null, new(2021, 3, 4), RelationshipForm.CivilPartnership, null, new(2021, 3, 4))));
        Assert.Equal("", RelationshipForms.Days(new(new(2019, 6, 1))));
    }

    [Fact]
    public void Parental_responsibility_that_an_adoption_ended_is_asked_about()
    {
        Assert.True(RelationshipForms.AsksAboutResponsibility([(RelationshipForm.Adopted, true), (null, true)]));
        Assert.False(RelationshipForms.AsksAboutResponsibility([(RelationshipForm.Adopted, true), (null, false)]));
        Assert.False(RelationshipForms.AsksAboutResponsibility([(null, true), (null, true)]));
    }

    private static readonly Gen<DateOnly?> Day = Gen.Int[-9000, 200].Select(d => Today.AddDays(d)).Nullable(0.5);

    private static List<string> Problems(RelationshipKind kind, RelationshipDates dates) => [.. RelationshipForms.Problems(kind, dates, Today).Select(p => p.Field)];
}
