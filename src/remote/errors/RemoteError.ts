import type { FailureRecord } from '../wire/records.js';

/** A failure that the gateway reports, or a response that is not of a gateway. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  /** Name of the error, such as `DoesNotExistError`. */
  readonly kind: string;
  /** HTTP status. */
  readonly status: number;
  readonly resource: string | undefined;

  constructor({ kind, message, status, resource }: FailureRecord['error']) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.resource = resource;
  }

  /** `true` if the same request may succeed later. */
  get isTransient(): boolean {
    return this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Resolves to the error in a response. */
export async function errorIn(response: Response): Promise<RemoteError> {
  const { status } = response;
  const unreadable = {
    kind: 'ResponseError',
    message: `The gateway has answered with status ${status}`,
    status,
  };
  const text = await response.text().catch(() => '');
  try {
    return new RemoteError({ ...unreadable, ...(JSON.parse(text) as FailureRecord).error, status });
  } catch {
    return new RemoteError(unreadable);
  }
}
