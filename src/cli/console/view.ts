import type { ActionRecord } from '../../gateway/index.js';
import { type Look, paint, type Tone } from '../frame/Look.js';
import { oneLine } from '../frame/oneLine.js';
import { timeText } from '../frame/times.js';
import type { ServedConsole } from './serveConsole.js';

const tones: Readonly<Record<ActionRecord['outcome'], Tone>> = {
  ok: 'good',
  begun: 'active',
  denied: 'warning',
  failed: 'bad',
  stopped: 'warning',
};

/** Renders an action in a line: time, who, action, execution, run, reason, outcome. */
export function auditView(record: ActionRecord, look: Look): string {
  const { at, who, name, workflowId, runId, newRunId, reason, outcome, error, bulk } = record;
  const subject = [
    who,
    bulk === undefined ? name : `${name} ${bulk.action}`,
    workflowId,
    runId,
    bulk && `${bulk.ok} ok, ${bulk.skipped} skipped, ${bulk.failed} failed`,
    reason && JSON.stringify(reason),
  ];
  const result = [newRunId && `as ${newRunId}`, error?.message];
  return `${[
    timeText(new Date(at), look),
    ...texts(subject),
    paint(look, tones[outcome], outcome),
    ...texts(result),
  ].join('  ')}\n`;
}

/** Returns what is there, without what a reason could forge output with. */
const texts = (parts: readonly (string | undefined)[]): readonly string[] =>
  parts.flatMap(part => (part === undefined || part === '' ? [] : [oneLine(part)]));

/** Renders where a console is, and what concerns its safety. */
export function consoleView({
  address,
  isPublic,
  domain,
  allowActions,
  host,
}: ServedConsole & {
  readonly domain: string;
  readonly allowActions: boolean;
  readonly host: string;
}): string {
  const actions = allowActions ? 'actions are allowed' : 'actions are off; see --allow-actions';
  const warning = isPublic
    ? `Warning: other machines can reach ${host}. Whoever has the address can open the console, and it is not ` +
      'encrypted: put it behind a proxy with TLS.\n'
    : '';
  return `Console of the domain ${oneLine(domain)} (${actions}). Press Ctrl-C to stop it.\n${warning}\n  ${address}\n\n`;
}
