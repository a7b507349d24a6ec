using System.Data.Common;
using Agent.Core.Retrieval;

namespace Agent.Infrastructure.Search;

/// <summary>Writes the passages of texts into the embedded index, within a transaction.</summary>
internal sealed class PassageWriter : IAsyncDisposable
{
    private readonly DbCommand _delete;
    private readonly DbCommand _insert;
    private readonly DbCommand _insertText;
    private readonly DbCommand _insertVector;

    public PassageWriter(DbConnection connection, DbTransaction transaction, long space)
    {
        _delete = Prepare("""DELETE FROM "passages" WHERE "SourceId" = $source AND "SourceKind" = $sourceKind""");
        _insert = Prepare("""
            INSERT INTO "passages" ("SourceKind", "SourceId", "Start", "Length", "Kind", "At", "Speaker", "Context")
            VALUES ($sourceKind, $source, $start, $length, $kind, $at, $speaker, $context) RETURNING "RowId"
            """);
        _insertText = Prepare("""INSERT INTO passage_text (rowid, "Text", "Context", "Speaker", "Scope") VALUES ($row, $text, $context, $speaker, $scope)""");
        _insertVector = Prepare("""INSERT INTO "passage_vectors" ("RowId", "Space", "Vector") VALUES ($row, $space, $vector)""");
        _insertVector.Set("$space", space);

        DbCommand Prepare(string sql)
        {
            var command = connection.Command(sql);
            command.Transaction = transaction;
            return command;
        }
    }

    /// <summary>Puts the passages of a text in the place of those it had.</summary>
    public async Task ReplaceAsync(SourcePassages source, CancellationToken ct)
    {
        var key = source.Source.Id.ToByteArray(bigEndian: true);
        _delete.Set("$source", key);
        _delete.Set("$sourceKind", (int)source.Source.Kind);
        await _delete.ExecuteNonQueryAsync(ct);
        _insert.Set("$source", key);
        _insert.Set("$sourceKind", (int)source.Source.Kind);
        foreach (var passage in source.Passages)
        {
            _insert.Set("$start", passage.Start);
            _insert.Set("$length", passage.Length);
            _insert.Set("$kind", (int)passage.Kind);
            _insert.Set("$at", passage.At.ToUnixTimeMilliseconds());
            _insert.Set("$speaker", (object?)passage.Speaker ?? DBNull.Value);
            _insert.Set("$context", passage.Context);
            var row = (long)(await _insert.ExecuteScalarAsync(ct))!;
            _insertText.Set("$row", row);
            _insertText.Set("$text", TextAnalyzer.TermsOf(passage.Text));
            _insertText.Set("$context", TextAnalyzer.TermsOf($"{passage.Context}\n{passage.About}"));
            _insertText.Set("$speaker", passage.Speaker is null ? "" : string.Join(' ', TextAnalyzer.NameWords(passage.Speaker)));
            _insertText.Set("$scope", PassageMatch.ScopeOf(passage));
            await _insertText.ExecuteNonQueryAsync(ct);
            if (passage.Vector.IsEmpty)
                continue;
            _insertVector.Set("$row", row);
            _insertVector.Set("$vector", VectorCodes.ToBytes(passage.Vector.Span));
            await _insertVector.ExecuteNonQueryAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _delete.DisposeAsync();
        await _insert.DisposeAsync();
        await _insertText.DisposeAsync();
        await _insertVector.DisposeAsync();
    }
}
