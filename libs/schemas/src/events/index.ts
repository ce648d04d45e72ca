import * as analytics from './analytics';
import * as capacityBuilding from './capacity-building';
import * as contracts from './contracts';
import * as equalityAnalysis from './equality-analysis';
import * as evaluation from './evaluation';
import * as organisations from './organisations';
import * as programme from './programme';
import * as tendering from './tendering';
import type { EventDefinition } from '../event';

export * from './analytics';
export * from './capacity-building';
export * from './contracts';
export * from './equality-analysis';
export * from './evaluation';
export * from './organisations';
export * from './programme';
export * from './tendering';

/** Every fact that this product knows. */
export const allEvents: readonly EventDefinition<any>[] = [
  ...Object.values(analytics),
  ...Object.values(capacityBuilding),
  ...Object.values(contracts),
  ...Object.values(equalityAnalysis),
  ...Object.values(evaluation),
  ...Object.values(organisations),
  ...Object.values(programme),
  ...Object.values(tendering),
];

/** The definition of an event type; undefined for one that is not known here. */
export const eventOf = (type: string): EventDefinition<any> | undefined =>
  allEvents.find((event) => event.type === type);
