using System.Globalization;
using System.Text;
using Kith.Practice.Access;
using Kith.Practice.Trail;

namespace Kith.Practice.Children.Lists;

/// <summary>Takes a list of children out as a file that a spreadsheet opens. Each child's record says that it was taken out.</summary>
[UseCase]
public sealed class ExportChildren(ListChildren list, ReadLedger ledger)
{
    private static readonly string[] Columns =
    [
        "Name",
        "Age",
        "Child id",
        "Status",
        "Category",
        "Disabled",
        "Team",
        "Worker",
        "Worker since",
        "Last seen",
        "Seen alone",
        "Next due",
        "Due on",
        "Late items",
    ];

    /// <summary>The file's bytes (UTF-8 with its mark, so that Excel reads names right).</summary>
    public async Task<byte[]> Run(ChildrenFilter filter, Actor actor, CancellationToken ct = default)
    {
        var children = await list.All(filter, actor, ct);
        // Written down before anything leaves.
        await ledger.WriteAll(actor, "Take out a list of children", children.Select(c => new RecordTakenOut(c.Id, "List of children (CSV)")));
        var text = new StringBuilder("\uFEFF");
        Line(text, Columns);
        foreach (var c in children)
        {
            Line(
                text,
                [
                    c.Name,
                    c.Age,
                    c.LaChildId,
                    ChildWords.Status(c.Status),
                    c.Category,
                    c.Disabled ? "Yes" : "No",
                    c.TeamName,
                    c.WorkerName,
                    Day(c.WorkerSince),
                    Day(c.LastSeenOn),
                    c.LastSeenAlone switch
                    {
                        true => "Yes",
                        false => "No",
                        _ => "",
                    },
                    c.Next?.Name,
                    Day(c.Next?.DueOn),
                    c.Late.ToString(CultureInfo.InvariantCulture),
                ]
            );
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, IReadOnlyList<string?> cells)
    {
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
    }

    /// <summary>One cell: quoted where needed, and never read as a formula by a spreadsheet (OWASP, CSV injection).</summary>
    public static string Cell(string? value)
    {
        var cell = value ?? "";
        if (cell.Length > 0 && (cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'))
        {
            cell = "'" + cell;
        }
        return cell.AsSpan().IndexOfAny("\",\r\n;\t") >= 0 || cell.StartsWith('\'') ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
    }
}
