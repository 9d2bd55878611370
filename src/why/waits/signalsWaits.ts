import type { History } from '../../history/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { SignalsWait } from '../data/ExplanationData.js';
import { isUnknown } from '../data/TaskListReport.js';

/**
 * Returns the signals that the execution listens to. It is stuck if nothing is open and its code is known to react to
 * nothing.
 *
 * @param isOnly - whether nothing else is open
 */
export function signalsWaits(history: History, { listening }: Evidence, isOnly: boolean): SignalsWait[] {
  const isListening = !isUnknown(listening) && (listening.isAny || listening.names.length > 0);
  if (!isOnly && !isListening) return [];
  const isDeaf = !isUnknown(listening) && !isListening && !listening.awaitsCancel;
  return [{ kind: 'signals', listening, received: received(history), isOnly, isStuck: isOnly && isDeaf }];
}

function received({ signals }: History): SignalsWait['received'] {
  const byName = new Map<string, { name: string; count: number; lastAt: Date }>();
  for (const { id: name, timestamp } of signals) {
    const count = (byName.get(name)?.count ?? 0) + 1;
    if (timestamp !== undefined) byName.set(name, { name, count, lastAt: timestamp });
  }
  return [...byName.values()];
}
