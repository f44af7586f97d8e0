using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>
/// One connection of HTTP/1.1 that sends prepared bytes and reads one answer at a time. It shares the cores with what it
/// measures, so it makes no objects per request and understands no more of HTTP than the servers send.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[256 * 1024];
    private int body;
    private int bodyLength;

    /// <summary>Status of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>Body of the last answer, good until the next request.</summary>
    public ReadOnlySpan<byte> Body => buffer.AsSpan(body, bodyLength);

    public static async Task<HttpConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return connection;
    }

    /// <summary>Sends one request and reads its answer.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public async ValueTask AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        await socket.SendAsync(request, cancellationToken);
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
                throw new IOException("The server closed the connection.");
            filled += read;
            if (IsWhole(filled))
                return;
        }
    }

    public void Dispose() => socket.Dispose();

    private bool IsWhole(int filled)
    {
        var answer = buffer.AsSpan(0, filled);
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;

        var head = answer[..(end + 2)];
        Status = Utf8Parser.TryParse(head[9..], out int status, out _) ? status : 0;
        body = end + 4;
        // Kestrel and Node write its name differently.
        if (Utf8Parser.TryParse(ValueOf(head, "\r\nContent-Length: "u8), out int length, out _)
            || Utf8Parser.TryParse(ValueOf(head, "\r\ncontent-length: "u8), out length, out _))
        {
            bodyLength = length;
            return filled - body >= length;
        }

        return answer.EndsWith("0\r\n\r\n"u8) && Unchunk(filled);
    }

    private static ReadOnlySpan<byte> ValueOf(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        return at < 0 ? default : head[(at + name.Length)..];
    }

    // Moves the chunks together, in place; false if the end was a part of some chunk.
    private bool Unchunk(int filled)
    {
        var (from, to) = (body, body);
        while (from < filled)
        {
            if (!Utf8Parser.TryParse(buffer.AsSpan(from, filled - from), out int size, out var digits, 'x') || from + digits + 2 + size + 2 > filled)
                return false;
            from += digits + 2;
            if (size == 0)
            {
                bodyLength = to - body;
                return true;
            }

            buffer.AsSpan(from, size).CopyTo(buffer.AsSpan(to));
            (from, to) = (from + size + 2, to + size);
        }

        return false;
    }

    /// <summary>A request as bytes.</summary>
    public static byte[] Post(string path, string? token, string json) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}Content-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    /// <summary>A request as bytes.</summary>
    public static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n");
}
