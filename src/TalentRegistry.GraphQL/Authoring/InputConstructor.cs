using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Makes the C# object of an input object: by its longest constructor, then by its setters for what was given.</summary>
internal sealed class InputConstructor
{
    private readonly string[] _names;
    private readonly ParameterInfo[] _parameters;
    private readonly Func<object?[], object> _make;
    private readonly (Type Type, Action<object, object?> Set)[] _setters;

    public InputConstructor(
        Type type, ConstructorInfo? constructor, string[] names, ParameterInfo[] parameters, IReadOnlyList<PropertyInfo> properties)
    {
        (_names, _parameters) = (names, parameters);
        var values = Expression.Parameter(typeof(object?[]), "values");
        var made = constructor is null
            ? Expression.New(type)
            : Expression.New(constructor, parameters.Select((p, i) =>
                Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), p.ParameterType)));
        _make = Expression.Lambda<Func<object?[], object>>(Expression.Convert(made, typeof(object)), values).Compile();
        _setters = [.. properties.Select(p => (p.PropertyType, Setter(p)))];
    }

    public object Construct(IReadOnlyDictionary<string, object?> given)
    {
        var values = new object?[_parameters.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var type = _parameters[i].ParameterType;
            values[i] = given.TryGetValue(_names[i], out var value) ? ClrValue.To(value, type) : null;
            if (values[i] is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
                values[i] = Activator.CreateInstance(type);
        }

        try
        {
            var made = _make(values);
            for (var i = 0; i < _setters.Length; i++)
            {
                if (given.TryGetValue(_names[_parameters.Length + i], out var value))
                    _setters[i].Set(made, ClrValue.To(value, _setters[i].Type));
            }

            return made;
        }
        catch (ArgumentException refused)
        {
            // A type that guards its own values, as a period that must not end before it begins.
            throw new ScalarException(refused.Message);
        }
    }

    private static Action<object, object?> Setter(PropertyInfo property)
    {
        var (target, value) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object)));
        var typed = property.DeclaringType!.IsValueType
            ? Expression.Unbox(target, property.DeclaringType)
            : (Expression)Expression.Convert(target, property.DeclaringType);
        return Expression.Lambda<Action<object, object?>>(
            Expression.Assign(Expression.Property(typed, property), Expression.Convert(value, property.PropertyType)), target, value).Compile();
    }
}
