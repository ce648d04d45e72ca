export * from './award-check';
export * from './screening';
