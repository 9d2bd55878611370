import { onTestFinished } from 'vitest';
import { World } from './world.js';

/** A world until the end of the test. */
export async function newWorld(): Promise<World> {
  const world = await World.create();
  onTestFinished(() => world.close());
  return world;
}
