import type { Connection } from '../frame/CommandContext.js';

/** What can stand at a place of the command line that only the service or the machine knows. */
export type Source =
  | 'executions'
  | 'workflowTypes'
  | 'activityTypes'
  | 'types'
  | 'domains'
  | 'taskLists'
  | 'profiles';

/** A word that can stand at the cursor. */
export interface Candidate {
  readonly word: string;
  readonly description: string;
}

/** What can stand at the cursor. */
export type Completion =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  /** Words that the service or the machine knows. `prefix` comes before each of them: `--type=`. */
  | {
      readonly kind: 'source';
      readonly source: Source;
      readonly prefix: string;
      readonly connection: Connection;
    }
  | { readonly kind: 'files' }
  | { readonly kind: 'nothing' };
