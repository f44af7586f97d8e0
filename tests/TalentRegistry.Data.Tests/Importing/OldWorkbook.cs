using System.Text;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Writes a workbook of Excel 97 ([MS-XLS], [MS-CFB]) of one sheet with labels and numbers: just enough to be read.</summary>
internal static class OldWorkbook
{
    private const int Sector = 512;

    public static byte[] Of(IEnumerable<object?[]> rows)
    {
        var sheet = new MemoryStream();
        Record(sheet, 0x0809, 0x0600, 0x0010, 0, 0, 0, 0, 0, 0);
        var number = 0;
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
                Cell(sheet, number, column, row[column]);
            number++;
        }

        Record(sheet, 0x000A);
        var globals = new MemoryStream();
        Record(globals, 0x0809, 0x0600, 0x0005, 0, 0, 0, 0, 0, 0);
        Record(globals, 0x0042, 1200);
        // The sheet begins after this record of 4 + 10 bytes and the end of 4.
        var start = (int)globals.Length + 14 + 4;
        Record(globals, 0x0085, [.. BitConverter.GetBytes(start), 0, 0, 2, 0, (byte)'S', (byte)'1']);
        Record(globals, 0x000A);
        return Compound([.. globals.ToArray(), .. sheet.ToArray()]);
    }

    private static void Cell(Stream stream, int row, int column, object? value)
    {
        byte[] place = [.. BitConverter.GetBytes((ushort)row), .. BitConverter.GetBytes((ushort)column), 0, 0];
        if (value is string text)
            Record(stream, 0x0204, [.. place, .. BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)]);
        else if (value is int number)
            Record(stream, 0x0203, [.. place, .. BitConverter.GetBytes((double)number)]);
    }

    private static void Record(Stream stream, ushort id, params ushort[] words) => Record(stream, id, [.. words.SelectMany(BitConverter.GetBytes)]);

    private static void Record(Stream stream, ushort id, byte[] data)
    {
        stream.Write(BitConverter.GetBytes(id));
        stream.Write(BitConverter.GetBytes((ushort)data.Length));
        stream.Write(data);
    }

    // Header; the sectors of the allocation table, the directory, the stream: in that order.
    private static byte[] Compound(byte[] stream)
    {
        var length = Math.Max(stream.Length, 4096);
        var sectors = (length + Sector - 1) / Sector;
        var tables = (sectors + 1) / 127 + 1;
        var file = new byte[Sector * (1 + tables + 1 + sectors)];
        new byte[] { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 }.CopyTo(file, 0);
        Put16(24, 0x3e, 3, 0xfffe, 9, 6);
        Put32(44, tables, tables, 0, 4096, -2, 0, -2, 0);
        for (var i = 0; i < 109; i++)
            Put32(76 + 4 * i, i < tables ? i : -1);
        for (var i = 0; i < tables * 128; i++)
            Put32(Sector + 4 * i, i < tables ? -3 : i == tables ? -2 : i - tables - 1 is var at && at < sectors - 1 ? i + 1 : at == sectors - 1 ? -2 : -1);
        var directory = Sector * (1 + tables);
        Entry(0, "Root Entry", 5, 1, -2, 0);
        Entry(1, "Workbook", 2, -1, tables + 1, length);
        stream.CopyTo(file, Sector * (2 + tables));
        return file;

        void Put16(int at, params int[] values)
        {
            foreach (var value in values)
            {
                BitConverter.GetBytes((ushort)value).CopyTo(file, at);
                at += 2;
            }
        }

        void Put32(int at, params int[] values)
        {
            foreach (var value in values)
            {
                BitConverter.GetBytes(value).CopyTo(file, at);
                at += 4;
            }
        }

        void Entry(int index, string name, byte kind, int child, int first, int size)
        {
            var at = directory + 128 * index;
            Encoding.Unicode.GetBytes(name).CopyTo(file, at);
            Put16(at + 64, 2 * name.Length + 2);
            file[at + 66] = kind;
            file[at + 67] = 1;
            Put32(at + 68, -1, -1, child);
            Put32(at + 116, first, size);
        }
    }
}
