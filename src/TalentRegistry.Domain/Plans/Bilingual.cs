namespace TalentRegistry.Domain.Plans;

/// <summary>A text that users see, in both languages of the system.</summary>
/// <param name="Vi">Vietnamese.</param>
/// <param name="En">English.</param>
public sealed record Bilingual(string Vi, string En)
{
    /// <summary>The text in a language: "en" for English, anything else for Vietnamese.</summary>
    public string In(string language) => language == "en" ? En : Vi;
}
