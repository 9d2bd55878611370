import type { LambdaFunction } from '../entities/LambdaFunction.js';
import { EntityCollection } from './EntityCollection.js';

/** The Lambda function calls of a history, by id. */
export class LambdaFunctions extends EntityCollection<LambdaFunction> {
  protected override get label(): string {
    return 'LambdaFunctions';
  }

  /** Those that are scheduled or started. */
  get open(): readonly LambdaFunction[] {
    return this.in('scheduled', 'started');
  }

  get scheduled(): readonly LambdaFunction[] {
    return this.in('scheduled');
  }

  get started(): readonly LambdaFunction[] {
    return this.in('started');
  }

  get completed(): readonly LambdaFunction[] {
    return this.in('completed');
  }

  get failed(): readonly LambdaFunction[] {
    return this.in('failed');
  }

  get timedOut(): readonly LambdaFunction[] {
    return this.in('timedOut');
  }

  /** Those that SWF could not schedule; see their `cause`. */
  get scheduleFailed(): readonly LambdaFunction[] {
    return this.in('scheduleFailed');
  }

  /** Those that SWF could not start; see their `cause` and `message`. */
  get startFailed(): readonly LambdaFunction[] {
    return this.in('startFailed');
  }
}
