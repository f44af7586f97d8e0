using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.Forecasts;

/// <summary>
/// A hash of every figure of a run, to the last bit: the same run made again gives the same. What a flag says of the run before is left out: it is a fact about that run.
/// </summary>
public static class ResultHash
{
    /// <summary>SHA-256 in hexadecimal digits. The order of rows counts, which is that of units, sectors, professions and years.</summary>
    public static string Of(IEnumerable<SupplyRow> supply, IEnumerable<SupplyOfDegree> byDegree, IEnumerable<TargetPathRow> paths, IEnumerable<ShortageRow> shortages)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var writer = new BinaryWriter(new BufferedStream(stream, 1 << 16), Encoding.UTF8))
        {
            foreach (var row in supply)
                Write(writer, row);
            foreach (var level in byDegree)
            {
                Write(writer, SnakeCase.Of(level.Degree));
                Write(writer, level.Row);
            }

            foreach (var row in paths)
            {
                Write(writer, row.TargetCode, row.UnitId);
                Write(writer, row.Year, row.Numerator, row.Denominator, row.Value, row.Forecast?.ProbabilityMissed, row.Forecast?.GapPeople, row.Forecast?.ExtraRecruitsAYear);
                Write(writer, row.Forecast?.Band ?? default);
            }

            foreach (var row in shortages)
            {
                Write(writer, row.TargetCode, row.UnitId, row.SectorCode, row.ProfessionCode, row.Severity, row.Driver, row.Grade);
                Write(writer, row.Year, row.Requirement, row.ExpectedGap, row.ProbabilityShort, row.GapLow80, row.GapHigh80, row.FirstYear, row.IsHeld ? 1 : 0, row.ExtraRecruits);
                Write(writer, row.Supply);
            }
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(BinaryWriter writer, SupplyRow row)
    {
        Write(writer, row.UnitId, row.SectorCode, row.ProfessionCode);
        var flows = row.Flows;
        Write(writer, row.Year, flows.Opening, flows.Recruits, flows.UpgradesIn, flows.UpgradesOut, flows.Retirements, flows.Leavers, flows.Deaths, flows.TransfersOut, flows.MovesIn, flows.MovesOut, row.Mean);
        Write(writer, row.Band);
    }

    private static void Write(BinaryWriter writer, ForecastBand band) => Write(writer, band.Low95, band.Low80, band.Median, band.High80, band.High95);

    private static void Write(BinaryWriter writer, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            writer.Write(text ?? "\0");
    }

    private static void Write(BinaryWriter writer, params ReadOnlySpan<double?> numbers)
    {
        foreach (var number in numbers)
            writer.Write(number ?? double.NaN);
    }
}
