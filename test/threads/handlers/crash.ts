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

/** Takes its thread down with it, unless there is no such crash. */
const crash: ThreadHandler<string> = ({ input }) => crashes[input]?.() ?? 'alive';
export default crash;
