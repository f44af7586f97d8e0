using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Reference;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data;

/// <summary>
/// The registry as EF Core sees it. The tables are defined by db/migrations; this model maps them and a test fails when
/// the two drift apart. Take one from a <see cref="Access.RegistrySession"/>, which carries the caller's rights.
/// </summary>
public sealed class RegistryContext(DbContextOptions<RegistryContext> options) : DbContext(options)
{
    /// <summary>People that the caller may see.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Their degrees.</summary>
    public DbSet<Degree> Degrees => Set<Degree>();

    /// <summary>Their postings.</summary>
    public DbSet<Posting> Postings => Set<Posting>();

    /// <summary>Agencies.</summary>
    public DbSet<Agency> Agencies => Set<Agency>();

    /// <summary>Administrative units, past and present.</summary>
    public DbSet<AdministrativeUnit> Units => Set<AdministrativeUnit>();

    /// <summary>Sectors of work.</summary>
    public DbSet<Sector> Sectors => Set<Sector>();

    /// <summary>Professions.</summary>
    public DbSet<Profession> Professions => Set<Profession>();

    /// <summary>Degree levels.</summary>
    public DbSet<DegreeLevel> DegreeLevels => Set<DegreeLevel>();

    /// <summary>Fields of study.</summary>
    public DbSet<FieldOfStudy> FieldsOfStudy => Set<FieldOfStudy>();

    /// <summary>Ethnic groups.</summary>
    public DbSet<EthnicGroup> EthnicGroups => Set<EthnicGroup>();

    /// <summary>Folds accents, case and spaces as the database's name index does.</summary>
    public static string Fold(string value) =>
        throw new NotSupportedException($"Fold runs in the database only; it was called on a text of {value.Length} characters.");

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseCollation("default");
        modelBuilder.HasDbFunction(typeof(RegistryContext).GetMethod(nameof(Fold))!).HasSchema("reference").HasName("fold");

        modelBuilder.Entity<Person>(person =>
        {
            person.ToTable("person", "registry");
            person.Property(p => p.FullName).UseCollation("reference.vietnamese");
            person.Property(p => p.GivenName).UseCollation("reference.vietnamese").ValueGeneratedOnAddOrUpdate();
            person.Property<string>("FoldedName").IsRequired().ValueGeneratedOnAddOrUpdate();
            person.HasMany(p => p.Degrees).WithOne().HasForeignKey(d => d.PersonId);
            person.HasMany(p => p.Postings).WithOne().HasForeignKey(p => p.PersonId);
            person.HasOne(p => p.Keeper).WithMany().HasForeignKey(p => p.KeeperId);
            person.HasOne(p => p.EthnicGroup).WithMany().HasForeignKey(p => p.EthnicGroupCode);
            person.HasOne(p => p.HomeUnit).WithMany().HasForeignKey(p => p.HomeUnitId);
        });
        modelBuilder.Entity<Degree>(degree =>
        {
            degree.ToTable("degree", "registry");
            degree.HasOne(d => d.Level).WithMany().HasForeignKey(d => d.LevelCode);
            degree.HasOne(d => d.Field).WithMany().HasForeignKey(d => d.FieldCode);
        });
        modelBuilder.Entity<Posting>(posting =>
        {
            posting.ToTable("posting", "registry");
            posting.HasOne(p => p.Agency).WithMany().HasForeignKey(p => p.AgencyId);
            posting.HasOne(p => p.Profession).WithMany().HasForeignKey(p => p.ProfessionCode);
            posting.HasOne<DegreeLevel>().WithMany().HasForeignKey(p => p.RequiredLevelCode);
        });
        modelBuilder.Entity<Agency>(agency =>
        {
            agency.ToTable("agency", "registry");
            agency.HasMany(a => a.Seats).WithOne().HasForeignKey(s => s.AgencyId);
            agency.HasOne(a => a.Parent).WithMany().HasForeignKey(a => a.ParentId);
            agency.HasOne(a => a.Sector).WithMany().HasForeignKey(a => a.SectorCode);
        });
        modelBuilder.Entity<AgencySeat>(seat =>
        {
            seat.ToTable("agency_seat", "registry");
            seat.HasKey(s => new { s.AgencyId, s.ValidFrom });
            seat.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId);
        });
        modelBuilder.Entity<AdministrativeUnit>(unit =>
        {
            unit.ToTable("administrative_unit", "reference");
            unit.HasOne(u => u.Parent).WithMany().HasForeignKey(u => u.ParentId);
        });
        modelBuilder.Entity<Sector>(sector => sector.ToTable("sector", "reference").HasKey(s => s.Code));
        modelBuilder.Entity<Profession>(profession => profession.ToTable("profession", "reference").HasKey(p => p.Code));
        modelBuilder.Entity<DegreeLevel>(level => level.ToTable("degree_level", "reference").HasKey(l => l.Code));
        modelBuilder.Entity<FieldOfStudy>(field => field.ToTable("field_of_study", "reference").HasKey(f => f.Code));
        modelBuilder.Entity<EthnicGroup>(group => group.ToTable("ethnic_group", "reference").HasKey(g => g.Code));

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            MapToColumn(property);
    }

    private static void MapToColumn(IMutableProperty property)
    {
        property.SetColumnName(SnakeCase.Of(property.Name));
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
            property.SetValueConverter(typeof(SnakeCaseEnumConverter<>).MakeGenericType(type));
        if (type == typeof(int))
            property.SetColumnType("smallint");
    }
}
