namespace TalentRegistry.Data.History;

/// <summary>How a chain fails to hold.</summary>
public enum ChainFaultKind
{
    /// <summary>A change is not what it was when it was chained.</summary>
    ChangeRewritten,

    /// <summary>A link does not follow from the one before it.</summary>
    LinkRewritten,

    /// <summary>A place in the chain is empty.</summary>
    LinkMissing,

    /// <summary>A link seals a change that is gone.</summary>
    ChangeMissing,

    /// <summary>Changes have no link and wait for none: they were put in, or their links taken away.</summary>
    ChangeOutsideChain,

    /// <summary>The chain does not go through a head that was noted earlier.</summary>
    HeadLost,
}

/// <summary>A place where the chain does not hold.</summary>
/// <param name="Kind">How.</param>
/// <param name="Position">Place in the chain, from 1; null where it is not about one place.</param>
/// <param name="ChangeId">The change, where there is one.</param>
/// <param name="Count">How many, where it is not about one place; else 1.</param>
public sealed record ChainFault(ChainFaultKind Kind, long? Position, long? ChangeId, long Count = 1)
{
    /// <summary>A sentence in Vietnamese.</summary>
    public string Vietnamese => Kind switch
    {
        ChainFaultKind.ChangeRewritten => $"Mắt xích {Position}: mục {ChangeId} không còn như khi được ghi.",
        ChainFaultKind.LinkRewritten => $"Mắt xích {Position}: không nối tiếp mắt xích trước.",
        ChainFaultKind.LinkMissing => $"Mắt xích {Position}: bị mất.",
        ChainFaultKind.ChangeMissing => $"Mắt xích {Position}: mục {ChangeId} bị mất.",
        ChainFaultKind.ChangeOutsideChain => $"{Count} mục nằm ngoài chuỗi.",
        _ => $"Chuỗi không đi qua điểm đã ghi lại ở mắt xích {Position}.",
    };

    /// <summary>A sentence in English.</summary>
    public string English => Kind switch
    {
        ChainFaultKind.ChangeRewritten => $"Link {Position}: entry {ChangeId} is not what it was when it was written.",
        ChainFaultKind.LinkRewritten => $"Link {Position}: it does not follow from the link before it.",
        ChainFaultKind.LinkMissing => $"Link {Position}: it is gone.",
        ChainFaultKind.ChangeMissing => $"Link {Position}: entry {ChangeId} is gone.",
        ChainFaultKind.ChangeOutsideChain => $"{Count} entries are outside the chain.",
        _ => $"The chain does not go through the head that was noted at link {Position}.",
    };
}
