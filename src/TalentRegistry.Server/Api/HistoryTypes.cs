using TalentRegistry.Data.Views;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.Server.Api;

/// <summary>A change as the API shows it.</summary>
internal sealed class PersonChangeType : ObjectType<PersonChange>
{
    protected override void Configure(IObjectTypeDescriptor<PersonChange> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(change => change.Id).DefaultOrderDescending(change => change.At);
        descriptor.Description("A change of a person or of another record of the dossier, kept for ever.");
        descriptor.Field(change => change.Id).ID();
        descriptor.Field(change => change.At);
        descriptor.Field(change => change.AccountName);
        descriptor.Field(change => change.Role);
        descriptor.Field(change => change.Operation);
        descriptor.Field(change => change.Door);
        descriptor.Field(change => change.Address);
        descriptor.Field(change => change.Why);
        descriptor.Field(change => change.Kind);
        descriptor.Field(change => change.Record);
        descriptor.Field(change => change.RecordId);
        descriptor.Field(change => change.Values);
    }
}

/// <summary>A changed value as the API shows it.</summary>
internal sealed class ChangedValueType : ObjectType<ChangedValue>
{
    protected override void Configure(IObjectTypeDescriptor<ChangedValue> descriptor)
    {
        descriptor.BindFieldsExplicitly().Key(value => value.Field).DefaultOrder(value => value.Field);
        descriptor.Field(value => value.Field);
        descriptor.Field(value => value.Before);
        descriptor.Field(value => value.After);
    }
}
