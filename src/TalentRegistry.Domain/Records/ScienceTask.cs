using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Reference;

namespace TalentRegistry.Domain.Records;

/// <summary>Part in a task.</summary>
public enum TaskRole
{
    /// <summary>Chủ nhiệm.</summary>
    Principal,

    /// <summary>Thư ký khoa học.</summary>
    Secretary,

    /// <summary>Thành viên tham gia.</summary>
    Participant,
}

/// <summary>What became of a task at its acceptance (nghiệm thu).</summary>
public enum TaskResult
{
    /// <summary>Xuất sắc.</summary>
    Excellent,

    /// <summary>Đạt.</summary>
    Passed,

    /// <summary>Không đạt.</summary>
    Failed,

    /// <summary>Dừng thực hiện.</summary>
    Stopped,
}

/// <summary>Level of government that set a task or gave an award, highest first.</summary>
public enum RecognitionLevel
{
    /// <summary>Cấp nhà nước, cấp quốc gia.</summary>
    State,

    /// <summary>Cấp bộ, ngành trung ương.</summary>
    Ministry,

    /// <summary>Cấp tỉnh.</summary>
    Province,

    /// <summary>Cấp huyện, until June 2025.</summary>
    District,

    /// <summary>Cấp cơ sở.</summary>
    Grassroots,
}

/// <summary>A science and technology task (nhiệm vụ khoa học và công nghệ: đề tài, dự án, đề án) in which somebody takes part.</summary>
public sealed record ScienceTask : DatedRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.ScienceTask;

    /// <inheritdoc/>
    public override int YoungestAge => 16;

    /// <summary>Name of the task; 1 to 500 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What the person does in it.</summary>
    public required TaskRole Role { get; init; }

    /// <summary>Who set it.</summary>
    public required RecognitionLevel Level { get; init; }

    /// <summary>ISCED-F broad or narrow field; null when unknown.</summary>
    public string? FieldCode { get; init; }

    /// <summary>Field of study.</summary>
    public FieldOfStudy? Field { get; init; }

    /// <summary>What its acceptance found; null while it goes on or when unknown.</summary>
    public TaskResult? Result { get; init; }

    /// <summary>Whether what it found is applied; null when unknown.</summary>
    public bool? IsApplied { get; init; }

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { Title = VietnameseText.Clean(Title) };
}
