export * from './decision';
export * from './programme';
export * from './theme';
