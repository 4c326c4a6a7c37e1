import type { Author } from '#domain/message.ts';
import type { Hidden } from './finding.ts';

/** Where words tell who the customer is: their handle, their name, a part of it. */

/** A shorter handle is also a word; without an `@` or a slash it is left alone. */
const SHORTEST_BARE_HANDLE = 4;
/** A shorter part of a name is an initial or a title. */
const SHORTEST_PART = 3;

const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
const whole = (words: string): string => `(?<![\\p{L}\\p{N}_])${escaped(words)}(?![\\p{L}\\p{N}_])`;

const placesOf = (pattern: RegExp, text: string): Hidden<'customer'>[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ kind: 'customer', span: [index, index + found.length] }));

function handleIn(text: string, handle: string): Hidden<'customer'>[] {
  const told = `@${escaped(handle)}(?![\\p{L}\\p{N}_])|(?<=/)${escaped(handle)}(?![\\p{L}\\p{N}_])`;
  const pattern = handle.length >= SHORTEST_BARE_HANDLE ? `${told}|${whole(handle)}` : told;
  return placesOf(new RegExp(pattern, 'giu'), text);
}

/** The whole name in any case; a part of it as it is written, as parts of names are words too. */
function nameIn(text: string, name: string): Hidden<'customer'>[] {
  const parts = name.split(/\s+/).filter((part) => part !== name && part.length >= SHORTEST_PART);
  return [
    ...placesOf(new RegExp(whole(name), 'giu'), text),
    ...parts.flatMap((part) => placesOf(new RegExp(whole(part), 'gu'), text)),
  ];
}

/** Every place in a text that tells who one of these is; they may overlap. */
export function customerIn(text: string, customers: readonly Author[]): Hidden<'customer'>[] {
  return customers.flatMap(({ handle, name }) => [
    ...(handle?.trim() ? handleIn(text, handle.trim().replace(/^@/, '')) : []),
    ...(name?.trim() ? nameIn(text, name.trim()) : []),
  ]);
}
