using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing;

/// <summary>A file that cannot be read at all: damaged, too large, or no list of people in it. Nothing of it was taken.</summary>
public sealed class ImportRefusedException : Exception
{
    /// <summary>Refuses a file.</summary>
    /// <param name="code">Stable code, as FILE_TOO_LARGE.</param>
    /// <param name="sentence">What is wrong and what can be done.</param>
    public ImportRefusedException(string code, Bilingual sentence) : base($"{code}: {sentence.Vi} / {sentence.En}") =>
        (Code, Sentence) = (code, sentence);

    /// <summary>Refuses a file for what a reader of the format said.</summary>
    public ImportRefusedException(string code, Bilingual sentence, Exception inner) : base($"{code}: {sentence.Vi} / {sentence.En}", inner) =>
        (Code, Sentence) = (code, sentence);

    /// <summary>Stable code, as FILE_TOO_LARGE.</summary>
    public string Code { get; }

    /// <summary>What is wrong and what can be done.</summary>
    public Bilingual Sentence { get; }
}
