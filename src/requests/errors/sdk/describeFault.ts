import { atAddress, type ServiceAddress } from '../../calls/ServiceAddress.js';
import { isInstance } from '../../descriptions/isError.js';
import { readMember } from '../../descriptions/members.js';
import type { SdkError } from './SdkError.js';

/** The call that failed. */
export interface FailedCall {
  readonly input: object;
  readonly address: ServiceAddress;
}

/** Message of an error, and the resource that it is about. */
export interface FaultDescription {
  readonly message: string;
  readonly resource?: string | undefined;
}

const unknownAddress: ServiceAddress = { region: undefined, endpoint: undefined };

/** Describes an error to the caller: the SDK's message, completed by what it leaves out. */
export function describeFault(
  sdk: SdkError,
  error: unknown,
  message: string,
  call: FailedCall = { input: {}, address: unknownAddress },
): FaultDescription {
  const helpful = describeMissingCredentials(sdk) ?? describeForeign(sdk, error, call);
  return helpful === undefined ? describeVerdict(sdk.name, message, call) : { message: helpful };
}

function describeVerdict(
  kind: string | undefined,
  message: string,
  { input, address }: FailedCall,
): FaultDescription {
  const resource = message === kind ? undefined : message;
  switch (kind) {
    case 'UnknownResourceFault':
      return {
        message: describeUnknown(message, input, address),
        resource: /^Unknown (.+)$/.exec(message)?.[1],
      };
    case 'DomainAlreadyExistsFault':
      return { message: `Domain already exists: ${message}`, resource };
    case 'TypeAlreadyExistsFault':
      return { message: `Type already exists: ${message}`, resource };
    case 'WorkflowExecutionAlreadyStartedFault':
      return describeStarted(textOf(input, 'workflowId'));
    case 'DomainDeprecatedFault':
      return { message: `Domain is deprecated: ${message}`, resource };
    case 'TypeDeprecatedFault':
      return { message: `Type is deprecated: ${message}`, resource };
    case 'DefaultUndefinedFault':
      return { message: `${message} is required: neither the call nor the type provides it` };
    default:
      // The SDK's text for a response that has no message.
      return {
        message: message === 'UnknownError' && kind !== undefined ? `SWF answered with ${kind}` : message,
      };
  }
}

function describeStarted(workflowId: string | undefined): FaultDescription {
  if (workflowId === undefined) return { message: 'An execution with this workflow id is already open' };
  return {
    message: `An execution with workflow id ${JSON.stringify(workflowId)} is already open`,
    resource: `execution, workflowId = ${workflowId}`,
  };
}

function describeUnknown(message: string, input: object, address: ServiceAddress): string {
  const workflowId = textOf(input, 'workflowId');
  // Only signals, cancel requests and terminations name an execution this way. All of them need an open one.
  if (/^Unknown execution/.test(message) && workflowId !== undefined) {
    const runId = textOf(input, 'runId');
    const run = runId === undefined ? '' : ` and run id ${JSON.stringify(runId)}`;
    return `There is no open execution with workflow id ${JSON.stringify(workflowId)}${run}: it has closed or was never started`;
  }
  return /^Unknown (domain|type)/.test(message) ? `${message}${atAddress(address)}` : message;
}

const textOf = (input: object, key: string): string | undefined => {
  const value = readMember(input, key);
  return typeof value === 'string' ? value : undefined;
};

const noRegion =
  "No region is set. Set one with settings.set({ region: 'eu-west-1' }), in ~/.swf (region in [defaults]) " +
  'or in the environment (AWS_REGION)';

/** Returns instructions for setting a region; `undefined` if the error is about something else. */
export const describeMissingRegion = ({ message = '' }: SdkError): string | undefined =>
  /^Region is missing|region=""/.test(message) ? noRegion : undefined;

/** Returns instructions for setting credentials; `undefined` if the error is about something else. */
function describeMissingCredentials({ name, message = '' }: SdkError): string | undefined {
  if (name !== 'CredentialsProviderError' && !/^Credential is missing/.test(message)) return undefined;
  if (!/^(Could not load credentials from any providers|Credential is missing)/.test(message))
    return undefined;
  return (
    'No credentials are set. Set accessKeyId and secretAccessKey with settings.set(), in ~/.swf ([credentials]) ' +
    "or in the environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY). The SDK's default provider chain of profiles, SSO and " +
    `roles found none either: ${message}`
  );
}

/** Advice for a service that can't be reached, by error code. */
const unreachable: ReadonlyMap<string, string> = new Map([
  ['ENOTFOUND', 'there is no such host. Check the region and the endpoint'],
  ['ECONNREFUSED', 'nothing is listening there. Start the service, or check the endpoint'],
  ['EPROTO', 'the endpoint does not speak TLS. Use http, or check the endpoint'],
]);

/**
 * Describes an endpoint that is unreachable or does not respond as SWF does; `undefined` for errors from SWF
 * itself and for other errors without a response.
 */
function describeForeign(
  { name, message = '', status, code }: SdkError,
  error: unknown,
  { address }: FailedCall,
): string | undefined {
  const where = address.endpoint ?? 'The endpoint';
  const advice = code === undefined ? undefined : unreachable.get(code);
  if (advice !== undefined) return `${message.trim() || code}: ${advice}${atAddress(address)}`;
  if (status === undefined) return undefined;
  const isUnnamed = name === undefined || name === 'Unknown' || name === 'UnknownError';
  if (!isInstance(error, SyntaxError) && !isUnnamed) return undefined;
  const [said = ''] = message.split('\n');
  const detail = said === '' || said === 'UnknownError' ? '' : ` (${said})`;
  return `${where} did not respond like SWF: HTTP ${status}${detail}. Check the endpoint and the region`;
}
