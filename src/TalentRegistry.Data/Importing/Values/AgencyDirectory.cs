using Npgsql;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>An agency as lists may name it.</summary>
/// <param name="Id">Its record; null where it is only known from a file.</param>
/// <param name="Code">Code by which files name it.</param>
/// <param name="Name">Name.</param>
public sealed record KnownAgency(Guid? Id, string Code, string Name);

/// <summary>The agencies that the people of a list may belong to.</summary>
public sealed class AgencyDirectory
{
    private readonly Dictionary<string, KnownAgency> byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownAgency>> byName = new(StringComparer.Ordinal);

    /// <summary>Makes a directory.</summary>
    public AgencyDirectory(IEnumerable<KnownAgency> agencies)
    {
        foreach (var agency in agencies)
        {
            byCode.TryAdd(agency.Code.Trim().ToUpperInvariant(), agency);
            var name = Key(agency.Name);
            if (!byName.TryGetValue(name, out var same))
                byName.Add(name, same = []);
            same.Add(agency);
        }
    }

    /// <summary>Reads the agencies that live on a day from the registry.</summary>
    public static async Task<AgencyDirectory> ReadAsync(NpgsqlConnection connection, DateOnly on, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT id, code, name FROM registry.agency WHERE valid_from <= $1 AND (valid_until IS NULL OR valid_until > $1)", connection)
        {
            Parameters = { new() { Value = on } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var agencies = new List<KnownAgency>();
        while (await reader.ReadAsync(cancellationToken))
            agencies.Add(new KnownAgency(reader.GetGuid(0), reader.GetString(1), reader.GetString(2)));
        return new AgencyDirectory(agencies);
    }

    /// <summary>Reads a comma-separated text with columns code and name.</summary>
    /// <exception cref="OperatorException">It is no such table.</exception>
    public static AgencyDirectory Parse(string fileName, string text)
    {
        var file = ReferenceFile.Parse(fileName, text);
        var (code, name) = (file.Columns.ToList().IndexOf("code"), file.Columns.ToList().IndexOf("name"));
        if (code < 0 || name < 0)
            throw new OperatorException($"{fileName} needs columns code and name.");
        return new AgencyDirectory(file.Rows.Select(row => new KnownAgency(null, row.Values[code] ?? "", row.Values[name] ?? "")));
    }

    /// <summary>The agencies that a code or name can mean: none, one, or several of the same name.</summary>
    public IReadOnlyList<KnownAgency> Find(string text)
    {
        if (byCode.TryGetValue(text.Trim().ToUpperInvariant(), out var agency))
            return [agency];
        return byName.TryGetValue(Key(text), out var named) ? named : [];
    }

    // Abbreviations that stand in names of agencies everywhere.
    private static string Key(string name)
    {
        var words = VietnameseText.Fold(name).Split(' ').Select(word => word switch
        {
            "ubnd" => "uy ban nhan dan",
            "hdnd" => "hoi dong nhan dan",
            "thpt" => "trung hoc pho thong",
            "thcs" => "trung hoc co so",
            "th" => "tieu hoc",
            "mn" => "mam non",
            "ptdtbt" => "pho thong dan toc ban tru",
            "ptdtnt" => "pho thong dan toc noi tru",
            "bv" => "benh vien",
            "bvdk" => "benh vien da khoa",
            "ttyt" => "trung tam y te",
            "gddt" => "giao duc va dao tao",
            "tp" => "thanh pho",
            "tx" => "thi xa",
            _ => word,
        });
        return string.Join(' ', words);
    }
}
