import { accountOf } from '#platforms/account.ts';

/** Names of Google's resources: `accounts/1/locations/55/reviews/r1`. */

/** An id is not made of dots alone: those are steps in a path. */
const REVIEW = /^accounts\/(?!\.+(\/|$))[^/]+\/locations\/(?!\.+(\/|$))[^/]+\/reviews\/(?!\.+(\/|$))[^/]+$/;
const ACCOUNT = /^accounts\/(?<account>[^/]+)(\/|$)/;

/** True for the whole name of a review, which its address is made of. */
export function isReviewName(name: string): boolean {
  return REVIEW.test(name);
}

/** The account that the first of the names lies in. */
export function accountIn(names: readonly (string | undefined)[], otherwise: string | undefined): string {
  const found = names.map((name) => ACCOUNT.exec(name ?? '')?.groups?.['account']).find((id) => id !== undefined);
  return accountOf('google_business', found ?? otherwise);
}

/** The path of a resource below the API's address, whatever stands in its name. */
export function pathOf(name: string): string {
  return `/v4/${name.split('/').map(encodeURIComponent).join('/')}`;
}
