using System.Globalization;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>One operation on one server.</summary>
internal sealed record Result(Operation Operation, MeasuredServer Server, Measurement Load)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Operation.Name,-10} {Server.Title,-26} {Load.PerSecond,9:N1}/s  p50 {Load.Quantile(0.5),8:N2} ms  p99 {Load.Quantile(0.99),8:N2} ms  processor {Load.ServerMicroseconds,6:N0} + {Load.DatabaseMicroseconds,6:N0} µs  {Load.Errors} wrong of {Load.Requests}");
}
