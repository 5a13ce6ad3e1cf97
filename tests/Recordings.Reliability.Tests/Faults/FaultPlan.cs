using System.IO.MemoryMappedFiles;
using System.Text;
using Recordings.Reliability.Tests.Running;

namespace Recordings.Reliability.Tests.Faults;

/// <summary>Selects the system call that fails in a running service. The layout is that of faults.c.</summary>
internal sealed class FaultPlan : IDisposable
{
    private const int Bytes = 4096;
    private const int KindsOffset = 0;
    private const int FaultOffset = 4;
    private const int CountdownOffset = 8;
    private const int ForeverOffset = 12;
    private const int FailedOffset = 16;
    private const int PathOffset = 20;
    private const int PathBytes = 1024;

    private readonly string _file = Path.GetTempFileName();
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;

    public FaultPlan()
    {
        _map = MemoryMappedFile.CreateFromFile(_file, FileMode.Open, null, Bytes);
        _view = _map.CreateViewAccessor();
    }

    /// <summary>The number of calls that failed since the last <see cref="Set"/>.</summary>
    public int FailedCalls => _view.ReadInt32(FailedOffset);

    /// <summary>The path of the last call that failed.</summary>
    public string LastPath
    {
        get
        {
            var bytes = new byte[PathBytes];
            _view.ReadArray(PathOffset, bytes, 0, PathBytes);
            return Encoding.UTF8.GetString(bytes.AsSpan(0, Array.IndexOf(bytes, (byte)0)));
        }
    }

    /// <summary>Applies this plan to the service's system calls on files below <paramref name="folder"/>.</summary>
    public ServiceSettings ApplyTo(ServiceSettings settings, string folder) => settings
        .With("LD_PRELOAD", FaultLibrary.Path)
        .With("RECORDINGS_FAULT_PLAN", _file)
        .With("RECORDINGS_FAULT_ROOT", folder);

    /// <summary>Makes the <paramref name="nth"/> call fail, counted from 1; with <paramref name="forever"/> all later calls too.</summary>
    public void Set(SystemCallKinds calls, Fault fault, int nth, bool forever = false)
    {
        Clear();
        _view.Write(FaultOffset, (int)fault);
        _view.Write(CountdownOffset, nth);
        _view.Write(ForeverOffset, forever ? 1 : 0);
        _view.Write(FailedOffset, 0);
        _view.Write(KindsOffset, (int)calls);
    }

    /// <summary>Lets all calls succeed again.</summary>
    public void Clear() => _view.Write(KindsOffset, (int)SystemCallKinds.None);

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
        File.Delete(_file);
    }
}
