namespace TalentRegistry.Analytics.Indicators;

/// <summary>
/// The change of a value N / D between two dates told apart by cause. Each cause's part of the change of N counts at the mean of 1 / D, its part of the change of D at the mean of N
/// (the midpoint formula for two factors; Kitagawa 1955, Das Gupta 1993): the effects add up to the change exactly, whatever the order of the causes.
/// </summary>
/// <param name="Numerators">N on the first and on the last day.</param>
/// <param name="Denominators">D on both days, above 0; null for a count.</param>
/// <param name="Per">What the quotient is multiplied by: 100 for a share.</param>
public sealed record ValueChange((double First, double Last) Numerators, (double First, double Last)? Denominators, double Per)
{
    /// <summary>The whole change.</summary>
    public double Total => Denominators is var (first, last) ? Per * ((Numerators.Last / last) - (Numerators.First / first)) : Numerators.Last - Numerators.First;

    /// <summary>The effect of one cause.</summary>
    /// <param name="numerator">Its part of the change of N.</param>
    /// <param name="denominator">Its part of the change of D.</param>
    public double EffectOf(double numerator, double denominator) => Denominators is var (first, last)
        ? Per * ((numerator * ((1 / first) + (1 / last)) / 2) - ((Numerators.First + Numerators.Last) / 2 * denominator / (first * last)))
        : numerator;
}
