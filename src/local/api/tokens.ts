import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The purpose of a token. A token of one kind is never accepted as another kind. */
export type TokenKind = 'activityTask' | 'decisionTask' | 'page';

/** The first bytes of Amazon's task tokens, `AAAAKgAAAAEAAAAA` in base64. */
const header = Buffer.from('AAAAKgAAAAEAAAAA', 'base64');
const sealLength = 9;
const longestToken = 1024;

/** Creates opaque, signed tokens and reads them back. */
export class Tokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  seal(kind: TokenKind, content: readonly unknown[]): string {
    const body = Buffer.from(JSON.stringify(content));
    return Buffer.concat([header, this.#sign(kind, body), body]).toString('base64');
  }

  /** Returns the sealed content, or undefined if this is not a valid token of that kind. */
  open(kind: TokenKind, token: string): unknown[] | undefined {
    const bytes = Buffer.from(token, 'base64');
    const body = bytes.subarray(header.length + sealLength);
    if (body.length === 0 || !bytes.subarray(0, header.length).equals(header)) return undefined;
    const seal = bytes.subarray(header.length, header.length + sealLength);
    if (!timingSafeEqual(seal, this.#sign(kind, body))) return undefined;
    const content: unknown = JSON.parse(body.toString());
    return Array.isArray(content) ? content : undefined;
  }

  #sign(kind: TokenKind, body: Buffer): Buffer {
    return createHmac('sha256', this.#secret).update(kind).update(body).digest().subarray(0, sealLength);
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
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);
}
