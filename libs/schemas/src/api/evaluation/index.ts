export * from './conflict';
export * from './evaluation';
export * from './moderation';
export * from './panel';
export * from './ranking';
export * from './recommendation';
export * from './score';
export * from './summary';
