using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Targets;

/// <summary>No plan in force has such a target.</summary>
public sealed class TargetNotFoundException(string language) : Exception(new Bilingual(
    "Không có chỉ tiêu này trong các kế hoạch hiện hành.", "No plan in force has this target.").In(language));

/// <summary>Somebody decided something on the target since the caller read it. Nothing was written.</summary>
public sealed class StaleTargetException(int sentVersion, int currentVersion, string language) : Exception(new Bilingual(
    $"Chỉ tiêu đã có quyết định mới từ khi bạn đọc: bạn gửi phiên bản {sentVersion}, hiện là phiên bản {currentVersion}.",
    $"Something was decided on the target since you read it: you sent version {sentVersion}, it is at version {currentVersion} now.").In(language))
{
    /// <summary>The version that the caller had read.</summary>
    public int SentVersion => sentVersion;

    /// <summary>The version that is stored.</summary>
    public int CurrentVersion => currentVersion;
}

/// <summary>What was sent cannot be done with the target.</summary>
public sealed class TargetRefusedException : Exception
{
    /// <summary>Refuses it.</summary>
    /// <param name="code">Of the rule: stable.</param>
    /// <param name="path">The value concerned, as <c>input.parts</c>.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="language">In which it is told.</param>
    public TargetRefusedException(string code, string path, Bilingual message, string language) : base(message.In(language)) => (Code, Path) = (code, path);

    /// <summary>Of the rule: stable.</summary>
    public string Code { get; }

    /// <summary>The value concerned, as <c>input.parts</c>.</summary>
    public string Path { get; }
}
