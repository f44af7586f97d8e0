using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Writing;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Importing;

/// <summary>Committing lists and taking them back as work that can be watched, and cancelled until it is committed.</summary>
internal sealed class ImportWork(WorkBoard board, ImportDesk desk, ImportUploads uploads)
{
    private const string Overtaken =
        "Dữ liệu đã thay đổi trong lúc nhập nên không dòng nào được ghi. Hãy xem trước lại rồi nhập lần nữa. " +
        "The registry changed meanwhile, and no row was written. Look at the preview again and commit once more.";

    /// <summary>Begins to commit an upload, which is forgotten once that is done; the id of the work.</summary>
    public Task<Guid> CommitAsync(Caller caller, Guid upload, FileInfo file, string name, ImportWish wish, CancellationToken cancellationToken) =>
        board.StartAsync(WorkKind.Import, caller.AccountId, ImportStages.Reading, async (progress, ended) =>
        {
            var (committed, _) = await ToldAsync(() => desk.CommitAsync(caller, file, name, wish, new ImportTelling { Progress = progress }, ended, uploads.CheckOf(caller.AccountId, upload)));
            uploads.Forget(caller.AccountId, upload);
            var taken = committed.Counts.New + committed.Counts.Changed;
            progress.Report(new WorkStep(ImportStages.Writing, taken, taken));
        }, cancellationToken);

    /// <summary>Begins to take an import back; the id of the work.</summary>
    public Task<Guid> UndoAsync(Caller caller, Guid import, CancellationToken cancellationToken) =>
        board.StartAsync(WorkKind.Import, caller.AccountId, ImportStages.Undoing, (_, ended) => ToldAsync(async () =>
        {
            await desk.UndoAsync(caller, import, ended);
            return true;
        }), cancellationToken);

    // What an officer can mend is told; anything else is the server's to explain.
    private static async Task<T> ToldAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (ImportRefusedException refusal)
        {
            throw new WorkFailedException($"{refusal.Sentence.In("vi")} {refusal.Sentence.In("en")} ({refusal.Code})", refusal);
        }
        catch (OperatorException refusal)
        {
            throw new WorkFailedException(refusal.Message, refusal);
        }
        catch (PostgresException fault) when (fault.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            throw new WorkFailedException(Overtaken, fault);
        }
    }
}
