import { madeWhenAsked } from './made-when-asked.ts';

const segmenter = madeWhenAsked(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** What people take for characters, with where each begins: an emoji of many code points is one. */
export const graphemesOf = (text: string): Intl.Segments => segmenter().segment(text);
