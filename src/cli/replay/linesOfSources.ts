import { readFileSync, statSync } from 'node:fs';
import { isClosed } from '../../archive/files/ArchivedHistory.js';
import { type ArchivedLine, listFiles, readFile } from '../../archive/files/readArchive.js';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import type { ChosenLines } from './checkInThreads.js';

/**
 * Reads histories from archives and from JSON files, one at a time.
 *
 * @param chosen - the lines to read; all by default
 */
export async function* linesOfSources(
  sources: readonly string[],
  chosen?: ChosenLines,
): AsyncGenerator<ArchivedLine> {
  for (const source of sources) {
    for (const file of isFolder(source) ? await listFiles(source) : [source]) {
      const wanted = chosen === undefined ? undefined : (chosen.get(file) ?? none);
      if (wanted?.size === 0) continue;
      for await (const line of linesOfFile(file)) if (wanted?.has(line.line) !== false) yield line;
    }
  }
}

const none: ReadonlySet<number> = new Set();

async function* linesOfFile(file: string): AsyncGenerator<ArchivedLine> {
  if (/\.ndjson(\.gz)?$/.test(file)) yield* readFile(file);
  else yield singleHistory(file);
}

function isFolder(source: string): boolean {
  try {
    return statSync(source).isDirectory();
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot read ${source}: ${messageOf(cause)}`, { cause });
  }
}

/** Reads the output of `rx-swf history -o json` or of the AWS CLI. It has no ids of the run, which few workflows need. */
function singleHistory(file: string): ArchivedLine {
  const recorded = parse(file);
  const { events = [] } = recorded;
  const [first] = events;
  const workflowType = first?.workflowExecutionStartedEventAttributes?.workflowType;
  if (workflowType === undefined)
    throw new InvalidArgumentError(
      `${file} is no complete history: it does not begin with WorkflowExecutionStarted`,
    );
  const { workflowId = file, runId = 'unknown' } = recorded;
  const status = isClosed(events) ? 'CLOSED' : 'OPEN';
  return {
    file,
    line: 1,
    text: JSON.stringify({ ...recorded, workflowId, runId, workflowType, status }),
  };
}

interface RecordedFile {
  readonly workflowId?: string;
  readonly runId?: string;
  readonly events?: readonly {
    readonly eventType?: string;
    readonly workflowExecutionStartedEventAttributes?: { readonly workflowType?: object };
  }[];
}

function parse(file: string): RecordedFile {
  try {
    const parsed: RecordedFile | RecordedFile['events'] = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(parsed) ? { events: parsed } : Object(parsed);
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot read ${file}: ${messageOf(cause)}`, { cause });
  }
}
