using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;

namespace ChiaPS.Embedded;

/// <summary>The certificates of one root, and the wrong ones a fault may serve in their place, made when first asked for.</summary>
public sealed class NodeCertificates
{
    private static readonly Lazy<NodeCertificates> Cached = new(() => new NodeCertificates());
    private static readonly string[] Private =
        ["full_node", "wallet", "farmer", "harvester", "timelord", "crawler", "data_layer", "daemon", "solver"];

    private static readonly string[] Public = ["full_node", "wallet", "farmer", "introducer", "timelord", "data_layer", "solver"];
    private readonly ConcurrentDictionary<ServerCertificate, Lazy<X509Certificate2Collection>> _chains = new();
    private readonly ConcurrentDictionary<string, X509Certificate2> _nodes = new(StringComparer.Ordinal);

    private NodeCertificates()
    {
        var authorities = new X509Certificate2[2];
        Parallel.For(0, 2, i => authorities[i] = CertificateMill.Authority());
        (PrivateCa, PublicCa) = (authorities[0], authorities[1]);
        Parallel.ForEach(Private, name => _nodes["private_" + name] = CertificateMill.Node(PrivateCa));
        Parallel.ForEach(Public, name => _nodes["public_" + name] = CertificateMill.Node(PublicCa));
    }

    /// <summary>CA of everything between the owner's machines.</summary>
    public X509Certificate2 PrivateCa { get; }

    /// <summary>CA that every installation in the world shares; same subject, other key.</summary>
    public X509Certificate2 PublicCa { get; }

    /// <summary>A set of its own, or the one all nodes of this process share: making keys is slow.</summary>
    public static NodeCertificates Get(bool fresh) => fresh ? new NodeCertificates() : Cached.Value;

    /// <summary>A pair by its file name: private_daemon, public_wallet …</summary>
    public X509Certificate2 this[string name] => _nodes[name];

    /// <summary>The chain a server sends, its own certificate first.</summary>
    public X509Certificate2Collection Chain(ServerCertificate kind) =>
        _chains.GetOrAdd(kind, k => new Lazy<X509Certificate2Collection>(() => Make(k))).Value;

    /// <summary>Writes all of them below config/ssl of a root.</summary>
    public void Write(string root, bool pkcs1)
    {
        var ssl = Path.Combine(root, "config", "ssl");
        Write(PrivateCa, ssl, "ca", "private_ca", pkcs1);
        Write(PublicCa, ssl, "ca", "chia_ca", pkcs1);
        foreach (var (name, certificate) in _nodes)
        {
            Write(certificate, ssl, name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..], name, pkcs1);
        }
    }

    private static void Write(X509Certificate2 certificate, string ssl, string folder, string name, bool pkcs1) =>
        CertificateMill.Write(certificate, Path.Combine(ssl, folder, name + ".crt"), Path.Combine(ssl, folder, name + ".key"), pkcs1);

    private X509Certificate2Collection Make(ServerCertificate kind)
    {
        var now = DateTimeOffset.UtcNow;
        switch (kind)
        {
            case ServerCertificate.OtherCa:
                return [CertificateMill.Node(CertificateMill.Authority())];
            case ServerCertificate.PublicCa:
                return [this["public_full_node"]];
            case ServerCertificate.SelfSigned:
                return [CertificateMill.SelfSigned()];
            case ServerCertificate.Expired:
                return [CertificateMill.Node(PrivateCa, now.AddDays(-30), now.AddDays(-1))];
            case ServerCertificate.NotYetValid:
                return [CertificateMill.Node(PrivateCa, now.AddDays(1), now.AddDays(30))];
            case ServerCertificate.SignedByLeaf:
                return [CertificateMill.SignedBy(this["private_wallet"]), this["private_wallet"]];
            case ServerCertificate.ByIntermediate:
                var intermediate = CertificateMill.Intermediate(PrivateCa);
                return [CertificateMill.Node(intermediate), intermediate];
            default:
                return [this["private_daemon"]];
        }
    }
}

/// <summary>What a server shows for a certificate.</summary>
public enum ServerCertificate
{
    /// <summary>The daemon's, as every service of a real Chia does.</summary>
    Own,

    /// <summary>One of a CA with the same subject that belongs to nobody here.</summary>
    OtherCa,

    /// <summary>One of the public CA, whose subject is the private CA's.</summary>
    PublicCa,

    /// <summary>One that signed itself.</summary>
    SelfSigned,

    /// <summary>One of the private CA, over since yesterday.</summary>
    Expired,

    /// <summary>One of the private CA that begins tomorrow.</summary>
    NotYetValid,

    /// <summary>One signed with the key of the wallet's certificate, which is no CA.</summary>
    SignedByLeaf,

    /// <summary>One of an intermediate CA of the private CA; the intermediate is sent along. Valid.</summary>
    ByIntermediate,
}
