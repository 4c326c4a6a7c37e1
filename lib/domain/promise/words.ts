import { localDay } from '#domain/calendar/local-time.ts';
import type { ExpectedAnswer } from '#domain/promise/answer-promise.ts';

/** A promise in the customer's language: plain, without cheer. Dates and numbers are the runtime's, phrases are ours. */

interface Phrases {
  readonly received: string;
  readonly within: (duration: string) => string;
  readonly by: (day: string, time: string) => string;
  readonly from: (day: string, time: string) => string;
}

const PHRASES = {
  en: {
    received: 'We have received your message.',
    within: (duration) => `Expected answer: within ${duration}.`,
    by: (day, time) => `Expected answer: ${day} by ${time}.`,
    from: (day, time) => `Expected answer: ${day} from ${time}.`,
  },
  es: {
    received: 'Hemos recibido su mensaje.',
    within: (duration) => `Respuesta prevista: en un plazo de ${duration}.`,
    by: (day, time) => `Respuesta prevista: ${day} antes de las ${time}.`,
    from: (day, time) => `Respuesta prevista: ${day} a partir de las ${time}.`,
  },
  fr: {
    received: 'Nous avons bien reçu votre message.',
    within: (duration) => `Réponse prévue : sous ${duration}.`,
    by: (day, time) => `Réponse prévue : ${day} avant ${time}.`,
    from: (day, time) => `Réponse prévue : ${day} à partir de ${time}.`,
  },
  de: {
    received: 'Wir haben Ihre Nachricht erhalten.',
    within: (duration) => `Voraussichtliche Antwort: innerhalb von ${duration}.`,
    by: (day, time) => `Voraussichtliche Antwort: ${day} bis ${time}.`,
    from: (day, time) => `Voraussichtliche Antwort: ${day} ab ${time}.`,
  },
  pt: {
    received: 'Recebemos a sua mensagem.',
    within: (duration) => `Resposta prevista: no prazo de ${duration}.`,
    by: (day, time) => `Resposta prevista: ${day} até às ${time}.`,
    from: (day, time) => `Resposta prevista: ${day} a partir das ${time}.`,
  },
  it: {
    received: 'Abbiamo ricevuto il suo messaggio.',
    within: (duration) => `Risposta prevista: entro ${duration}.`,
    by: (day, time) => `Risposta prevista: ${day} entro le ${time}.`,
    from: (day, time) => `Risposta prevista: ${day} dalle ${time}.`,
  },
  ar: {
    received: 'لقد استلمنا رسالتك.',
    within: (duration) => `أقصى مدة متوقعة للرد: ${duration}.`,
    by: (day, time) => `الرد المتوقع: ${day} قبل الساعة ${time}.`,
    from: (day, time) => `الرد المتوقع: ${day} ابتداءً من الساعة ${time}.`,
  },
  hi: {
    received: 'हमें आपका संदेश मिल गया है।',
    // A word before "के भीतर" would bend (घंटा, घंटे): after a colon it does not.
    within: (duration) => `उत्तर का अधिकतम अनुमानित समय: ${duration}।`,
    by: (day, time) => `संभावित उत्तर: ${day} ${time} तक।`,
    from: (day, time) => `संभावित उत्तर: ${day} ${time} से।`,
  },
} as const satisfies Record<string, Phrases>;

export type PromiseLanguage = keyof typeof PHRASES;
export const PROMISE_LANGUAGES = Object.keys(PHRASES) as PromiseLanguage[];

const isSpoken = (language: string): language is PromiseLanguage => Object.hasOwn(PHRASES, language);

/** The language to write in: the customer's where we have words for it, else English. @param tag BCP 47 */
export function promiseLanguage(tag: string | undefined): PromiseLanguage {
  const language = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
  return isSpoken(language) ? language : 'en';
}

/** Hours and minutes alone: languages bend the word for days. */
function durationIn(language: PromiseLanguage, minutes: number): string {
  const [value, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** Whom a moment is told to. */
interface Told {
  readonly language: PromiseLanguage;
  readonly zone: string;
  readonly now: string;
}

/** Today, tomorrow, a day of this week by its name, any later one with its date. */
function dayIn({ language, zone, now }: Told, at: string): string {
  const days = localDay(zone, Date.parse(at)) - localDay(zone, Date.parse(now));
  if (days < 2) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  const date = days < 7 ? {} : ({ day: 'numeric', month: 'long' } as const);
  return new Intl.DateTimeFormat(language, { weekday: 'long', ...date, timeZone: zone }).format(Date.parse(at));
}

/** The time with its zone: nobody knows where the customer is. */
function timeIn({ language, zone }: Told, at: string): string {
  const clock = { hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;
  return new Intl.DateTimeFormat(language, { ...clock, timeZone: zone }).format(Date.parse(at));
}

function expectedIn(told: Told, { kind, minutes = 0, from, until }: ExpectedAnswer): string {
  const phrases: Phrases = PHRASES[told.language];
  if (kind === 'within') return phrases.within(durationIn(told.language, minutes));
  // Midnight at the end of a day is named by the day that ends.
  const at = kind === 'from' && from !== undefined ? from : until;
  const named = kind === 'by' ? new Date(Math.max(Date.parse(told.now), Date.parse(at) - 1)).toISOString() : at;
  return phrases[kind](dayIn(told, named), timeIn(told, at));
}

/** What the customer is told. */
export function promiseText(expected: ExpectedAnswer, language: PromiseLanguage, now: string): string {
  const told = { language, zone: expected.zone, now };
  return `${PHRASES[language].received} ${expectedIn(told, expected)}`;
}
