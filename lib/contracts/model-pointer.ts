import * as z from 'zod/mini';

/** Which model a stage uses: one small object of the bucket that names another, so that a swap is one write. */

/** The folder of models. */
export const MODELS = 'models';

/** The file of the model that ships, beside triage's bundle. */
export const SHIPPED_MODEL_NAME = 'shipped.model';

/** The pointer. Where there is none, the model that ships is used. */
export const POINTER_KEY = `${MODELS}/current.json`;

export const modelPointer = z.strictObject({
  /** Where the bytes are; never the pointer itself. */
  key: z.string().check(z.regex(/^models\/[A-Za-z0-9._-]{1,200}\.model$/)),
  /** SHA-256 of the bytes, hexadecimal: what is loaded is what was published. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** The model's own name for itself. */
  version: z.string().check(z.minLength(1), z.maxLength(100)),
});
export type ModelPointer = z.infer<typeof modelPointer>;

/** The key of a model: it names what it holds, so that nothing that was published is ever overwritten by something else. */
export function modelKey({ version, sha256 }: Pick<ModelPointer, 'version' | 'sha256'>): string {
  return `${MODELS}/${version.replace(/[^A-Za-z0-9._-]/g, '-')}-${sha256.slice(0, 12)}.model`;
}
