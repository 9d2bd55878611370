import { HistoryBuilder } from 'rx-swf/testing';
import { charge, shop } from '../../cli/debug/shop.js';

/** A shop that has got its price and charged it, while its timer is open. */
export const shopping = () =>
  new HistoryBuilder()
    .start({ workflowType: shop })
    .turn()
    .timerStarted('1', { startToFireTimeout: 60 })
    .signal('price', { input: 4 })
    .turn()
    .activityScheduled('2', { type: charge, input: 4 })
    .activityStarted('2')
    .activityCompleted('2', { result: 'receipt' })
    .turn();
