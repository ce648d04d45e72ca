export * from './figure';
export * from './needs-data';
export * from './outcomes-against-need';
export * from './overview';
export * from './publication';
export * from './reach';
export * from './recount';
