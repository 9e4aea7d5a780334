namespace ChiaPS.Embedded;

/// <summary>
/// The raw connection below TLS. Alerts of the handshake are held back: a real Chia ends the stream of a client it refuses without one.
/// </summary>
internal sealed class QuietStream(Stream input, Stream output) : Stream
{
    private const byte Alert = 0x15;

    public bool HandshakeDone { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        input.ReadAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        IsHeldBack(buffer.Span) ? ValueTask.CompletedTask : output.WriteAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!IsHeldBack(buffer.AsSpan(offset, count)))
        {
            output.Write(buffer, offset, count);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    public override void Flush() => output.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private bool IsHeldBack(ReadOnlySpan<byte> data) => !HandshakeDone && data.Length > 0 && data[0] == Alert;
}
