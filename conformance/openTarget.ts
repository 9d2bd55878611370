import { DomainAlreadyExistsFault, SWF, type SWFClientConfig } from '@aws-sdk/client-swf';
import type { Target } from './Target.js';

/** A target, and the end of its client. */
export interface OpenTarget extends Target {
  close(): void;
}

/** Options of a target. */
export interface TargetOptions {
  readonly domain: string;
  readonly patience: number;
  /** Address that forgets everything at a POST, which is sent before each check. */
  readonly reset?: string | undefined;
}

/** Creates a client. The domain is registered unless it exists. */
export function openTarget(config: SWFClientConfig, { domain, patience, reset }: TargetOptions): OpenTarget {
  const swf = new SWF(config);
  const prepare = async () => {
    if (reset !== undefined) await fetch(reset, { method: 'POST' });
    await registerDomain(swf, domain);
  };
  let prepared: Promise<void> | undefined;
  return {
    swf,
    domain,
    patience,
    prepare: () => {
      if (reset === undefined) prepared ??= prepare();
      return prepared ?? prepare();
    },
    close: () => swf.destroy(),
  };
}

async function registerDomain(swf: SWF, name: string): Promise<void> {
  await swf.registerDomain({ name, workflowExecutionRetentionPeriodInDays: '1' }).catch((error: unknown) => {
    if (!(error instanceof DomainAlreadyExistsFault)) throw error;
  });
}
