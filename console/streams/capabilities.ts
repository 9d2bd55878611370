import type { Capabilities, GatewayActionName } from 'rx-swf/remote';
import { shareReplay } from 'rxjs';
import { gateway } from './gateway.js';
import { useObservable } from './useObservable.js';

/** Facts about the gateway, and what it allows. They are read once. */
export const capabilities$ = gateway.capabilities().pipe(shareReplay(1));

/** Returns facts about the gateway once they are known. */
export const useCapabilities = (): Capabilities | undefined => useObservable(capabilities$).value;

/** Returns the actions that the gateway allows: none until they are known. */
export const useAllowed = (): ReadonlySet<GatewayActionName> => new Set(useCapabilities()?.actions);
