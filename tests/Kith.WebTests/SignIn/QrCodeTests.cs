using CsCheck;
using Kith.Practice.Access.SignIn;
using Kith.Web.Security;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Kith.WebTests.SignIn;

/// <summary>What is drawn is what another reader reads.</summary>
public sealed class QrCodeTests
{
    [Fact]
    public void The_address_for_the_app_is_read_back()
    {
        var address = Totp.Address("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "Kith Amberdale County Council", "siân.o'neill");
        Assert.Equal(address, Read(QrCode.Modules(address)));
    }

    [Fact]
    public void Any_text_of_any_length_that_fits_is_read_back() =>
        Gen.Char['!', '~'].Array[1, 400].Sample(text => Assert.Equal(new string(text), Read(QrCode.Modules(new string(text)))), iter: 300);

    [Fact]
    public void What_does_not_fit_is_refused() => Assert.Throws<ArgumentException>(() => QrCode.Modules(new string('a', 500)));

    private static string? Read(bool[,] modules)
    {
        const int scale = 3;
        const int quiet = 4;
        var size = modules.GetLength(0);
        var side = (size + 2 * quiet) * scale;
        var pixels = new byte[side * side];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var (mx, my) = (x / scale - quiet, y / scale - quiet);
                pixels[y * side + x] = mx >= 0 && my >= 0 && mx < size && my < size && modules[mx, my] ? (byte)0 : (byte)255;
            }
        }
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(pixels, side, side, RGBLuminanceSource.BitmapFormat.Gray8)));
        return new QRCodeReader().decode(picture, new Dictionary<DecodeHintType, object> { [DecodeHintType.PURE_BARCODE] = true, [DecodeHintType.CHARACTER_SET] = "UTF-8" })?.Text;
    }
}
