using System.Collections;
using System.Reflection;
using System.Text.Json;
using ChiaPS.Client;
using ChiaPS.Json;
using ChiaPS.Rpc;
using ChiaPS.Tests.Hosting;
using Xunit;

namespace ChiaPS.Tests.Models;

/// <summary>The endpoints whose answers become types, and their answers read as the client reads them.</summary>
internal static class TypedEndpoints
{
    private static readonly MethodInfo ReadOneMethod = typeof(TypedEndpoints).GetMethod(nameof(ReadOne), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo ReadListMethod = typeof(TypedEndpoints).GetMethod(nameof(ReadList), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static IEnumerable<Endpoint> All => EndpointCatalogue.All.Where(endpoint => endpoint.GetType().IsGenericType);

    public static TheoryData<string> Names() => [.. All.Select(Name)];

    public static string Name(Endpoint endpoint) => $"{Folders(endpoint)[0]}/{endpoint.Route}";

    public static Endpoint Of(string name) => All.Single(endpoint => Name(endpoint) == name);

    public static bool IsList(Endpoint endpoint) => endpoint.GetType().GetGenericTypeDefinition() == typeof(ListEndpoint<,>);

    public static Type AnswerType(Endpoint endpoint) => endpoint.GetType().GetGenericArguments()[1];

    /// <summary>The recorded answers of an endpoint; of a shared one those of every service.</summary>
    public static IReadOnlyList<Recorded> Recordings(Endpoint endpoint) => [.. Folders(endpoint).SelectMany(folder => Recorded.Of(folder, endpoint.Route))];

    /// <summary>The result as the client would give it; of a list all items.</summary>
    public static object? Read(Endpoint endpoint, JsonElement response)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(response);
        var read = (IsList(endpoint) ? ReadListMethod : ReadOneMethod).MakeGenericMethod(AnswerType(endpoint));
        return read.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [endpoint.Field, body], null);
    }

    /// <summary>What the answer says of the result.</summary>
    public static JsonElement Said(Endpoint endpoint, JsonElement response) =>
        endpoint.Field is { } field ? response.GetProperty(field)
        : JsonSerializer.SerializeToElement(response.EnumerateObject().Where(property => property.Name != "success").ToDictionary(property => property.Name, property => property.Value));

    /// <summary>The result as JSON again.</summary>
    public static JsonElement Kept(object? result) => JsonSerializer.SerializeToElement(result, result?.GetType() ?? typeof(object), ChiaJson.Answers);

    /// <summary>Every object of the module inside a result.</summary>
    public static IEnumerable<ChiaObject> Objects(object? value)
    {
        IEnumerable<object?> inner = value switch
        {
            null or string => [],
            IDictionary map => map.Values.Cast<object?>(),
            IEnumerable list => list.Cast<object?>(),
            _ when value.GetType().Assembly == typeof(ChiaObject).Assembly && !value.GetType().IsEnum => value.GetType()
                .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(property => property.GetIndexParameters().Length == 0 && !property.PropertyType.IsPrimitive)
                .Select(property => property.GetValue(value)),
            _ => [],
        };
        return inner.SelectMany(Objects).Concat(value is ChiaObject one ? [one] : []);
    }

    private static string[] Folders(Endpoint endpoint) =>
        endpoint.Shared ? [.. ServiceFacts.WithPort.Select(facts => Folder(facts.Service))]
        : endpoint.SimulatorOnly ? ["simulator"]
        : [Folder(endpoint.Service)];

    private static string Folder(ChiaService service) => ServiceFacts.Of(service).ConfigSection.Split('.')[^1];

    private static T? ReadOne<T>(string? field, byte[] body)
    {
        var (head, result) = AnswerReader.Read<T>(field, body);
        Assert.True(head.Success);
        return result;
    }

    private static List<T> ReadList<T>(string? field, byte[] body)
    {
        using var reader = new ListReader<T>(new MemoryStream(body), field);
        var all = new List<T>();
        while (reader.NextAsync(default).AsTask().GetAwaiter().GetResult() is { } items)
        {
            all.AddRange(items);
        }

        Assert.True(reader.Head.Success);
        return all;
    }
}
