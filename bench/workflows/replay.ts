import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { historyOf, replay } from './chain.js';

/** Measures turns per second of a replay without any service, as in production and as in development. */
export async function benchReplay(turns: number, rounds: number): Promise<void> {
  const history = historyOf(turns);
  const contenders = [
    { name: 'production', watchPromises: false },
    { name: 'development', watchPromises: true },
  ].map(({ name, watchPromises }) => ({
    name,
    run: () =>
      turnOf(async () => {
        replay(history, watchPromises);
        return turns;
      }),
  }));
  printFigures(`Replays of ${turns} turns, ${rounds} rounds`, 'turns', await compare(contenders, rounds));
}
