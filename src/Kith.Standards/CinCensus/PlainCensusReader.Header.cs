namespace Kith.Standards.CinCensus;

/// <content>The plain reader: what a return says of itself.</content>
internal sealed partial class PlainCensusReader
{
    private static readonly Group OfHeader = new("Header", CensusNames.Header);
    private static readonly Group OfCollectionDetails = new("CollectionDetails", CensusNames.CollectionDetails);
    private static readonly Group OfSource = new("Source", CensusNames.Source);

    private bool ReadHeader()
    {
        _isEmpty = false;
        Header = New<CensusHeader>(CensusTable.Header);
        return ReadHeader(Header);
    }

    private bool ReadHeader(CensusHeader it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfHeader, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if (!ReadCollection(it))
                    {
                        return false;
                    }

                    break;
                case 1:
                    if (!ReadSource(it))
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadCollection(CensusHeader it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfCollectionDetails, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.Collection = Leaf(OfCollectionDetails, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.Year = Leaf(OfCollectionDetails, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.ReferenceDate = Leaf(OfCollectionDetails, at)) is null)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }
    }

    private bool ReadSource(CensusHeader it)
    {
        if (_isEmpty)
        {
            return true;
        }

        var from = 0;
        while (true)
        {
            var at = Next(OfSource, ref from);
            switch (at)
            {
                case Closed:
                    return true;
                case 0:
                    if ((it.SourceLevel = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 1:
                    if ((it.LEA = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 2:
                    if ((it.SoftwareCode = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 3:
                    if ((it.Release = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 4:
                    if ((it.SerialNo = Leaf(OfSource, at)) is null)
                    {
                        return false;
                    }

                    break;
                case 5:
                    if ((it.DateTime = Leaf(OfSource, at)) is null)
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
