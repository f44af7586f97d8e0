using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>
/// Between what scalars read and show and the C# types that members have. A struct with one public property and a constructor
/// that takes it, such as <c>record struct PersonId(Guid Value)</c>, stands for the value inside.
/// </summary>
internal static class ClrValue
{
    private static readonly ConcurrentDictionary<Type, Wrapper?> Wrappers = new();

    /// <summary>The scalar value inside a wrapping struct; any other value as it is.</summary>
    public static object Unwrap(object value) => WrapperOf(value.GetType()) is { } wrapper ? wrapper.Unwrap(value) : value;

    /// <summary>The type inside a wrapping struct, or null if it is not one.</summary>
    public static Type? Inside(Type type) => WrapperOf(type)?.Inside;

    /// <summary>A coerced value as <paramref name="type"/>: lists as the collection wanted, scalars as their wrapping struct.</summary>
    /// <exception cref="ScalarException">The value does not fit, such as text that is no key.</exception>
    public static object? To(object? value, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IOptional.Inside(type) is { } optional)
            return value is IOptional ? value : Activator.CreateInstance(type, To(value, optional));
        if (value is null || type.IsInstanceOfType(value))
            return value;
        if (value is Array items && ItemType(type) is { } itemType)
            return ListOf(items, itemType, type);
        if (WrapperOf(type) is { } wrapper)
            return wrapper.Wrap(To(value, wrapper.Inside)!);

        return (value, type) switch
        {
            (string text, _) when type == typeof(Guid) =>
                Guid.TryParse(text, out var key) ? key : throw new ScalarException($"\"{text}\" is not a key of this kind."),
            (DateTimeOffset moment, _) when type == typeof(DateTime) => moment.UtcDateTime,
            (string text, _) when type == typeof(Uri) => new Uri(text, UriKind.RelativeOrAbsolute),
            (IConvertible, _) when type.IsPrimitive || type == typeof(decimal) || type == typeof(string) => Change(value, type),
            _ => throw new ScalarException($"A {value.GetType().Name} cannot be read as {type.Name}."),
        };
    }

    /// <summary>The type of the items of a list type, or null if it is none.</summary>
    public static Type? ItemType(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        if (type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type) || type == typeof(System.Text.Json.JsonElement))
            return null;

        return new[] { type }.Concat(type.GetInterfaces())
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() is var d && (d == typeof(IEnumerable<>) || d == typeof(IAsyncEnumerable<>)))
            ?.GetGenericArguments()[0];
    }

    private static object ListOf(Array items, Type itemType, Type type)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType), items.Length)!;
        foreach (var item in items)
            list.Add(To(item, itemType));
        if (type.IsInstanceOfType(list))
            return list;

        var array = Array.CreateInstance(itemType, list.Count);
        list.CopyTo(array, 0);
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(type, array)!;
    }

    private static object Change(object value, Type type)
    {
        try
        {
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is FormatException or OverflowException or InvalidCastException)
        {
            throw new ScalarException($"\"{value}\" cannot be read as {type.Name}.");
        }
    }

    private static Wrapper? WrapperOf(Type type) => Wrappers.GetOrAdd(type, static type =>
    {
        if (!type.IsValueType || type.IsPrimitive || type.IsEnum || Scalars.ForClr(type) is not null || Nullable.GetUnderlyingType(type) is not null)
            return null;

        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        if (properties is not [{ CanRead: true } only] || Scalars.ForClr(only.PropertyType) is null || only.PropertyType == typeof(object)
            || type.GetConstructor([only.PropertyType]) is not { } constructor)
            return null;

        var boxed = Expression.Parameter(typeof(object));
        return new Wrapper(
            only.PropertyType,
            Expression.Lambda<Func<object, object>>(
                Expression.Convert(Expression.New(constructor, Expression.Convert(boxed, only.PropertyType)), typeof(object)), boxed).Compile(),
            Expression.Lambda<Func<object, object>>(
                Expression.Convert(Expression.Property(Expression.Convert(boxed, type), only), typeof(object)), boxed).Compile());
    });

    private sealed record Wrapper(Type Inside, Func<object, object> Wrap, Func<object, object> Unwrap);
}
