using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Server.Dossiers;

/// <summary>What tells one input of a change from another: SHA-256 of all its values, a citizen ID by its keyed hash.</summary>
internal static class EditFingerprint
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new NoCitizenId(), new OptionalAsList() } };

    /// <param name="input">What was sent.</param>
    /// <param name="citizenIdHash">Keyed hash of the citizen ID in it; empty where there is none.</param>
    public static byte[] Of(EditInput input, byte[] citizenIdHash) =>
        SHA256.HashData([.. JsonSerializer.SerializeToUtf8Bytes(input, input.GetType(), Options), .. citizenIdHash]);

    /// <summary>Twelve digits could be guessed from a hash without a key.</summary>
    private sealed class NoCitizenId : JsonConverter<CitizenId>
    {
        public override CitizenId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, CitizenId value, JsonSerializerOptions options) => writer.WriteStringValue("*");
    }

    /// <summary>What was left out is [], what was given [value]: a null that was given is not nothing.</summary>
    private sealed class OptionalAsList : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

        private sealed class Converter<T> : JsonConverter<Optional<T>>
        {
            public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

            public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
                JsonSerializer.Serialize<T?[]>(writer, value.HasValue ? [value.Value] : [], options);
        }
    }
}
