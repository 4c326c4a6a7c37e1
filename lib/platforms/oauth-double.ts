import { createHash } from 'node:crypto';
import { type ApiRequest, authorised, type Judgement } from './double.ts';

/** A token endpoint as it is played: proofs in, access tokens out, which are good from then on. */

export interface Issuer {
  /** Whether a request carries a token that is in force. */
  readonly accepts: (request: ApiRequest) => boolean;
  /** Judges a request for a token. @param isProof whether the form proves who asks */
  readonly issue: (request: ApiRequest, isProof: (form: URLSearchParams) => boolean) => Judgement;
}

const TOKEN_SECONDS = 3_600;

/** @param tokens the access tokens in force beside those that are issued */
export function createIssuer(tokens: readonly string[]): Issuer {
  const issued = new Set<string>();
  return {
    accepts: (request) => authorised(request, [...tokens, ...issued]),
    issue: (request, isProof) => {
      if (request.method !== 'POST' || !isForm(request)) return refused(400, 'invalid_request');
      if (!isProof(new URLSearchParams(request.body))) return refused(400, 'invalid_grant');
      const token = `issued-${createHash('sha256').update(request.body).digest('hex').slice(0, 32)}`;
      issued.add(token);
      return {
        answer: { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS } },
      };
    },
  };
}

/** Whether an app asks with a refresh token of its own: one with a secret shows it in the header, one without names itself. */
export function isRefresh(form: URLSearchParams, { headers }: ApiRequest, tokens: readonly string[]): boolean {
  const isBasic = headers['authorization']?.startsWith('Basic ') === true;
  const isApp = isBasic !== form.has('client_id');
  return isApp && form.get('grant_type') === 'refresh_token' && tokens.includes(form.get('refresh_token') ?? '');
}

/** Whether the body is said to be a form. */
export function isForm({ headers }: Pick<ApiRequest, 'headers'>): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
}

function refused(status: number, error: string): Judgement {
  return { answer: { status, body: { error } } };
}
