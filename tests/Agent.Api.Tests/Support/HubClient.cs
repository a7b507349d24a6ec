using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Agent.Api.Tests.Support;

/// <summary>Speaks the hub's JSON protocol over a WebSocket: each message is JSON that ends with a record separator.</summary>
internal sealed class HubClient : IDisposable
{
    private const char End = '\u001e';

    private readonly WebSocket _socket;
    private readonly StringBuilder _received = new();

    private HubClient(WebSocket socket) => _socket = socket;

    public static async Task<HubClient> ConnectAsync(ApiServer server, HttpClient session, CancellationToken ct)
    {
        var sockets = server.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => request.Headers.Cookie = session.DefaultRequestHeaders.TryGetValues("Cookie", out var cookie) ? cookie.Single() : "";
        var hub = new HubClient(await sockets.ConnectAsync(new(server.Server.BaseAddress, "hubs/assistant"), ct));
        await hub.SendAsync("""{"protocol":"json","version":1}""", ct);
        await hub.ReceiveAsync(ct);
        return hub;
    }

    /// <summary>The items of a stream; a refused one throws with the server's words.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(string method, object[] arguments, [EnumeratorCancellation] CancellationToken ct)
    {
        await SendAsync(JsonSerializer.Serialize(new { type = 4, invocationId = "1", target = method, arguments }), ct);
        while (true)
        {
            var message = await ReceiveAsync(ct);
            switch (message.GetProperty("type").GetInt32())
            {
                case 2:
                    yield return message.GetProperty("item");
                    break;
                case 3 when message.TryGetProperty("error", out var error):
                    throw new InvalidOperationException(error.GetString());
                case 3:
                    yield break;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(string message, CancellationToken ct) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, ct);

    private async Task<JsonElement> ReceiveAsync(CancellationToken ct)
    {
        var buffer = new byte[8192];
        int end;
        while ((end = _received.ToString().IndexOf(End, StringComparison.Ordinal)) < 0)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (result.MessageType == WebSocketMessageType.Close)
                throw new InvalidOperationException($"The server closed the connection: {_socket.CloseStatusDescription}");
            _received.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
        }

        var message = _received.ToString(0, end);
        _received.Remove(0, end + 1);
        return JsonSerializer.Deserialize<JsonElement>(message);
    }
}
