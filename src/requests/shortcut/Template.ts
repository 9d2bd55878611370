import { allowsShortcut, sign } from '#signing';
import {
  type AnyCommand,
  type Config,
  type HttpRequest,
  type Identity,
  type Operation,
  operationOf,
  type Protocol,
} from './sdk.js';
import { type Scope, scopeOf } from './signing/Scope.js';

/** Headers that the shortcut knows. Any other belongs to a feature that it doesn't know. */
const knownHeaders: ReadonlySet<string> = new Set([
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'authorization',
  'content-length',
  'content-type',
  'host',
  'user-agent',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-target',
  'x-amz-user-agent',
]);

/** What differs between two requests of an operation with the same input. */
export interface Particulars {
  readonly identity: Identity;
  readonly date: Date;
  readonly invocationId: string;
}

/** The requests of one operation on one client, modelled on one that the SDK has signed. */
export class Template {
  readonly #config: Config;
  readonly #operation: Operation;
  readonly #signed: HttpRequest;
  /** `undefined` if the client's signer leaves requests unsigned, as that of an embedded service does. */
  readonly #scope: Scope | undefined;
  readonly #context: object;
  readonly #protocol: Protocol;

  private constructor(command: AnyCommand, config: Config, signed: HttpRequest, scope: Scope | undefined) {
    this.#operation = operationOf(command);
    this.#config = config;
    this.#protocol = config.protocol;
    this.#signed = { ...signed, headers: { ...signed.headers } };
    this.#scope = scope;
    this.#context = { ...config, endpoint: async () => this.#signed };
  }

  /**
   * Learns the template from a request that the SDK has signed. Returns `undefined` if the request has
   * something that the shortcut doesn't know, or if the template does not reproduce it byte for byte.
   */
  static async of(command: AnyCommand, config: Config, signed: HttpRequest): Promise<Template | undefined> {
    const { headers, path, query = {}, username } = signed;
    const isSigned = 'authorization' in headers;
    const scope = isSigned ? scopeOf(headers['authorization']) : undefined;
    const isKnown = Object.keys(headers).every(name => knownHeaders.has(name));
    const isSimple = path === '/' && username === undefined && Object.keys(query).length === 0;
    if (isSigned !== (scope !== undefined) || !isKnown || !isSimple || !allowsShortcut()) return undefined;
    const template = new Template(command, config, signed, scope);
    const again = await template.make(command.input, {
      identity: await config.credentials(),
      date: toDate(headers['x-amz-date']),
      invocationId: headers['amz-sdk-invocation-id'] ?? '',
    });
    return asText(again) === asText(signed) ? template : undefined;
  }

  /** Makes and signs the request for an input. */
  async make(input: object, { identity, date, invocationId }: Particulars): Promise<HttpRequest> {
    const { bodyLengthChecker } = this.#config;
    const request = await this.#protocol.serializeRequest(this.#operation, input, this.#context);
    // In the order of the template, with the same names: those that differ are set again.
    request.headers = {
      ...this.#signed.headers,
      'content-length': String(bodyLengthChecker(request.body)),
      'amz-sdk-invocation-id': invocationId,
    };
    if (this.#scope === undefined) return request;
    return sign(request, this.#scope, { identity, date, config: this.#config });
  }
}

/** Parses the time of a signature, e.g. `20261128T144538Z`. */
const toDate = (time = ''): Date =>
  new Date(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Represents everything of a request that is sent. */
const asText = ({ method, protocol, hostname, port, path, headers, body }: HttpRequest): string =>
  JSON.stringify([
    method,
    protocol,
    hostname,
    port,
    path,
    headers,
    typeof body === 'string' ? body : Array.from(body),
  ]);
