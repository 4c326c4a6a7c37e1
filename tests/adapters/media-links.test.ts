import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { mediaLinks } from '#adapters/media-links.ts';

const client = new S3Client({ region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } });

describe('a link to a file', () => {
  it.each([
    ['image/png', 'inline'],
    ['audio/ogg', 'inline'],
    ['video/mp4', 'inline'],
    ['application/pdf', 'attachment'],
    ['text/plain', 'attachment'],
  ])('of %s: %s, for five minutes, with the type that its bytes had', async (type, disposition) => {
    const url = new URL(await mediaLinks('bucket', client)('media/x%3A1/m/0', type));
    expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
    expect(url.searchParams.get('response-content-disposition')).toBe(disposition);
    expect(url.searchParams.get('response-content-type')).toBe(type);
    expect(decodeURIComponent(url.pathname)).toContain('media/x%3A1/m/0');
  });
});
