import { readFileSync } from 'node:fs';
import { type ExecutionId, History } from 'rx-swf';

/** Reads the recorded history of a play, and what the history does not contain. */
export function goldenOf(name: string) {
  const file = new URL(`../../workflows/golden/${name.toLowerCase()}.json`, import.meta.url);
  const { history, execution } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly execution: ExecutionId;
    readonly history: ReturnType<History['toJSON']>;
  };
  return { history: History.from(history), of: { ...execution, domain: 'media' } };
}
