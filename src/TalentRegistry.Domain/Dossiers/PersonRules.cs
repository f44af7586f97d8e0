using TalentRegistry.Domain.Names;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>A name is made of letters, 2 to 100 of them.</summary>
public sealed class NameIsPlausible() : DossierRule("NAME_IMPLAUSIBLE", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        if (!PersonName.IsPlausible(dossier.Person.FullName))
            yield return OfPerson(dossier, "fullName", "Không phải là họ và tên: chỉ chữ cái, từ 2 đến 100 ký tự.", "This is no name: letters only, 2 to 100 of them.");
    }
}

/// <summary>A person of the registry is 15 to 110 years old, or was.</summary>
public sealed class BirthIsPlausible() : DossierRule("BIRTH_IMPLAUSIBLE", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        var age = context.Today.Year - dossier.Person.BirthYear;
        if (age < 15 || dossier.Person.BirthYear < 1900 || (dossier.Person.DeceasedOn is null && age > 110))
            yield return OfPerson(dossier, "birthYear", $"Sinh năm {dossier.Person.BirthYear}: tuổi dưới 15 hoặc trên 110.", $"Born in {dossier.Person.BirthYear}: the age is below 15 or above 110.");
    }
}

/// <summary>Date and year of birth agree.</summary>
public sealed class BirthYearIsThatOfTheDate() : DossierRule("BIRTH_CONTRADICTS", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        if (dossier.Person.DateOfBirth is { } born && born.Year != dossier.Person.BirthYear)
            yield return OfPerson(dossier, "birthYear", $"Ngày sinh {Day(born)} không thuộc năm sinh {dossier.Person.BirthYear}.", $"Born on {Day(born)} is not in {dossier.Person.BirthYear}.");
    }
}

/// <summary>A staff code fits its column.</summary>
public sealed class StaffCodeIsShort() : DossierRule("STAFF_CODE_TOO_LONG", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        if (dossier.Person.StaffCode is { Length: > Domain.People.Person.LongestStaffCode })
            yield return OfPerson(dossier, "staffCode", "Số hiệu dài quá 40 ký tự.", "The staff code has more than 40 characters.");
    }
}

/// <summary>Death comes after birth, and not in the future.</summary>
public sealed class DeathFollowsBirth() : DossierRule("DEATH_IMPOSSIBLE", FindingSeverity.Error)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        if (dossier.Person.DeceasedOn is not { } died)
            yield break;
        if (died > context.Today)
            yield return OfPerson(dossier, "deceasedOn", $"Ngày mất {Day(died)} ở tương lai.", $"The day of death, {Day(died)}, is in the future.");
        if (died.Year < dossier.Person.BirthYear || died < dossier.Person.DateOfBirth)
            yield return OfPerson(dossier, "deceasedOn", $"Ngày mất {Day(died)} trước khi sinh.", $"The day of death, {Day(died)}, is before birth.");
    }
}
