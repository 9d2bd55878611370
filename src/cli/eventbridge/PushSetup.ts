/** Resources that push needs in an AWS account: a rule, its queue, and a queue for what could not be delivered or read. */
export interface PushSetup {
  /** Name of the SWF domain. */
  readonly domain: string;
  /** Name of the rule and the queue. */
  readonly name: string;
}

/**
 * Seconds that the queue keeps notices. Watches poll every five minutes anyway, so older ones are of no use; it
 * exceeds five deliveries of an unreadable message, which then goes to the dead-letter queue.
 */
export const retention = 600;

/** Seconds that the dead-letter queue keeps messages: 14 days, the maximum. */
export const deadLetterRetention = 1_209_600;

/** Number of deliveries after which a message goes to the dead-letter queue. */
export const maxReceiveCount = 5;

/** Seconds that a receive waits for a message, the maximum. */
export const receiveWait = 20;

/** Longest name: AWS limits rules to 64 characters, and the name of the dead-letter queue has a suffix. */
export const longestName = 58;

/** Returns the default name, made of what AWS allows in names. */
export function nameFor(domain: string): string {
  return `swf-notices-${domain.replace(/[^A-Za-z0-9_-]+/g, '-')}`.slice(0, longestName);
}
