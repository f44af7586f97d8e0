using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using TalentRegistry.Data.Statistics;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
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

    /// <summary>Their certificates.</summary>
    public DbSet<Certificate> Certificates => Set<Certificate>();

    /// <summary>Their academic titles.</summary>
    public DbSet<AcademicTitle> AcademicTitles => Set<AcademicTitle>();

    /// <summary>Their recognitions as talent.</summary>
    public DbSet<TalentRecognition> TalentRecognitions => Set<TalentRecognition>();

    /// <summary>Their extensions of working age.</summary>
    public DbSet<WorkingAgeExtension> WorkingAgeExtensions => Set<WorkingAgeExtension>();

    /// <summary>Their availabilities.</summary>
    public DbSet<Availability> Availabilities => Set<Availability>();

    /// <summary>Their science and technology tasks.</summary>
    public DbSet<ScienceTask> ScienceTasks => Set<ScienceTask>();

    /// <summary>Their awards.</summary>
    public DbSet<Award> Awards => Set<Award>();

    /// <summary>Their memberships of associations.</summary>
    public DbSet<AssociationMembership> AssociationMemberships => Set<AssociationMembership>();

    /// <summary>Agencies.</summary>
    public DbSet<Agency> Agencies => Set<Agency>();

    /// <summary>Operations on agencies.</summary>
    public DbSet<Reorganisation> Reorganisations => Set<Reorganisation>();

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

    /// <summary>Plans in force.</summary>
    public DbSet<PlanView> Plans => Set<PlanView>();

    /// <summary>Their targets.</summary>
    public DbSet<TargetView> Targets => Set<TargetView>();

    /// <summary>Duties of the plans, and those of older versions about which something was noted.</summary>
    public DbSet<DutyView> Duties => Set<DutyView>();

    /// <summary>Published series.</summary>
    public DbSet<FigureSeries> FigureSeries => Set<FigureSeries>();

    /// <summary>Their figures in use.</summary>
    public DbSet<Figure> Figures => Set<Figure>();

    /// <summary>Shortages of the newest forecast.</summary>
    public DbSet<ShortageView> Shortages => Set<ShortageView>();

    /// <summary>Supply of the newest forecast.</summary>
    public DbSet<SupplyView> Supply => Set<SupplyView>();

    /// <summary>The same by degree level.</summary>
    public DbSet<SupplyByDegreeView> SupplyByDegree => Set<SupplyByDegreeView>();

    /// <summary>How earlier forecasts of what the newest one publishes have fared.</summary>
    public DbSet<BacktestView> Backtests => Set<BacktestView>();

    /// <summary>Risks that need no target, by unit and sector.</summary>
    public DbSet<StructuralRiskView> StructuralRisks => Set<StructuralRiskView>();

    /// <summary>Every dated fact of their careers.</summary>
    public DbSet<CareerEvent> CareerEvents => Set<CareerEvent>();

    /// <summary>Changes of the records of those people.</summary>
    public DbSet<PersonChange> PersonChanges => Set<PersonChange>();

    /// <summary>People whom a text means, best first by <see cref="PersonFound.Place"/>: <see cref="People.PeopleSearch"/> says what the arguments are.</summary>
    public IQueryable<PersonFound> SearchPeople(string sought, Guid? under, byte[]? idHash, int most) =>
        FromExpression(() => SearchPeople(sought, under, idHash, most));

    /// <summary>Records that may be of one person, both within the caller's scope.</summary>
    public DbSet<DuplicatePair> DuplicatePairs => Set<DuplicatePair>();

    /// <summary>Who has the records of a person now: that person, unless merged into another.</summary>
    public static Guid KeptPerson(Guid person) =>
        throw new NotSupportedException($"KeptPerson runs in the database only; it was called on {person}.");

    /// <summary>Whether an agency is another one or, with all below it, stood under it on a day.</summary>
    public static bool IsAt(Guid agency, Guid top, DateOnly day, bool? withBelow) =>
        throw new NotSupportedException($"IsAt runs in the database only; it was called on {agency}, {top}, {day}, {withBelow}.");

    /// <summary>The last day before the pension by the normal age of retirement.</summary>
    public static DateOnly RetirementDay(DateOnly? born, int birthYear, bool isFemale) =>
        throw new NotSupportedException($"RetirementDay runs in the database only; it was called on {born}, {birthYear}, {isFemale}.");

    /// <summary>The database's day.</summary>
    public static DateOnly Today() => throw new NotSupportedException("Today is asked of the database only.");

    /// <summary>Folds accents, case and spaces as the database's name index does.</summary>
    public static string Fold(string value) =>
        throw new NotSupportedException($"Fold runs in the database only; it was called on a text of {value.Length} characters.");

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.UseCollation("default");
        modelBuilder.HasDbFunction(typeof(RegistryContext).GetMethod(nameof(Fold))!).HasSchema("reference").HasName("fold");

        modelBuilder.HasDbFunction(typeof(RegistryContext).GetMethod(nameof(KeptPerson))!).HasSchema("duplicates").HasName("kept_person");

        modelBuilder.HasDbFunction(typeof(RegistryContext).GetMethod(nameof(IsAt))!).HasSchema("registry").HasName("is_at");

        modelBuilder.HasDbFunction(typeof(RegistryContext).GetMethod(nameof(RetirementDay))!, retirement =>
        {
            retirement.HasSchema("registry").HasName("retirement_day");
            retirement.HasParameter("birthYear").HasStoreType("integer");
        });
        modelBuilder.HasDbFunction(typeof(RegistryContext).GetMethod(nameof(Today))!)
            .HasTranslation(_ => new SqlFunctionExpression("CURRENT_DATE", nullable: false, typeof(DateOnly), typeMapping: null));

        modelBuilder.Entity<Person>(person =>
        {
            person.ToTable("person", "registry");
            person.Property(p => p.FullName).UseCollation("reference.vietnamese");
            person.Property(p => p.GivenName).UseCollation("reference.vietnamese").ValueGeneratedOnAddOrUpdate();
            person.Property<string>("FoldedName").IsRequired().ValueGeneratedOnAddOrUpdate();
            person.HasMany(p => p.Degrees).WithOne(d => d.Person).HasForeignKey(d => d.PersonId);
            person.HasMany(p => p.Postings).WithOne(p => p.Person).HasForeignKey(p => p.PersonId);
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
        modelBuilder.Entity<Certificate>(certificate => certificate.HasOne(c => c.Level).WithMany().HasForeignKey(c => c.LevelCode));
        modelBuilder.Entity<AcademicTitle>(title => title.HasOne(t => t.Field).WithMany().HasForeignKey(t => t.FieldCode));
        modelBuilder.Entity<ScienceTask>(task => task.HasOne(t => t.Field).WithMany().HasForeignKey(t => t.FieldCode));
        foreach (var kind in DossierKinds.Entries.Where(kind => kind.Value.IsSubclassOf(typeof(DossierRecord))))
        {
            modelBuilder.Entity(kind.Value).ToTable(SnakeCase.Of(kind.Key), "registry")
                .HasOne(typeof(Person), nameof(DossierRecord.Person)).WithMany(typeof(Person).GetProperties().Single(list => list.PropertyType == typeof(IReadOnlyList<>).MakeGenericType(kind.Value)).Name)
                .HasForeignKey(nameof(DossierRecord.PersonId));
        }

        modelBuilder.Entity<Agency>(agency =>
        {
            agency.ToTable("agency", "registry");
            agency.HasMany(a => a.Seats).WithOne().HasForeignKey(s => s.AgencyId);
            agency.HasOne(a => a.Parent).WithMany().HasForeignKey(a => a.ParentId);
            agency.HasOne(a => a.Sector).WithMany().HasForeignKey(a => a.SectorCode);
        });
        modelBuilder.Entity<AgencySeat>(seat =>
        {
            seat.ToTable("agency_seat", "registry").ToView("agency_seat_place", "registry");
            seat.HasKey(s => new { s.AgencyId, s.ValidFrom });
            seat.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId);
            seat.HasOne(s => s.District).WithMany().HasForeignKey(s => s.DistrictId);
            seat.HasOne(s => s.Province).WithMany().HasForeignKey(s => s.ProvinceId);
        });
        MapReorganisations(modelBuilder);
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

        modelBuilder.HasDbFunction(typeof(RegistryContext).GetMethod(nameof(SearchPeople))!, search =>
        {
            search.HasSchema("registry").HasName("search_people");
            search.HasParameter("most").HasStoreType("integer");
        });
        modelBuilder.Entity<PersonFound>(found =>
        {
            found.ToTable((string?)null).HasKey(f => f.PersonId);
            found.HasOne(f => f.Person).WithMany().HasForeignKey(f => f.PersonId);
        });
        MapViews(modelBuilder);

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            MapToColumn(property);
    }

    private static void MapReorganisations(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<AgencyState>(state =>
        {
            state.ToView("agency_state", "registry").HasKey(s => new { s.AgencyId, s.ValidFrom });
            state.HasOne<Agency>().WithMany(a => a.States).HasForeignKey(s => s.AgencyId);
            state.HasOne(s => s.Parent).WithMany().HasForeignKey(s => s.ParentId);
        });
        modelBuilder.Entity<AgencyClass>(period =>
        {
            period.ToView("agency_class", "registry").HasKey(c => new { c.AgencyId, c.ValidFrom });
            period.HasOne<Agency>().WithMany(a => a.Classes).HasForeignKey(c => c.AgencyId);
            period.HasOne(c => c.Sector).WithMany().HasForeignKey(c => c.SectorCode);
        });
        modelBuilder.Entity<AgencyLineage>(lineage =>
        {
            lineage.ToView("agency_lineage", "registry");
            lineage.HasOne(l => l.Predecessor).WithMany(a => a.Successors).HasForeignKey(l => l.PredecessorId);
            lineage.HasOne(l => l.Successor).WithMany(a => a.Predecessors).HasForeignKey(l => l.SuccessorId);
        });
        modelBuilder.Entity<Reorganisation>(operation => operation.ToTable("reorganisation", "registry"));
        modelBuilder.Entity<ReorganisedAgency>(part =>
        {
            part.ToTable("reorganised_agency", "registry").HasKey(p => new { p.ReorganisationId, p.AgencyId });
            part.HasOne(p => p.Reorganisation).WithMany(r => r.Agencies).HasForeignKey(p => p.ReorganisationId);
            part.HasOne(p => p.Agency).WithMany(a => a.Reorganisations).HasForeignKey(p => p.AgencyId);
        });
        modelBuilder.Entity<ReorganisedUnit>(part =>
        {
            part.ToTable("reorganised_unit", "registry").HasKey(p => new { p.ReorganisationId, p.UnitId });
            part.HasOne(p => p.Reorganisation).WithMany(r => r.Units).HasForeignKey(p => p.ReorganisationId);
            part.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId);
        });
        modelBuilder.Entity<ReseatedAgency>(part =>
        {
            part.ToTable("reseated_agency", "registry").HasKey(p => new { p.ReorganisationId, p.AgencyId, p.FromId });
            part.HasOne<Reorganisation>().WithMany(r => r.Reseated).HasForeignKey(p => p.ReorganisationId);
            part.HasOne(p => p.Agency).WithMany().HasForeignKey(p => p.AgencyId);
        });
        modelBuilder.Entity<UnitState>(state =>
        {
            state.ToView("unit_state", "registry").HasKey(s => s.Id);
            state.HasOne<AdministrativeUnit>().WithMany(u => u.States).HasForeignKey(s => s.UnitId);
        });
        modelBuilder.Entity<UnitLineage>(lineage =>
        {
            lineage.ToView("unit_lineage", "reference");
            lineage.HasOne(l => l.Predecessor).WithMany(u => u.Successors).HasForeignKey(l => l.PredecessorId);
            lineage.HasOne(l => l.Successor).WithMany(u => u.Predecessors).HasForeignKey(l => l.SuccessorId);
        });
    }

    private static void MapViews(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PlanView>(plan =>
        {
            plan.ToView("current_plan", "plans");
            plan.HasMany(p => p.Targets).WithOne(t => t.Plan).HasForeignKey(t => t.PlanId);
            plan.HasMany(p => p.Duties).WithOne().HasForeignKey(d => d.PlanId);
            plan.HasOne(p => p.Unit).WithMany().HasForeignKey(p => p.UnitId);
        });
        modelBuilder.Entity<TargetView>(target =>
        {
            target.ToView("current_target", "plans").HasKey(t => t.Code);
            target.HasMany(t => t.Path).WithOne().HasForeignKey(y => y.TargetCode);
        });
        modelBuilder.Entity<DutyView>(duty =>
        {
            duty.ToView("current_duty", "duties").HasKey(d => d.Code);
            duty.HasOne(d => d.Holder).WithMany().HasForeignKey(d => d.HolderId);
            duty.HasMany(d => d.Occurrences).WithOne().HasForeignKey(o => o.DutyCode);
            duty.HasMany(d => d.Notes).WithOne().HasForeignKey(n => n.DutyCode);
        });
        modelBuilder.Entity<DutyOccurrenceView>(occurrence => occurrence.ToView("current_occurrence", "duties").HasKey(o => o.Id));
        modelBuilder.Entity<DutyNoteView>(note => note.ToView("note", "duties").HasKey(n => n.Id));
        modelBuilder.Entity<TargetYearView>(year =>
        {
            year.ToView("current_target_path", "forecast").HasKey(y => new { y.TargetCode, y.UnitId, y.Year });
            year.HasOne(y => y.Unit).WithMany().HasForeignKey(y => y.UnitId);
        });
        modelBuilder.Entity<FigureSeries>().ToView("series", "reference").HasKey(series => series.Code);
        modelBuilder.Entity<Figure>(figure =>
        {
            figure.ToView("figure", "reference");
            figure.HasOne(f => f.Series).WithMany().HasForeignKey(f => f.SeriesCode);
            figure.HasOne(f => f.Unit).WithMany().HasForeignKey(f => f.UnitId);
        });
        modelBuilder.Entity<ShortageView>(shortage =>
        {
            shortage.ToView("current_shortage", "forecast");
            shortage.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId);
            shortage.HasOne(s => s.Sector).WithMany().HasForeignKey(s => s.SectorCode);
            shortage.HasOne(s => s.Profession).WithMany().HasForeignKey(s => s.ProfessionCode);
        });
        modelBuilder.Entity<SupplyView>(supply =>
        {
            supply.ToView("current_supply", "forecast");
            supply.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId);
            supply.HasOne(s => s.Sector).WithMany().HasForeignKey(s => s.SectorCode);
            supply.HasOne(s => s.Profession).WithMany().HasForeignKey(s => s.ProfessionCode);
        });
        modelBuilder.Entity<SupplyByDegreeView>(supply =>
        {
            supply.ToView("current_supply_by_degree", "forecast");
            supply.HasOne(s => s.Unit).WithMany().HasForeignKey(s => s.UnitId);
            supply.HasOne(s => s.Sector).WithMany().HasForeignKey(s => s.SectorCode);
            supply.HasOne(s => s.Profession).WithMany().HasForeignKey(s => s.ProfessionCode);
        });
        modelBuilder.Entity<BacktestView>(backtest =>
        {
            backtest.ToView("current_backtest", "forecast");
            backtest.HasOne(b => b.Unit).WithMany().HasForeignKey(b => b.UnitId);
            backtest.HasOne(b => b.Sector).WithMany().HasForeignKey(b => b.SectorCode);
            backtest.HasOne(b => b.Profession).WithMany().HasForeignKey(b => b.ProfessionCode);
        });
        modelBuilder.Entity<StructuralRiskView>(risk =>
        {
            risk.ToView("current_structural_risk", "forecast");
            risk.HasOne(r => r.Unit).WithMany().HasForeignKey(r => r.UnitId);
            risk.HasOne(r => r.Sector).WithMany().HasForeignKey(r => r.SectorCode);
        });
        modelBuilder.Entity<CareerEvent>().ToView("career_event", "registry").HasKey(fact => new { fact.Kind, fact.RecordId });
        modelBuilder.Entity<PersonChange>(change =>
        {
            change.ToView("person_change", "history");
            change.HasMany(c => c.Values).WithOne().HasForeignKey(v => v.ChangeId);
        });
        modelBuilder.Entity<DuplicatePair>(pair =>
        {
            pair.ToView("current_pair", "duplicates");
            pair.HasOne(p => p.One).WithMany().HasForeignKey(p => p.OneId);
            pair.HasOne(p => p.Other).WithMany().HasForeignKey(p => p.OtherId);
        });
        modelBuilder.Entity<ChangedValue>(value => value.ToView("changed_value", "history").HasKey(v => new { v.ChangeId, v.Field }));
    }

    private static void MapToColumn(IMutableProperty property)
    {
        property.SetColumnName(SnakeCase.Of(property.Name));
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type.IsEnum)
            property.SetValueConverter(typeof(SnakeCaseEnumConverter<>).MakeGenericType(type));
        // Years and the like; what is counted may be more.
        if (type == typeof(int) && property.Name != nameof(Person.Version)
            && property.DeclaringType.ClrType != typeof(Reorganisation) && property.DeclaringType.ClrType != typeof(ReorganisedAgency)
            && property.DeclaringType.ClrType != typeof(ReorganisedUnit) && property.DeclaringType.ClrType != typeof(ReseatedAgency))
            property.SetColumnType("smallint");
    }
}
