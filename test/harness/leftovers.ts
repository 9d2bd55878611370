import { setImmediate } from 'node:timers/promises';

const counted = [
  'TCPSocketWrap',
  'TCPServerWrap',
  'Timeout',
  'GetAddrInfoReqWrap',
  'ConnectWrap',
  'PipeWrap',
];

/** How many there are of what may be left behind, by kind. */
export type Resources = Readonly<Record<string, number>>;

/** What keeps this process alive, and who listens to it. */
export function resources(): Resources {
  const active = process.getActiveResourcesInfo();
  const held = counted.map(kind => [kind, active.filter(name => name === kind).length]);
  const heard = process.eventNames().map(name => [`on ${String(name)}`, process.listenerCount(name)]);
  return Object.fromEntries([...held, ...heard]);
}

/** Milliseconds in which sockets close, and in which the SDK ends the waits between attempts that none can abort. */
const patience = 5000;

/** Milliseconds in which calls are aborted: less than polls wait. */
export const soon = 400;

/** What there is more of than before. */
export async function leftovers(before: Resources, now = resources, within = patience): Promise<Resources> {
  const excess = () =>
    Object.fromEntries(Object.entries(now()).filter(([kind, count]) => count > (before[kind] ?? 0)));
  const end = Date.now() + within;
  while (Date.now() < end && Object.keys(excess()).length > 0) await setImmediate();
  return excess();
}
