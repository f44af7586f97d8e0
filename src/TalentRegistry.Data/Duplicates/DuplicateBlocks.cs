using Npgsql;

namespace TalentRegistry.Data.Duplicates;

/// <summary>
/// Which records are worth comparing: those that share a block. All pairs of 200,000 people are twenty thousand millions; those in blocks are a few
/// millions, and hardly any duplicate shares none.
/// </summary>
internal static class DuplicateBlocks
{
    /// <summary>
    /// Everyone whose data may be used, in the order of the keys; the place in this list is the number by which blocks name a record.
    /// </summary>
    public const string People =
        """
        SELECT id, full_name, date_of_birth, birth_year, sex, home_unit_id, citizen_id_cipher FROM registry.person
         WHERE id NOT IN (SELECT r.person_id FROM protection.restriction r WHERE r.lifted_on IS NULL) ORDER BY id
        """;

    // Each key stands for errors that it passes over: of accents and order (1), anywhere in the name, and day and month exchanged (2), of the year (3), anywhere
    // but in the name (4), in the first words (5), between (6), in the last word (7) of someone whose date is unknown.
    private const string Blocks =
        """
        WITH person AS MATERIALIZED (
          SELECT (row_number() OVER (ORDER BY id) - 1)::int AS number, date_of_birth AS born, birth_year AS year, sex, coalesce(home_unit_id, '') AS home,
                 string_to_array(folded_name, ' ') AS word, extract(day FROM date_of_birth)::int AS day, extract(month FROM date_of_birth)::int AS month
            FROM registry.person
           WHERE id NOT IN (SELECT r.person_id FROM protection.restriction r WHERE r.lifted_on IS NULL)),
        named AS MATERIALIZED (
          SELECT p.*, (SELECT string_agg(w, ' ' ORDER BY w COLLATE "C") FROM unnest(p.word) w) AS name, p.word[cardinality(p.word)] AS last FROM person p),
        key AS (
          SELECT n.number, k.kind, hashtextextended(k.value, k.kind) AS hash
            FROM named n CROSS JOIN LATERAL (VALUES
              (1, concat_ws('|', n.name, n.year)),
              (2, CASE WHEN n.born IS NOT NULL THEN concat_ws('|', n.year, least(n.day, n.month), greatest(n.day, n.month), n.sex) END),
              (3, CASE WHEN n.born IS NOT NULL THEN concat_ws('|', n.name, n.day, n.month) END),
              (4, concat_ws('|', n.name, n.home, n.sex)),
              (5, concat_ws('|', n.word[cardinality(n.word) - 1], n.last, n.year, n.sex)),
              (6, concat_ws('|', n.word[1], n.last, n.year, n.sex)),
              (7, concat_ws('|', n.word[:cardinality(n.word) - 1], left(n.last, 1), n.home, n.year, n.sex))) k (kind, value)
           WHERE k.value IS NOT NULL)
        SELECT array_agg(number) AS people, count(*)::int AS size FROM key GROUP BY kind, hash HAVING count(*) > 1
        """;

    /// <summary>
    /// More people than so many are not compared with each other for what they share by a key: it is too common to say anything, and other keys find them.
    /// </summary>
    public static int LargestBlock(int people) => Math.Clamp(20_000_000 / Math.Max(people, 1), 20, 300);

    /// <summary>The pairs in blocks, each once, lower number first; and how many blocks were too large.</summary>
    /// <param name="connection">A connection of the owner, in the snapshot in which <see cref="People"/> was read.</param>
    /// <param name="people">How many people there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(long[] Pairs, int TooLarge)> ReadAsync(NpgsqlConnection connection, int people, CancellationToken cancellationToken)
    {
        var pairs = new List<long>();
        var (largest, tooLarge) = (LargestBlock(people), 0);
        await using var command = new NpgsqlCommand(Blocks, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetInt32(1) > largest)
            {
                tooLarge++;
                continue;
            }

            var block = reader.GetFieldValue<int[]>(0);
            for (var i = 0; i < block.Length; i++)
                for (var j = i + 1; j < block.Length; j++)
                    pairs.Add(((long)Math.Min(block[i], block[j]) << 32) | (uint)Math.Max(block[i], block[j]));
        }

        return (Distinct(pairs), tooLarge);
    }

    private static long[] Distinct(List<long> pairs)
    {
        pairs.Sort();
        var kept = 0;
        var sorted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pairs);
        for (var i = 0; i < sorted.Length; i++)
            if (i == 0 || sorted[i] != sorted[i - 1])
                sorted[kept++] = sorted[i];
        return sorted[..kept].ToArray();
    }
}
