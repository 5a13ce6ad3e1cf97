using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>What the store's answers and silences mean.</summary>
internal static class S3Faults
{
    /// <summary>The object is not there. HEAD answers carry no body, hence no code but the status.</summary>
    public static bool IsMissing(AmazonS3Exception fault) =>
        fault.StatusCode == HttpStatusCode.NotFound && fault.ErrorCode is not "NoSuchBucket";

    /// <summary>The object ends before the first byte asked for.</summary>
    public static bool IsShort(AmazonS3Exception fault) => fault.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable;

    /// <summary>The store itself is away, overloaded, misconfigured or cut off; refused credentials are its operator's matter too.</summary>
    public static bool IsUnavailable(Exception fault) => fault switch
    {
        AmazonS3Exception answer => !IsMissing(answer) && !IsShort(answer),
        AmazonClientException or AmazonServiceException or HttpRequestException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Many stores answer a status and a code without a word, and the SDK adds none: whoever reads of it must be told these.</summary>
    public static Exception InWords(Exception fault) => fault is AmazonServiceException answer
        ? new AmazonServiceException(
            $"The object store answered {(int)answer.StatusCode} {answer.ErrorCode}.",
            null, answer.ErrorType, answer.ErrorCode, answer.RequestId, answer.StatusCode)
        : fault;

    /// <summary>Whether asking again at once may help. A timeout has used up the caller's patience already.</summary>
    public static bool IsTransient(DependencyUnavailableException fault) => fault.InnerException switch
    {
        TimeoutException => false,
        AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } answer =>
            answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || answer.ErrorCode is "RequestTimeout",
        _ => true,
    };
}
