import type { Attachment } from '#domain/message.ts';
import { asObject } from '#platforms/fields.ts';
import { content, media } from './schema.ts';

/** What a message says, by its type. */
export interface Content {
  readonly text: string | undefined;
  readonly attachments: readonly Attachment[];
}

type Json = Readonly<Record<string, unknown>>;
type Read = (fields: ReturnType<typeof content.parse>, raw: Json) => Content;

const words = (text: string | undefined): Content => ({ text: text || undefined, attachments: [] });
const thing = (attachment: Attachment, text?: string): Content => ({
  text: text || undefined,
  attachments: [attachment],
});

/** A file: on the older API a voice message was a type of its own. */
const file: Read = ({ type = '' }, raw) => {
  const { id, url, caption } = media.safeParse(raw[type]).data ?? {};
  return thing({ type, url, id }, caption);
};

type Fields = ReturnType<typeof content.parse>;

const lines = (parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n') || undefined;

/** A place is an address of its own kind (RFC 5870), unless it has one of the usual kind; its name is the words. */
function placed(location: Fields['location']): Content {
  const { url, name, address, latitude, longitude } = location ?? {};
  const geo = latitude === undefined || longitude === undefined ? undefined : `geo:${latitude},${longitude}`;
  return thing({ type: 'location', url: url ?? geo }, lines([name, address]));
}

/** Whom a card is of, and the numbers on it. */
const cardLines = (card: NonNullable<Fields['contacts']>[number]) => [
  card?.name?.formatted_name,
  ...(card?.phones ?? []).map(({ phone }) => phone),
];

const READERS: Readonly<Record<string, Read>> = {
  text: ({ text }) => words(text?.body),
  button: ({ button }) => words(button?.text ?? button?.payload),
  interactive: ({ interactive }) => chosen(interactive),
  order: ({ order }) => thing({ type: 'order' }, order?.text),
  location: ({ location }) => placed(location),
  contacts: ({ contacts = [] }) => ({
    text: lines(contacts.flatMap(cardLines)),
    attachments: contacts.map(() => ({ type: 'contact' })),
  }),
  template: () => thing({ type: 'template' }),
  // What WhatsApp itself cannot pass on; the older API called it unknown.
  unsupported: () => thing({ type: 'unsupported' }),
  unknown: () => thing({ type: 'unsupported' }),
  image: file,
  video: file,
  audio: file,
  voice: file,
  document: file,
  sticker: file,
};

/** Reads a message's content; undefined for a type that is not known. Without a type, what it holds says what it is. */
export function contentOf(raw: Json): Content | undefined {
  const fields = content.parse(raw);
  const type = fields.type ?? Object.keys(READERS).find((name) => typeof raw[name] === 'object' && raw[name] !== null);
  const read = type !== undefined && Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return read?.({ ...fields, type }, raw);
}

/** What was chosen speaks for the customer; a filled form speaks by its answers. Nothing chosen cannot be passed on. */
function chosen(interactive: Fields['interactive']): Content {
  const { button_reply: button, list_reply: list, nfm_reply: form, body } = interactive ?? {};
  const text = button?.title ?? list?.title ?? (form && (answersOf(form.response_json) || form.body)) ?? body?.text;
  return text ? words(text) : thing({ type: 'unsupported' });
}

/** The answers of a form, a line each; the token that names the form is no answer. Nothing where they cannot be read. */
function answersOf(json: string | undefined): string {
  try {
    const answers = Object.entries(asObject(JSON.parse(json ?? '')) ?? {}).filter(([name]) => name !== 'flow_token');
    return answers.map(([name, answer]) => `${name}: ${wordsOf(answer)}`).join('\n');
  } catch {
    return '';
  }
}

const wordsOf = (answer: unknown): string => (typeof answer === 'string' ? answer : JSON.stringify(answer));
