/** LinkedIn's names for things: `urn:li:<type>:<id>`, and a comment's, which holds the name of what it stands under. */

const COMMENT = /^urn:li:comment:\((?:urn:li:)?(?<type>\w+):(?<post>[^,()\s]+),\s*(?<id>[^,()\s]+)\)$/;

/** The parts of a comment's name. */
export interface CommentUrn {
  /** What it stands under: `urn:li:activity:7361542712963573109`. */
  readonly post: string;
  readonly id: string;
}

/** The parts of a comment's name; undefined when it is none. */
export function commentParts(urn: string): CommentUrn | undefined {
  const { type, post, id } = COMMENT.exec(urn)?.groups ?? {};
  return type && post && id ? { post: `urn:li:${type}:${post}`, id } : undefined;
}

/**
 * One spelling for a name: one notification calls a comment `urn:li:comment:(activity:1,2)` and
 * `urn:li:comment:(urn:li:activity:1,2)`, and an edit must find what a comment was stored under.
 */
export function canonicalUrn(urn: string): string {
  const parts = commentParts(urn.trim());
  return parts ? commentUrn(parts) : urn.trim();
}

export function commentUrn({ post, id }: CommentUrn): string {
  return `urn:li:comment:(${post},${id})`;
}

const ORGANIZATION = 'urn:li:organization:';

/** The account's id: an organization's number; a brand page keeps its type, `organizationBrand:1`. */
export function organizationId(urn: string): string {
  return urn.startsWith(ORGANIZATION) ? urn.slice(ORGANIZATION.length) : urn.replace(/^urn:li:/, '');
}

/** The name in which an account writes. */
export function organizationUrn(id: string): string {
  return id.includes(':') ? `urn:li:${id}` : `${ORGANIZATION}${id}`;
}

/** A name as a part of a path. Rest.li 2.0 reads bare parentheses as its own, so they are encoded too. */
export function pathPart(urn: string): string {
  return encodeURIComponent(urn).replaceAll('(', '%28').replaceAll(')', '%29');
}
