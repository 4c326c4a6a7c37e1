import { BRAND_ACCOUNTS } from '#local/care/secrets.ts';
import {
  customerDeletion,
  customerEdit,
  customerMessage,
  type Voiced,
  type Wording,
} from '#local/delivery/customer-message.ts';
import type { Planned } from '#local/demo/plan.ts';
import { TEXTS } from '#local/demo/texts.ts';
import { pick, type Random } from '#local/random.ts';
import type { Speaker } from '#platforms/customer.ts';

/** Customers who speak, each with a channel of their own and a memory of what they said last. */

interface Voice {
  readonly wording: Wording;
  readonly speaker: Speaker;
  lastId?: string | undefined;
  thread?: string | undefined;
}

const WORDINGS: readonly Wording[] = [
  'messenger.dm',
  'messenger.dm',
  'x.tweet',
  'x.post',
  'x.dm',
  'standard.private',
  'standard.public',
];

const FIRST_TWEET = 1_900_000_000_000_000_000n;

export const platformOf = (wording: Wording): Voiced => wording.split('.')[0] as Voiced;

/** A crowd that remembers who said what. */
export class Crowd {
  readonly #voices: readonly Voice[];
  readonly #random: Random;
  readonly #startMs: number;
  #count = 0;

  constructor(size: number, { random, startMs }: { random: Random; startMs: number }) {
    this.#random = random;
    this.#startMs = startMs;
    this.#voices = Array.from({ length: size }, (_, index) => ({
      wording: WORDINGS[index % WORDINGS.length] ?? 'messenger.dm',
      speaker: {
        id: String(7_000_000 + index),
        handle: `customer_${index}`,
        followers: Math.floor(10 ** (random() * 6)),
      },
    }));
  }

  /** Somebody says something; on X mostly as a reply to what they said before. */
  says(atMinute: number, only?: Voiced): Planned {
    const voices = this.#voices.filter(({ wording }) => !only || platformOf(wording) === only);
    const voice = pick(voices, this.#random) ?? this.#firstVoice();
    return this.#message(voice, atMinute);
  }

  /** Somebody changes or takes back what they said last; undefined when nobody on that platform has spoken. */
  amends(atMinute: number, kind: 'edit' | 'deletion'): Planned | undefined {
    const spoken = this.#voices.filter(({ wording, lastId }) => lastId && !wording.startsWith('x.'));
    const voice = pick(spoken, this.#random);
    if (!voice?.lastId) return undefined;
    const platform = platformOf(voice.wording) === 'messenger' ? 'messenger' : 'standard';
    const common = {
      account: BRAND_ACCOUNTS[platform],
      customer: voice.speaker,
      id: voice.lastId,
      thread: voice.thread,
      atMs: this.#timeOf(atMinute),
    };
    const { payload } =
      kind === 'edit'
        ? customerEdit(platform, { ...common, text: 'Sorry, I meant the other order', number: 1 })
        : customerDeletion(platform, common);
    const storedAs = `${platform}:${BRAND_ACCOUNTS[platform]} ${kind} of ${voice.lastId}`;
    voice.lastId = undefined;
    return { atMinute, platform, payload, events: [{ intent: 'healthy', storedAs }] };
  }

  #firstVoice(): Voice {
    const [voice] = this.#voices;
    if (!voice) throw new Error('a crowd needs somebody in it');
    return voice;
  }

  #timeOf(atMinute: number): number {
    return this.#startMs + atMinute * 60_000 + (this.#count % 60) * 1000;
  }

  #message(voice: Voice, atMinute: number): Planned {
    const { wording, speaker } = voice;
    const platform = platformOf(wording);
    const number = this.#count++;
    const id = platform === 'x' ? String(FIRST_TWEET + BigInt(number)) : `m-${number}`;
    const account = BRAND_ACCOUNTS[platform];
    const isReply = platform === 'x' && voice.lastId !== undefined && this.#random() < 0.8;
    if (!isReply) voice.thread = platform === 'x' ? id : `thread-${speaker.id}`;
    const said = {
      account,
      customer: speaker,
      id,
      text: pick(TEXTS, this.#random) ?? 'ok',
      sentAtMs: this.#timeOf(atMinute),
      thread: voice.thread,
      inReplyTo: isReply ? voice.lastId : undefined,
    };
    voice.lastId = id;
    const { payload } = customerMessage(wording, said);
    return {
      atMinute,
      platform,
      payload,
      events: [{ intent: 'healthy', storedAs: `${platform}:${account} message ${id}` }],
    };
  }
}
