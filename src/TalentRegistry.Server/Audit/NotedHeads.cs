using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Data.History;

namespace TalentRegistry.Server.Audit;

/// <summary>
/// The heads up to which the chains were verified, in a file of the data directory: outside the database, so that a chain whose end was cut off, or that was made
/// anew as a whole, does not hold against them.
/// </summary>
internal sealed class NotedHeads(string dataDirectory)
{
    private readonly string file = Path.Combine(Path.GetFullPath(dataDirectory), "chain-heads.json");

    /// <summary>The head of a chain; the empty one where none was noted.</summary>
    /// <exception cref="OperatorException">The file cannot be read, or holds something else.</exception>
    public ChainHead Of(ChainedLog log) => Read().TryGetValue(log.Name, out var head) ? ChainHead.Parse(head) : ChainHead.Empty;

    /// <summary>Notes a head that holds.</summary>
    public void Note(ChainedLog log, ChainHead head)
    {
        if (head.Position == 0)
            return;

        var heads = Read();
        heads[log.Name] = head.ToString();
        var next = file + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(heads));
        File.Move(next, file, overwrite: true);
    }

    private Dictionary<string, string> Read()
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [] : [];
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The noted heads of the chains in {file} cannot be read: {fault.Message} Restore the file, or move it away to have the chains verified without it.", fault);
        }
    }
}
