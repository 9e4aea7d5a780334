using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChiaPS.Embedded;

/// <summary>One listening port: TLS and HTTP/1.1, and whatever handles the requests. It can be closed and opened again.</summary>
internal sealed class Host(int port, TlsGate gate, RequestDelegate handler, long? unsent = null)
{
    private WebApplication? _application;

    public async Task StartAsync()
    {
        if (_application is not null)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => gate.RunAsync(connection, next));
            });
        });
        builder.Services.Configure<SocketTransportOptions>(o => o.MaxWriteBufferSize = unsent ?? o.MaxWriteBufferSize);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        _application = builder.Build();
        _application.UseWebSockets();
        _application.Run(handler);
        await _application.StartAsync().ConfigureAwait(false);
    }

    public async Task StopAsync()
    {
        if (_application is null)
        {
            return;
        }

        var application = _application;
        _application = null;
        var stopping = application.StopAsync();
        gate.AbortAll();
        await stopping.ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }
}
