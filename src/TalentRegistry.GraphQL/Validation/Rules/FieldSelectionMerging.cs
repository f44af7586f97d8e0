namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>Fields that answer under the same key of the same object ask the same thing (spec 5.3.2).</summary>
internal sealed class FieldSelectionMerging() : Rule("Field-Selection-Merging")
{
    public override void Complete(ValidationContext context) => new FieldMerging(this, context).Check();
}
