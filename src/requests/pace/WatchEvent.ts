/** Something that the watches of a client have done or met, for logs and metrics. */
export type WatchEvent =
  /** A question was chosen for things that are due, by the planner of a domain. */
  | {
      readonly type: 'asked';
      /** For example, `ListOpenWorkflowExecutions`. */
      readonly operation: string;
      readonly domain: string;
      /** Number of things of this kind that are watched in the domain. */
      readonly watched: number;
      /** Number of things that the question is to answer. */
      readonly due: number;
    }
  /** A listing was read. */
  | {
      readonly type: 'listed';
      readonly operation: string;
      readonly domain: string;
      readonly pages: number;
      /** Number of watched things that it showed. */
      readonly shown: number;
      /** Number of watched things that it did not show, each of which is asked for. */
      readonly missing: number;
    }
  /** A call failed and will be retried after `delay` milliseconds. */
  | {
      readonly type: 'throttled' | 'unreachable';
      readonly operation: string;
      readonly error: unknown;
      readonly delay: number;
    }
  /** A question is refused, for example because IAM does not allow it. Others are asked from now on. */
  | {
      readonly type: 'refused';
      readonly operation: string;
      readonly domain: string;
      readonly error: unknown;
    }
  /** The source of notices has failed. The watches of the domain poll as they would without it. */
  | {
      readonly type: 'notices-failed';
      readonly domain: string;
      readonly error: unknown;
    };
