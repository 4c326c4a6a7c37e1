import { describe, expect, it } from 'vitest';
import { EVENT_EXAMPLES } from '#contracts/catalogue-docs/event-examples.ts';
import { type EventType, eventCatalogue } from '#contracts/events.ts';

const TYPES = Object.keys(eventCatalogue) as EventType[];

/** What would carry a customer's words, or who they are. */
const WORDS =
  /text|words|body|name|handle|author|profile|title|email|phone|url|link|attachment|evidence|snippet|token/iu;
/** Our own address of a ticket. */
const OURS = ['link'];

describe('the data of an event', () => {
  it.each(TYPES)('of %s has no field for words, names or handles', (type) => {
    expect(
      Object.keys(eventCatalogue[type].data.shape).filter((field) => !OURS.includes(field) && WORDS.test(field)),
    ).toEqual([]);
  });

  it.each(TYPES)('of %s drops what its schema does not know', (type) => {
    const told = { ...EVENT_EXAMPLES[type], text: 'Where is my parcel?', handle: '@lovelace' };
    expect(eventCatalogue[type].data.parse(told)).toEqual(EVENT_EXAMPLES[type]);
  });
});
