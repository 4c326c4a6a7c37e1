import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { LinkTo } from '#domain/media.ts';
import { isShownInPlace } from '#domain/media-type.ts';

/** Addresses by which a browser gets one file out of the bucket, signed with this function's own right to read it. */

const FIVE_MINUTES_SECONDS = 300;

/**
 * @returns what makes a link of five minutes; signing asks nobody. What is neither picture, sound nor film is only ever
 * saved, and the type is the one its bytes had, whatever the object says.
 */
export function mediaLinks(bucket: string, client: S3Client = new S3Client({})): LinkTo {
  return (key, type) => {
    const ResponseContentDisposition = isShownInPlace(type) ? 'inline' : 'attachment';
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ResponseContentType: type,
      ResponseContentDisposition,
    });
    return getSignedUrl(client, command, { expiresIn: FIVE_MINUTES_SECONDS });
  };
}
