import type { Said } from '#platforms/customer.ts';

/** What customers say in the benches: a mix of short and long, calm and not. */

const TEXTS = [
  'Where is my parcel? It was due on Monday and the tracking page has said nothing since.',
  'Love the new app, thank you!',
  'Third time I am writing. You charged me twice, order 4471-22, and nobody answers. I want my money back today.',
  'How do I change the delivery address of an order that has not left yet?',
  'The charger started smoking and burnt my hand. Is anybody there?',
  'ok thanks',
  'Your site is down again. Checkout shows an error after the card details, on two phones and a laptop, since this morning.',
  'I would like to cancel my subscription, the button in my account does nothing at all :(',
  'Great. Another hour on hold. Brilliant service, really.',
  'Do you ship to Norway, and what does it cost for two kilos?',
];

/** The n-th message of the bench: who, what, when follow from its number. */
export function saidBy(number: number, given: Partial<Said> = {}): Said {
  const customer = { id: String(5_000_000 + number), name: `Customer ${number}`, handle: `customer_${number}` };
  return {
    account: '783214',
    customer: { ...customer, followers: (number * 37) % 5_000 },
    id: String(1_460_323_737_035_000_000n + BigInt(number)),
    text: TEXTS[number % TEXTS.length] ?? '',
    sentAtMs: Date.UTC(2026, 10, 22, 9) + number * 1_000,
    thread: `thread-${number}`,
    language: 'en',
    ...given,
  };
}
