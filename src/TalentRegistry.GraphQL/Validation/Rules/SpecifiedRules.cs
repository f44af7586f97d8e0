namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>Every rule of spec section 5 (September 2025), in its order.</summary>
internal static class SpecifiedRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new ExecutableDefinitions(),            // 5.1.1
        new OperationTypeExistence(),           // 5.2.1.1
        new UniqueOperationNames(),             // 5.2.2.1
        new LoneAnonymousOperation(),           // 5.2.3.1
        new SingleRootField(),                  // 5.2.4.1
        new FieldsOnCorrectType(),              // 5.3.1
        new FieldSelectionMerging(),            // 5.3.2
        new LeafFieldSelections(),              // 5.3.3
        new ArgumentNames(),                    // 5.4.1
        new ArgumentUniqueness(),               // 5.4.2
        new RequiredArguments(),                // 5.4.3
        new FragmentNameUniqueness(),           // 5.5.1.1
        new KnownTypeNames(),                   // 5.5.1.2
        new FragmentsOnCompositeTypes(),        // 5.5.1.3
        new FragmentsMustBeUsed(),              // 5.5.1.4
        new FragmentSpreadTargetDefined(),      // 5.5.2.1
        new NoFragmentCycles(),                 // 5.5.2.2
        new FragmentSpreadIsPossible(),         // 5.5.2.3
        new ValuesOfCorrectType(),              // 5.6.1
        new OneOfInputObjects(),                // 5.6.1, through 3.10.1
        new InputObjectFieldNames(),            // 5.6.2
        new InputObjectFieldUniqueness(),       // 5.6.3
        new InputObjectRequiredFields(),        // 5.6.4
        new DirectivesAreDefined(),             // 5.7.1
        new DirectivesAreInValidLocations(),    // 5.7.2
        new DirectivesAreUniquePerLocation(),   // 5.7.3
        new VariableUniqueness(),               // 5.8.1
        new VariablesAreInputTypes(),           // 5.8.2
        new AllVariableUsesDefined(),           // 5.8.3
        new AllVariablesUsed(),                 // 5.8.4
        new AllVariableUsagesAreAllowed(),      // 5.8.5
    ];
}
