export * from './actor';
export * from './client-credential';
export * from './guard';
export * from './permissions';
export * from './permissions/grant';
export * from './tokens';
