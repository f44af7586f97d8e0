using Microsoft.EntityFrameworkCore;

namespace TalentRegistry.GraphQL.Tests.Data;

// A small model of its own, with what makes queries hard: nulls everywhere, an enum kept as text, keys of a type of their own,
// links that may be absent, lists, and text in Vietnamese order.

#pragma warning disable CA1036, MA0097 // Without operators on purpose: queries must manage without them.
public readonly record struct PupilId(Guid Value) : IComparable<PupilId>
{
    public int CompareTo(PupilId other) => Value.CompareTo(other.Value);
}
#pragma warning restore CA1036, MA0097

public enum House
{
    Lotus,
    Bamboo,
}

public sealed class Pupil
{
    public PupilId Id { get; set; }

    public string FullName { get; set; } = "";

    public string GivenName { get; set; } = "";

    public string? Nickname { get; set; }

    public int Year { get; set; }

    public int? Score { get; set; }

    public decimal? Height { get; set; }

    public DateOnly? JoinedOn { get; set; }

    public DateTimeOffset? SeenAt { get; set; }

    public double? Weight { get; set; }

    public bool IsBoarder { get; set; }

    public House? House { get; set; }

    public string Secret { get; set; } = "";

    public Guid? TeacherId { get; set; }

    public Teacher? Teacher { get; set; }

    public PupilId? BuddyId { get; set; }

    public Pupil? Buddy { get; set; }

    public List<Mark> Marks { get; set; } = [];
}

public sealed class Teacher
{
    public Guid Id { get; set; }

    public string Name { get; set; } = "";

    public DateOnly HiredOn { get; set; }

    public string TownCode { get; set; } = "";

    public Town Town { get; set; } = null!;

    public List<Pupil> Pupils { get; set; } = [];
}

public sealed class Town
{
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";
}

public sealed class Mark
{
    public int Id { get; set; }

    public PupilId PupilId { get; set; }

    public string Subject { get; set; } = "";

    public int Value { get; set; }

    public DateOnly GivenOn { get; set; }
}

public sealed class SchoolContext(DbContextOptions<SchoolContext> options) : DbContext(options)
{
    public DbSet<Pupil> Pupils => Set<Pupil>();

    public DbSet<Teacher> Teachers => Set<Teacher>();

    public static string Fold(string text) => throw new NotSupportedException(text);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDbFunction(typeof(SchoolContext).GetMethod(nameof(Fold))!).HasName("fold");
        modelBuilder.Entity<Pupil>(pupil =>
        {
            pupil.Property(p => p.Id).HasConversion(id => id.Value, value => new PupilId(value));
            pupil.Property(p => p.House).HasConversion<string>();
            pupil.HasOne(p => p.Teacher).WithMany(t => t.Pupils).HasForeignKey(p => p.TeacherId);
            pupil.Property(p => p.BuddyId).HasConversion(id => id!.Value.Value, value => new PupilId(value));
            pupil.HasOne(p => p.Buddy).WithMany().HasForeignKey(p => p.BuddyId);
            pupil.HasMany(p => p.Marks).WithOne().HasForeignKey(m => m.PupilId);
        });
        modelBuilder.Entity<Mark>().Property(m => m.PupilId).HasConversion(id => id.Value, value => new PupilId(value));
        modelBuilder.Entity<Teacher>().HasOne(t => t.Town).WithMany().HasForeignKey(t => t.TownCode);
        modelBuilder.Entity<Town>().HasKey(t => t.Code);
    }
}
