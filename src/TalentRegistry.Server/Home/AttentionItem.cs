namespace TalentRegistry.Server.Home;

/// <summary>A number of things that wait for an officer.</summary>
/// <param name="Address">Where they are.</param>
/// <param name="Count">How many.</param>
/// <param name="Words">What they are.</param>
public sealed record AttentionItem(string Address, int Count, string Words);
