import { describe, expect, it } from 'vitest';
import { isShownInPlace, mayBeKept, mediaTypeOf } from '#domain/media-type.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

const JPEG = '\xff\xd8\xff\xe0\x00\x10JFIF';
const MP4 = '\x00\x00\x00\x20ftypisom';
const OGG = 'OggS\x00\x02';

describe('what a file is', () => {
  it.each<[string, string | undefined, string, string | undefined]>([
    ['a JPEG', 'image/jpeg', JPEG, 'image/jpeg'],
    ['a JPEG called PNG', 'image/png', JPEG, 'image/jpeg'],
    ['a JPEG of which nothing is said', undefined, JPEG, 'image/jpeg'],
    ['a JPEG called bytes', 'application/octet-stream', JPEG, 'image/jpeg'],
    ['a JPEG with a parameter', 'Image/JPEG; name=a', JPEG, 'image/jpeg'],
    ['a JPEG called sound', 'audio/mpeg', JPEG, undefined],
    ['a JPEG called a page', 'text/html', JPEG, undefined],
    ['a page called a picture', 'image/png', '<!doctype html>', undefined],
    ['a page of which nothing is said', undefined, '<!doctype html>', undefined],
    ['a drawing', 'image/svg+xml', '<svg>', undefined],
    ['a drawing called a picture', 'image/png', '<svg>', undefined],
    ['a PNG', 'image/png', '\x89PNG\r\n\x1a\n\0', 'image/png'],
    ['a GIF', 'image/gif', 'GIF89a', 'image/gif'],
    ['a WebP', 'image/webp', 'RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['WEBP without RIFF', 'image/webp', '12345678WEBP', undefined],
    ['a WAV', 'audio/x-wav', 'RIFF\0\0\0\0WAVE', 'audio/wav'],
    ['a HEIC', 'image/heic', '\0\0\0\x18ftypheic', 'image/heic'],
    ['a film', 'video/mp4', MP4, 'video/mp4'],
    ['sound in the box of a film', 'audio/mp4', MP4, 'audio/mp4'],
    ['a voice note', 'audio/ogg; codecs=opus', OGG, 'audio/ogg'],
    ['a film in the box of sound', 'video/ogg', OGG, 'video/ogg'],
    ['a QuickTime film', 'video/quicktime', '\0\0\0\x14ftypqt  ', 'video/quicktime'],
    ['a sticker that moves', 'video/webm', '\x1a\x45\xdf\xa3', 'video/webm'],
    ['an MP3', 'audio/mpeg', 'ID3\x04', 'audio/mpeg'],
    ['an AMR', 'audio/amr', '#!AMR\n', 'audio/amr'],
    ['a PDF', 'application/pdf', '%PDF-1.7', 'application/pdf'],
    ['a PDF called text', 'text/plain', '%PDF-1.7', undefined],
    ['text', 'text/plain; charset=utf-8', 'where is my parcel', 'text/plain'],
    ['bytes called text', 'text/plain', 'a\0b', undefined],
    ['no UTF-8 called text', 'text/plain', '\xc3\x28', undefined],
    ['a program', 'application/octet-stream', 'MZ\x90\x00', undefined],
    ['an archive', 'application/zip', 'PK\x03\x04', undefined],
    ['nothing', 'image/png', '', undefined],
  ])('%s', (_what, declared, text, type) => {
    expect(mediaTypeOf(bytes(text), declared)).toBe(type);
  });

  it.each(['text/html', 'application/json', 'image/svg+xml', 'application/javascript', 'multipart/mixed', 'text/css'])(
    'is not even read when it is called %s',
    (declared) => {
      expect(mayBeKept(declared)).toBe(false);
    },
  );

  it.each([
    ['image/png', true],
    ['audio/ogg', true],
    ['video/mp4', true],
    ['application/pdf', false],
    ['text/plain', false],
  ])('%s is shown where it stands: %s', (type, shown) => {
    expect(isShownInPlace(type)).toBe(shown);
  });
});
