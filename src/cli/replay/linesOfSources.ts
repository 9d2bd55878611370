import { readFileSync, statSync } from 'node:fs';
import { type ArchivedLine, listFiles, readFile } from '../../archive/files/readArchive.js';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';

/** Reads histories from archives and from JSON files, one at a time. */
export async function* linesOfSources(sources: readonly string[]): AsyncGenerator<ArchivedLine> {
  for (const source of sources) {
    if (isFolder(source)) for (const path of await listFiles(source)) yield* readFile(path);
    else if (/\.ndjson(\.gz)?$/.test(source)) yield* readFile(source);
    else yield singleHistory(source);
  }
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
  const [first] = recorded.events ?? [];
  const workflowType = first?.workflowExecutionStartedEventAttributes?.workflowType;
  if (workflowType === undefined)
    throw new InvalidArgumentError(
      `${file} is no complete history: it does not begin with WorkflowExecutionStarted`,
    );
  const { workflowId = file, runId = 'unknown' } = recorded;
  return {
    file,
    line: 1,
    text: JSON.stringify({ status: 'CLOSED', ...recorded, workflowId, runId, workflowType }),
  };
}

interface RecordedFile {
  readonly workflowId?: string;
  readonly runId?: string;
  readonly events?: readonly {
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
