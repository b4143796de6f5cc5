using Kith.Web;

var app = KithApplication.Build(args);
await KithApplication.Prepare(app);
app.Run();

/// <summary>The web host; named so that tests can start it.</summary>
public partial class Program;
