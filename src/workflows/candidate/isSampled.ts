/**
 * Returns whether an execution belongs to a sample. The answer is a matter of the run id only, so that every worker and
 * each decision has the same one.
 *
 * @param share - from 0 to 1
 */
export function isSampled(runId: string, share: number): boolean {
  if (share >= 1) return true;
  // FNV-1a, whose upper bits are mixed well enough once its lower ones are folded in.
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < runId.length; at += 1) hash = Math.imul(hash ^ runId.charCodeAt(at), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c_1b_3c_6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32 < share;
}
