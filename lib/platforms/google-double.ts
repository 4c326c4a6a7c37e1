import type { ApiAnswer } from './double.ts';

/** A refusal in the shape of Google's APIs. @param status words of the newer services: `PERMISSION_DENIED` */
export function googleRefusal(code: number, reason: string, status?: string): ApiAnswer {
  const error = { code, message: reason, errors: [{ message: reason, domain: 'global', reason }], status };
  return { status: code, body: { error } };
}
