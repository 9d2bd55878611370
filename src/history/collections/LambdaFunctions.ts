import type { LambdaFunction } from '../entities/LambdaFunction.js';
import { EntityCollection } from './EntityCollection.js';

/** The calls of Lambda functions of a history, by id. */
export class LambdaFunctions extends EntityCollection<LambdaFunction> {
  protected override get label(): string {
    return 'LambdaFunctions';
  }

  /** Scheduled or started. */
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

  /** Those that SWF refused to schedule; their `cause` tells why. */
  get scheduleFailed(): readonly LambdaFunction[] {
    return this.in('scheduleFailed');
  }

  /** Those that SWF could not start; `cause` and `message` tell why. */
  get startFailed(): readonly LambdaFunction[] {
    return this.in('startFailed');
  }
}
