import { Decider, recordMarker, type WorkflowExecution } from 'rx-swf';
import { type GatewayHandler, gateway } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { firstValueFrom, forkJoin, lastValueFrom, timer } from 'rxjs';
import { type Media, registerMedia } from '../media.js';
import { printTable } from '../report.js';

/** Number of signals that an execution gets while its client reads. */
const changes = 10;

/** Prints what a client gets of a long history and of a long list: at first, and with each change. */
export async function benchLong(isQuick: boolean): Promise<void> {
  const swf = new LocalSwf();
  const media = await registerMedia(swf.client());
  const [events, listed] = isQuick ? [2_500, 1_000] : [24_000, 10_000];
  const long = await lastValueFrom(media.album.startExecution({ workflowId: 'album-7' }));
  await fill(media, long, events);
  for (let n = 0; n < listed; n += 100)
    await lastValueFrom(
      forkJoin(Array.from({ length: 100 }, () => media.album.startExecution({ tagList: ['many'] }))),
    );
  const handler = gateway({ domain: media.domain, authorize: () => true });
  const change = () => lastValueFrom(long.signal('tick', 'x'.repeat(100)));
  const start = () => lastValueFrom(media.album.startExecution({ tagList: ['many'] }));
  const rows = [
    await row(handler, 'history', '/executions/album-7/history', change),
    await row(handler, 'state, whole', '/executions/album-7/state', change),
    await row(handler, 'state, patches', '/executions/album-7/state?patches', change),
    await row(handler, 'timeline, whole', '/executions/album-7/timeline', change),
    await row(handler, 'timeline, patches', '/executions/album-7/timeline?patches', change),
    await row(handler, 'list, whole', `/executions?tag=many&limit=${listed}`, start),
    await row(handler, 'list, patches', `/executions?tag=many&limit=${listed}&patches`, start),
  ];
  await swf.close();
  printTable(
    `A client of a history of ${events} events, and of a list of ${listed} executions`,
    ['', 'first, kB', 'CPU, ms', 'longest block, ms', 'messages', 'each change, kB', 'CPU each, ms'],
    rows,
  );
}

/** Adds decisions with a hundred markers each. */
async function fill({ domain }: Media, execution: WorkflowExecution, events: number): Promise<void> {
  const decider = new Decider(domain, 'decisions', { cache: false });
  const decisions = Array.from({ length: 100 }, (_, n) =>
    recordMarker({ markerName: `row-${n}`, details: n }),
  );
  for (let left = events; left > 0; left -= 104) {
    const task = await firstValueFrom(decider);
    await lastValueFrom(execution.signal('go'));
    await lastValueFrom(task.complete(decisions));
  }
}

async function row(
  handler: GatewayHandler,
  name: string,
  path: string,
  change: () => Promise<unknown>,
): Promise<string[]> {
  const aborting = new AbortController();
  const reader = new Meter();
  const blocks = new Blocks();
  const begun = process.cpuUsage();
  const { body } = await handler(
    new Request(`http://localhost/v1${path}`, {
      signal: aborting.signal,
      headers: { accept: 'text/event-stream' },
    }),
  );
  const reading = reader.read(body);
  await reader.quiet();
  const [first, block, cpu] = [reader.take(), blocks.stop(), cpuSince(begun)];
  const before = process.cpuUsage();
  for (let n = 0; n < changes; n += 1) {
    await change();
    await reader.message();
  }
  const rest = reader.take();
  const each = cpuSince(before) / rest.messages;
  aborting.abort();
  await reading;
  return [
    name,
    (first.bytes / 1_000).toFixed(0),
    cpu.toFixed(0),
    block.toFixed(0),
    `${first.messages}`,
    (rest.bytes / rest.messages / 1_000).toFixed(1),
    each.toFixed(1),
  ];
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The bytes and messages of a stream. */
class Meter {
  #bytes = 0;
  #messages = 0;

  async read(body: ReadableStream<Uint8Array> | null): Promise<void> {
    const decoder = new TextDecoder();
    if (body !== null)
      for await (const chunk of body) {
        this.#bytes += chunk.byteLength;
        this.#messages += decoder.decode(chunk, { stream: true }).split('\ndata: ').length - 1;
      }
  }

  /** Returns the numbers since the last call. */
  take(): { readonly bytes: number; readonly messages: number } {
    const taken = { bytes: this.#bytes, messages: this.#messages };
    [this.#bytes, this.#messages] = [0, 0];
    return taken;
  }

  /** Resolves once messages have come, and none have come for a while. */
  async quiet(): Promise<void> {
    for (let seen = -1; seen < 1 || seen !== this.#messages; ) {
      seen = this.#messages;
      await firstValueFrom(timer(700));
    }
  }

  /** Resolves with the next message. */
  async message(): Promise<void> {
    for (const seen = this.#messages; seen === this.#messages; ) await firstValueFrom(timer(5));
  }
}

/** The longest time for which nothing else could run. */
class Blocks {
  #longest = 0;
  #last = performance.now();
  readonly #timer = setInterval(() => {
    const now = performance.now();
    this.#longest = Math.max(this.#longest, now - this.#last - 2);
    this.#last = now;
  }, 2);

  stop(): number {
    clearInterval(this.#timer);
    return this.#longest;
  }
}
