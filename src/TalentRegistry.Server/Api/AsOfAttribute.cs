using System.Globalization;
using TalentRegistry.Domain.Dates;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Api;

/// <summary>A day on which the registry is asked: one of <see cref="AsOfDays"/>, or the refusal names them in both languages (docs/decisions/0026).</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class AsOfAttribute : ArgumentRuleAttribute
{
    /// <inheritdoc/>
    public override GraphQLError? Refuse(object value) => OutOfRange(value);

    public static GraphQLError? OutOfRange(object value) => value is not DateOnly day || AsOfDays.Contains(day) ? null
        : new GraphQLError(AsOfDays.RefusalEn(day), ErrorCodes.BadUserInput)
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["messageVi"] = AsOfDays.RefusalVi(day), ["from"] = AsOfDays.First.ToString("O", CultureInfo.InvariantCulture), ["to"] = AsOfDays.Last.ToString("O", CultureInfo.InvariantCulture),
            },
        };
}

/// <summary>The day of a field inside rows: left out, it is the day of the list or record that the field stands in.</summary>
internal static class DayOfField
{
    public const string OrToday = "The day; left out, that of the list or record around it, else today.";
    public const string OrAlways = "Only what held on this day; left out, on the day of the list or record around it, else ever. A null asks for all.";

    public static IObjectFieldDescriptor<T> OnADay<T>(this IObjectFieldDescriptor<T> field, string meaning = OrToday) =>
        field.Argument<DateOnly?>("asOf", argument => Day(argument, meaning));

    /// <summary>What <c>node</c> and <c>nodes</c> take for the fields below them.</summary>
    public static InputValue OfNode { get; } = new("asOf", Scalars.Date)
    {
        Description = "The day on which to tell of it; today, and of lists everything, unless given.", ClrType = typeof(DateOnly?), Rule = AsOfAttribute.OutOfRange,
    };

    private static void Day(IArgumentDescriptor argument, string meaning) => argument.Description(meaning).FromAround().Rule(AsOfAttribute.OutOfRange);
}
