import { checkOptions } from '../../requests/checks/checkOptions.js';
import { checkCount } from '../../values/index.js';
import { labelOf } from '../layout/labelOf.js';
import { type Row, rowsOf } from '../layout/rowsOf.js';
import { titleOf } from '../layout/titleOf.js';
import { isFailure, type Outcome } from '../model/Outcome.js';
import type { LaneKind, Span, Timeline } from '../model/Timeline.js';
import { printable } from '../text/printable.js';

/** Options of {@link toMermaid}. */
export interface MermaidOptions {
  /** Maximum number of tasks, since Mermaid refuses long diagrams. If there are more, a row is one task. @defaultValue 200 */
  readonly tasks?: number | undefined;
}

const sections: Readonly<Record<LaneKind, string>> = {
  execution: 'Execution',
  cancelRequest: 'Execution',
  decision: 'Decisions',
  activity: 'Activities',
  lambda: 'Lambda functions',
  timer: 'Timers',
  child: 'Children',
  signal: 'Signals',
  externalSignal: 'Signals sent',
  externalCancel: 'Cancel requests sent',
  marker: 'Markers',
  failedDecision: 'Failed decisions',
  unknown: 'Other events',
};

/**
 * Converts a timeline to a Gantt diagram of Mermaid, as GitHub and many wikis show it. Failures are critical, open spans
 * active, and moments milestones. Idle times have their full length. All names are escaped.
 *
 * @throws `InvalidArgumentError` if an option is not valid
 * @example
 * ```ts
 * import type { History } from 'rx-swf';
 * import { timelineOf, toMermaid } from 'rx-swf/timeline';
 *
 * export const toMarkdown = (history: History) => `~~~mermaid\n${toMermaid(timelineOf(history))}\n~~~\n`;
 * ```
 */
export function toMermaid(timeline: Timeline, options: MermaidOptions = {}): string {
  checkOptions('toMermaid()', options, { tasks: true });
  const { tasks: most = 200 } = options;
  checkCount('tasks', most, 1);
  const { rows, omitted } = rowsOf(timeline, most);
  const isLong = rows.reduce((sum, { lane }) => sum + lane.spans.length, 0) > most;
  const lines = new Map<string, string[]>();
  let count = 0;
  for (const row of rows) {
    const section = lines.get(sectionOf(row)) ?? [];
    lines.set(sectionOf(row), section);
    const { kind, spans } = row.lane;
    const [first] = spans;
    const isWhole = isLong && first !== undefined && spans.length > 1;
    for (const span of isWhole ? [wholeOf(first, spans)] : spans) {
      count += 1;
      const label = isWhole ? `${labelOf(row)} (${spans.length} spans)` : numbered(labelOf(row), span, row);
      section.push(taskOf(label, span, kind, count));
    }
  }
  const [title = ''] = titleOf(timeline);
  return [
    'gantt',
    `    title ${escaped(title)}`,
    '    dateFormat x',
    '    axisFormat %m-%d %H:%M:%S',
    ...[...lines].flatMap(([section, tasks]) => [`    section ${section}`, ...tasks]),
    ...(omitted > 0 ? [`    %% ${omitted} more are left out`] : []),
  ].join('\n');
}

const sectionOf = ({ lane, depth }: Row) => `${sections[lane.kind]}${depth > 0 ? ' of children' : ''}`;

const numbered = (label: string, { attempt }: Span, { lane }: Row) =>
  attempt > 1 && lane.kind !== 'decision' ? `${label}, attempt ${attempt}` : label;

/** Returns one span for all of a row; it has failed if one of them has. */
function wholeOf(first: Span, spans: readonly Span[]): Span {
  const failed = spans.find(({ outcome }) => isFailure(outcome));
  const open = spans.find(({ outcome }) => outcome === 'open');
  const end = spans.reduce((latest, span) => Math.max(latest, span.end), first.end);
  const start = spans.reduce((earliest, span) => Math.min(earliest, span.start), first.start);
  return { ...first, start, end, outcome: failed?.outcome ?? open?.outcome ?? first.outcome };
}

const tags: { readonly [O in Outcome]?: string } = {
  completed: 'done',
  failed: 'crit',
  timedOut: 'crit',
  terminated: 'crit',
  open: 'active',
};

function taskOf(label: string, { start, end, outcome }: Span, kind: LaneKind, number: number): string {
  const tag = end === start && kind !== 'execution' ? 'milestone' : undefined;
  const fields = [tags[outcome], tag, `t${number}`, start, end].filter(field => field !== undefined);
  return `    ${taskName(label)} :${fields.join(', ')}`;
}

/** Beginning of a line that Mermaid reads as a statement or as a date, and not as a task. */
const keyword = /^(\d|(gantt|section|title|click|call|href|date|axis|top|tick|today|inclu|exclu|week|acc))/i;

const encoded = (sign: string) => `#${sign.codePointAt(0)};`;

const taskName = (label: string) =>
  keyword.test(label) ? encoded(label) + escaped(label.slice(1)) : escaped(label);

/** Escapes all that has a meaning in Mermaid or in HTML. */
const escaped = (text: string) => printable(text).replace(/[^\p{L}\p{N} ,.()@×…+=*_/-]/gu, encoded);
