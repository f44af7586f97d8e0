using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// What happens in a province in a block of draws, by draw, cell, flow and year: events are noted as they come, and the stocks follow
/// from them, so the account always balances.
/// </summary>
internal sealed class ProvinceAccount(int horizon, int draws, int mostCells)
{
    // All but the opening stock.
    private const int Noted = CellDraws.Flows;

    private static readonly SupplyFlow[] Incoming = [SupplyFlow.Recruits, SupplyFlow.UpgradesIn, SupplyFlow.MovesIn];
    private static readonly SupplyFlow[] Outgoing =
        [SupplyFlow.UpgradesOut, SupplyFlow.Retirements, SupplyFlow.Leavers, SupplyFlow.Deaths, SupplyFlow.TransfersOut, SupplyFlow.MovesOut];

    private readonly ushort[] counts = new ushort[draws * mostCells * Noted * horizon];
    private readonly int length = mostCells * Noted * horizon;

    // By year and place.
    private readonly int[] change = new int[(horizon + 1) * mostCells];
    private int start;
    private bool isWatched;

    /// <summary>Begins a draw of the block.</summary>
    /// <param name="draw">Its number in the block.</param>
    /// <param name="cells">Cells of the province.</param>
    /// <param name="watched">Whether <see cref="ChangesIn"/> will be asked for.</param>
    public void Open(int draw, int cells, bool watched)
    {
        (start, isWatched) = (draw * length, watched);
        Array.Clear(counts, start, cells * Noted * horizon);
        if (watched) Array.Clear(change);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(int place, SupplyFlow flow, int year, int people)
    {
        ref var count = ref At(place, flow, year);
        count = checked((ushort)(count + people));
    }

    /// <summary>People are hired.</summary>
    /// <exception cref="OverflowException">More than 65,535 people.</exception>
    public void Recruit(int place, int year, int people)
    {
        ref var count = ref At(place, SupplyFlow.Recruits, year);
        count = checked((ushort)(count + people));
        ref var staying = ref At(place, SupplyFlow.RecruitsStaying, year);
        staying = (ushort)(staying + people);
        if (isWatched) change[year * mostCells + place] += people;
    }

    /// <summary>Someone goes, or nobody (0 people); of a recruit it also ends the stay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit(int place, SupplyFlow flow, int year, bool isRecruit, int people = 1)
    {
        Note(place, flow, year, people);
        if (isWatched) change[year * mostCells + place] -= people;
        if (isRecruit) At(place, SupplyFlow.RecruitsStaying, year) -= (ushort)people;
    }

    /// <summary>Someone goes on in another cell.</summary>
    public void Pass(int from, SupplyFlow goingOut, int to, SupplyFlow comingIn, int year, bool isRecruit)
    {
        Exit(from, goingOut, year, isRecruit);
        Note(to, comingIn, year, 1);
        if (isWatched) change[year * mostCells + to]++;
        if (isRecruit) At(to, SupplyFlow.RecruitsStaying, year)++;
    }

    /// <summary>How many more people than at its start each cell has at the end of a year, by what was noted of the open draw so far.</summary>
    public ReadOnlySpan<int> ChangesIn(int year) => change.AsSpan(year * mostCells, mostCells);

    /// <summary>Works out a cell's stocks and hands over what came about in it.</summary>
    /// <param name="place">Place of the cell in the province.</param>
    /// <param name="account">Its account.</param>
    /// <param name="block">Which block of draws.</param>
    /// <param name="drawn">Draws of the block, from its first.</param>
    /// <exception cref="OverflowException">More than 65,535 people.</exception>
    public void Enter(int place, CellDraws account, int block, int drawn)
    {
        Span<ushort> people = stackalloc ushort[CellDraws.Block];
        Span<ushort> stock = stackalloc ushort[CellDraws.Block];
        Span<ushort> staying = stackalloc ushort[CellDraws.Block];
        people.Clear();
        stock.Clear();
        staying.Clear();
        stock[..drawn].Fill((ushort)account.Opening);
        for (var year = 1; year <= horizon; year++)
        {
            foreach (var flow in Incoming)
                if (Gather(place, flow, year, people, drawn) is not 0 and var any)
                {
                    account.Set(flow, year, block, people, any);
                    AddTo(stock, people);
                }

            foreach (var flow in Outgoing)
                if (Gather(place, flow, year, people, drawn) is not 0 and var any)
                {
                    account.Set(flow, year, block, people, any);
                    TakeFrom(stock, people);
                }

            // The change may be below 0, which sixteen bits hold as well.
            if (Gather(place, SupplyFlow.RecruitsStaying, year, people, drawn) != 0)
                for (var draw = 0; draw < drawn; draw++) staying[draw] += people[draw];
            account.Set(SupplyFlow.Closing, year, block, stock);
            account.Set(SupplyFlow.RecruitsStaying, year, block, staying);
        }
    }

    private static void AddTo(Span<ushort> stock, ReadOnlySpan<ushort> people)
    {
        for (var at = 0; at < CellDraws.Block; at += Vector256<ushort>.Count)
        {
            var sum = Vector256.AddSaturate(Vector256.Create(stock[at..]), Vector256.Create(people[at..]));
            if (Vector256.EqualsAny(sum, Vector256<ushort>.AllBitsSet)) throw new OverflowException("More than 65,535 people in a cell.");
            sum.CopyTo(stock[at..]);
        }
    }

    private static void TakeFrom(Span<ushort> stock, ReadOnlySpan<ushort> people)
    {
        for (var at = 0; at < CellDraws.Block; at += Vector256<ushort>.Count)
            (Vector256.Create<ushort>(stock[at..]) - Vector256.Create(people[at..])).CopyTo(stock[at..]);
    }

    // The bits that are set in any draw.
    private int Gather(int place, SupplyFlow flow, int year, Span<ushort> people, int drawn)
    {
        ref var first = ref counts[(place * Noted + (int)flow - 1) * horizon + year - 1];
        var any = 0;
        for (var draw = 0; draw < drawn; draw++) any |= people[draw] = Unsafe.Add(ref first, draw * length);
        return any;
    }

    // Openings, the first of the flows, are not noted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ushort At(int place, SupplyFlow flow, int year) =>
        ref counts[start + (place * Noted + (int)flow - 1) * horizon + year - 1];
}
