namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>One process of the reference implementation for all classes that ask it.</summary>
[CollectionDefinition(Name)]
public sealed class ReferenceCollection : ICollectionFixture<ReferenceVerdicts>
{
    public const string Name = "Reference implementation";
}
