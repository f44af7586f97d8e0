using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TalentRegistry.GraphQL.Data.Sql;

namespace TalentRegistry.Data.Queries;

/// <summary>EF Core's model in the words of the GraphQL engine. What it does not know how to say is left to EF Core itself.</summary>
public static class EntityModel
{
    /// <summary>All tables and views of a model; but not entities of several tables, owned ones, and those with a query filter.</summary>
    public static SqlModel Of(IModel model)
    {
        var functions = model.GetDbFunctions().Where(f => f.MethodInfo is not null).ToDictionary(f => f.MethodInfo!, TemplateOf);
        return new SqlModel(
            model.GetEntityTypes().Where(IsPlain).ToDictionary(entity => entity.ClrType, TableOf),
            rows => rows.GetType() == typeof(EntityQueryRootExpression),
            call => CallOf(call, functions));
    }

    private static bool IsPlain(IEntityType entity) =>
        entity.BaseType is null && !entity.GetDirectlyDerivedTypes().Any() && !entity.IsOwned() && !entity.HasSharedClrType
        && entity.GetDeclaredQueryFilters().Count == 0 && entity.FindPrimaryKey() is not null
        && (entity.GetViewName() ?? entity.GetTableName()) is not null;

    private static SqlTable TableOf(IEntityType entity)
    {
        var columns = entity.GetProperties().ToDictionary(property => property.Name, ColumnOf, StringComparer.Ordinal);
        var (name, schema) = entity.GetViewName() is { } view ? (view, entity.GetViewSchema()) : (entity.GetTableName()!, entity.GetSchema());
        return new SqlTable(
            schema is null ? Quoted(name) : $"{Quoted(schema)}.{Quoted(name)}",
            columns,
            entity.GetNavigations().Where(link => IsPlain(link.TargetEntityType)).ToDictionary(link => link.Name, LinkOf, StringComparer.Ordinal),
            [.. entity.FindPrimaryKey()!.Properties.Select(key => columns[key.Name])]);
    }

    private static SqlLink LinkOf(INavigation link)
    {
        var pairs = link.ForeignKey.Properties.Zip(
            link.ForeignKey.PrincipalKey.Properties,
            (dependent, principal) => link.IsOnDependent ? (ColumnOf(dependent), ColumnOf(principal)) : (ColumnOf(principal), ColumnOf(dependent)));
        return new SqlLink(link.TargetEntityType.ClrType, [.. pairs], link.IsCollection);
    }

    // No constraint keeps nulls out of a view.
    private static SqlColumn ColumnOf(IProperty property)
    {
        var entity = (IEntityType)property.DeclaringType;
        var table = StoreObjectIdentifier.Create(entity, entity.GetViewName() is null ? StoreObjectType.Table : StoreObjectType.View)!.Value;
        var conversion = property.GetTypeMapping().Converter is { } converter && !(IsWhole(converter.ModelClrType) && IsWhole(converter.ProviderClrType))
            ? new SqlConversion(converter.ProviderClrType, value => converter.ConvertToProvider(value), value => converter.ConvertFromProvider(value)!)
            : null;
        return new SqlColumn(
            Quoted(property.GetColumnName(table) ?? property.GetColumnName()), property.GetColumnType(),
            Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, property.IsNullable || entity.GetViewName() is not null, conversion);
    }

    // A year kept as smallint is compared as the number it is.
    private static bool IsWhole(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var t && (t == typeof(int) || t == typeof(short) || t == typeof(long));

    private static string? TemplateOf(IDbFunction function)
    {
        if (function.Translation is { } translation)
            return function.Parameters.Count == 0 && translation([]) is SqlFunctionExpression { IsNiladic: true } niladic ? niladic.Name : null;

        var name = function.Schema is null ? Quoted(function.Name) : $"{Quoted(function.Schema)}.{Quoted(function.Name)}";
        return function.IsScalar ? $"{name}({string.Join(", ", function.Parameters.Select((_, i) => $"{{{i}}}"))})" : null;
    }

    private static SqlCall? CallOf(MethodCallExpression call, Dictionary<MethodInfo, string?> functions)
    {
        if (functions.TryGetValue(call.Method, out var template))
            return template is null ? null : new SqlCall.Text(template, call.Arguments);

        return (call.Method.Name, call.Arguments) switch
        {
            (nameof(EF.Property), [var row, ConstantExpression { Value: string member }]) when call.Method.DeclaringType == typeof(EF) =>
                new SqlCall.Column(row, member),
            (nameof(DbFunctionsExtensions.Like), [_, var text, var pattern, ConstantExpression { Value: @"\" }]) when IsFunction(call) =>
                new SqlCall.Text(@"{0} LIKE {1} ESCAPE '\'", [text, pattern]),
            (nameof(RelationalDbFunctionsExtensions.Collate), [_, var text, ConstantExpression { Value: string collation }]) when IsFunction(call) =>
                new SqlCall.Text($"{{0}} COLLATE {string.Join('.', collation.Split('.').Select(Quoted))}", [text]),
            (nameof(NpgsqlDbFunctionsExtensions.GreaterThan), [_, var left, var right]) when IsFunction(call) => new SqlCall.Text("{0} > {1}", [left, right]),
            _ => null,
        };
    }

    private static bool IsFunction(MethodCallExpression call) => call.Arguments[0].Type == typeof(DbFunctions);

    private static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
