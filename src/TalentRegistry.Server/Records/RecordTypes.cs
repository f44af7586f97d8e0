using TalentRegistry.Domain.Dossiers;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Records;

/// <summary>What all records of a dossier show alike.</summary>
internal static class RecordTypes
{
    /// <summary>Shows a record as a node that those who see people see, with its version.</summary>
    public static IObjectTypeDescriptor<TRecord> ShowRecord<TRecord>(this IObjectTypeDescriptor<TRecord> descriptor, IQueryable<TRecord> rows)
        where TRecord : DossierRecord
    {
        descriptor.BindFieldsExplicitly().Key(record => record.Id);
        descriptor.ImplementsNode().ResolveNodes(_ => rows).Authorize(Policies.People);
        descriptor.Field(record => record.Id).ID();
        descriptor.Field(record => record.Person).NonNull().Description("Whose record it is.");
        descriptor.Field(record => record.Version).Description(PersonType.VersionDescription).NotFilterable().NotSortable();
        return descriptor;
    }
}
