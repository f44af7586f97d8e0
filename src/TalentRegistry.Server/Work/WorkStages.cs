using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Importing.Writing;

namespace TalentRegistry.Server.Work;

/// <summary>The stages of work in words, Vietnamese and English.</summary>
internal static class WorkStages
{
    /// <summary>Reading careers and plans.</summary>
    public const string Reading = "reading";

    /// <summary>Computing supply, draw by draw.</summary>
    public const string Supply = "supply";

    /// <summary>Holding supply against the targets.</summary>
    public const string Targets = "targets";

    /// <summary>Flagging shortages.</summary>
    public const string Shortages = "shortages";

    /// <summary>Writing what was found.</summary>
    public const string Saving = "saving";

    private static readonly Dictionary<string, (string Vi, string En)> Words = new(StringComparer.Ordinal)
    {
        [Reading] = ("Đọc quá trình công tác và kế hoạch", "Reading careers and plans"),
        [Supply] = ("Tính nguồn cung", "Computing supply"),
        [Targets] = ("Đối chiếu chỉ tiêu", "Holding supply against targets"),
        [Shortages] = ("Tìm nơi thiếu người", "Flagging shortages"),
        [Saving] = ("Ghi kết quả", "Saving"),
        [DuplicateSearch.Reading] = ("Đọc hồ sơ", "Reading records"),
        [DuplicateSearch.Comparing] = ("So sánh hồ sơ", "Comparing records"),
        [DuplicateSearch.Listing] = ("Ghi danh sách cặp", "Listing pairs"),
        [ImportStages.Reading] = ("Đọc và kiểm tra danh sách", "Reading and checking the list"),
        [ImportStages.Matching] = ("Đối chiếu với cơ sở dữ liệu", "Holding the list against the registry"),
        [ImportStages.Writing] = ("Ghi vào cơ sở dữ liệu", "Writing to the registry"),
        [ImportStages.Sealing] = ("Niêm phong lịch sử thay đổi", "Sealing the history"),
        [Audit.ChainWatch.Verifying] = ("Kiểm tra niêm phong của nhật ký", "Verifying the seals of the logs"),
        [ImportStages.Undoing] = ("Hủy lần nhập", "Taking the import back"),
    };

    /// <summary>In words; a stage without words stands for itself.</summary>
    public static (string Vi, string En) Of(string stage) => Words.GetValueOrDefault(stage, (stage, stage));
}
