import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Model } from '#classifiers/embedded/model.ts';
import { parseModel } from '#classifiers/embedded/model-file.ts';

/** Where the model that ships stands, and how the commands read one. */

/** The file that goes into the triage function's bundle. */
export const SHIPPED_MODEL = fileURLToPath(new URL('../lib/classifiers/embedded/shipped.model', import.meta.url));

/** @throws {ModelError} when the file is no model of this version. */
export const readModel = (file: string): Model => parseModel(readFileSync(file));
