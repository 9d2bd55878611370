import { benchClients } from './clients.js';
import { benchLong } from './long.js';
import { benchPages } from './pages.js';

/** Prints what the clients of a gateway cost. */
export async function benchGateway(isQuick: boolean): Promise<void> {
  await benchClients(isQuick);
  await benchPages(isQuick);
  await benchLong(isQuick);
}
