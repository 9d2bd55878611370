import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { soak } from './soak.js';

const { values } = parseArgs({ options: { minutes: { type: 'string' } } });
const minutes = Number(values.minutes ?? process.env.SOAK_MINUTES ?? 20);
if (!(minutes > 0)) throw new Error(`--minutes must be a number above 0, got ${values.minutes}`);

console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}: ${minutes} minutes on the real clock`,
);
/** A machine that stands still for longer than the heartbeat timeout times out all tasks in hand. */
const stalls = monitorEventLoopDelay();
stalls.enable();
const { tasks, signals, cancels, runs, disturbed } = await soak(minutes * 60_000);
const lost = tasks.started - tasks.answered - tasks.timedOut;
/** Timeouts without a cause: only tasks whose poll response was lost may time out. */
const unexplained = Math.max(0, tasks.timedOut - disturbed.orphans.activity);

const lines: readonly (readonly [what: string, count: number])[] = [
  ['tasks started', tasks.started],
  ['tasks answered', tasks.answered],
  ['tasks timed out', tasks.timedOut],
  ['  but not by a poll whose answer was cut off', unexplained],
  ['tasks lost', lost],
  ['longest stall of the process, in milliseconds', Math.round(stalls.max / 1e6)],
  ['signals acknowledged', signals.acknowledged],
  ['signals seen', signals.seen],
  ['  twice, or in another order', signals.wrong],
  ['  over so many runs', runs],
  ['cancel requests acknowledged', cancels.acknowledged],
  ['cancel requests obeyed', cancels.seen],
  ['calls throttled', disturbed.throttled],
  ['calls reset before SWF had them', disturbed.reset],
  ['calls reset before their answer', disturbed.unanswered],
];
for (const [what, count] of lines) console.log(`${what.padEnd(48)}${String(count).padStart(8)}`);

const isWell =
  lost === 0 &&
  unexplained === 0 &&
  tasks.started > 0 &&
  signals.acknowledged === signals.seen &&
  signals.wrong === 0 &&
  cancels.acknowledged === cancels.seen;
if (!isWell) {
  console.error('Something was lost');
  process.exitCode = 1;
}
