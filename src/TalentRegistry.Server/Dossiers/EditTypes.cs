using TalentRegistry.Data.Dossiers;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.Server.Dossiers;

/// <summary>A broken rule as the API shows it.</summary>
internal sealed class RuleBrokenType : ObjectType<RuleBrokenException>
{
    protected override void Configure(IObjectTypeDescriptor<RuleBrokenException> descriptor) =>
        descriptor.Field(error => error.RecordId).ID();
}

/// <summary>A record that was not found as the API shows it: where it was sought is for the auditor.</summary>
internal sealed class RecordNotFoundType : ObjectType<RecordNotFoundException>
{
    protected override void Configure(IObjectTypeDescriptor<RecordNotFoundException> descriptor)
    {
        descriptor.Field(error => error.Table).Ignore();
        descriptor.Field(error => error.Record).Ignore();
    }
}
