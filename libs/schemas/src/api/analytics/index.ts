export * from './needs-data';
export * from './recount';
