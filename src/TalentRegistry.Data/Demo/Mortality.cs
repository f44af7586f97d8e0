namespace TalentRegistry.Data.Demo;

/// <summary>Deaths a year by age and sex: db/demo/mortality.csv.</summary>
internal sealed class Mortality
{
    private readonly double[] male = new double[131];
    private readonly double[] female = new double[131];

    public Mortality(string dbFolder)
    {
        foreach (var row in CsvTable.Read(dbFolder, "demo", "mortality.csv"))
            for (var age = row.Whole("age_from"); age < male.Length; age++)
                (male[age], female[age]) = (row.Number("male") / 1000, row.Number("female") / 1000);
    }

    /// <summary>Probability of dying within a year.</summary>
    public double At(int age, bool isFemale) => (isFemale ? female : male)[Math.Clamp(age, 0, male.Length - 1)];
}
