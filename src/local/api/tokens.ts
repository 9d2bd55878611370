import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a token is for. One kind is never taken for another. */
export type TokenKind = 'activityTask' | 'decisionTask' | 'page';

/** Real task tokens begin with these bytes, `AAAAKgAAAAEAAAAA` in base64. */
const header = Buffer.from('AAAAKgAAAAEAAAAA', 'base64');
const sealLength = 9;
const longestToken = 1024;

/** Makes opaque tokens that nobody else can make, and reads them back. */
export class Tokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  seal(kind: TokenKind, content: readonly unknown[]): string {
    const body = Buffer.from(JSON.stringify(content));
    return Buffer.concat([header, this.#sign(kind, body), body]).toString('base64');
  }

  /** What was sealed, or undefined if this is no token of that kind. */
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

/** A task of an execution, as its token names it. */
export interface TaskReference {
  readonly workflowId: string;
  readonly runId: string;
  readonly scheduledEventId: number;
  readonly startedEventId: number;
}

/** The token that a worker or decider answers a task with. */
export function sealTask(tokens: Tokens, kind: 'activityTask' | 'decisionTask', task: TaskReference): string {
  const { workflowId, runId, scheduledEventId, startedEventId } = task;
  const token = tokens.seal(kind, [runId, scheduledEventId, startedEventId, workflowId]);
  // The workflow id only serves a message, and a long one would make the token longer than clients take.
  return token.length <= longestToken
    ? token
    : tokens.seal(kind, [runId, scheduledEventId, startedEventId, '']);
}

/** The task that a token names, or undefined if it is no such token. */
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

/** A short fingerprint of the arguments of a query, by which a page token knows its own. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 12);
}
