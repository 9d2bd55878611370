import { lastValueFrom } from 'rxjs';
import { runExample, watch } from '../runExample.js';
import { shopActivities } from './activities.js';
import { swiftOrder } from './operators.js';
import { type Order, order } from './workflow.js';

const usage = `Usage: npm run example -- order-saga

Orders that are delivered, declined or canceled. When a step fails, the completed steps are undone, the last one first.`;

const orders: readonly [title: string, order: Order][] = [
  ['An order that is delivered', { orderId: '1', items: ['lamp', 'rug'], card: 'good' }],
  ['An order whose card is declined', { orderId: '2', items: ['lamp', 'rug'], card: 'bad' }],
  ['An order with an item that is out of stock', { orderId: '3', items: ['lamp', 'unicorn'], card: 'good' }],
  [
    'An order that is canceled while its card is charged',
    { orderId: '4', items: ['lamp'], card: 'hesitant' },
  ],
];

const activities = shopActivities({
  stock: new Set(['lamp', 'rug']),
  declined: new Set(['bad']),
  onCharge: async ({ card }, execution) => {
    if (card === 'hesitant') await lastValueFrom(execution.requestCancel());
  },
});

await runExample(usage, { workflows: [order, swiftOrder], activities }, async domain => {
  for (const workflow of [order, swiftOrder]) {
    for (const [title, input] of orders) {
      console.log(`\n${title}`);
      await watch(await lastValueFrom(workflow.start(domain, input)));
    }
  }
});
