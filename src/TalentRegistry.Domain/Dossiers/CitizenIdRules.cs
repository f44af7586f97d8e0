using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>The fourth digit of the citizen ID tells the sex (Decree 137/2015/ND-CP, article 13). Civil status can be changed: to be confirmed.</summary>
public sealed class CitizenIdTellsTheSex() : CitizenIdRule("CITIZEN_ID_SEX", CitizenIdConflicts.Sex, "sex")
{
    /// <inheritdoc/>
    protected override (string Vi, string En) Words(CitizenId id) => id.Sex == Sex.Male
        ? ("Số định danh là của nam.", "The citizen ID is a man's.")
        : ("Số định danh là của nữ.", "The citizen ID is a woman's.");
}

/// <summary>Digits four to six tell the year of birth.</summary>
public sealed class CitizenIdTellsTheBirthYear() : CitizenIdRule("CITIZEN_ID_BIRTH_YEAR", CitizenIdConflicts.BirthYear, "birthYear")
{
    /// <inheritdoc/>
    protected override (string Vi, string En) Words(CitizenId id) =>
        ($"Số định danh là của người sinh năm {id.BirthYear}.", $"The citizen ID is of someone born in {id.BirthYear}.");
}

/// <summary>The first three digits tell the province of birth registration.</summary>
public sealed class CitizenIdTellsAProvince() : CitizenIdRule("CITIZEN_ID_PROVINCE", CitizenIdConflicts.Province, "citizenId")
{
    /// <inheritdoc/>
    protected override (string Vi, string En) Words(CitizenId id) =>
        ($"Ba số đầu của số định danh, {id.RegistrationCode}, không phải mã tỉnh nơi đăng ký khai sinh.", $"The first three digits of the citizen ID, {id.RegistrationCode}, are no province of birth registration.");
}

/// <summary>What the structure of a citizen ID contradicts.</summary>
/// <param name="code">Stable code.</param>
/// <param name="conflict">Which contradiction.</param>
/// <param name="field">The value that it contradicts.</param>
public abstract class CitizenIdRule(string code, CitizenIdConflicts conflict, string field) : DossierRule(code, FindingSeverity.Warning)
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(DossierEntries dossier, RuleContext context)
    {
        var person = dossier.Person;
        if (person.CitizenId is not { } id || !CitizenIdReading.Conflicts(id, person.Sex, person.BirthYear, context.ProvinceCodes).HasFlag(conflict))
            yield break;

        var (vi, en) = Words(id);
        yield return OfPerson(dossier, field, vi, en);
    }

    /// <summary>What the number tells; never the number itself.</summary>
    protected abstract (string Vi, string En) Words(CitizenId id);
}
