import type { ThreadHandler } from 'rx-swf/threads';

const never = new Promise<never>(() => {});

const crashes: Record<string, () => unknown> = {
  exit: () => process.exit(1),
  memory: () => {
    const held: number[][] = [];
    while (true) held.push(new Array<number>(10_000).fill(held.length + 0.5));
  },
  timer: () => {
    setTimeout(() => {
      throw new RangeError('boom');
    });
    return never;
  },
  rejection: () => {
    void Promise.reject(new RangeError('boom'));
    return never;
  },
};

/** Crashes its thread, unless the crash is unknown. */
const crash: ThreadHandler<string> = ({ input }) => crashes[input]?.() ?? 'alive';
export default crash;
