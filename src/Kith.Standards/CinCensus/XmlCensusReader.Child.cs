using System.Xml;

namespace Kith.Standards.CinCensus;

/// <content>The reader by way of XML: the header and who the child is.</content>
internal sealed partial class XmlCensusReader
{
    private CensusHeader ReadHeader()
    {
        var header = New<CensusHeader>(CensusTable.Header);
        if (!Enter("Header"))
        {
            return header;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Header, ref last)) >= 0; )
        {
            if (!Enter(CensusNames.Header[at]))
            {
                continue;
            }

            if (at == 0)
            {
                for (int last0 = 0, leaf; (leaf = NextElement(CensusNames.CollectionDetails, ref last0)) >= 0; )
                {
                    switch (leaf)
                    {
                        case 0:
                            header.Collection = Leaf(header.Collection);
                            break;
                        case 1:
                            header.Year = Leaf(header.Year);
                            break;
                        default:
                            header.ReferenceDate = Leaf(header.ReferenceDate);
                            break;
                    }
                }
            }
            else
            {
                for (int last1 = 0, leaf; (leaf = NextElement(CensusNames.Source, ref last1)) >= 0; )
                {
                    switch (leaf)
                    {
                        case 0:
                            header.SourceLevel = Leaf(header.SourceLevel);
                            break;
                        case 1:
                            header.LEA = Leaf(header.LEA);
                            break;
                        case 2:
                            header.SoftwareCode = Leaf(header.SoftwareCode);
                            break;
                        case 3:
                            header.Release = Leaf(header.Release);
                            break;
                        case 4:
                            header.SerialNo = Leaf(header.SerialNo);
                            break;
                        default:
                            header.DateTime = Leaf(header.DateTime);
                            break;
                    }
                }
            }
        }

        return header;
    }

    private CensusChild ReadChildElement()
    {
        var child = new CensusChild { Position = ChildrenRead, Line = _lines.LineNumber };
        child.Identifiers.Row = child.Characteristics.Row = -1;
        _order = 0;
        if (Enter("Child"))
        {
            for (int last = 0, at; (at = NextElement(CensusNames.Child, ref last)) >= 0; )
            {
                switch (at)
                {
                    case 0:
                        PlaceOnce(child.Identifiers, CensusTable.ChildIdentifiers);
                        ReadIdentifiers(child.Identifiers);
                        break;
                    case 1:
                        PlaceOnce(child.Characteristics, CensusTable.ChildCharacteristics);
                        ReadCharacteristics(child.Characteristics);
                        break;
                    default:
                        child.Episodes.Add(ReadEpisode());
                        break;
                }
            }
        }

        ChildrenRead++;
        return child;
    }

    private void ReadIdentifiers(CensusIdentifiers who)
    {
        if (!Enter("ChildIdentifiers"))
        {
            return;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Identifiers, ref last)) >= 0; )
        {
            switch (at)
            {
                case 0:
                    who.LAchildID = Leaf(who.LAchildID);
                    break;
                case 1:
                    who.UPN = Leaf(who.UPN);
                    break;
                case 2:
                    who.FormerUPN = Leaf(who.FormerUPN);
                    break;
                case 3:
                    who.UPNunknown = Leaf(who.UPNunknown);
                    break;
                case 4:
                    who.PersonBirthDate = Leaf(who.PersonBirthDate);
                    break;
                case 5:
                    who.ExpectedPersonBirthDate = Leaf(who.ExpectedPersonBirthDate);
                    break;
                case 6:
                    who.Sex = Leaf(who.Sex);
                    break;
                case 7:
                    who.GenderCurrent = Leaf(who.GenderCurrent);
                    break;
                default:
                    who.PersonDeathDate = Leaf(who.PersonDeathDate);
                    break;
            }
        }
    }

    private void ReadCharacteristics(CensusCharacteristics characteristics)
    {
        if (!Enter("ChildCharacteristics"))
        {
            return;
        }

        for (int last = 0, at; (at = NextElement(CensusNames.Characteristics, ref last)) >= 0; )
        {
            if (at == 0)
            {
                characteristics.Ethnicity = Leaf(characteristics.Ethnicity);
                continue;
            }

            characteristics.HasDisabilities = true;
            if (Enter("Disabilities"))
            {
                for (int inner = 0; NextElement(CensusNames.Disabilities, ref inner) >= 0; )
                {
                    var disability = New<CensusDisability>(CensusTable.Disabilities);
                    disability.Disability = Leaf(null);
                    characteristics.Disabilities.Add(disability);
                }
            }
        }
    }
}
