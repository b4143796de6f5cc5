using System.Globalization;
using System.Text;
using System.Xml;

namespace Kith.Bench;

/// <summary>
/// A CIN census return of invented children as a council's system writes it: referrals, assessments, plans, enquiries,
/// conferences and reviews. Streamed, so that its size costs no memory; the same number gives the same bytes.
/// </summary>
internal static class CouncilReturn
{
    public static void Write(string path, int children)
    {
        using var xml = XmlWriter.Create(path, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true });
        xml.WriteStartElement("Message");
        xml.WriteStartElement("Header");
        xml.WriteStartElement("CollectionDetails");
        Leaf(xml, "Collection", "CIN");
        Leaf(xml, "Year", "2026");
        Leaf(xml, "ReferenceDate", "2026-03-31");
        xml.WriteEndElement();
        xml.WriteStartElement("Source");
        Leaf(xml, "SourceLevel", "L");
        Leaf(xml, "LEA", "201");
        Leaf(xml, "SoftwareCode", "Bench");
        Leaf(xml, "Release", "1");
        Leaf(xml, "SerialNo", "001");
        Leaf(xml, "DateTime", "2026-06-01T09:00:00");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("Children");
        for (var i = 0; i < children; i++)
        {
            Child(xml, i);
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Child(XmlWriter xml, int i)
    {
        var dice = new Random(i);
        var referred = new DateOnly(2025, 4, 1).AddDays(dice.Next(300));
        xml.WriteStartElement("Child");
        xml.WriteStartElement("ChildIdentifiers");
        Leaf(xml, "LAchildID", $"BN{i:0000000}");
        Leaf(xml, "PersonBirthDate", Day(new DateOnly(2009, 1, 1).AddDays(dice.Next(365 * 16))));
        Leaf(xml, "Sex", dice.Next(2) == 0 ? "F" : "M");
        xml.WriteEndElement();
        xml.WriteStartElement("ChildCharacteristics");
        Leaf(xml, "Ethnicity", dice.Next(3) == 0 ? "APKN" : "WBRI");
        xml.WriteStartElement("Disabilities");
        Leaf(xml, "Disability", dice.Next(8) == 0 ? "LD" : "NONE");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("CINdetails");
        Leaf(xml, "CINreferralDate", Day(referred));
        Leaf(xml, "ReferralSource", "6");
        Leaf(xml, "PrimaryNeedCode", $"N{1 + dice.Next(8)}");
        xml.WriteStartElement("Assessments");
        Leaf(xml, "AssessmentActualStartDate", Day(referred.AddDays(1)));
        Leaf(xml, "AssessmentInternalReviewDate", Day(referred.AddDays(20)));
        Leaf(xml, "AssessmentAuthorisationDate", Day(referred.AddDays(40)));
        xml.WriteStartElement("FactorsIdentifiedAtAssessment");
        Leaf(xml, "AssessmentFactors", "3B");
        Leaf(xml, "AssessmentFactors", "4B");
        xml.WriteEndElement();
        xml.WriteEndElement();
        if (dice.Next(3) > 0)
        {
            xml.WriteStartElement("CINPlanDates");
            Leaf(xml, "CINPlanStartDate", Day(referred.AddDays(42)));
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteStartElement("Section47");
            Leaf(xml, "S47ActualStartDate", Day(referred.AddDays(3)));
            Leaf(xml, "InitialCPCtarget", Day(referred.AddDays(24)));
            Leaf(xml, "DateOfInitialCPC", Day(referred.AddDays(20)));
            Leaf(xml, "ICPCnotRequired", "false");
            xml.WriteEndElement();
            xml.WriteStartElement("ChildProtectionPlans");
            Leaf(xml, "CPPstartDate", Day(referred.AddDays(20)));
            Leaf(xml, "InitialCategoryOfAbuse", "EMO");
            Leaf(xml, "LatestCategoryOfAbuse", "EMO");
            Leaf(xml, "NumberOfPreviousCPP", "0");
            xml.WriteStartElement("Reviews");
            Leaf(xml, "CPPreviewDate", Day(referred.AddDays(60)));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Leaf(XmlWriter xml, string name, string value) => xml.WriteElementString(name, value);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
