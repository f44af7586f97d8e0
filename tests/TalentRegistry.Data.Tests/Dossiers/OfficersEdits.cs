using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.People;

namespace TalentRegistry.Data.Tests.Dossiers;

/// <summary>Changes of dossiers for tests, with a key of citizen IDs of their own.</summary>
internal sealed class OfficersEdits : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-edits-");
    private readonly CitizenIdLookup citizenIds;

    public OfficersEdits(RegistryDatabase database)
    {
        new CitizenIdKeyFile(folder.FullName).Write(new byte[32]);
        citizenIds = new CitizenIdLookup(folder.FullName, database);
        Edits = new DossierEdits(citizenIds, TimeProvider.System);
    }

    public DossierEdits Edits { get; }

    public void Dispose()
    {
        citizenIds.Dispose();
        folder.Delete(recursive: true);
    }
}
