using System.IO.Compression;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using MobilePay.PatientWeb.Look;
using MobilePay.PatientWeb.Visits;

namespace MobilePay.PatientWeb;

/// <summary>Razor Pages as a phone in a corridor needs them: compressed, kept nowhere, sealed cookies.</summary>
public static class PageSetup
{
    public static void AddPatientPages(this WebApplicationBuilder builder)
    {
        // Addresses name sheets and payments; they have no place in a log that many may read.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);

        builder.Services.AddRazorPages().AddMvcOptions(mvc =>
        {
            mvc.Filters.Add<PageHeaders>();
            mvc.Filters.Add<ContinueJourney>();
        });
        builder.Services.AddAntiforgery(forms =>
        {
            // Who may frame a page is the gateway's word (frame-ancestors); two words would contradict each other.
            forms.SuppressXFrameOptionsHeader = true;
            forms.Cookie.Name = "mp.form";
            forms.Cookie.SameSite = SameSiteMode.Lax;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddRouting(routes => routes.LowercaseUrls = true);

        // The secret in each form is masked anew for every answer, so compressing over TLS gives nothing away.
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);

        // Chinese stays readable in the page's source, and a third of the size.
        builder.Services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(encoder =>
            encoder.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));

        var keys = builder.Services.AddDataProtection().SetApplicationName("mobilepay-patientweb");
        if (builder.Configuration["Patient:KeysDirectory"] is { Length: > 0 } folder)
            keys.PersistKeysToFileSystem(Directory.CreateDirectory(folder));
    }

    public static void UsePatientPages(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStatusCodePagesWithReExecute("/oops/{0}");
        app.UseMiddleware<FriendlyFailures>();
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=300",
        });
        app.MapRazorPages();
        HospitalColour.Map(app);
    }
}
