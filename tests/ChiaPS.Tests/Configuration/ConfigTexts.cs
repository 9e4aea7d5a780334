using ChiaPS.Configuration;
using ChiaPS.Tests.Hosting;

namespace ChiaPS.Tests.Configuration;

/// <summary>Texts in the shape of Chia's config.yaml, and roots that hold them.</summary>
internal static class ConfigTexts
{
    /// <summary>As Chia first writes it: comments, anchors with names, quotes.</summary>
    public const string Fresh = """
        min_mainnet_k_size: 32

        # Send a ping to all peers after ping_interval seconds
        ping_interval: 120
        self_hostname: &self_hostname "localhost"
        prefer_ipv6: False
        daemon_port: 55400
        daemon_max_message_size: 50000000 # maximum size of RPC message in bytes
        daemon_allow_tls_1_2: False # if True, allow TLS 1.2 for daemon connections

        network_overrides: &network_overrides
          constants:
            mainnet:
              GENESIS_CHALLENGE: ccd5bb71183532bff220ba46c268991a3ff07eb358e8255a65c30a2dce0e5fbb
          config:
            mainnet:
              address_prefix: "xch"
              default_full_node_port: 8444
            testnet11:
              address_prefix: "txch"
              default_full_node_port: 58444

        selected_network: &selected_network "mainnet"

        private_ssl_ca:
          crt: "config/ssl/ca/private_ca.crt"
          key: "config/ssl/ca/private_ca.key"

        daemon_ssl:
          private_crt: "config/ssl/daemon/private_daemon.crt"
          private_key: "config/ssl/daemon/private_daemon.key"

        logging: &logging
          log_stdout: False # If True, outputs to stdout instead of a file
          log_level: "WARNING" # Can be CRITICAL, ERROR, WARNING, INFO, DEBUG, NOTSET

        seeder:
          bootstrap_peers:
            - "node.chia.net"
          static_peers: []
          logging: *logging
          crawler:
            start_rpc_server: True
            rpc_port: 18561
            ssl:
              private_crt: "config/ssl/crawler/private_crawler.crt"
              private_key: "config/ssl/crawler/private_crawler.key"

        harvester:
          farmer_peers:
            - host: *self_hostname
              port: 8447
          start_rpc_server: False
          rpc_port: 18560

        farmer:
          rpc_port: 18559
          # Plots are farmed for these keys
          pool_public_keys: !!set {}
          xch_target_address: txch1…
          logging: *logging
          network_overrides: *network_overrides
          selected_network: *selected_network

        full_node:
          rpc_port: 18555
          target_uncompact_proofs: 100

        wallet:
          rpc_port: 19256
          full_node_peers:
            - host: *self_hostname
              port: 8444
          reuse_public_key_for_change:
            '2104826454': true
        """;

    /// <summary>As Chia saves it: sorted, no comments, numbered anchors, sets with keys.</summary>
    public const string Saved = """
        daemon_allow_tls_1_2: false
        daemon_max_message_size: 50000000
        daemon_port: 55400
        daemon_ssl:
          private_crt: config/ssl/daemon/private_daemon.crt
          private_key: config/ssl/daemon/private_daemon.key
        farmer:
          logging: &id001
            log_level: WARNING
            log_stdout: false
          network_overrides: &id002
            config:
              mainnet:
                address_prefix: xch
              testnet11:
                address_prefix: txch
            constants:
              mainnet:
                GENESIS_CHALLENGE: ccd5bb71183532bff220ba46c268991a3ff07eb358e8255a65c30a2dce0e5fbb
          pool_public_keys: !!set
            81b5a4c1: null
            92c6b5d2: null
          rpc_port: 18559
          selected_network: mainnet
        full_node:
          dns_servers: &id003
          - dns-introducer.chia.net
          logging: *id001
          rpc_port: 18555
        harvester:
          rpc_port: 18560
          start_rpc_server: false
        network_overrides: *id002
        private_ssl_ca:
          crt: config/ssl/ca/private_ca.crt
          key: config/ssl/ca/private_ca.key
        seeder:
          crawler:
            rpc_port: 18561
        selected_network: mainnet
        self_hostname: localhost
        wallet:
          dns_servers: *id003
          reuse_public_key_for_change:
            '2104826454': true
          rpc_port: 19256
        """;

    /// <summary>A new root whose config.yaml is this text; null is a root without one.</summary>
    public static string Root(string? text) => Root(text is null ? null : System.Text.Encoding.UTF8.GetBytes(text));

    public static string Root(byte[]? text)
    {
        var root = Directory.CreateDirectory(Path.Combine(Module.Scratch, "root-" + Guid.NewGuid().ToString("N"))).FullName;
        if (text is not null)
        {
            Directory.CreateDirectory(Path.Combine(root, "config"));
            File.WriteAllBytes(FileIn(root), text);
        }

        return root;
    }

    public static string FileIn(string root) => Path.Combine(root, "config", "config.yaml");

    public static ChiaConfig Load(string text) => ChiaConfig.Load(Root(text));
}
