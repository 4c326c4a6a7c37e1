import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SENTIMENTS } from '#domain/classification.ts';
import type { Example } from './example.ts';

/**
 * GoEmotions (Demszky et al. 2020, google-research, CC BY 4.0): how people talk in general. Its 28 emotions become three
 * moods; a comment of two moods, or of none that is clear, is left out.
 */

const GLAD = [
  'admiration',
  'amusement',
  'approval',
  'caring',
  'desire',
  'excitement',
  'gratitude',
  'joy',
  'love',
  'optimism',
  'pride',
  'relief',
];
const SORE = [
  'anger',
  'annoyance',
  'disappointment',
  'disapproval',
  'disgust',
  'embarrassment',
  'fear',
  'grief',
  'nervousness',
  'remorse',
  'sadness',
];

export const GO_EMOTIONS_FILES = ['train.tsv', 'dev.tsv', 'test.tsv', 'labels.txt'].map((name) => `goemotions/${name}`);

/** What a comment tells of customers' mood. */
const FOR_CARE = 0.03;
const FOR_KIND = 0.1;
const HELD_OUT_EACH = 20;

/** Names were masked by those who made the set; a mention reads alike. */
const unmasked = (text: string): string => text.replaceAll('[NAME]', '@name').replaceAll('[RELIGION]', 'religion');

function moodOf(emotions: readonly string[]): (typeof SENTIMENTS)[number] | undefined {
  const isGlad = emotions.some((emotion) => GLAD.includes(emotion));
  const isSore = emotions.some((emotion) => SORE.includes(emotion));
  if (isGlad && isSore) return undefined;
  if (isGlad) return 'positive';
  return isSore ? 'negative' : 'neutral';
}

/** @param data the folder that has `goemotions/` in it. */
export function goEmotions(data: string): Example[] {
  const read = (name: string) => readFileSync(join(data, 'goemotions', name), 'utf8').split('\n');
  const names = read('labels.txt').filter(Boolean);
  const lines = ['train.tsv', 'dev.tsv', 'test.tsv'].flatMap(read).filter(Boolean);
  return lines.flatMap((line, at) => {
    const [text = '', codes = ''] = line.split('\t');
    const mood = moodOf(codes.split(',').map((code) => names[Number(code)] ?? ''));
    if (!mood) return [];
    const label = SENTIMENTS.indexOf(mood);
    return [
      {
        text: unmasked(text),
        language: 'en',
        labels: { care_sentiment: label, talk_sentiment: label, care: 0 },
        weights: { care_sentiment: FOR_CARE, talk_sentiment: 1, care: FOR_KIND },
        isHeldOut: at % HELD_OUT_EACH === 0,
        source: 'goemotions',
      },
    ];
  });
}
