import { look, type Seen } from './outputs.js';
import { operations } from './table/index.js';

/** The members, values and faults of the API that were seen. */
export class Coverage implements Seen {
  readonly members = new Set<string>();
  readonly words = new Set<string>();
  readonly strange = new Set<string>();
  /** As `Operation: Fault`. */
  readonly faults = new Set<string>();

  answered(operation: string, answer: unknown): void {
    look(answer, operations[operation]?.output, operation, this);
  }

  refused(operation: string, fault: string): void {
    this.faults.add(`${operation}: ${fault}`);
  }
}
