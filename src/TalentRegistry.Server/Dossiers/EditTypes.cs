using TalentRegistry.Data.Dossiers;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.Server.Dossiers;

/// <summary>A broken rule as the API shows it.</summary>
internal sealed class RuleBrokenType : ObjectType<RuleBrokenException>
{
    protected override void Configure(IObjectTypeDescriptor<RuleBrokenException> descriptor) =>
        descriptor.Field(error => error.RecordId).ID();
}
