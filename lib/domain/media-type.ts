/** What a file is, by what its sender says and by what its first bytes say; both must agree, and be what may be kept. */

const NEUTRAL = new Set(['', 'application/octet-stream', 'binary/octet-stream']);
const FAMILIES = new Set(['image', 'audio', 'video']);
const DOCUMENTS = new Set(['application/pdf', 'text/plain']);
/** A picture that is a program. */
const REFUSED = new Set(['image/svg+xml']);

/** The type without its parameters: `image/png`. */
const bare = (declared: string | undefined): string => (declared?.split(';')[0] ?? '').trim().toLowerCase();

/** Everything before the slash. */
const familyOf = (type: string): string => type.split('/')[0] ?? '';

/** Whether what is declared to be this may be kept at all: pictures, sound, film, PDF and plain text. */
export function mayBeKept(declared: string | undefined): boolean {
  const type = bare(declared);
  if (REFUSED.has(type)) return false;
  return NEUTRAL.has(type) || DOCUMENTS.has(type) || FAMILIES.has(familyOf(type));
}

/** Whether people look at it or listen to it where it is shown, rather than save it. */
export const isShownInPlace = (type: string): boolean => FAMILIES.has(familyOf(type));

/** What a file begins with, from a place on. `also`: what the container may hold beside. */
interface Mark {
  readonly at: number;
  readonly text: string;
  readonly type: string;
  readonly also?: string;
}

/** The first that fits counts. Texts are Latin-1: a character a byte. */
const MARKS: readonly Mark[] = [
  { at: 0, text: '\xff\xd8\xff', type: 'image/jpeg' },
  { at: 0, text: '\x89PNG\r\n\x1a\n', type: 'image/png' },
  { at: 0, text: 'GIF87a', type: 'image/gif' },
  { at: 0, text: 'GIF89a', type: 'image/gif' },
  { at: 8, text: 'WEBP', type: 'image/webp' },
  { at: 8, text: 'WAVE', type: 'audio/wav' },
  { at: 4, text: 'ftypavi', type: 'image/avif' },
  { at: 4, text: 'ftyphei', type: 'image/heic' },
  { at: 4, text: 'ftyphev', type: 'image/heic' },
  { at: 4, text: 'ftypmif1', type: 'image/heic' },
  { at: 4, text: 'ftypmsf1', type: 'image/heic' },
  { at: 4, text: 'ftypM4A', type: 'audio/mp4' },
  { at: 4, text: 'ftypqt', type: 'video/quicktime' },
  { at: 4, text: 'ftyp3g', type: 'video/3gpp', also: 'audio/3gpp' },
  { at: 4, text: 'ftyp', type: 'video/mp4', also: 'audio/mp4' },
  { at: 0, text: '\x1a\x45\xdf\xa3', type: 'video/webm', also: 'audio/webm' },
  { at: 0, text: 'OggS', type: 'audio/ogg', also: 'video/ogg' },
  { at: 0, text: 'ID3', type: 'audio/mpeg' },
  { at: 0, text: '\xff\xf1', type: 'audio/aac' },
  { at: 0, text: '\xff\xf9', type: 'audio/aac' },
  { at: 0, text: '\xff\xfb', type: 'audio/mpeg' },
  { at: 0, text: '\xff\xf3', type: 'audio/mpeg' },
  { at: 0, text: '\xff\xf2', type: 'audio/mpeg' },
  { at: 0, text: '#!AMR', type: 'audio/amr' },
  { at: 0, text: '%PDF-', type: 'application/pdf' },
];

/** As much as a mark can need. */
const HEAD_BYTES = 32;

/** RIFF holds both pictures and sound: its own mark comes first, then what it holds. */
function isAt(head: string, { at, text }: Mark): boolean {
  return head.startsWith(text, at) && (at !== 8 || head.startsWith('RIFF'));
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !bytes.includes(0) && new TextDecoder('utf-8', { fatal: true }).decode(bytes) !== undefined;
  } catch {
    return false;
  }
}

/**
 * The type under which a file is kept: what its bytes are, in the family that was declared.
 * @returns undefined when they are of no kind that is kept, or of another than was declared.
 */
export function mediaTypeOf(bytes: Uint8Array, declared: string | undefined): string | undefined {
  const said = bare(declared);
  if (!mayBeKept(declared)) return undefined;
  const head = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
  const mark = MARKS.find((each) => isAt(head, each));
  if (!mark) return said === 'text/plain' && isText(bytes) ? 'text/plain' : undefined;
  if (NEUTRAL.has(said)) return mark.type;
  return [mark.type, mark.also ?? mark.type].find((type) => familyOf(type) === familyOf(said));
}
