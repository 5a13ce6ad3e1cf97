using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Recordings.Application.Ports;

namespace Recordings.Infrastructure.S3;

/// <summary>Classifies the store's error responses and the client's exceptions.</summary>
internal static class S3Faults
{
    /// <summary>The object does not exist. A HEAD response has no body, so it carries a status but no error code.</summary>
    public static bool IsMissing(AmazonS3Exception fault) =>
        fault.StatusCode == HttpStatusCode.NotFound && fault.ErrorCode is not "NoSuchBucket";

    /// <summary>The object ends before the first requested byte.</summary>
    public static bool IsShort(AmazonS3Exception fault) => fault.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable;

    /// <summary>
    /// The store is unreachable, overloaded or misconfigured. Rejected credentials count too: only the operator can correct them.
    /// </summary>
    public static bool IsUnavailable(Exception fault) => fault switch
    {
        AmazonS3Exception answer => !IsMissing(answer) && !IsShort(answer),
        AmazonClientException or AmazonServiceException or HttpRequestException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Puts status and code into the message: many stores send no message, and the SDK leaves it empty.</summary>
    public static Exception WithStatus(Exception fault) => fault is AmazonServiceException answer
        ? new AmazonServiceException(
            $"The object store answered {(int)answer.StatusCode} {answer.ErrorCode}.",
            null, answer.ErrorType, answer.ErrorCode, answer.RequestId, answer.StatusCode)
        : fault;

    /// <summary>Whether an immediate retry may help. After a timeout the caller has already waited long enough.</summary>
    public static bool IsTransient(DependencyUnavailableException fault) => fault.InnerException switch
    {
        TimeoutException => false,
        AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } answer =>
            answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || answer.ErrorCode is "RequestTimeout",
        _ => true,
    };
}
