import { benchGate } from './gate.js';
import { benchPull } from './pull.js';

/** Benchmarks of archives and of the gate, by name. */
export const archiveParts: Readonly<Record<string, (quick: boolean) => Promise<void>>> = {
  gate: quick => benchGate(quick ? 2_000 : 10_000, quick ? 3 : 7),
  pull: quick => benchPull(quick ? 10_000 : 100_000),
};
