import type { Stack } from './sdk.js';

const off = new WeakSet<Stack>();

/** Makes all calls of a client go the SDK's way. */
export function switchOffShortcut(client: { readonly middlewareStack: Stack }): void {
  off.add(client.middlewareStack);
}

/** Returns whether calls through this middleware must go the SDK's way. */
export const isSwitchedOff = (stack: Stack): boolean => off.has(stack);
