import { onTestFinished } from 'vitest';
import type { Teardown } from '../Teardown.js';
import { addClosedAlbums, addOpenAlbums, registerHandWritten } from './albums.js';
import { CliHarness, night } from './CliHarness.js';
import { addClosedOrders, addOpenOrders } from './orders.js';

/**
 * The domain `media` at 03:00: 30 executions of hand-written deciders (`album-…`, `archive-1`) and durable workflows
 * (`order-…`, `shipment-…`). 14 are closed, since yesterday evening, and 16 are open, each waiting for something else.
 */
export async function openScene(teardown: Teardown = onTestFinished): Promise<CliHarness> {
  const harness = await CliHarness.open(12, {}, teardown);
  await registerHandWritten(harness);
  await addClosedAlbums(harness);
  await addClosedOrders(harness);
  harness.clock.advance(night - 3 * 3_600_000 - harness.clock.now());
  await addOpenAlbums(harness);
  await addOpenOrders(harness, night);
  return harness;
}
