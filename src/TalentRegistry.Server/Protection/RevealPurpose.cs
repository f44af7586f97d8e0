namespace TalentRegistry.Server.Protection;

/// <summary>Why a citizen ID is shown in full.</summary>
internal enum RevealPurpose
{
    /// <summary>To compare it with the person's card.</summary>
    VerifyIdentity,

    /// <summary>To write it into a decision or a form that asks for it.</summary>
    WriteDocument,

    /// <summary>To answer a request of the person.</summary>
    AnswerRequest,

    /// <summary>To find out whether it is right.</summary>
    CheckRecord,
}
