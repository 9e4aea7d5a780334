namespace ChiaPS.Tests.Models;

/// <summary>A body that comes in pieces, as from a network.</summary>
/// <param name="body">The bytes.</param>
/// <param name="piece">The length of the next piece.</param>
/// <param name="endless">After the last byte it hangs until it is cancelled.</param>
internal sealed class CutStream(byte[] body, Func<int> piece, bool endless = false) : Stream
{
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(Math.Min(piece(), buffer.Length), body.Length - _at);
        if (count == 0 && endless)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        body.AsMemory(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
