export * from './database';
export * from './test-service';
export * from './tokens';
