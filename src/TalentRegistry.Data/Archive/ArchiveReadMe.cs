namespace TalentRegistry.Data.Archive;

/// <summary>The archive's own explanation, for whoever opens it in ten years without us.</summary>
internal static class ArchiveReadMe
{
    public const string Text =
        """
        # TalentRegistry: kho dữ liệu mở · open archive

        Toàn bộ sổ đăng ký đội ngũ trí thức, tại một thời điểm. Mở được bằng mọi chương trình đọc ZIP và CSV.
        The whole registry of intellectuals as of one moment. Any program that reads ZIP and CSV opens it.

        | | |
        | --- | --- |
        | `tables/SCHEMA.TABLE.csv` | mỗi bảng một tệp · a file for each table |
        | `dictionary.csv`, `dictionary.json` | nghĩa của từng bảng, từng cột · what each table and column means: type, whether it may be unknown, key, references |
        | `manifest.json` | bảng, số dòng, SHA-256, phiên bản lược đồ · tables, counts of rows, checksums, version of the schema |
        | `citizen-ids.csv` | chỉ khi được yêu cầu: số định danh cá nhân đọc được · only where it was asked for: citizen IDs in clear |
        | `SHA256SUMS` | kiểm tra: `sha256sum -c SHA256SUMS` · to check |

        CSV: UTF-8 không BOM, dòng đầu là tên cột, ngăn bằng dấu phẩy, xuống dòng bằng LF. Ô trống không có ngoặc kép là "chưa biết"; `""` là chữ rỗng.
        Ngày theo ISO 8601, giờ theo UTC; `t`/`f` là đúng/sai; mảng viết `{a,b}`; chuỗi byte viết `\x…` (hệ 16).
        CSV: UTF-8 without a byte order mark, column names in the first line, commas, line feeds. An empty cell without quotes is unknown; `""` is an empty text.
        Dates are ISO 8601, times UTC; `t`/`f` are true and false; arrays are `{a,b}`; bytes are `\x…` in hexadecimal.
        Cells are as they are kept: a spreadsheet may take one that begins with = + - @ for a formula. Import them as text.

        Số định danh cá nhân được mã hóa (`registry.person.citizen_id_cipher`); khóa `citizen-id.key` không nằm trong tệp này.
        Citizen IDs are encrypted there; their key, `citizen-id.key`, is not in this file and travels apart.
        Mật khẩu chỉ có dạng băm · Passwords are salted hashes only.

        Có họ tên, ngày sinh, dân tộc: bảo quản như hồ sơ gốc. · Names, birth dates and ethnic groups are in it: keep it as carefully as the records themselves.

        `talentregistry archive import FILE --data DIR` làm lại đúng sổ đăng ký này · makes the same registry again.

        """;
}
