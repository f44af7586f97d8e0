using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Duties;

/// <summary>There is no such duty, or none that the caller may follow.</summary>
public sealed class DutyNotFoundException(string language) : Exception(new Bilingual(
    "Không có nhiệm vụ này trong các nhiệm vụ mà cơ quan của bạn chịu trách nhiệm.", "There is no such duty among those that your agencies answer for.").In(language));

/// <summary>Somebody wrote since the caller read. Nothing was written.</summary>
public sealed class StaleDutyException(int sentVersion, int currentVersion, string language) : Exception(new Bilingual(
    $"Đã có ghi nhận mới từ khi bạn đọc: bạn gửi phiên bản {sentVersion}, hiện là phiên bản {currentVersion}.",
    $"Something was noted since you read it: you sent version {sentVersion}, it is at version {currentVersion} now.").In(language))
{
    /// <summary>The version that the caller had read.</summary>
    public int SentVersion => sentVersion;

    /// <summary>The version that is stored.</summary>
    public int CurrentVersion => currentVersion;
}

/// <summary>What was sent cannot be noted.</summary>
public sealed class DutyRefusedException : Exception
{
    internal DutyRefusedException(string code, string path, Bilingual message, string language) : base(message.In(language)) =>
        (Code, Path) = (code, path);

    /// <summary>Of the rule: stable.</summary>
    public string Code { get; }

    /// <summary>The value concerned, as <c>input.doneOn</c>.</summary>
    public string Path { get; }
}
