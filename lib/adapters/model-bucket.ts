import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';

/** The bucket of a stage by address, on AWS and on the local run's server. */

const LOOPBACK = /^(?:127\.0\.0\.1|\[::1\]|(?:.+\.)?localhost)$/;
/** A word in the bucket's name, as the construct gives it. */
const WORD = 'bytes';

/** A client for S3, or for a server by its address. On this machine any credentials do; elsewhere they are yours. */
export function bucketClientFor(endpoint: string | undefined): S3Client {
  if (endpoint === undefined) return new S3Client({});
  const { hostname, origin } = new URL(endpoint);
  const where = { endpoint: origin, forcePathStyle: true };
  if (!LOOPBACK.test(hostname)) return new S3Client(where);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new S3Client({ ...where, region: 'us-east-1', credentials });
}

/** Earshot's bucket on a server that runs here; undefined when the server has none. */
export async function findBucket(client: S3Client): Promise<string | undefined> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name).find((name) => name?.includes(WORD));
}
