namespace TalentRegistry.Domain.People;

/// <summary>Sex as the civil register records it (giới tính).</summary>
public enum Sex
{
    /// <summary>Nam.</summary>
    Male,

    /// <summary>Nữ.</summary>
    Female,
}
