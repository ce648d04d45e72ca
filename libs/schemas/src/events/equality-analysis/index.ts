export * from './analysis-published';
export * from './analysis-screening-completed';
export * from './award-check-completed';
