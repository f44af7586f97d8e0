using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Where in a row of values each field of a selection is found.</summary>
internal sealed class RowShape(ObjectType type, int fields)
{
    private readonly Place?[] _places = new Place?[fields];
    private readonly int[]?[] _required = new int[fields][];
    private readonly (int Slot, InnerPageShape Page)?[] _pages = new (int, InnerPageShape)?[fields];

    /// <summary>What the row is shown as.</summary>
    public ObjectType Type => type;

    /// <summary>Puts the value of a field at <paramref name="slot"/>; <paramref name="below"/> is the shape of the object or objects there, null for a value.</summary>
    public void Put(FieldPlan field, int slot, RowShape? below, bool isList) => _places[field.Index] = new Place(slot, below, isList);

    /// <summary>Puts what the resolver of a field requires of its parent.</summary>
    public void PutRequired(FieldPlan field, int[] slots) => _required[field.Index] = slots;

    /// <summary>Puts the rows and the total of a connection, as an array of both.</summary>
    public void PutPage(FieldPlan field, int slot, InnerPageShape page) => _pages[field.Index] = (slot, page);

    public (int Slot, InnerPageShape Page) PageOf(FieldPlan field) => _pages[field.Index]
        ?? throw new InvalidOperationException($"{field.ParentType}.{field.Field.Name} was not read.");

    public Place? PlaceOf(FieldPlan field) => _places[field.Index];

    public int RequiredSlot(FieldPlan field, int index) => _required[field.Index] is { } slots && index < slots.Length
        ? slots[index]
        : throw new InvalidOperationException($"{field.ParentType}.{field.Field.Name} did not say that it requires part {index} of its parent.");

    internal sealed record Place(int Slot, RowShape? Below, bool IsList);
}
