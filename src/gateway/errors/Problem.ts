import type { FailureRecord } from '../../remote/wire/records.js';

/** A failure that clients may read: status, kind and message. */
export class Problem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly resource: string | undefined;
  /** Headers of the response. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    kind: string,
    message: string,
    { resource, headers = {} }: { resource?: string | undefined; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.resource = resource;
    this.headers = headers;
  }

  /** True if it concerns the gateway, not the request. */
  get isInside(): boolean {
    return this.status === 500 || this.status === 502;
  }

  toJSON(): FailureRecord {
    const { status, kind, message, resource } = this;
    return { error: { kind, message, ...(resource === undefined ? {} : { resource }), status } };
  }

  toResponse(): Response {
    return new Response(JSON.stringify(this), {
      status: this.status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...this.headers },
    });
  }
}
