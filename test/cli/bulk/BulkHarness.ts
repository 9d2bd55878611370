import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SWFClient } from '@aws-sdk/client-swf';
import { settings, WorkflowExecutionQuerySet } from 'rx-swf';
import type { LocalSwfOptions } from 'rx-swf/local';
import { lastValueFrom, map, type SchedulerLike, toArray } from 'rxjs';
import { onTestFinished } from 'vitest';
import { act } from '../../../src/cli/bulk/act.js';
import type { BulkOptions } from '../../../src/cli/bulk/BulkOptions.js';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import type { ExecutionOperation } from '../../../src/streams/bulk/ExecutionOperation.js';
import type { Outcome } from '../../../src/streams/bulk/Outcome.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** The embedded service with the domain `media`, and the actions of the commands that act on it, in process. */
export class BulkHarness {
  readonly sdk: SdkHarness;
  /** The client that the actions use. */
  readonly client: SWFClient;
  readonly calls: Calls;
  readonly report = join(temporaryFolder(), 'report.ndjson');

  private constructor(sdk: SdkHarness) {
    this.sdk = sdk;
    this.client = sdk.swf.client({ maxAttempts: 1 });
    this.calls = new Calls(this.client);
    settings.set({ client: this.client, domain: 'media' });
    onTestFinished(() => settings.clear());
  }

  static async open(options: LocalSwfOptions = {}): Promise<BulkHarness> {
    return new BulkHarness(await SdkHarness.open(options));
  }

  /** Starts executions `order-1` and so on, a second apart. */
  async startOrders(count: number): Promise<void> {
    for (let n = 1; n <= count; n += 1) {
      await this.sdk.start(`order-${n}`, { tagList: [n % 2 === 0 ? 'even' : 'odd'] });
      this.sdk.clock.advance(1_000);
    }
  }

  /** Acts on an execution, and returns the terminal. */
  async actOn(
    id: string,
    operation: ExecutionOperation,
    options: BulkOptions = {},
    output?: Output,
  ): Promise<CapturedTerminal> {
    const terminal = new CapturedTerminal();
    await lastValueFrom(act(terminal.context({}, output), id, options, operation), {
      defaultValue: undefined,
    });
    return terminal;
  }

  /** Acts on a selection. The report is {@link report}, and confirmation is not asked for. */
  async actOnMany(
    operation: ExecutionOperation,
    options: BulkOptions,
    {
      terminal = new CapturedTerminal(),
      scheduler,
    }: { terminal?: CapturedTerminal; scheduler?: SchedulerLike } = {},
  ): Promise<CapturedTerminal> {
    const given = { yes: true, report: this.report, ...options };
    await lastValueFrom(act(terminal.context({}), undefined, given, operation, scheduler), {
      defaultValue: undefined,
    });
    return terminal;
  }

  /** Lets time pass on the clock until an action has ended. */
  async elapseUntil<T>(ended: Promise<T>, step = 500): Promise<T> {
    let isPending = true;
    const settled = ended.finally(() => {
      isPending = false;
    });
    while (isPending) await this.calls.elapse(this.sdk.clock, step, step);
    return settled;
  }

  /** Resolves to the ids of the open executions, the newest first. */
  openIds(): Promise<string[]> {
    const open = new WorkflowExecutionQuerySet('media').all();
    return lastValueFrom(
      open.pipe(
        map(({ workflowId }) => workflowId),
        toArray(),
      ),
    );
  }

  /** Returns the lines of the report, without the header. */
  outcomes(path = this.report): readonly Outcome[] {
    return readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(line => JSON.parse(line));
  }

  /** Returns the workflow ids in the report by outcome, with the reasons of those that were skipped. */
  outcomesById(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.outcomes().map(({ workflowId, outcome, reason = outcome, error = reason }) => [workflowId, error]),
    );
  }
}
