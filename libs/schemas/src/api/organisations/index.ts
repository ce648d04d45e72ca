export * from './membership';
export * from './organisation';
