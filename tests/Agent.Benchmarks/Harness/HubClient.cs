using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Agent.Benchmarks.Harness;

/// <summary>Speaks SignalR's JSON protocol over a WebSocket: messages that end with the record separator.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const byte End = 0x1e;
    private const int StreamItem = 2;
    private const int Completion = 3;

    private readonly ClientWebSocket _socket = new();
    private readonly ArrayBufferWriter<byte> _received = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _invocations;

    /// <summary>Connects with the cookies of a signed-in client.</summary>
    public static async Task<HubClient> ConnectAsync(SpawnedServer server, CancellationToken ct)
    {
        var client = new HubClient();
        client._socket.Options.Cookies = server.Cookies;
        await client._socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "ws", Path = "/hubs/assistant" }.Uri, ct);
        await client.SendAsync("""{"protocol":"json","version":1}""", ct);
        using var shaken = await client.ReceiveAsync(ct);
        return client;
    }

    /// <summary>Begins to watch a conversation from its start.</summary>
    /// <returns>Id of the stream.</returns>
    public async Task<string> WatchAsync(string conversation, CancellationToken ct)
    {
        var id = (++_invocations).ToString(CultureInfo.InvariantCulture);
        await SendAsync($$"""{"type":4,"invocationId":"{{id}}","target":"Watch","arguments":["{{conversation}}",0]}""", ct);
        return id;
    }

    /// <summary>Waits for an event of one of the types.</summary>
    /// <returns>The event.</returns>
    public async Task<JsonElement> WaitForAsync(string invocation, CancellationToken ct, params string[] types)
    {
        while (true)
        {
            using var message = await ReceiveAsync(ct);
            var root = message.RootElement;
            if (!IsOf(root, invocation))
                continue;
            switch (root.GetProperty("type").GetInt32())
            {
                case StreamItem when root.GetProperty("item").GetProperty("event") is var item && types.Contains(item.GetProperty("type").GetString()):
                    return item.Clone();
                case Completion:
                    throw new InvalidOperationException($"The stream ended: {root}");
            }
        }
    }

    /// <summary>Ends a stream.</summary>
    public Task CancelAsync(string invocation, CancellationToken ct) => SendAsync($$"""{"type":5,"invocationId":"{{invocation}}"}""", ct);

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        _socket.Dispose();
    }

    private static bool IsOf(JsonElement message, string invocation) => message.TryGetProperty("invocationId", out var id) && id.GetString() == invocation;

    private async Task SendAsync(string message, CancellationToken ct) =>
        await _socket.SendAsync(new ReadOnlyMemory<byte>([.. Encoding.UTF8.GetBytes(message), End]), WebSocketMessageType.Text, endOfMessage: true, ct);

    private async Task<JsonDocument> ReceiveAsync(CancellationToken ct)
    {
        while (true)
        {
            var end = _received.WrittenSpan.IndexOf(End);
            if (end >= 0)
            {
                var message = JsonDocument.Parse(_received.WrittenMemory[..end].ToArray());
                var rest = _received.WrittenSpan[(end + 1)..].ToArray();
                _received.ResetWrittenCount();
                _received.Write(rest);
                return message;
            }

            var part = await _socket.ReceiveAsync(_buffer.AsMemory(), ct);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException("The server closed the connection.");
            _received.Write(_buffer.AsSpan(0, part.Count));
        }
    }
}
