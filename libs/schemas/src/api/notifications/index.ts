export * from './delivery';
export * from './message';
