namespace TalentRegistry.Domain.Duties;

/// <summary>How far a duty has come, as it was noted.</summary>
public enum DutyStage
{
    /// <summary>Chưa thực hiện: nothing was noted, or that it is not begun.</summary>
    NotBegun,

    /// <summary>Đang thực hiện.</summary>
    UnderWay,

    /// <summary>Đã hoàn thành.</summary>
    Done,

    /// <summary>Không thực hiện nữa, with the reason in the note.</summary>
    Cancelled,
}

/// <summary>Where a duty stands on a day: the stage that was noted, held against the day it is due.</summary>
public enum DutyStatus
{
    /// <summary>Chưa thực hiện.</summary>
    NotBegun,

    /// <summary>Đang thực hiện.</summary>
    UnderWay,

    /// <summary>Hoàn thành đúng hạn, or without a day to be held against.</summary>
    Done,

    /// <summary>Hoàn thành quá hạn.</summary>
    DoneLate,

    /// <summary>Quá hạn: neither done nor cancelled, and the last day has passed.</summary>
    Overdue,

    /// <summary>Không thực hiện nữa.</summary>
    Cancelled,
}
