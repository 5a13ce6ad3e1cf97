namespace Recordings.Api.Tests.Architecture;

/// <summary>Which namespaces each folder may use.</summary>
[TestFixture]
public sealed class NamespaceTests
{
    /// <summary>Matches a namespace in a using directive or in a qualified name.</summary>
    private const string Use = @"^(?!\s*namespace ).*(?<![\w.""])";

    [Test]
    public void Api_Infrastructure_IsUsedInOneLine()
    {
        var lines = Sources.Lines("Recordings.Api", @"\bRecordings\.Infrastructure\b|\bAddInfrastructure\(");

        Assert.That(lines.Where(line => line.Contains("AddInfrastructure(", StringComparison.Ordinal)).ToArray(), Has.Length.EqualTo(1));
        Assert.That(lines, Has.Length.EqualTo(2), "The call, and the using directive that it needs: " + string.Join("; ", lines));
    }

    [TestCase("Recordings.Domain", "Recordings.(Application|Infrastructure|Api)")]
    [TestCase("Recordings.Domain", "System.(IO|Net|Data|Threading)")]
    [TestCase("Recordings.Domain", "Microsoft")]
    [TestCase("Recordings.Domain/Chats", "Recordings.Domain.(Access|Recordings|Timelines|Samples)")]
    [TestCase("Recordings.Domain/Samples", @"Recordings\.Domain\.")]
    [TestCase("Recordings.Domain/Timelines", "Recordings.Domain.(Access|Recordings|Workspaces)")]
    [TestCase("Recordings.Domain/Recordings", "Recordings.Domain.Access")]
    [TestCase("Recordings.Application", "Recordings.(Infrastructure|Api)")]
    [TestCase("Recordings.Application", "Microsoft.AspNetCore")]
    [TestCase("Recordings.Application", "System.(Net|Data)")]
    [TestCase("Recordings.Application/Ports", @"Recordings\.Application\.(?!Ports|Links|Access)")]
    [TestCase("Recordings.Application/Ports", "(MediatR|FluentValidation|Microsoft)")]
    [TestCase("Recordings.Infrastructure", "Recordings.Api")]
    [TestCase("Recordings.Infrastructure/Disk", @"Recordings\.Infrastructure\.")]
    [TestCase("Recordings.Infrastructure/Rendering", @"Recordings\.Infrastructure\.(?!Disk|Checksums)")]
    [TestCase("Recordings.Infrastructure/Inspection", @"Recordings\.Infrastructure\.(?!Checksums)")]
    [TestCase("Recordings.Infrastructure/Checksums", @"Recordings\.Infrastructure\.(?!Disk)")]
    [TestCase("Recordings.Infrastructure/Sql", @"Recordings\.Infrastructure\.(?!Sql\b)")]
    [TestCase("Recordings.Infrastructure/Sql", "(Npgsql|Microsoft)")]
    [TestCase("Recordings.Infrastructure/FileStore", @"Recordings\.Infrastructure\.(?!Disk|Checksums)")]
    [TestCase("Recordings.Infrastructure/Disk", "(Dapper|Npgsql|Amazon|System.Data)")]
    [TestCase("Recordings.Infrastructure/FileStore", "(Dapper|Npgsql|Amazon|System.Data)")]
    [TestCase("Recordings.Infrastructure/SignedLinks", "(Dapper|Npgsql|Amazon|System.Data)")]
    [TestCase("Recordings.Infrastructure/Sqlite", "(Recordings.Infrastructure.(Postgres|S3|Rendering|Inspection)|Npgsql|Amazon)")]
    [TestCase("Recordings.Infrastructure/Postgres", "(Recordings.Infrastructure.(Sqlite|S3|Rendering|Inspection|Disk|FileStore)|Microsoft.Data|Amazon)")]
    [TestCase("Recordings.Api/Reading", "Recordings.Application.Ports")]
    [TestCase("Recordings.Api/Capture", "Recordings.Application.Ports")]
    public void Folder_ForbiddenNamespace_IsNotUsed(string folder, string forbidden) =>
        Assert.That(Sources.Lines(folder, Use + "(" + forbidden + ")"), Is.Empty);

    [TestCase("Recordings.Infrastructure/Postgres", "Npgsql")]
    [TestCase("Recordings.Infrastructure/Sqlite", @"Recordings\.Infrastructure\.(?!Sqlite)")]
    [TestCase("Recordings.Application/Ports", "Domain.Sha256")]
    public void Folder_UsedNamespace_IsFound(string folder, string used) =>
        Assert.That(Sources.Lines(folder, Use + "(" + used + ")"), Is.Not.Empty);

    [TestCase("Common")]
    [TestCase("Helpers")]
    [TestCase("Services")]
    [TestCase("Managers")]
    [TestCase("Utils")]
    public void Folder_NameWithoutMeaning_DoesNotExist(string name) =>
        Assert.That(Directory.EnumerateDirectories(Path.Combine(Sources.Root, "src"), name, SearchOption.AllDirectories), Is.Empty);
}
