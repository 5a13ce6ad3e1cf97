using Microsoft.Extensions.DependencyInjection;
using Recordings.Api.Tests.Http;
using Recordings.Api.Tests.Running.Backends;
using Recordings.Api.Tests.Running.Calls;
using Recordings.Api.Tests.Running.Service;

namespace Recordings.Api.Tests.Reading;

/// <summary>One recording in each form, as chats of one service. Chunks and clock are the same, so bytes and validators are too.</summary>
internal sealed class RecordingForms : IAsyncDisposable
{
    private readonly TestService _service;
    private readonly Dictionary<(RecordingForm Form, bool Strong), Uri> _addresses = [];

    private RecordingForms(TestService service, HttpClient client) => (_service, Client) = (service, client);

    public HttpClient Client { get; }

    public HttpClient WithoutCredentials { get; } = new();

    public byte[] Whole { get; private set; } = [];

    /// <summary>True: the recording whose date is a strong validator. False: the recording that changed twice within one second.</summary>
    public Dictionary<bool, HttpSemanticsSubject> Subjects { get; } = [];

    public static async Task<RecordingForms> StartAsync()
    {
        var service = await TestService.StartAsync(services => services.AddSingleton<TimeProvider>(new AdjustableTime()), ReadyCalls.StayLive);
        var forms = new RecordingForms(service, await service.CreateClientAsync(await service.CreateWorkspaceAsync()));
        foreach (var strong in (bool[])[true, false])
        {
            await forms.RecordAsync(RecordingForm.Live, strong ? 1 : 2, strong);
            await forms.RecordAsync(RecordingForm.Link, strong ? 3 : 4, strong);
        }

        return forms;
    }

    public Uri Address(RecordingForm form, bool strong = true) => _addresses[(form, strong)];

    public HttpClient ClientOf(RecordingForm form) => form is RecordingForm.Link ? WithoutCredentials : Client;

    public async Task<bool> IsAssembledAsync(long chat) => (await _service.AssembledAsync(chat)).Length > 0;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        WithoutCredentials.Dispose();
        await _service.DisposeAsync();
    }

    private async Task RecordAsync(RecordingForm form, long chat, bool strong)
    {
        await Client.RecordAsync(chat);
        if (!strong)
            await Client.StoreLateAsync(chat);

        if (form is RecordingForm.Link)
        {
            _addresses[(RecordingForm.Link, strong)] = new Uri((await Client.GetAsync($"{chat}/download-url").JsonAsync()).Text("url"));
            _addresses[(RecordingForm.Cached, strong)] = new Uri(Client.BaseAddress!, $"{chat}/audio.wav");
            return;
        }

        _addresses[(RecordingForm.Live, strong)] = new Uri(Client.BaseAddress!, $"{chat}/audio.wav");
        using var answer = await Client.GetAsync($"{chat}/audio.wav");
        var whole = await answer.Content.ReadAsByteArrayAsync();
        Whole = strong ? whole : Whole;
        Subjects[strong] = new HttpSemanticsSubject(answer.Headers.ETag!.Tag, answer.Content.Headers.LastModified!.Value, whole.Length);
    }
}
