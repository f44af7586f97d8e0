namespace TalentRegistry.Server.Tests.Api.Days;

/// <summary>A record as the days know it: it holds over [From, Until).</summary>
/// <param name="Id">Key of the record.</param>
/// <param name="Person">Whose.</param>
/// <param name="From">First day; of a year its 1 January.</param>
/// <param name="Until">First day after; null while it goes on.</param>
/// <param name="Kind">A value of it that groups are told apart by.</param>
internal sealed record Span(Guid Id, Guid Person, DateOnly From, DateOnly? Until, string Kind)
{
    public bool HoldsOn(DateOnly day) => From <= day && (Until is not { } end || day < end);
}
