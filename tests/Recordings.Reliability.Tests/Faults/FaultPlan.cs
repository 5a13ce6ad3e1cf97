using System.IO.MemoryMappedFiles;
using System.Text;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>Tells a service started with <see cref="Below"/> which system call is to fail, while it runs. Laid out as in faults.c.</summary>
internal sealed class FaultPlan : IDisposable
{
    private const int Bytes = 4096;
    private const int KindsAt = 0;
    private const int FaultAt = 4;
    private const int CountdownAt = 8;
    private const int ForeverAt = 12;
    private const int FiredAt = 16;
    private const int PathAt = 20;
    private const int PathBytes = 1024;

    private readonly string _file = Path.GetTempFileName();
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    public FaultPlan()
    {
        _map = MemoryMappedFile.CreateFromFile(_file, FileMode.Open, null, Bytes);
        _view = _map.CreateViewAccessor();
    }

    /// <summary>Calls that failed since the plan was last set.</summary>
    public int Fired => _view.ReadInt32(FiredAt);

    /// <summary>The file that the last of them was about.</summary>
    public string LastPath
    {
        get
        {
            var bytes = new byte[PathBytes];
            _view.ReadArray(PathAt, bytes, 0, PathBytes);
            return Encoding.UTF8.GetString(bytes.AsSpan(0, Array.IndexOf(bytes, (byte)0)));
        }
    }

    /// <summary>The settings of a service whose calls on files below <paramref name="folder"/> obey this plan.</summary>
    public ServiceSettings Below(string folder, ServiceSettings settings) => settings
        .With("LD_PRELOAD", FaultLibrary.Path)
        .With("RECORDINGS_FAULT_PLAN", _file)
        .With("RECORDINGS_FAULT_ROOT", folder);

    /// <summary>The <paramref name="nth"/> call from now on fails, once, or that and all after it.</summary>
    public void Set(SystemCalls calls, Fault fault, int nth, bool forever = false)
    {
        Clear();
        _view.Write(FaultAt, (int)fault);
        _view.Write(CountdownAt, nth);
        _view.Write(ForeverAt, forever ? 1 : 0);
        _view.Write(FiredAt, 0);
        _view.Write(KindsAt, (int)calls);
    }

    /// <summary>Nothing fails any more.</summary>
    public void Clear() => _view.Write(KindsAt, (int)SystemCalls.None);

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        File.Delete(_file);
    }
}
