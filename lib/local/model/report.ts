import type { ModelPointer } from '#contracts/model-pointer.ts';
import type { ModelDeed } from './command-line.ts';
import type { InUse } from './deeds.ts';

/** What a deed came to, for people and for `--json`. Pure. */

export interface ModelReport {
  readonly deed: ModelDeed['kind'];
  readonly bucket: string;
  readonly dryRun: boolean;
  /** The model that was published. */
  readonly published?: ModelPointer;
  /** The model that was found in use. */
  readonly inUse?: InUse;
}

const WITHIN = 'functions see it within five minutes.';

const facts = ({ version, key, sha256 }: ModelPointer): string[] => [
  `  version ${version}`,
  `  key     ${key}`,
  `  sha256  ${sha256}`,
];

function inUseLines(inUse: InUse): string[] {
  if (inUse.model === 'shipped') return ['The model that ships is in use.'];
  if (inUse.model === 'unknown') return [`Not sound: ${inUse.problem}. Functions keep the last good model.`];
  const verdict = inUse.sound ? 'Sound.' : `Not sound: ${inUse.problem}. Functions keep the last good model.`;
  return ['A published model is in use:', ...facts(inUse.pointer), verdict];
}

/** The lines of a report. */
export function modelLines({ deed, bucket, dryRun, published, inUse }: ModelReport): string[] {
  if (inUse) return inUseLines(inUse);
  const where = dryRun ? `Nothing was changed. To bucket ${bucket} would be` : `In bucket ${bucket} was`;
  if (published) return [`${where} published, and ${WITHIN}`, ...facts(published)];
  return [`${where} ${deed}: the model that ships; ${WITHIN}`];
}

/** Whether the command has done what it was asked for. */
export function isWell({ inUse }: ModelReport): boolean {
  return inUse?.sound ?? true;
}
