namespace Kith.Standards.CinCensus;

/// <content>The plain reader: who the child is.</content>
internal sealed partial class PlainCensusReader
{
    private static readonly Group OfChildGroup = new("Child", CensusNames.Child, "CINdetails");
    private static readonly Group OfIdentifiers = new("ChildIdentifiers", CensusNames.Identifiers);
    private static readonly Group OfCharacteristics = new("ChildCharacteristics", CensusNames.Characteristics);
    private static readonly Group OfDisabilities = new("Disabilities", CensusNames.Disabilities, "Disability");

    private bool ReadChild(CensusChild child)
    {
        _isEmpty = false;
        _order = 0;
        child.Identifiers.Row = child.Characteristics.Row = -1;
        return ReadGroups(child);
    }

    private bool ReadGroups(CensusChild it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfChildGroup, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    Place(it.Identifiers, CensusTable.ChildIdentifiers);
                    if (!Read(it.Identifiers))
                    {
                        return false;
                    }

                    break;
                case 1:
                    Place(it.Characteristics, CensusTable.ChildCharacteristics);
                    if (!Read(it.Characteristics))
                    {
                        return false;
                    }

                    break;
                case 2:
                    var episode = New<CensusEpisode>(CensusTable.CINdetails);
                    it.Episodes.Add(episode);
                    if (!Read(episode))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusIdentifiers it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfIdentifiers, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.LAchildID = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.UPN = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.FormerUPN = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.UPNunknown = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 4:
                    if ((it.PersonBirthDate = Leaf(OfIdentifiers, at, keep: false)) is null)
                    {
                        return false;
                    }

                    break;
                case 5:
                    if ((it.ExpectedPersonBirthDate = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 6:
                    if ((it.Sex = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 7:
                    if ((it.GenderCurrent = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 8:
                    if ((it.PersonDeathDate = Leaf(OfIdentifiers, at)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool Read(CensusCharacteristics it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfCharacteristics, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.Ethnicity = Leaf(OfCharacteristics, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    it.HasDisabilities = true;
                    if (!ReadDisabilities(it.Disabilities))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadDisabilities(List<CensusDisability> all)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            switch (Next(OfDisabilities, ref from))
            {
                case Closed:
                    return true;
                case 0:
                    var one = New<CensusDisability>(CensusTable.Disabilities);
                    all.Add(one);
                    if ((one.Disability = Leaf(OfDisabilities, 0)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }
}
