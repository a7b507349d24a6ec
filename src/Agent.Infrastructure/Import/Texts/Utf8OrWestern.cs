using System.Text;

namespace Agent.Infrastructure.Import.Texts;

/// <summary>UTF-8, or Windows-1252 where the bytes are none: what texts are that say nothing, or the wrong thing.</summary>
internal static class Utf8OrWestern
{
    public static Encoding Instance { get; } = new Tolerant();

    private sealed class Tolerant : UTF8Encoding
    {
        private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

        public Tolerant()
            : base(false)
        {
        }

        public override string GetString(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes) ? base.GetString(bytes) : Western.GetString(bytes);
    }
}
