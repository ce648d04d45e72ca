export * from './caseload';
export * from './categories';
export * from './contract';
export * from './payment';
export * from './return';
