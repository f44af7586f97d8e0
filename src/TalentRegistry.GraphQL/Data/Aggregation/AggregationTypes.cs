using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Aggregation;

/// <summary>The types of a field that groups rows and measures the groups, made of the type of its rows.</summary>
internal static class AggregationTypes
{
    private static readonly PageSizes Sizes = new(100, 1000);

    private static readonly InputValue Until = new("until", Scalars.Date)
    {
        Description = "Measures years from the value until this day in place of the value, as for ages. Of a year its difference from the day's year.",
    };

    /// <summary>The field as the schema shows it, with a resolver that runs the statement over the rows of the draft's resolver.</summary>
    public static OutputField Complete(OutputField draft, ObjectType element, SchemaTypes types)
    {
        var behaviour = new QueryBehaviour(element, Sizes, IsSingle: false, Filters: true, Sorts: false);
        return draft.AsQuery(
            ResultOf(element, types),
            [
                new("where", FilterTypes.Of(element, types)) { Description = "Which rows." },
                new("by", new ListOf(new NonNull(PathOf(element, types)))) { Description = $"What to tell groups apart by, up to {AggregateQuery.MostDimensions}; none makes one group of all rows." },
                new("having", new ListOf(new NonNull(HavingOf(element, types)))) { Description = "Which groups: all conditions must hold. Shares are of all groups nevertheless." },
                new("order", new ListOf(new NonNull(OrderOf(element, types)))) { Description = "In which order; the first step decides first, at the end the keys. What has no value comes last." },
                new("first", Scalars.Int) { Description = $"Groups from the start, or after \"after\": up to {Sizes.Max}, {Sizes.Default} if not given. It changes no number." },
                new("after", Scalars.String) { Description = "An \"endCursor\"; the page begins after its group." },
            ],
            draft.Resolve is { } source ? new AggregateQuery(element, Sizes, types.Queries).Over(source) : null,
            behaviour);
    }

    /// <summary>A path from a row of <paramref name="type"/> to one value, down to-one links.</summary>
    private static InputObjectType PathOf(ObjectType type, SchemaTypes types) => types.Shared($"{type.Name}GroupInput", () =>
    {
        var path = new InputObjectType($"{type.Name}GroupInput", $"A value of {type.Name} to group or measure by: exactly one field.") { IsOneOf = true };
        types.Later(() => path.Complete(StepsOf(type, types)));
        return path;
    });

    private static IEnumerable<InputValue> StepsOf(ObjectType type, SchemaTypes types)
    {
        foreach (var field in type.DeclaredFields.Where(f => f is { Projection: not null, IdOf: null, Query: null }))
        {
            DefinedType? step = field.Type.Nullable switch
            {
                ObjectType { DeclaredFields.Count: > 0 } one when field.DeclaredArguments.Count == 0 => PathOf(one, types),
                ObjectType { DeclaredFields.Count: > 0 } one => WithArguments(type, field, one, types),
                ScalarType { Name: "Any" or "ID" } => null,
                ScalarType { Name: "Date" } when field.DeclaredArguments.Count == 0 => DateStep(types),
                ScalarType { Name: "Int" or "Long" or "Float" or "Decimal" } when field.DeclaredArguments.Count == 0 => NumberStep(types),
                ScalarType or EnumType when field.DeclaredArguments.Count == 0 => ValueStep(types),
                _ => null,
            };
            if (step is not null)
                yield return new InputValue(field.Name, step) { Description = field.Description, About = field };
        }
    }

    private static InputObjectType WithArguments(ObjectType owner, OutputField field, ObjectType target, SchemaTypes types)
    {
        var name = $"{owner.Name}{char.ToUpperInvariant(field.Name[0])}{field.Name[1..]}GroupInput";
        return types.Shared(name, () =>
        {
            var step = new InputObjectType(name, $"A value of {field.Name}.");
            types.Later(() => step.Complete(
            [
                .. field.DeclaredArguments,
                new InputValue(AggregatePath.By, new NonNull(PathOf(target, types))) { Description = "Which value of it." },
            ]));
            return step;
        });
    }

    private static EnumType ValueStep(SchemaTypes types) => types.Shared("ValueGroup", () => new EnumType(
        "ValueGroup", "How values are put into groups.", [new EnumValue("VALUE", "VALUE", "Each value is a group.")]));

    private static EnumType DateStep(SchemaTypes types) => types.Shared("DateGroup", () => new EnumType(
        "DateGroup", "How dates are put into groups.",
        [
            new EnumValue("DAY", "DAY", "As 2024-12-31."), new EnumValue("MONTH", "MONTH", "As 2024-12."),
            new EnumValue("YEAR", "YEAR", "As 2024."), new EnumValue("DECADE", "DECADE", "By its first year, as 2020."),
        ]));

    private static InputObjectType NumberStep(SchemaTypes types) => types.Shared("NumberGroupInput", () =>
    {
        var step = new InputObjectType("NumberGroupInput", "How numbers are put into groups.");
        step.Complete([new InputValue("band", Scalars.Int) { Description = "Width of a band, 1 or more: 10 puts 1980 to 1989 into the group 1980. Each value is a group unless given." }]);
        return step;
    });

    private static EnumType MeasureKind(SchemaTypes types) => types.Shared("AggregateMeasure", () => new EnumType(
        "AggregateMeasure", "What is measured of a group.", Enum.GetValues<MeasureKind>().Select(kind => new EnumValue(kind.ToString().ToUpperInvariant(), kind))));

    private static InputValue[] MeasureFields(ObjectType element, SchemaTypes types, GraphQLType kind) =>
    [
        new("measure", kind) { Description = "What is measured." },
        new("of", PathOf(element, types)) { Description = "Of which value; not for COUNT and SHARE." },
        new("p", Scalars.Float) { Description = "Which quantile, 0 to 1; 0.5 unless given." },
        Until,
    ];

    private static InputObjectType HavingOf(ObjectType element, SchemaTypes types) => types.Shared($"{element.Name}HavingInput", () =>
    {
        var having = new InputObjectType($"{element.Name}HavingInput", "A condition on groups.");
        having.Complete(
        [
            .. MeasureFields(element, types, new NonNull(MeasureKind(types))),
            new InputValue("gte", Scalars.Float) { Description = "So much or more." },
            new InputValue("lte", Scalars.Float) { Description = "So much or less." },
        ]);
        return having;
    });

    private static InputObjectType OrderOf(ObjectType element, SchemaTypes types) => types.Shared($"{element.Name}GroupOrderInput", () =>
    {
        var order = new InputObjectType($"{element.Name}GroupOrderInput", "One step of an order of groups: by a measure, or by a key.");
        order.Complete(
        [
            .. MeasureFields(element, types, MeasureKind(types)),
            new InputValue("key", Scalars.Int) { Description = "Place of a key in \"by\", from 0." },
            new InputValue("direction", OrderTypes.Direction(types)) { Description = "ASC unless given; what has no value comes last either way." },
        ]);
        return order;
    });

    private static ObjectType ResultOf(ObjectType element, SchemaTypes types) => types.Shared($"{element.Name}Aggregation", () =>
    {
        var result = new ObjectType($"{element.Name}Aggregation", $"Groups of {element.Name}.");
        result.Complete(
        [
            new OutputField("totalCount", new NonNull(Scalars.Int)) { Description = "How many groups there are on all pages.", Resolve = Of<AggregateResult>((answer, _) => answer.Total) },
            new OutputField("groups", new NonNull(new ListOf(new NonNull(GroupOf(element, types))))) { Description = "The groups of the page.", Resolve = Of<AggregateResult>((answer, _) => answer.Groups) },
            new OutputField("hasNextPage", new NonNull(Scalars.Boolean)) { Description = "Whether there are groups after it.", Resolve = Of<AggregateResult>((answer, _) => answer.HasNextPage) },
            new OutputField("endCursor", Scalars.String) { Description = "For \"after\", in a request with the same \"by\".", Resolve = Of<AggregateResult>((answer, _) => answer.EndCursor) },
        ], []);
        return result;
    });

    private static ObjectType GroupOf(ObjectType element, SchemaTypes types) => types.Shared($"{element.Name}Group", () =>
    {
        var group = new ObjectType($"{element.Name}Group", $"Rows of {element.Name} that share some values. Only measures that are asked for are computed.");
        var of = new InputValue("of", new NonNull(PathOf(element, types))) { Description = "Of which value; rows without one do not count." };
        group.Complete(
        [
            new OutputField("keys", new NonNull(new ListOf(Scalars.String))) { Description = "The values, in the order of \"by\"; null where there is none.", Resolve = Of<AggregateGroup>((row, _) => row.Keys) },
            Measured("count", new NonNull(Scalars.Int), "Rows."),
            Measured("share", new NonNull(Scalars.Float), "Rows as a share of all rows, 0 to 1."),
            Measured("shareWithinFirst", new NonNull(Scalars.Float), "Rows as a share of those with the same first key, 0 to 1."),
            Measured("distinct", new NonNull(Scalars.Int), "Different values.", of),
            Measured("min", Scalars.Float, "The smallest value; of dates in years, as 2024.5.", of, Until),
            Measured("max", Scalars.Float, "The largest value; of dates in years.", of, Until),
            Measured("mean", Scalars.Float, "The mean; of dates in years.", of, Until),
            Measured("quantile", Scalars.Float, "The value that a part p of the rows does not exceed, interpolated; of dates in years.", of, new InputValue("p", new NonNull(Scalars.Float)) { Description = "The part, 0 to 1; 0.5 is the median." }, Until),
        ], []);
        return group;
    });

    private static OutputField Measured(string name, GraphQLType type, string description, params InputValue[] arguments) =>
        new(name, type, arguments) { Description = description, Resolve = Of<AggregateGroup>((row, field) => row.Measures[field.Index]) };

    private static FieldResolver Of<T>(Func<T, FieldPlan, object?> read) => context =>
    {
        var inside = (ResolverContext)context;
        return ValueTask.FromResult(read(inside.Parent<T>(), inside.Plan));
    };
}
