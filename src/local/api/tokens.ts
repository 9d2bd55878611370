import { encode, fromBase64, hmacSha256, isEqual, sha256, toBase64 } from '#platform';

/** The purpose of a token. A token of one kind is never accepted as another kind. */
export type TokenKind = 'activityTask' | 'decisionTask' | 'page';

/** The first bytes of Amazon's task tokens, `AAAAKgAAAAEAAAAA` in base64. */
const header = 'AAAAKgAAAAEAAAAA';
const sealLength = 9;
const longestToken = 1024;
const utf8 = new TextDecoder();

/** Creates opaque, signed tokens and reads them back. */
export class Tokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  seal(kind: TokenKind, content: readonly unknown[]): string {
    const body = encode(JSON.stringify(content));
    const sealed = new Uint8Array(sealLength + body.length);
    sealed.set(this.#sign(kind, body));
    sealed.set(body, sealLength);
    return header + toBase64(sealed);
  }

  /** Returns the sealed content, or undefined if this is not a valid token of that kind. */
  open(kind: TokenKind, token: string): unknown[] | undefined {
    if (!token.startsWith(header)) return undefined;
    const bytes = fromBase64(token.slice(header.length));
    const body = bytes.subarray(sealLength);
    if (body.length === 0) return undefined;
    if (!isEqual(bytes.subarray(0, sealLength), this.#sign(kind, body))) return undefined;
    const content: unknown = JSON.parse(utf8.decode(body));
    return Array.isArray(content) ? content : undefined;
  }

  #sign(kind: TokenKind, body: Uint8Array): Uint8Array {
    return hmacSha256(this.#secret, kind, body).subarray(0, sealLength);
  }
}

/** The reference to a task that its token contains. */
export interface TaskReference {
  readonly workflowId: string;
  readonly runId: string;
  readonly scheduledEventId: number;
  readonly startedEventId: number;
}

/** Creates the task token with which a worker or decider responds. */
export function sealTask(tokens: Tokens, kind: 'activityTask' | 'decisionTask', task: TaskReference): string {
  const { workflowId, runId, scheduledEventId, startedEventId } = task;
  const token = tokens.seal(kind, [runId, scheduledEventId, startedEventId, workflowId]);
  // The workflow id is only used in a message, and a long one would exceed the maximum length of a token.
  return token.length <= longestToken
    ? token
    : tokens.seal(kind, [runId, scheduledEventId, startedEventId, '']);
}

/** Returns the task that a token refers to, or undefined if the token is not valid. */
export function openTask(
  tokens: Tokens,
  kind: 'activityTask' | 'decisionTask',
  token: string,
): TaskReference | undefined {
  const [runId, scheduledEventId, startedEventId, workflowId] = tokens.open(kind, token) ?? [];
  if (typeof runId !== 'string' || typeof workflowId !== 'string') return undefined;
  if (typeof scheduledEventId !== 'number' || typeof startedEventId !== 'number') return undefined;
  return { workflowId, runId, scheduledEventId, startedEventId };
}

/** Returns a short hash of the arguments of a query, which ties a page token to that query. */
export function fingerprint(value: unknown): string {
  return toBase64(sha256(JSON.stringify(value)).subarray(0, 9));
}
