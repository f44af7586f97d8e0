using System.Threading.Channels;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Loading;

/// <summary>
/// Dossiers ready to be written, table by table: a connection copies into one table at a time, so that people, degrees,
/// postings and the rest go out in turns, and no more than a few blocks are in memory.
/// </summary>
internal sealed class DossierBlock
{
    private const int Size = 2000;
    private const int BlocksAhead = 4;

    public List<(Person Person, ProtectedCitizenId? CitizenId)> People { get; } = new(Size);

    public List<Degree> Degrees { get; } = new(2 * Size);

    public List<Posting> Postings { get; } = new(2 * Size);

    public Dictionary<DossierPart, List<DossierRecord>> Records { get; } = [];

    /// <summary>
    /// Enumerates the dossiers and encrypts citizen IDs on a thread of its own, a few blocks ahead of the reader. A fault of
    /// the dossiers reaches the reader as it was thrown.
    /// </summary>
    /// <returns>The blocks, and the end of the preparing, which never faults.</returns>
    public static (ChannelReader<DossierBlock> Blocks, Task Ended) Prepare(
        IEnumerable<Dossier> dossiers, CitizenIdProtector protector, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<DossierBlock>(new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true });
        return (channel.Reader, Task.Run(() => FillAsync(dossiers, protector, channel.Writer, cancellationToken), CancellationToken.None));
    }

    private static async Task FillAsync(
        IEnumerable<Dossier> dossiers, CitizenIdProtector protector, ChannelWriter<DossierBlock> blocks, CancellationToken cancellationToken)
    {
        try
        {
            var block = new DossierBlock();
            foreach (var dossier in dossiers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                block.Add(dossier, protector);
                if (block.People.Count < Size)
                    continue;

                await blocks.WriteAsync(block, cancellationToken);
                block = new DossierBlock();
            }

            if (block.People.Count > 0)
                await blocks.WriteAsync(block, cancellationToken);
            blocks.Complete();
        }
        catch (Exception fault)
        {
            blocks.Complete(fault);
        }
    }

    private void Add(Dossier dossier, CitizenIdProtector protector)
    {
        People.Add((dossier.Person, dossier.CitizenId is { } id ? protector.Protect(dossier.Person.Id, id) : null));
        Degrees.AddRange(dossier.Degrees);
        Postings.AddRange(dossier.Postings);
        AddRecords(dossier.Records);
    }

    /// <summary>Adds records of any kinds.</summary>
    public void AddRecords(IEnumerable<DossierRecord> records)
    {
        foreach (var record in records)
        {
            if (!Records.TryGetValue(record.Part, out var known))
                Records.Add(record.Part, known = new(Size));
            known.Add(record);
        }
    }
}
