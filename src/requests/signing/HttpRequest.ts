/** An HTTP request as the SDK makes it. */
export interface HttpRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  readonly body: string | Uint8Array;
}
