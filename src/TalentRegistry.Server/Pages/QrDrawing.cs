using System.Globalization;
using System.Text;
using QRCoder;

namespace TalentRegistry.Server.Pages;

/// <summary>A QR code as the path of an SVG: a square of one unit for each dark module.</summary>
internal static class QrDrawing
{
    /// <summary>The path, and the side of its square with the quiet zone of four modules that readers need (ISO/IEC 18004).</summary>
    public static (string Path, int Side) Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
            for (var x = 0; x < code.ModuleMatrix[y].Count; x++)
                if (code.ModuleMatrix[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return (path.ToString(), code.ModuleMatrix.Count);
    }
}
