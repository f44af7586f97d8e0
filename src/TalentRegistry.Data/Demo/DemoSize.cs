namespace TalentRegistry.Data.Demo;

/// <summary>How large a demonstration registry is.</summary>
public enum DemoSize
{
    /// <summary>About 5,000 people: every headcount scaled down alike, for tests and first steps.</summary>
    Small,

    /// <summary>The four provinces at their real scale.</summary>
    Full,
}
