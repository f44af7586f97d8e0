using System.Security.Cryptography;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.People;
using TalentRegistry.Domain.People;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.People;

public sealed class CitizenIdProtectorTests : IClassFixture<ReferenceDatabase>, IDisposable
{
    private static readonly CitizenId Id = CitizenId.Compose("011", Sex.Female, 1988, 123_456);
    private readonly RegistryDatabase database;
    private readonly string directory = Directory.CreateTempSubdirectory("talentregistry-key-").FullName;

    public CitizenIdProtectorTests(ReferenceDatabase fixture) => database = fixture.Database;

    private string KeyFile => Path.Combine(directory, "citizen-id.key");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void What_was_protected_is_revealed_for_its_person_only()
    {
        using var protector = new CitizenIdProtector(new byte[32]);
        var person = Guid.NewGuid();

        var kept = protector.Protect(person, Id);

        Assert.Equal(Id, protector.Reveal(person, kept.Cipher));
        Assert.ThrowsAny<CryptographicException>(() => protector.Reveal(Guid.NewGuid(), kept.Cipher));
    }

    [Fact]
    public void The_same_number_has_another_cipher_each_time_and_always_the_same_hash()
    {
        using var protector = new CitizenIdProtector(new byte[32]);

        var first = protector.Protect(Guid.Empty, Id);
        var second = protector.Protect(Guid.Empty, Id);

        Assert.NotEqual(first.Cipher, second.Cipher);
        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.Hash, protector.Hash(Id));
    }

    [Fact]
    public void The_last_digits_are_known_again_by_the_key_alone_and_say_nothing_of_the_others()
    {
        using var protector = new CitizenIdProtector(new byte[32]);
        using var other = new CitizenIdProtector([.. Enumerable.Repeat((byte)1, 32)]);

        var kept = protector.Protect(Guid.Empty, Id).Cipher[^12..^4];

        Assert.Equal(kept, protector.End("123456"));
        Assert.Equal(kept[..4], protector.End("3456"));
        Assert.Equal(kept[..4], protector.Protect(Guid.Empty, CitizenId.Compose("001", Sex.Male, 1975, 993_456)).Cipher[^12..^8]);
        Assert.NotEqual(kept, other.End("123456"));
        Assert.NotEqual(kept[4..], protector.End("3456"));
        Assert.Throws<ArgumentOutOfRangeException>(() => protector.End("456"));
    }

    [Fact]
    public void Another_key_gives_another_hash_and_opens_nothing()
    {
        using var protector = new CitizenIdProtector(new byte[32]);
        using var other = new CitizenIdProtector([.. Enumerable.Repeat((byte)1, 32)]);

        var kept = protector.Protect(Guid.Empty, Id);

        Assert.NotEqual(kept.Hash, other.Hash(Id));
        Assert.ThrowsAny<CryptographicException>(() => other.Reveal(Guid.Empty, kept.Cipher));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        using var protector = new CitizenIdProtector(new byte[32]);
        var cipher = protector.Protect(Guid.Empty, Id).Cipher;

        for (var i = 0; i < cipher.Length; i++)
        {
            var changed = cipher.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => protector.Reveal(Guid.Empty, changed));
        }
    }

    [Fact]
    public void Threads_may_share_one()
    {
        using var protector = new CitizenIdProtector(new byte[32]);

        var wrong = Enumerable.Range(0, 2000).AsParallel()
            .Count(i => protector.Reveal(Guid.Empty, protector.Protect(Guid.Empty, CitizenId.Compose("011", Sex.Male, 1970, i)).Cipher).ToString()[6..] != $"{i:000000}");

        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task The_key_is_made_once_and_only_its_owner_may_read_it()
    {
        using var first = await CitizenIdProtector.OpenAsync(directory, database, CancellationToken.None);
        using var second = await CitizenIdProtector.OpenAsync(directory, database, CancellationToken.None);

        Assert.Equal(first.Hash(Id), second.Hash(Id));
        Assert.Equal([KeyFile], Directory.EnumerateFiles(directory));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("talentregistry-citizen-id-key-1 0000000000000000000000000000000000000000000000000000000000000000 00000000")]
    public async Task A_damaged_key_file_is_refused_and_left_as_it_is(string content)
    {
        await File.WriteAllTextAsync(KeyFile, content);

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => CitizenIdProtector.OpenAsync(directory, database, CancellationToken.None));

        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(KeyFile));
    }

    [Fact]
    public async Task A_missing_key_is_refused_once_the_registry_holds_protected_numbers()
    {
        await using var holding = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        using (var protector = await CitizenIdProtector.OpenAsync(directory, holding, CancellationToken.None))
            await new BulkLoader(holding, protector).LoadAsync((await SyntheticRegistry.ForAsync(holding)).Content(20), null, CancellationToken.None);
        File.Delete(KeyFile);

        var missing = await Assert.ThrowsAsync<OperatorException>(() => CitizenIdProtector.OpenAsync(directory, holding, CancellationToken.None));
        (await CitizenIdProtector.OpenAsync(directory, database, CancellationToken.None)).Dispose();
        var other = await Assert.ThrowsAsync<OperatorException>(() => CitizenIdProtector.OpenAsync(directory, holding, CancellationToken.None));

        Assert.Contains("is missing", missing.Message, StringComparison.Ordinal);
        Assert.Contains("belongs to another one", other.Message, StringComparison.Ordinal);
    }
}
