using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Statistics;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Statistics;

/// <summary>A figure as the API shows it.</summary>
internal sealed class FigureType : ObjectType<Figure>
{
    protected override void Configure(IObjectTypeDescriptor<Figure> descriptor)
    {
        descriptor.Name("Figure").Key(figure => figure.Id);
        descriptor.Field(figure => figure.Series).NonNull();
        descriptor.Field(figure => figure.Unit).NonNull();
    }
}

/// <summary>A series as the API shows it.</summary>
internal sealed class FigureSeriesType : ObjectType<FigureSeries>
{
    protected override void Configure(IObjectTypeDescriptor<FigureSeries> descriptor) => descriptor.Name("FigureSeries").Key(series => series.Code);
}

/// <summary>Published series and their figures.</summary>
[QueryType]
internal static class StatisticsQueries
{
    /// <summary>The figures in use, of every series, unit and year: what planners entered, else what came with the system.</summary>
    [UsePaging(DefaultPageSize = 100, MaxPageSize = 1000), UseFiltering, UseSorting]
    public static IQueryable<Figure> GetFigures() => FieldSession.Rows.Figures;
}

/// <summary>The figure cannot be entered.</summary>
internal sealed class FigureInvalidException(FigureRefusedException refused) : Exception(refused.Message)
{
    /// <summary>What is wrong, field by field.</summary>
    public IReadOnlyList<InvalidField> Fields => [.. refused.Faults.Select(fault => new InvalidField(fault.Field, fault.Message.Vi, fault.Message.En))];
}

/// <summary>What is wrong with a field.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="MessageVi">What is wrong and what is expected, in Vietnamese.</param>
/// <param name="MessageEn">The same in English.</param>
internal sealed record InvalidField(string Field, string MessageVi, string MessageEn);

/// <summary>A figure that is to be entered.</summary>
/// <param name="Series">Code of the series.</param>
/// <param name="UnitId">Unit whose figure it is, as P11.</param>
/// <param name="Year">1990 to 2100.</param>
/// <param name="Value">0 or more, at most 100 in a series of percent; null withdraws what was entered.</param>
/// <param name="Source">Where it was published; 1 to 300 characters.</param>
/// <param name="Status">How settled it is; not RECALLED.</param>
/// <param name="Note">What a reader should know; 1,000 characters at most.</param>
/// <param name="Replaces">"entryId" of the figure that the caller has read; null where nobody had entered it.</param>
internal sealed record EnterFigureInput(
    string Series, string UnitId, int Year, decimal? Value, string Source, FigureStatus Status = FigureStatus.Final, string? Note = null, long? Replaces = null);

/// <summary>Changes of figures: by planners.</summary>
[MutationType]
internal static class StatisticsMutations
{
    /// <summary>Enters a figure in place of the one in use. Refused if somebody else entered it since the caller read it.</summary>
    /// <param name="input">The figure.</param>
    /// <param name="database">Keeps it.</param>
    /// <param name="user">Who enters it.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [Authorize(Policies.EnterFigures)]
    [Error<FigureInvalidException>, Error<StaleFigureException>]
    public static async Task<MadeEntry> EnterFigure(EnterFigureInput input, [Service] RegistryDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(FieldSession.CallerOf(user), cancellationToken);
        try
        {
            await session.EnterFiguresAsync(
                [new(input.Series, input.UnitId, input.Year, input.Value, input.Status, input.Source, input.Note, input.Replaces)], cancellationToken);
        }
        catch (FigureRefusedException refused)
        {
            throw new FigureInvalidException(refused);
        }

        var made = (await session.EntriesAsync(input.Series, input.UnitId, input.Year, cancellationToken))[0];
        await session.CommitAsync(cancellationToken);
        return made;
    }
}
