using System.Text;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Server.Importing;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>Where uploaded lists wait.</summary>
public sealed class ImportUploadsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("talentregistry-uploads-").FullName;
    private readonly MovableClock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("danh sách.xlsx", "danh sách.xlsx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\lists\a*b?.csv", "a_b_.csv")]
    [InlineData("", "_")]
    public async Task A_file_keeps_its_name_and_nothing_that_leads_elsewhere(string given, string kept)
    {
        var (uploads, account) = (new ImportUploads(_folder, _clock), Guid.NewGuid());

        var upload = await KeepAsync(uploads, account, given);
        var (file, name, _) = uploads.Find(account, upload)!.Value;

        Assert.Equal((kept, Path.Combine(_folder, "uploads")), (name, file.DirectoryName));
        Assert.Equal("content", await File.ReadAllTextAsync(file.FullName));
    }

    [Fact]
    public async Task An_upload_is_found_by_its_account_only_until_it_is_forgotten()
    {
        var (uploads, account) = (new ImportUploads(_folder, _clock), Guid.NewGuid());
        var upload = await KeepAsync(uploads, account, "a.csv");

        Assert.Null(uploads.Find(Guid.NewGuid(), upload));
        Assert.NotNull(uploads.Find(account, upload));
        uploads.Forget(account, upload);
        Assert.Null(uploads.Find(account, upload));
    }

    [Fact]
    public async Task How_a_list_is_to_be_read_stays_with_it_as_it_was_last_corrected()
    {
        var (uploads, account, person) = (new ImportUploads(_folder, _clock), Guid.NewGuid(), Guid.NewGuid());
        var upload = await KeepAsync(uploads, account, "a.csv");

        uploads.Keep(account, upload, new ImportWish(ImportMode.Update, "SYT")
        {
            Columns = new Dictionary<string, string?> { ["A"] = "full_name", ["B"] = null },
            Decisions = new Dictionary<int, Guid?> { [7] = person, [9] = null },
        });
        var wish = uploads.Find(account, upload)!.Value.Wish;
        uploads.Forget(account, upload);

        Assert.Equal((ImportMode.Update, "SYT", "full_name", null), (wish.Mode, wish.AgencyCode, wish.Columns["A"], wish.Columns["B"]));
        Assert.Equal((person, null), (wish.Decisions[7], wish.Decisions[9]));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "uploads")));
    }

    [Fact]
    public async Task The_oldest_goes_when_there_are_too_many_and_all_go_after_a_day()
    {
        var (uploads, account, other) = (new ImportUploads(_folder, _clock), Guid.NewGuid(), Guid.NewGuid());
        var kept = new List<Guid>();
        for (var i = 0; i <= ImportUploads.MostOfAnAccount; i++)
        {
            kept.Add(await KeepAsync(uploads, account, "a.csv"));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([kept[0]], kept.Where(upload => uploads.Find(account, upload) is null));
        _clock.Advance(TimeSpan.FromDays(2));
        await KeepAsync(uploads, other, "b.csv");
        Assert.All(kept, upload => Assert.Null(uploads.Find(account, upload)));
    }

    private sealed class MovableClock : TimeProvider
    {
        private TimeSpan _ahead;

        public void Advance(TimeSpan by) => _ahead += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;
    }

    private static Task<Guid> KeepAsync(ImportUploads uploads, Guid account, string name) =>
        uploads.KeepAsync(account, name, new MemoryStream(Encoding.UTF8.GetBytes("content")), new ImportWish(ImportMode.Insert, null), CancellationToken.None);
}
