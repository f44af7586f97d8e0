namespace TalentRegistry.Domain.Plans;

/// <summary>A text that users see, in both languages of the system.</summary>
/// <param name="Vi">Vietnamese.</param>
/// <param name="En">English.</param>
public sealed record Bilingual(string Vi, string En);
