namespace Recordings.Api.Tests.Architecture;

/// <summary>Who may name whom within and across the projects.</summary>
[TestFixture]
public sealed class NamespaceTests
{
    private const string Use = @"^\s*(global )?using (static )?(\w+ = )?";

    [Test]
    public void Api_Infrastructure_IsTouchedInOneLine()
    {
        var lines = Sources.Lines("Recordings.Api", @"\bRecordings\.Infrastructure\b|\bAddInfrastructure\(");

        Assert.That(lines.Where(line => line.Contains("AddInfrastructure(", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(1));
        Assert.That(lines, Has.Length.EqualTo(2), "The call, and the using directive that it needs: " + string.Join("; ", lines));
    }

    [TestCase("Recordings.Domain", "Recordings.(Application|Infrastructure|Api)")]
    [TestCase("Recordings.Domain", "System.(IO|Net|Data|Threading)")]
    [TestCase("Recordings.Domain", "Microsoft")]
    [TestCase("Recordings.Domain/Chats", "Recordings.Domain.(Audio|Access)")]
    [TestCase("Recordings.Domain/Audio", "Recordings.Domain.Access")]
    [TestCase("Recordings.Application", "Recordings.(Infrastructure|Api)")]
    [TestCase("Recordings.Application", "Microsoft.AspNetCore")]
    [TestCase("Recordings.Application", "System.(Net|Data)")]
    [TestCase("Recordings.Application/Ports", @"Recordings\.Application\.(?!Ports)")]
    [TestCase("Recordings.Application/Ports", "(MediatR|FluentValidation|Microsoft)")]
    [TestCase("Recordings.Infrastructure", "Recordings.Api")]
    [TestCase("Recordings.Infrastructure/Wav", @"Recordings\.Infrastructure\.(?!Wav)")]
    [TestCase("Recordings.Infrastructure/Sql", @"Recordings\.Infrastructure\.(?!Sql\b)")]
    [TestCase("Recordings.Infrastructure/Sql", "(Npgsql|Microsoft)")]
    [TestCase("Recordings.Infrastructure/FileSystem", @"Recordings\.Infrastructure\.(?!FileSystem)")]
    [TestCase("Recordings.Infrastructure/FileSystem", "(Dapper|Npgsql|Amazon|System.Data)")]
    [TestCase("Recordings.Infrastructure/Sqlite", "(Recordings.Infrastructure.(Postgres|S3|Wav)|Npgsql|Amazon)")]
    [TestCase("Recordings.Infrastructure/Postgres", "(Recordings.Infrastructure.(Sqlite|S3|Wav|FileSystem)|Microsoft.Data|Amazon)")]
    [TestCase("Recordings.Api/Controllers", "Recordings.Application.Ports")]
    public void Folder_OtherNamespace_IsNotUsed(string folder, string forbidden) =>
        Assert.That(Sources.Lines(folder, Use + "(" + forbidden + ")"), Is.Empty);

    [TestCase("Common")]
    [TestCase("Helpers")]
    [TestCase("Services")]
    [TestCase("Managers")]
    [TestCase("Utils")]
    public void Folder_ThatSaysNothing_IsNowhere(string name) =>
        Assert.That(Directory.EnumerateDirectories(Path.Combine(Sources.Root, "src"), name, SearchOption.AllDirectories), Is.Empty);
}
