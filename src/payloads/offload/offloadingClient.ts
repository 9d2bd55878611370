import {
  type $Command,
  RecordActivityTaskHeartbeatCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  type SWFClient,
  type SWFClientResolvedConfig,
} from '@aws-sdk/client-swf';
import {
  defer,
  EMPTY,
  firstValueFrom,
  from,
  fromEvent,
  map,
  mergeMap,
  type Observable,
  takeUntil,
  throwError,
} from 'rxjs';
import type { RequestOptions } from '../../requests/index.js';
import { limits } from '../../values/index.js';
import { exchangePayloads } from './exchangePayloads.js';
import type { OffloadStore } from './OffloadStore.js';
import { keyOf, toReference } from './reference.js';

type Command = $Command<
  ServiceInputTypes,
  ServiceOutputTypes,
  SWFClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>;
type SendOptions = RequestOptions & { readonly abortSignal?: AbortSignal };
type Callback = (error: unknown, output?: ServiceOutputTypes) => void;

/** The original client and the store of each client created here. */
const made = new WeakMap<SWFClient, { readonly origin: SWFClient; readonly store: OffloadStore }>();

/**
 * Creates a client that stores long payloads before it sends a request, and loads them before it returns the
 * response. It shares everything else with the original client, which is not modified. Without a store,
 * returns the original client.
 */
export function offloadingClient(client: SWFClient, store: OffloadStore | undefined): SWFClient {
  const known = made.get(client);
  if (known !== undefined && known.store === store) return client;
  const origin = known?.origin ?? client;
  if (store === undefined) return origin;
  const send = (command: Command, ...rest: readonly (SendOptions | Callback)[]) => {
    const options = rest.find(given => typeof given !== 'function') ?? {};
    const callback = rest.find(given => typeof given === 'function');
    const answer = firstValueFrom(
      exchanged(origin, store, command, options).pipe(takeUntil(aborted(options.abortSignal))),
    );
    if (callback === undefined) return answer;
    return void answer.then(output => callback(null, output), callback);
  };
  const offloading: SWFClient = Object.create(origin, { send: { value: send } });
  made.set(offloading, { origin, store });
  return offloading;
}

function exchanged(
  origin: SWFClient,
  store: OffloadStore,
  command: Command,
  options: SendOptions,
): Observable<ServiceOutputTypes> {
  const limit =
    command instanceof RecordActivityTaskHeartbeatCommand ? limits.heartbeatDetails : limits.payload;
  const longest = Math.min(store.threshold, limit);
  return defer(() =>
    exchangePayloads(
      command.input,
      payload => payload.length > longest,
      payload => store.put(payload).pipe(map(toReference)),
    ),
  ).pipe(
    mergeMap(input => from(origin.send(withInput(command, input), options))),
    mergeMap(output =>
      exchangePayloads(
        output,
        payload => keyOf(payload) !== undefined,
        // A missing payload stays a reference: reading its value is then an error.
        reference => store.get(keyOf(reference) ?? '').pipe(map(payload => payload ?? reference)),
      ),
    ),
  );
}

/** Returns the command with a different input. */
function withInput(command: Command, input: ServiceInputTypes): Command {
  if (input === command.input) return command;
  return Object.create(command, { input: { value: input, enumerable: true } });
}

/** Errors with the reason of a signal when the signal is aborted. */
function aborted(signal: AbortSignal | undefined): Observable<never> {
  if (signal === undefined) return EMPTY;
  const error = () => signal.reason;
  if (signal.aborted) return throwError(error);
  return fromEvent(signal, 'abort').pipe(mergeMap(() => throwError(error)));
}
