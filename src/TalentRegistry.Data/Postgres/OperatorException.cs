namespace TalentRegistry.Data;

/// <summary>
/// Something that whoever runs the program can put right: a port in use, a changed migration, a full disk. Its message is
/// one clear sentence; the command line prints it without a stack trace and exits with a code other than zero.
/// </summary>
public class OperatorException : Exception
{
    /// <summary>Makes one with the sentence to print.</summary>
    public OperatorException(string message) : base(message)
    {
    }

    /// <summary>Makes one with the sentence to print and what lay behind it, for the log.</summary>
    public OperatorException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Makes one without a sentence; not used by the program.</summary>
    public OperatorException()
    {
    }
}
