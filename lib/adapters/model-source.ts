import { createHash } from 'node:crypto';
import type { Models } from '#adapters/models.ts';
import type { ModelPointer } from '#contracts/model-pointer.ts';

/**
 * The model in use: the one that the bucket points at, or the one that ships. It is looked for again every few minutes and
 * swapped whole, between two messages; a bad file is refused and the last good model stays.
 */

/** Why a model is refused. */
export type Refusal = 'pointer_unreadable' | 'model_missing' | 'wrong_hash' | 'model_unreadable';

export interface ModelSourceDeps<M> {
  readonly models: Pick<Models, 'pointer' | 'bytes'>;
  /** Makes the model of its bytes. @throws when they are none */
  readonly parse: (bytes: Uint8Array) => M;
  /** The model that ships; made when it is first needed. */
  readonly shipped: () => M;
  readonly nowMs: () => number;
  /** Told at every look, as long as the bucket points at something that can't be used. */
  readonly refused: (refusal: Refusal, facts: { readonly version?: string; readonly error?: unknown }) => void;
  /** Told when the bucket could not be asked. The model in use stays. */
  readonly failed: (error: unknown) => void;
  /** How long, until it is looked for again. @default five minutes */
  readonly everyMs?: number;
  /** How long, when the bucket could not be asked. @default half a minute */
  readonly againMs?: number;
}

const EVERY_MS = 5 * 60 * 1000;
const AGAIN_MS = 30 * 1000;

/** What was found at the last look. */
interface Held<M> {
  /** Undefined while the model that ships is in use. */
  readonly published?: { readonly sha256: string; readonly model: M };
  readonly etag?: string | undefined;
  readonly refusal?: { readonly kind: Refusal; readonly version?: string; readonly error?: unknown };
}

type Loaded<M> = Pick<Held<M>, 'published' | 'refusal'>;

function parsed<M>({ parse }: ModelSourceDeps<M>, bytes: Uint8Array, { sha256, version }: ModelPointer): Loaded<M> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return { refusal: { kind: 'wrong_hash', version } };
  try {
    return { published: { sha256, model: parse(bytes) } };
  } catch (error) {
    return { refusal: { kind: 'model_unreadable', version, error } };
  }
}

async function loaded<M>(deps: ModelSourceDeps<M>, held: Held<M>, pointer: ModelPointer): Promise<Loaded<M>> {
  if (held.published?.sha256 === pointer.sha256) return { published: held.published };
  const bytes = await deps.models.bytes(pointer.key);
  if (bytes) return parsed(deps, bytes, pointer);
  return { refusal: { kind: 'model_missing', version: pointer.version } };
}

/** Looks at the pointer. What is refused leaves the model in use where it is. */
async function looked<M>(deps: ModelSourceDeps<M>, held: Held<M>): Promise<Held<M>> {
  const pointing = await deps.models.pointer(held.etag);
  switch (pointing.kind) {
    case 'same':
      return held;
    case 'none':
      return {};
    case 'unreadable':
      return { ...held, etag: pointing.etag, refusal: { kind: 'pointer_unreadable' } };
    case 'pointer': {
      const { published = held.published, refusal } = await loaded(deps, held, pointing.pointer);
      return { ...(published && { published }), etag: pointing.etag, ...(refusal && { refusal }) };
    }
  }
}

/** @returns the model in use, looked for at most once in a while however many ask. It never throws. */
export function modelSource<M>(deps: ModelSourceDeps<M>): () => Promise<M> {
  const { everyMs, againMs } = { everyMs: EVERY_MS, againMs: AGAIN_MS, ...deps };
  let held: Held<M> = {};
  let shipped: M | undefined;
  let nextMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    try {
      held = await looked(deps, held);
      nextMs = deps.nowMs() + everyMs;
      if (held.refusal) deps.refused(held.refusal.kind, held.refusal);
    } catch (error) {
      nextMs = deps.nowMs() + againMs;
      deps.failed(error);
    }
    looking = undefined;
  };
  return async () => {
    if (!looking && nextMs <= deps.nowMs()) looking = look();
    await looking;
    if (held.published) return held.published.model;
    shipped ??= deps.shipped();
    return shipped;
  };
}
